"""What words count beside the cells of the form: queries over the records of any number of units."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, QuerySet

from gongkai.casework import counts as casework
from gongkai.casework.models import Case, Logged, Step
from gongkai.publishing import counts as publishing
from gongkai.remedies.models import Complaint
from gongkai.report.model import Number
from gongkai.statute.channels import channels
from gongkai.units.models import Unit

WORK = "work"
"""Counts of items by field of work: `work:` and the node of the catalogue."""


def count(what: str, units: QuerySet[Unit], year: int) -> Number:
    """A count of the records of a year that `units` have, beside the cells of the form."""
    kind, _, of = what.partition(":")
    if kind == "channel":
        return _released(units, year, [of])
    if kind == "channel-but":
        return _released(units, year, [each for each in channels() if each not in of.split()])
    return _COUNTS[kind](units, year)


def by_work(units: QuerySet[Unit], year: int) -> dict[str, int]:
    """How many items were published in each field of the grass-roots standard, by its node, for those in which any was."""
    rows = publishing.published_in(units, year).exclude(field_node="").values_list("field_node").annotate(Count("pk"))
    found: dict[str, int] = {}
    for node, items in rows.order_by():
        field = ".".join(node.split(".")[:2])
        found[field] = found.get(field, 0) + items
    return found


def _released(units: QuerySet[Unit], year: int, kinds: Sequence[str]) -> int:
    found: QuerySet = publishing.released_in(units, year).filter(channel__kind__in=kinds)
    return found.values("item").distinct().count()


def _fees(units: QuerySet[Unit], year: int) -> int:
    """In 元. Fees are rare: each unit that had one is asked for itself."""
    paying = units.filter(pk__in=Step.objects.filter(kind="fee_paid", on__year=year).values("case__unit"))
    return sum(casework.fees_paid(unit, year) for unit in paying)


def _answered(units: QuerySet[Unit], year: int, **how: bool) -> int:
    return Case.objects.filter(unit__in=units, closed_on__year=year, **how).count()


_COUNTS: Mapping[str, Callable[[QuerySet[Unit], int], Number]] = {
    "published": lambda units, year: publishing.published_in(units, year).count(),
    "explainers": lambda units, year: publishing.published_in(units, year).exclude(explains=None).count(),
    "withdrawn": lambda units, year: publishing.withdrawn_in(units, year).count(),
    "fees": _fees,
    "complaints": lambda units, year: Complaint.objects.filter(unit__in=units, received_on__year=year).count(),
    "late_items": lambda units, year: publishing.published_late_in(units, year).count(),
    "late_answers": lambda units, year: _answered(units, year, late=True),
    "extended": lambda units, year: _answered(units, year, extended=True),
    "turned": lambda units, year: Logged.objects.filter(
        case__unit__in=units, at__year=year, item_id__isnull=False
    ).count(),
}
