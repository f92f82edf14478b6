"""The addresses of the portal's own files."""

from functools import cache

from django import template
from django.templatetags.static import static

register = template.Library()
register.simple_tag(cache(static), name="asset")
"""As `static`, looked up once: a page has three of them, and the files of a running process do not change."""
