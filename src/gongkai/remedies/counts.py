"""What the annual report counts in reviews, lawsuits and complaints: table four, and those rows of form 2014, with the records behind it.

A year counts what was filed by its end and had not ended before it: with its outcome where it ended in the year, as pending where it
had not. So what is filed this year and ends next year is pending this year, and has its outcome next year. The total is the sum of
both by construction. It counts for the body whose act is contested; joint defendants each count it.

A review ends on the day of its decision, a lawsuit on the day on which its last decision became effective: a first-instance judgment
when the term of appeal has run out unused, a second-instance one on its day.

How the instances of one lawsuit are counted local rules say: by default the first and the second make one case and a retrial another;
`counting` says which rule holds here and where it is from.

Form 2014 has no column for what is pending: its rows count what ended in the year, by outcome, so that each case is counted once and
the parts make the whole (S5, S6). What was pending at the end of 2018 is counted by form 2019. Complaints are of the year in which
they were received.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from gongkai.casework.counts import TOTAL, Cells, span
from gongkai.remedies.models import Complaint, ComplaintQuerySet, Group, Proceeding, ProceedingQuerySet
from gongkai.statute.outcomes import COLUMNS, Counting, countings, outcome
from gongkai.units.calendars import today
from gongkai.units.models import Unit

PENDING = "pending"
ROWS_2014 = {"review": (Group.REVIEW,), "suit": (Group.SUIT, Group.SUIT_AFTER_REVIEW)}
"""The rows of form 2014 that reviews and lawsuits make, with the groups behind each."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A proceeding that several units count, and the columns in which each of them counts it."""

    proceeding: Proceeding
    defendants: list[Unit]
    columns: list[str]


def table_four(units: QuerySet[Unit] | Iterable[int], year: int, as_of: date | None = None) -> dict[int, Cells]:
    """The cells of table four of each unit (by its id) that has any, in one pass over each way of being a defendant; zeros left out.

    With `as_of`, a day of the year, the year ends there.
    """
    start, end = span(year, as_of)
    units = (
        list(units.values_list("pk", flat=True) if isinstance(units, QuerySet) else units) if counting().each else units
    )
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
    for suit, column in _instances(units, start, end):
        for unit_id in {suit.unit_id, *(each.pk for each in suit.joint.all())}.intersection(units):
            for name in (column, TOTAL):
                found[unit_id][f"t4.{suit.group}.{name}"] += 1
    return {unit_id: dict(cells) for unit_id, cells in found.items()}


def records(code: str, unit: Unit, year: int, as_of: date | None = None) -> ProceedingQuerySet | ComplaintQuerySet:
    """The records behind a cell of table four (`t4.…`) or a row of form 2014 (`s.…`); `KeyError` for what this app does not count."""
    start, end = span(year, as_of)
    table, *rest = code.split(".")
    if code == "s.complaints":
        return Complaint.objects.filter(unit=unit, received_on__range=(start, end))
    against = _touching(start, end).against([unit.pk])
    instances = list(_instances([unit.pk], start, end))
    if table == "s" and len(rest) == 1:
        row, _, column = rest[0].partition("_")
        ended = against.filter(_ended(end), group__in=ROWS_2014[row])
        ended = ended.filter(column=_column(column)) if column else ended
        return _with(
            ended, [suit for suit, said in instances if row == "suit" and said in ({column} if column else COLUMNS)]
        )
    if table != "t4" or len(rest) != 2:
        raise KeyError(code)
    group, column = rest
    if group not in Group.values:
        raise KeyError(code)
    against = against.filter(group=group)
    if column == PENDING:
        against = against.exclude(pk__in=against.filter(_ended(end)).values("pk"))
    elif column != TOTAL:
        against = against.filter(_ended(end), column=_column(column))
    return _with(against, [suit for suit, said in instances if suit.group == group and column in (said, TOTAL)])


def shared(units: Iterable[Unit], year: int) -> list[Shared]:
    """What several of `units` count each, as joint defendants: a sum over them counts it several times."""
    start, end = span(year, None)
    by_id = {unit.pk: unit for unit in units}
    jointly = Proceeding.joint.through.objects.filter(unit__in=by_id).values("proceeding")
    found: dict[int, Shared] = {}
    told = [
        (suit, suit.column if suit.ended_on and suit.ended_on <= min(end, today()) else PENDING)
        for suit in _touching(start, end).filter(pk__in=jointly).defer("claimant").prefetch_related("joint")
    ]
    for suit, column in (*told, *((suit, column) for suit, column in _instances(by_id, start, end))):
        defendants = [by_id[pk] for pk in (suit.unit_id, *(each.pk for each in suit.joint.all())) if pk in by_id]
        if len(defendants) > 1:
            found.setdefault(suit.pk, Shared(suit, defendants, [])).columns.append(column)
    return list(found.values())


def form_2014(unit: Unit, year: int, as_of: date | None = None) -> Cells:
    """The review, suit and complaint rows of form 2014 (`s.…`), zeros among them."""
    codes = [f"s.{row}{column}" for row in ROWS_2014 for column in ("", *(f"_{each}" for each in COLUMNS))]
    found = {code: records(code, unit, year, as_of).count() for code in (*codes, "s.complaints")}
    if counting().each:
        said = Counter(column for _, column in _instances([unit.pk], *span(year, as_of)) if column != PENDING)
        found |= {f"s.suit_{column}": said[column] for column in COLUMNS} | {"s.suit": said.total()}
    return found


def counting() -> Counting:
    """How the instances of one lawsuit are counted here."""
    return countings()[settings.SUIT_COUNTING]


def _touching(start: date, end: date) -> ProceedingQuerySet:
    """What the year has to do with: filed by its end, and not ended before it began; lawsuits only where each counts as a whole."""
    touching = Proceeding.objects.filter(Q(ended_on=None) | Q(ended_on__gte=start), filed_on__lte=end)
    if counting().each:
        return touching.filter(group=Group.REVIEW)
    return touching if counting().retrials else touching.filter(retrial_of=None)


def _instances(units: QuerySet[Unit] | Iterable[int], start: date, end: date) -> Iterator[tuple[Proceeding, str]]:
    """Where each instance counts: the lawsuit and the column (or that it is pending) of every instance that the year has to do with."""
    if not counting().each:
        return
    suits = Proceeding.objects.against(units).exclude(group=Group.REVIEW).filter(filed_on__lte=end).defer("claimant")
    for suit in suits.select_related("retrial_of").prefetch_related("decisions", "joint"):
        column, began = suit.retrial_of.column if suit.retrial_of else "", suit.filed_on
        for decision in suit.decisions.all():
            said = outcome(decision.outcome).column
            column = column if said == "same" else said or "other"
            if began <= end and decision.decided_on >= start:
                yield suit, column if decision.decided_on <= end else PENDING
            began = decision.appealed_on or (decision.decided_on if not said else date.max)
        if began <= end:
            yield suit, PENDING


def _with(found: ProceedingQuerySet, suits: list[Proceeding]) -> ProceedingQuerySet:
    """`found`, and `suits` beside them."""
    return (
        Proceeding.objects.filter(Q(pk__in=found.values("pk")) | Q(pk__in=[suit.pk for suit in suits]))
        if suits
        else found
    )


def _ended(end: date) -> Q:
    """What had ended by then, and by today: a term of appeal that is still running may yet be used."""
    return Q(ended_on__lte=min(end, today()))


def _column(name: str) -> str:
    if name not in COLUMNS:
        raise KeyError(name)
    return name
