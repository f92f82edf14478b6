"""Template filters of the workbench."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from gongkai.casework.models import Case
from gongkai.remedies.rules import may_handle
from gongkai.statute.articles import articles

register = template.Library()


@register.filter
def citation(key: str) -> str:
    """The Chinese citation of an article; the id as it stands where the article is no longer known."""
    found = articles().get(key)
    return found.cite() if found else key


@register.simple_tag(takes_context=True)
def may_register(context: Mapping[str, Any], case: Case) -> bool:
    """Whether who looks may register a review or lawsuit about `case`."""
    return may_handle(context["request"].user, case.unit_id)
