"""By which day a report must be out: the law's day, or an earlier one that a government set for the bodies below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.annual.models import LocalDay
from gongkai.statute import publication
from gongkai.statute.articles import cite
from gongkai.statute.bodies import kinds
from gongkai.units.models import Kind, Unit

_LAWS = {Kind.AUTHORISED: "organisation"}
"""The law's name for a kind of unit, where it is not the same."""


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day, its `ground` in words, and the law's own day where another, earlier one binds or the law names none."""

    day: date
    ground: str
    lawful: date | None


def lawful_day(kind: str, year: int) -> publication.Due | None:
    """By when the law wants the report of `year` from a unit of this kind; `None` where it names no day (townships, street offices)."""
    return publication.due(kinds().get(_LAWS.get(Kind(kind), kind)), year)


def last_days(units: Iterable[Unit], year: int) -> dict[int, LastDay]:
    """The last day of each of `units` by its id; a unit for which neither law nor notice names one is not there."""
    local = list(LocalDay.objects.filter(year=year).select_related("office"))
    found = {}
    for unit in units:
        lawful = lawful_day(unit.kind, year)
        days = [LastDay(lawful.day, cite(lawful.article), lawful.day)] if lawful else []
        days += [
            LastDay(each.day, each.ground, lawful.day if lawful else None)
            for each in local
            if each.kind == unit.kind and unit.path.startswith(each.office.path) and unit.pk != each.office_id
        ]
        if days:
            found[unit.pk] = min(days, key=lambda each: each.day)
    return found


def last_day(unit: Unit, year: int) -> LastDay | None:
    """The last day of one unit."""
    return last_days([unit], year).get(unit.pk)
