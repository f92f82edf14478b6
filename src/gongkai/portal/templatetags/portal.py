"""What templates ask for by themselves: the portal's own files, and the site where the view knew nothing of it."""

from __future__ import annotations

from functools import cache

from django import template
from django.db import DatabaseError
from django.templatetags.static import static

from gongkai.portal.site import Site, site

register = template.Library()
register.simple_tag(cache(static), name="asset")
"""As `static`, looked up once: a page has three of them, and the files of a running process do not change."""


@register.simple_tag
def the_site() -> Site | None:
    """The site, for pages that tell what went wrong; `None` where the database is what did."""
    try:
        return site()
    except DatabaseError:
        return None
