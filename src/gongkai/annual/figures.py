"""What each figure of a report is today: counted, entered in its place, taken from last year's report, or added up from below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongkai.annual import members
from gongkai.annual.last import LastYear, last_year
from gongkai.annual.models import AnnualReport, Entered, Source
from gongkai.annual.sources import counted
from gongkai.casework.models import Case
from gongkai.report.model import Number
from gongkai.statute.equations import Equation


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure: its value, what the records say beside it, and where the value is from; `None` is unknown."""

    value: Number | None
    counted: Number | None
    source: Source


@dataclass(frozen=True, slots=True)
class Drift:
    """A figure that was fixed by the first signature, and what the records and the reports below say `now`.

    `code` is a cell, or a name that the words use.
    """

    code: str
    signed: Number | None
    now: Number | None


def draw(report: AnnualReport, found: Mapping[str, Number] | None = None) -> dict[str, Drawn]:
    """Every figure of `report` as records and entries have it now; `found` is what its unit's own records say, where that is counted."""
    found = counted(report.unit, report.year, report.form) if found is None else found
    cells = _rolled(report, found) if report.rolled else _own(report, found)
    for code, entry in newest(report).items():
        if code in cells and entry.value is not None:
            known = cells[code].counted
            source = Source.ENTERED if known is None else Source.ADJUSTED
            cells[code] = Drawn(number(entry.value), known, source)
    return cells


def drift(report: AnnualReport) -> list[Drift]:
    """What changed since `report` was signed: its own figures stay as they were signed, whatever becomes of the records."""
    fixed = dict(report.figures.values_list("code", "value"))
    found = [
        Drift(code, None if fixed.get(code) is None else number(fixed[code]), _rounded(now.value))
        for code, now in draw(report).items()
    ]
    return [each for each in found if each.signed != each.now]


def newest(report: AnnualReport) -> dict[str, Entered]:
    """The newest entry of each cell, those among them that take the earlier ones back."""
    return {entry.code: entry for entry in report.entered.select_related("by", "evidence")}


def _own(report: AnnualReport, found: Mapping[str, Number]) -> dict[str, Drawn]:
    last = last_year(report)
    carried = _carried(report, last) if last else {}
    begins_here = bool(carried) and _begins_here(report)
    cells = {}
    for code in report.form.cells:
        if code in carried and (begins_here or code not in found):
            cells[code] = Drawn(carried[code], found.get(code), Source.CARRIED)
        elif code in found:
            cells[code] = Drawn(found[code], found[code], Source.COUNTED)
        else:
            cells[code] = Drawn(None, None, Source.ENTERED)
    return cells


def _rolled(report: AnnualReport, own: Mapping[str, Number]) -> dict[str, Drawn]:
    """A government's figures: those of its own records and of the reports below it, each at its source only once.

    Its own records are those kept under the government as a unit of its own (requests made to it, documents that it issued). What no
    source counts and the government itself did is entered in place of the sum, with the reason; rules (规章) are so always, for of
    all bodies in the sum it is the one that may make some.
    """
    below = members.sums(report.unit, report.year)
    cells = {}
    for code, cell in report.form.cells.items():
        known = own.get(code), None if cell.makers and code not in own else below.get(code)
        parts = [part for part in known if part is not None]
        total = _rounded(sum(parts)) if parts else None
        cells[code] = Drawn(total, total, Source.ROLLED if parts else Source.ENTERED)
    return cells


def _begins_here(report: AnnualReport) -> bool:
    """Whether the platform has no request of the unit from before the year: then what was carried over is in no record of ours."""
    return not Case.objects.requests().filter(unit=report.unit, received_on__lt=date(report.year, 1, 1)).exists()


def _carried(report: AnnualReport, last: LastYear) -> Mapping[str, Number]:
    """The cells that follow from last year's report alone, with what it says: carried-over requests, last year's number of matters."""
    found: dict[str, Number] = {}
    for carry in report.form.carries:
        if _follows(carry) and last.form_id in carry.last_forms:
            values = [(term.sign, last.cells.get(term.code)) for term in carry.right]
            known = [sign * value for sign, value in values if value is not None]
            if len(known) == len(values):
                found[carry.left[0].code] = _plain(sum(known))
    return found


def _follows(carry: Equation) -> bool:
    """Whether it says what a cell must be by last year's report alone; what is only roughly so (form 2014) is left to the check."""
    return (
        carry.relation == "="
        and carry.level != "remark"
        and len(carry.left) == 1
        and not carry.left[0].last
        and bool(carry.right)
        and all(term.last for term in carry.right)
    )


def number(value: Decimal) -> Number:
    """A stored figure as a plain number."""
    return int(value) if value == value.to_integral_value() else float(value)


def _rounded(value: Number | None) -> Number | None:
    return None if value is None else _plain(value)


def _plain(value: Number) -> Number:
    """As it would be stored and read again."""
    return number(round(Decimal(str(value)), 6))
