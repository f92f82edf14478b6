"""What the annual report counts in reviews, lawsuits and complaints: table four, and those rows of form 2014, with the records behind it.

A year counts what was filed by its end and had not ended before it: with its outcome where it ended in the year, as pending where it
had not. So what is filed this year and ends next year is pending this year, and has its outcome next year. The total is the sum of
both by construction. It counts for the body whose act is contested; joint defendants each count it.

A review ends on the day of its decision, a lawsuit on the day on which its last decision became effective: a first-instance judgment
when the term of appeal has run out unused, a second-instance one on its day.

Form 2014 has no column for what is pending: its rows count what ended in the year, by outcome, so that each case is counted once and
the parts make the whole (S5, S6). What was pending at the end of 2018 is counted by form 2019. Complaints are of the year in which
they were received.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from gongkai.casework.counts import TOTAL, Cells, span
from gongkai.remedies.models import Complaint, ComplaintQuerySet, Group, Proceeding, ProceedingQuerySet
from gongkai.statute.outcomes import COLUMNS
from gongkai.units.calendars import today
from gongkai.units.models import Unit

PENDING = "pending"
ROWS_2014 = {"review": (Group.REVIEW,), "suit": (Group.SUIT, Group.SUIT_AFTER_REVIEW)}
"""The rows of form 2014 that reviews and lawsuits make, with the groups behind each."""


def table_four(units: QuerySet[Unit] | Iterable[int], year: int, as_of: date | None = None) -> dict[int, Cells]:
    """The cells of table four of each unit (by its id) that has any, in one pass over each way of being a defendant; zeros left out.

    With `as_of`, a day of the year, the year ends there.
    """
    start, end = span(year, as_of)
    found: dict[int, Cells] = defaultdict(lambda: defaultdict(int))
    touching = _touching(start, end).order_by()
    for defendant in ("unit", "joint"):
        rows = (
            touching.filter(**{f"{defendant}__in": units})
            .values(defendant, "group", "column")
            .annotate(all=Count("pk"), ended=Count("pk", filter=_ended(end)))
            .values_list(defendant, "group", "column", "all", "ended")
        )
        for unit_id, group, column, number, ended in rows:
            for name, count in ((column, ended), (PENDING, number - ended), (TOTAL, number)):
                if count:
                    found[unit_id][f"t4.{group}.{name}"] += count
    return {unit_id: dict(cells) for unit_id, cells in found.items()}


def records(code: str, unit: Unit, year: int, as_of: date | None = None) -> ProceedingQuerySet | ComplaintQuerySet:
    """The records behind a cell of table four (`t4.…`) or a row of form 2014 (`s.…`); `KeyError` for what this app does not count."""
    start, end = span(year, as_of)
    table, *rest = code.split(".")
    if code == "s.complaints":
        return Complaint.objects.filter(unit=unit, received_on__range=(start, end))
    against = _touching(start, end).against([unit.pk])
    if table == "s" and len(rest) == 1:
        row, _, column = rest[0].partition("_")
        ended = against.filter(_ended(end), group__in=ROWS_2014[row])
        return ended.filter(column=_column(column)) if column else ended
    if table != "t4" or len(rest) != 2:
        raise KeyError(code)
    group, column = rest
    if group not in Group.values:
        raise KeyError(code)
    against = against.filter(group=group)
    if column == TOTAL:
        return against
    if column == PENDING:
        return against.exclude(pk__in=against.filter(_ended(end)).values("pk"))
    return against.filter(_ended(end), column=_column(column))


def form_2014(unit: Unit, year: int, as_of: date | None = None) -> Cells:
    """The review, suit and complaint rows of form 2014 (`s.…`), zeros among them."""
    codes = [f"s.{row}{column}" for row in ROWS_2014 for column in ("", *(f"_{each}" for each in COLUMNS))]
    return {code: records(code, unit, year, as_of).count() for code in (*codes, "s.complaints")}


def _touching(start: date, end: date) -> ProceedingQuerySet:
    """What the year has to do with: filed by its end, and not ended before it began."""
    return Proceeding.objects.filter(Q(ended_on=None) | Q(ended_on__gte=start), filed_on__lte=end)


def _ended(end: date) -> Q:
    """What had ended by then, and by today: a term of appeal that is still running may yet be used."""
    return Q(ended_on__lte=min(end, today()))


def _column(name: str) -> str:
    if name not in COLUMNS:
        raise KeyError(name)
    return name
