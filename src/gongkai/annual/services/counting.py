"""The figures of a report: counted anew while it is written, entered or adjusted by somebody who vouches for them."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from gongkai.annual.figures import Drawn, draw
from gongkai.annual.models import AnnualReport, Entered, Figure, State
from gongkai.annual.rules import check_editable
from gongkai.audit.log import record
from gongkai.publishing.models import File
from gongkai.report.model import Number
from gongkai.statute.forms import Cell
from gongkai.units.models import Person
from gongkai.units.problems import NotReady

MOST = Decimal(10) ** 11
"""No figure of a report reaches it."""


@transaction.atomic
def recount(report: AnnualReport) -> list[str]:
    """Draw all figures anew; the codes of those that changed. A report that is signed keeps its figures."""
    report = AnnualReport.objects.select_for_update().get(pk=report.pk)
    if report.state != State.DRAFT:
        return []
    drawn = draw(report)
    stored = {figure.code: figure for figure in report.figures.all()}
    changed = []
    for code, now in drawn.items():
        figure = stored.get(code) or Figure(report=report, code=code)
        before = (figure.value, figure.counted, figure.source)
        figure.value, figure.counted, figure.source = _decimal(now.value), _decimal(now.counted), now.source
        if figure.pk is None or before != (figure.value, figure.counted, figure.source):
            changed.append(figure)
    Figure.objects.bulk_create([figure for figure in changed if figure.pk is None])
    Figure.objects.bulk_update([figure for figure in changed if figure.pk], ["value", "counted", "source"])
    AnnualReport.objects.filter(pk=report.pk).update(counted_at=timezone.now())
    return [figure.code for figure in changed]


@transaction.atomic
def enter(
    report: AnnualReport,
    code: str,
    value: Number | Decimal | None,
    *,
    why: str,
    evidence: File | None = None,
    by: Person,
) -> Drawn:
    """Vouch for a figure, with its source or the reason; without a value, take back what was entered.

    Raises `NotReady` (in Chinese) for what no such cell can hold.
    """
    report = AnnualReport.objects.select_for_update().get(pk=report.pk)
    check_editable(report, by)
    cell = report.form.cells.get(code)
    if cell is None:
        raise NotReady(f"{report.form.title}没有“{code}”这一格。")
    if not why.strip():
        raise NotReady(f"请写明“{cell.label}”的来源或者调整的理由。")
    number = None if value is None else Decimal(str(value))
    if number is not None:
        _check(cell, number)
    if evidence is not None and evidence.unit_id != report.unit_id:
        raise NotReady("佐证材料不是本机构的文件。")
    Entered.objects.create(report=report, code=code, value=number, why=why.strip(), evidence=evidence, by=by)
    recount(report)
    after = {"code": code, "value": None if number is None else str(number), "why": why}
    record("annual.entered", report, by=by, unit=report.unit.code, after=after)
    return draw(report)[code]


def _check(cell: Cell, number: Decimal) -> None:
    if not number.is_finite() or abs(number) >= MOST:
        raise NotReady(f"“{cell.label}”的数过大，请核对单位（{cell.unit or '件'}）。")
    if number < 0 and cell.kind != "change":
        raise NotReady(f"“{cell.label}”不能是负数。")
    if cell.kind == "count" and number != number.to_integral_value():
        raise NotReady(f"“{cell.label}”是件数，只能填整数。")
    if number != round(number, 6):
        raise NotReady(f"“{cell.label}”最多写六位小数。")


def _decimal(value: Number | None) -> Decimal | None:
    return None if value is None else round(Decimal(str(value)), 6)
