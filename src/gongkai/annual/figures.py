"""What each figure of a report is today: counted, entered in its place, taken from last year's report, or added up from below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.annual import members
from gongkai.annual.last import LastYear, last_year
from gongkai.annual.models import AnnualReport, Entered, Source
from gongkai.annual.sources import counted
from gongkai.report.model import Number


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure: its value, what the records say beside it, and where the value is from; `None` is unknown."""

    value: Number | None
    counted: Number | None
    source: Source


def draw(report: AnnualReport) -> dict[str, Drawn]:
    """Every figure of `report` as records and entries have it now."""
    cells = _rolled(report) if members.rolls_up(report.unit) else _own(report)
    for code, entry in newest(report).items():
        if code in cells and entry.value is not None:
            known = cells[code].counted
            source = Source.ENTERED if known is None else Source.ADJUSTED
            cells[code] = Drawn(number(entry.value), known, source)
    return cells


def newest(report: AnnualReport) -> dict[str, Entered]:
    """The newest entry of each cell, those among them that take the earlier ones back."""
    return {entry.code: entry for entry in report.entered.select_related("by", "evidence")}


def _own(report: AnnualReport) -> dict[str, Drawn]:
    found = counted(report.unit, report.year, report.form)
    carried = _carried(report, last_year(report.unit, report.year)) if _begins_here(report) else {}
    cells = {}
    for code in report.form.cells:
        if code in carried:
            cells[code] = Drawn(carried[code], None, Source.CARRIED)
        elif code in found:
            cells[code] = Drawn(found[code], found[code], Source.COUNTED)
        else:
            cells[code] = Drawn(None, None, Source.ENTERED)
    return cells


def _rolled(report: AnnualReport) -> dict[str, Drawn]:
    """A government's figures: those of its own records and of the reports below it, each at its source only once."""
    own = counted(report.unit, report.year, report.form)
    below = members.sums(report.unit, report.year)
    cells = {}
    for code in report.form.cells:
        parts = [part for part in (own.get(code), below.get(code)) if part is not None]
        total = sum(parts) if parts else None
        cells[code] = Drawn(total, total, Source.ROLLED if parts else Source.ENTERED)
    return cells


def _begins_here(report: AnnualReport) -> bool:
    """Whether the platform has no request of the unit from before the year: then what was carried over is in no record of ours."""
    from gongkai.casework.models import Case

    return not Case.objects.filter(unit=report.unit, received_on__year__lt=report.year).exists()


def _carried(report: AnnualReport, last: LastYear | None) -> Mapping[str, Number]:
    """The cells that repeat one of last year's, with what that report says."""
    if last is None:
        return {}
    found: dict[str, Number] = {}
    for carry in report.form.carries:
        single = len(carry.left) == len(carry.right) == 1 and carry.relation == "="
        if single and not carry.left[0].last and carry.right[0].last and last.form_id in carry.last_forms:
            value = last.cells.get(carry.right[0].code)
            if value is not None and carry.level == "must":
                found[carry.left[0].code] = value
    return found


def number(value: Decimal) -> Number:
    """A stored figure as a plain number."""
    return int(value) if value == value.to_integral_value() else float(value)
