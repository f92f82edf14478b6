"""By when an item must be public, and how that day is reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.statute.catalogue import node
from gongkai.statute.terms import due
from gongkai.statute.workdays import Reckoning, Workdays
from gongkai.units.calendars import workdays as known_workdays

if TYPE_CHECKING:
    from gongkai.publishing.models import Item

DEFAULT_TERM = "publication"
"""The term of Art. 26, where the catalogue node sets no other."""


def term_of(item: Item) -> str:
    """The id of the publication term that binds `item`."""
    return (node(item.node).term if item.node else "") or DEFAULT_TERM


def reckoning(item: Item, workdays: Workdays | None = None) -> Reckoning:
    """How the last day for publishing `item` is reckoned from its formation or change; only for an item with a date."""
    if item.clock_from is None:
        raise ValueError("没有成文日期，不能计算期限。")
    return due(term_of(item), item.clock_from, workdays or known_workdays())


def set_due(item: Item, workdays: Workdays | None = None) -> None:
    """Put the last lawful day, and whether it is provisional, into `item`; only what is to be published proactively has one."""
    if item.openness != "proactive" or item.clock_from is None:
        item.due_on, item.due_provisional = None, False
        return
    result = reckoning(item, workdays)
    item.due_on, item.due_provisional = result.due, bool(result.provisional_years)


def recompute_open() -> list[int]:
    """After a new calendar: reckon anew what is not published yet; the ids of the items whose day moved."""
    from gongkai.publishing.models import Item

    workdays, moved = known_workdays(), []
    for item in Item.objects.filter(live=False, withdrawn_at=None).iterator():
        before = (item.due_on, item.due_provisional)
        set_due(item, workdays)
        if (item.due_on, item.due_provisional) != before:
            Item.objects.filter(pk=item.pk).update(due_on=item.due_on, due_provisional=item.due_provisional)
            moved.append(item.pk)
    return moved
