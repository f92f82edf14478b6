"""The bodies whose reports a government's report adds up, and how far each of them is (Art. 49(2))."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q, Sum

from gongkai.annual.models import AnnualReport, Figure, Reading, State
from gongkai.report.model import Number
from gongkai.units.models import Unit, UnitQuerySet

GOVERNMENTS = ("province", "city", "county")
"""The kinds of body whose report is that of a whole region."""

Standing = Literal["none", "draft", "findings", "submitted", "returned", "accepted", "uploaded"]
LABELS: Mapping[Standing, str] = {
    "none": "尚未开始",
    "draft": "编写中",
    "findings": "有错误待改",
    "submitted": "已报送",
    "returned": "已退回",
    "accepted": "已采纳",
    "uploaded": "上传已公布的报告",
}


@dataclass(frozen=True, slots=True)
class Member:
    """A body below a government, its report or what was uploaded for it, and where that stands."""

    unit: Unit
    standing: Standing
    report: AnnualReport | None = None
    reading: Reading | None = None

    @property
    def counts(self) -> bool:
        """Whether its figures are added."""
        return self.standing in ("submitted", "accepted", "uploaded")

    @property
    def label(self) -> str:
        """Its standing in words."""
        return LABELS[self.standing]


def rolls_up(unit: Unit) -> bool:
    """Whether the report of `unit` is that of a government over the bodies below it."""
    return unit.kind in GOVERNMENTS


def members(unit: Unit, year: int) -> UnitQuerySet:
    """The bodies right below `unit` that were there in `year`; a lower government stands for all below itself."""
    children: UnitQuerySet = unit.get_children()
    return children.filter(Q(closed_on=None) | Q(closed_on__year__gte=year))


def board(unit: Unit, year: int) -> list[Member]:
    """Each member with its standing, in the order of the tree."""
    below = list(members(unit, year))
    reports = {report.unit_id: report for report in AnnualReport.objects.filter(unit__in=below, year=year)}
    readings = {
        reading.unit_id: reading for reading in Reading.objects.filter(unit__in=below, year=year).order_by("id")
    }
    return [_member(each, reports.get(each.pk), readings.get(each.pk)) for each in below]


def missing(unit: Unit, year: int) -> list[Member]:
    """The members whose figures are not in the sum."""
    return [member for member in board(unit, year) if not member.counts]


def sums(unit: Unit, year: int) -> dict[str, Number]:
    """The figures of all members that have handed in, added up; a cell that none of them has is not there."""
    handed_in = AnnualReport.objects.filter(unit__in=members(unit, year), year=year).handed_in()
    rows = (
        Figure.objects.filter(report__in=handed_in, value__isnull=False)
        .values_list("code")
        .annotate(Sum("value"))
        .order_by()
    )
    total: dict[str, Number] = {code: _plain(value) for code, value in rows}
    for member in board(unit, year):
        if member.standing == "uploaded" and member.reading:
            for code, value in member.reading.content["cells"].items():
                if value is not None:
                    total[code] = _plain(total.get(code, 0) + value)
    return total


def _member(unit: Unit, report: AnnualReport | None, reading: Reading | None) -> Member:
    if report is None:
        return Member(unit, "uploaded", None, reading) if reading else Member(unit, "none")
    if report.returned_at:
        return Member(unit, "returned", report, reading)
    if report.accepted_at:
        return Member(unit, "accepted", report, reading)
    if report.state in (State.SIGNED, State.PUBLISHED):
        return Member(unit, "submitted", report, reading)
    return Member(unit, "findings" if report.errors else "draft", report, reading)


def _plain(value: object) -> Number:
    found = round(float(value), 6)  # type: ignore[arg-type]
    return int(found) if found == int(found) else found
