"""What words count beside the cells of the form: queries over the records of any number of units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count, QuerySet

from gongkai.casework import counts as casework
from gongkai.casework.models import Case, Logged, Step
from gongkai.publishing import counts as publishing
from gongkai.remedies.models import Complaint
from gongkai.report.model import Number
from gongkai.statute.channels import channels
from gongkai.units.models import Unit

FEES = "fees"
"""The fees of the year, in 元."""
WORK = "work"
"""Counts of items by field of work: `work:` and the node of the catalogue."""


def count(what: str, units: QuerySet[Unit], year: int) -> Number:
    """A count of the records of a year that `units` have, beside the cells of the form."""
    if what == FEES:
        return sum(count_each(what, units, year).values())
    found, _, counted = _records(what, units, year)
    return found.count() if counted == "pk" else found.values(counted).distinct().count()


def count_each(what: str, units: QuerySet[Unit], year: int) -> dict[int, Number]:
    """The same for each of `units`, by its id; who has none is not there."""
    if what == FEES:  # rare: each unit that had one is asked for itself
        paying = units.filter(pk__in=Step.objects.filter(kind="fee_paid", on__year=year).values("case__unit"))
        return {unit.pk: casework.fees_paid(unit, year) for unit in paying}
    found, unit, counted = _records(what, units, year)
    return dict(found.order_by().values_list(unit).annotate(Count(counted, distinct=counted != "pk")))


def by_work(units: QuerySet[Unit], year: int) -> dict[str, int]:
    """How many items were published in each field of the grass-roots standard, by its node, for those in which any was."""
    rows = publishing.published_in(units, year).exclude(field_node="").values_list("field_node").annotate(Count("pk"))
    found: dict[str, int] = {}
    for node, items in rows.order_by():
        field = ".".join(node.split(".")[:2])
        found[field] = found.get(field, 0) + items
    return found


def _records(what: str, units: QuerySet[Unit], year: int) -> tuple[QuerySet[Any], str, str]:
    """The records behind a count, by which field each has its unit, and which field is counted, each value once."""
    kind, _, of = what.partition(":")
    if kind.startswith("channel"):
        kinds = [of] if kind == "channel" else [each for each in channels() if each not in of.split()]
        return publishing.released_in(units, year).filter(channel__kind__in=kinds), "item__unit", "item"
    return _COUNTS[kind](units, year), "case__unit" if kind == "turned" else "unit", "pk"


def _answered(units: QuerySet[Unit], year: int, **how: bool) -> QuerySet[Case]:
    return Case.objects.requests().filter(unit__in=units, closed_on__year=year, **how)


_COUNTS: Mapping[str, Callable[[QuerySet[Unit], int], QuerySet[Any]]] = {
    "published": publishing.published_in,
    "explainers": lambda units, year: publishing.published_in(units, year).exclude(explains=None),
    "withdrawn": publishing.withdrawn_in,
    "complaints": lambda units, year: Complaint.objects.filter(unit__in=units, received_on__year=year),
    "late_items": publishing.published_late_in,
    "late_answers": lambda units, year: _answered(units, year, late=True),
    "extended": lambda units, year: _answered(units, year, extended=True),
    "turned": lambda units, year: Logged.objects.filter(case__unit__in=units, at__year=year, item_id__isnull=False),
}
