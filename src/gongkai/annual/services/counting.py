"""The figures of a report: counted anew while it is written, entered or adjusted by somebody who vouches for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from gongkai.annual.checking import adjusted, recheck
from gongkai.annual.figures import draw
from gongkai.annual.found import fingerprinted
from gongkai.annual.models import MOST, AnnualReport, Entered, Figure, Reason, State
from gongkai.annual.prose.fields import cell_of
from gongkai.annual.rules import check_editable
from gongkai.audit.log import record
from gongkai.publishing.models import File
from gongkai.report.model import Number
from gongkai.statute.forms import Cell
from gongkai.units.models import Person
from gongkai.units.problems import NotReady

LONGEST = 300
"""Characters of a source or a reason."""


@dataclass(frozen=True)
class Entry:
    """A figure that somebody vouches for, of a cell or of a name that words use: see `prose.fields.cell_of`.

    `why` is its source or the reason; without a value, what was entered is taken back.
    """

    code: str
    value: Number | Decimal | None
    why: str
    evidence: File | None = None


@transaction.atomic
def recount(report: AnnualReport) -> list[str]:
    """Draw all figures anew; the codes of those that changed. A report that is signed keeps its figures."""
    report = AnnualReport.objects.select_for_update().get(pk=report.pk)
    if report.state != State.DRAFT:
        return []
    changed = store(report)
    recheck(report)
    return changed


def store(report: AnnualReport) -> list[str]:
    """Store the figures of `report` as they are now; the codes of those that changed."""
    stored = {figure.code: (figure.value, figure.counted, figure.source) for figure in report.figures.all()}
    now = {code: (_decimal(each.value), _decimal(each.counted), each.source) for code, each in draw(report).items()}
    changed = [code for code, figure in now.items() if stored.get(code) != figure]
    Figure.objects.bulk_create(
        [
            Figure(report=report, code=code, value=value, counted=counted, source=source)
            for code, (value, counted, source) in now.items()
            if code in changed
        ],
        update_conflicts=True,
        update_fields=["value", "counted", "source"],
        unique_fields=["report", "code"],
    )
    AnnualReport.objects.filter(pk=report.pk).update(counted_at=timezone.now())
    return changed


def enter(
    report: AnnualReport,
    code: str,
    value: Number | Decimal | None,
    *,
    why: str,
    evidence: File | None = None,
    by: Person,
) -> AnnualReport:
    """Vouch for one figure, as `enter_all` does."""
    return enter_all(report, [Entry(code, value, why, evidence)], by=by)


@transaction.atomic
def enter_all(report: AnnualReport, entries: Sequence[Entry], *, by: Person) -> AnnualReport:
    """Vouch for figures, all of them or none. Raises `NotReady` (in Chinese) with what of them no such cell can hold."""
    report = AnnualReport.objects.select_for_update().get(pk=report.pk)
    check_editable(report, by)
    if problems := [problem for entry in entries if (problem := problem_of(report, entry))]:
        raise NotReady(problems)
    for entry in entries:
        value, why = _number(entry.value), entry.why.strip()
        Entered.objects.create(report=report, code=entry.code, value=value, why=why, evidence=entry.evidence, by=by)
        after = {"code": entry.code, "value": None if value is None else str(value), "why": why}
        record("annual.entered", report, by=by, unit=report.unit.code, after=after)
    store(report)
    _explain(report, {entry.code: entry.why.strip() for entry in entries}, by)
    recheck(report)
    return report


def _explain(report: AnnualReport, why: Mapping[str, str], by: Person) -> None:
    """Why a count is adjusted was said with the figure; it holds for this count, and is asked again once records have another."""
    for found in map(fingerprinted, adjusted(report)):
        if reason := why.get(found.cells[0]):
            facts = {"message": found.message, "reason": reason, "by": by}
            Reason.objects.update_or_create(report=report, fingerprint=found.fingerprint, defaults=facts)


def problem_of(report: AnnualReport, entry: Entry) -> str:
    """Why `report` cannot take `entry`, in Chinese; '' where it can."""
    cell = cell_of(report, entry.code)
    if cell is None:
        return f"{report.form.title}没有“{entry.code}”这一格，正文也没有这个名称。"
    if not entry.why.strip():
        return f"请写明“{cell.label}”的来源或者调整的理由。"
    if len(entry.why.strip()) > LONGEST:
        return f"“{cell.label}”的来源或者理由有{len(entry.why.strip())}个字，最多{LONGEST}个字。"
    if entry.evidence is not None and entry.evidence.unit_id != report.unit_id:
        return "佐证材料不是本机构的文件。"
    number = _number(entry.value)
    return "" if number is None else _problem(cell, number)


def _problem(cell: Cell, number: Decimal) -> str:
    if not number.is_finite() or abs(number) >= MOST:
        return f"“{cell.label}”的数过大，请核对单位（{cell.unit or '件'}）。"
    if number < 0 and cell.kind != "change":
        return f"“{cell.label}”不能是负数。"
    if cell.kind != "money" and number != number.to_integral_value():
        return f"“{cell.label}”是件数，只能填整数。"
    if number != round(number, 6):
        return f"“{cell.label}”最多写六位小数。"
    return ""


def _number(value: Number | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _decimal(value: Number | None) -> Decimal | None:
    return None if value is None else round(Decimal(str(value)), 6)
