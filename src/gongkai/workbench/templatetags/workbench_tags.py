"""Template filters of the workbench."""

from __future__ import annotations

from django import template

from gongkai.statute.articles import articles

register = template.Library()


@register.filter
def citation(key: str) -> str:
    """The Chinese citation of an article; the id as it stands where the article is no longer known."""
    found = articles().get(key)
    return found.cite() if found else key
