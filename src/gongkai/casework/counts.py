"""What the annual report counts in requests: each cell of table three, and the request rows of form 2014, with the records behind it.

A request is of the year in which it was received (Art. 31), whoever's letter it was split from and whatever it is handled together with. It
is handled on the day of its first answer; what a review reopens is counted no second time. A request whose receipt is not confirmed is
none yet. The correction of a record (Art. 41) is no request: no form has a row for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet

from gongkai.casework.models import ApplicantKind, Case, CaseQuerySet, Step
from gongkai.statute import answers, receipt
from gongkai.units.models import Unit

TOTAL = "total"
Cells = dict[str, int]


def table_three(
    units: QuerySet[Unit] | Iterable[int], year: int, form: str, as_of: date | None = None
) -> dict[int, Cells]:
    """The cells of table three of each unit (by its id) that has any, in one pass: code → count, zeros left out.

    `form` is "2019" or "2021". With `as_of`, a day of the year, the year ends there.
    """
    start, end = span(year, as_of)
    rows = (
        _touching(start, end)
        .filter(unit__in=units)
        .order_by()
        .values("unit_id", "applicant_kind", "answer_kind")
        .annotate(
            received=Count("pk", filter=Q(received_on__gte=start)),
            carried_in=Count("pk", filter=Q(received_on__lt=start)),
            closed=Count("pk", filter=Q(closed_on__lte=end)),
        )
        .values_list("unit_id", "applicant_kind", "answer_kind", "received", "carried_in", "closed")
    )
    found: dict[int, Cells] = defaultdict(lambda: defaultdict(int))
    for unit_id, column, kind, received, carried_in, closed in rows:
        cells = found[unit_id]
        _add(cells, "received", column, received)
        _add(cells, "carried_in", column, carried_in)
        _add(cells, "carried_out", column, received + carried_in - closed)
        if closed:
            _add(cells, answers.kind(kind).row(form), column, closed)
            _add(cells, "handled", column, closed)
    return {unit_id: dict(cells) for unit_id, cells in found.items()}


def records(code: str, unit: Unit, year: int, form: str, as_of: date | None = None) -> CaseQuerySet:
    """The requests behind a cell of table three (`t3.…`) or a request row of form 2014 (`s.…`).

    Raises `KeyError` for a code that this app does not count.
    """
    start, end = span(year, as_of)
    cases = _touching(start, end).filter(unit=unit)
    table, row, *rest = code.split(".")
    if table == "s":
        return _of_2014(row, cases, start, end)
    if table != "t3" or len(rest) != 1:
        raise KeyError(code)
    if rest[0] != TOTAL:
        cases = cases.filter(applicant_kind=ApplicantKind(rest[0]))
    if row == "received":
        return cases.filter(received_on__gte=start)
    if row == "carried_in":
        return cases.filter(received_on__lt=start)
    if row == "carried_out":
        return cases.filter(_open_after(end))
    closed = cases.filter(closed_on__lte=end)
    if row == "handled":
        return closed
    kinds = [kind.id for kind in answers.kinds().values() if kind.row(form) == row] if form != "2014" else []
    if not kinds:
        raise KeyError(code)
    return closed.filter(answer_kind__in=kinds)


def form_2014(unit: Unit, year: int, as_of: date | None = None) -> Cells:
    """The request rows of form 2014 (`s.…`), zeros among them."""
    start, end = span(year, as_of)
    cases = _touching(start, end).filter(unit=unit)
    return {f"s.{row}": _of_2014(row, cases, start, end).count() for row in ROWS_2014}


def fees_paid(unit: Unit, year: int, as_of: date | None = None) -> int:
    """The processing fees paid in the year, in 元; what was waived is none."""
    start, end = span(year, as_of)
    paid = Step.objects.filter(case__unit=unit, kind="fee_paid", on__range=(start, end)).exclude(
        facts__has_key="waived"
    )
    noticed = Step.objects.filter(kind="fee_noticed", case__in=paid.values("case"))
    return sum(step.facts.get("amount", 0) for step in noticed)


def span(year: int, as_of: date | None) -> tuple[date, date]:
    """The first and last day of the year that is counted; raises `ValueError` (in Chinese) for an `as_of` outside it."""
    start, end = date(year, 1, 1), date(year, 12, 31)
    if as_of is not None and not start <= as_of <= end:
        raise ValueError(f"{as_of}不在{year}年，统计的截止日期应当在当年之内")
    return start, as_of or end


def _touching(start: date, end: date) -> CaseQuerySet:
    """The requests that the year has to do with: received by its end, and not closed before it began."""
    return Case.objects.requests().filter(Q(closed_on=None) | Q(closed_on__gte=start), received_on__lte=end)


def _open_after(end: date) -> Q:
    return Q(closed_on=None) | Q(closed_on__gt=end)


def _add(cells: Cells, row: str, column: str, number: int) -> None:
    if number:
        cells[f"t3.{row}.{column}"] += number
        cells[f"t3.{row}.{TOTAL}"] += number


def _of_2014(row: str, cases: CaseQuerySet, start: date, end: date) -> CaseQuerySet:
    received, closed = cases.filter(received_on__gte=start), cases.filter(closed_on__lte=end)
    if row == "received":
        return received
    if ways := [way.id for way in receipt.ways().values() if way.row == row]:
        return received.filter(way__in=ways)
    if row in ("closed", "answered"):
        return closed
    if row == "closed_extended":
        return closed.filter(extended=True)
    if row == "closed_on_time":  # the form knows no third: what was late without an extension is told elsewhere
        return closed.filter(extended=False)
    wanted = Q(pk__in=[])
    for kind, ground in _ROWS_2014[row]:
        wanted |= Q(answer_kind=kind, ground=ground) if ground else Q(answer_kind=kind)
    return closed.filter(wanted)


def _answers_of_2014() -> Mapping[str, list[tuple[str, str]]]:
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind in answers.kinds().values():
        for ground in [""] if kind.row2014 else kind.allowed_grounds:
            row = kind.row("2014", ground)
            rows[row].append((kind.id, ground))
            if row.startswith("denied_"):
                rows["denied"].append((kind.id, ground))
    return dict(rows)


_ROWS_2014 = _answers_of_2014()
ROWS_2014 = (
    "received", "in_person", "by_fax", "online", "by_letter", "closed", "closed_on_time", "closed_extended", "answered",
    *_ROWS_2014,
)  # fmt: skip
"""The rows of form 2014 that this app counts."""
