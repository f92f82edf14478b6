"""The bodies whose reports a government's report adds up, and how far each of them is (Art. 49(2)).

A government is a unit of its own beside them: what is kept under it is its own records. So every record has one unit, every unit one
government, and each figure is counted once, at its source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Q, Sum

from gongkai.annual.models import GOVERNMENTS, AnnualReport, Figure, Reading, Source, State
from gongkai.annual.sources import counted
from gongkai.report.model import Number
from gongkai.statute.forms import form_for
from gongkai.units.models import Unit, UnitQuerySet

Standing = Literal["none", "draft", "findings", "submitted", "returned", "accepted", "uploaded", "faulty"]
LABELS: Mapping[Standing, str] = {
    "none": "尚未开始",
    "draft": "编写中",
    "findings": "有错误待改",
    "submitted": "已报送",
    "returned": "已退回",
    "accepted": "已采纳",
    "uploaded": "上传已公布的报告",
    "faulty": "上传的报告有错误",
}
OWN = "本级政府自己的记录"


@dataclass(frozen=True, slots=True)
class Member:
    """A body below a government, where its report of the year stands, and that report: made here, or what was uploaded for it.

    What was uploaded stands for the unit until it hands in a report here, whatever it has begun.
    """

    unit: Unit
    standing: Standing
    report: AnnualReport | None = None
    reading: Reading | None = None

    @property
    def counts(self) -> bool:
        """Whether its figures are added. An uploaded report that does not balance is told, not added."""
        return self.standing in ("submitted", "accepted", "uploaded")

    @property
    def label(self) -> str:
        """Its standing in words."""
        return LABELS[self.standing]

    @property
    def faults(self) -> list[str]:
        """Why its uploaded report is not added."""
        return kept_out(self.reading) if self.reading and self.standing == "faulty" else []


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit has in a sum: its `value` (`None`: not known, and not in the sum), and `where` that stands."""

    unit: Unit
    value: Number | None
    where: str
    report: AnnualReport | None = None
    reading: Reading | None = None


def rolls_up(unit: Unit) -> bool:
    """Whether the report of `unit` is that of a government over the bodies below it."""
    return unit.kind in GOVERNMENTS


def region(unit: Unit, year: int) -> UnitQuerySet:
    """All bodies below `unit` that were there in `year`, those below lower governments among them: where records are kept."""
    there = Q(opened_on=None) | Q(opened_on__lte=date(year, 12, 31))
    there &= Q(closed_on=None) | Q(closed_on__gte=date(year, 1, 1))
    below: UnitQuerySet = Unit.objects.filter(there, path__startswith=unit.path, depth__gt=unit.depth)
    return below


def members(unit: Unit, year: int) -> UnitQuerySet:
    """The bodies whose reports are added: of `region` those that are not below a lower government, which stands for them."""
    below = region(unit, year)
    for path in below.filter(kind__in=GOVERNMENTS).values_list("path", flat=True):
        below = below.exclude(path__startswith=path, path__gt=path)
    return below


def board(unit: Unit, year: int) -> list[Member]:
    """Each member with its standing, in the order of the tree."""
    below = list(members(unit, year))
    here = AnnualReport.objects.filter(unit__in=below, year=year)
    reports = {report.unit_id: report for report in here}
    ever, readings = set(here.ever_handed_in().values_list("unit", flat=True)), _readings(below, year)
    return [_member(each, reports.get(each.pk), readings.get(each.pk), each.pk in ever) for each in below]


def missing(unit: Unit, year: int) -> list[Member]:
    """The members whose figures are not in the sum."""
    return [member for member in board(unit, year) if not member.counts]


def sums(unit: Unit, year: int) -> dict[str, Number]:
    """The figures of all members that have handed in, added up; a cell that none of them has is not there."""
    below = members(unit, year)
    handed_in = AnnualReport.objects.filter(unit__in=below, year=year).handed_in()
    rows = (
        Figure.objects.filter(report__in=handed_in, value__isnull=False)
        .values_list("code")
        .annotate(Sum("value"))
        .order_by()
    )
    total: dict[str, Number] = {code: _plain(value) for code, value in rows}
    ever = AnnualReport.objects.filter(year=year).ever_handed_in()
    for reading in _readings(below.exclude(pk__in=ever.values("unit")), year).values():
        if not kept_out(reading):
            for code, value in reading.content["cells"].items():
                if value is not None:
                    total[code] = _plain(total.get(code, 0) + value)
    return total


def behind(report: AnnualReport, code: str) -> list[Share]:
    """What stands behind the sum `code` of a government's report: its own records, then each member, those not in the sum too."""
    own = counted(report.unit, report.year, report.form).get(code)
    shares = [Share(report.unit, own, OWN)] if own is not None else []
    below = board(report.unit, report.year)
    figures = {
        figure.report_id: figure
        for figure in Figure.objects.filter(report__in=[each.report for each in below if each.report], code=code)
    }
    return shares + [_share(each, code, figures) for each in below]


def blanks(below: Iterable[Member], codes: Iterable[str]) -> list[tuple[Member, list[str]]]:
    """Which of `codes` the members in the sum leave blank: a blank is no zero, so these lack in the sum."""
    wanted = list(codes)
    in_sum = [each for each in below if each.counts]
    unknown: dict[int, set[str]] = defaultdict(set)
    null = Figure.objects.filter(report__in=[each.report for each in in_sum if each.report], value=None)
    for report, code in null.values_list("report", "code"):
        unknown[report].add(code)
    found = []
    for each in in_sum:
        lacking = unknown[each.report.pk] if each.report else set(wanted).difference(_filled(each.reading))
        if left := [code for code in wanted if code in lacking]:
            found.append((each, left))
    return found


def faults(reading: Reading) -> list[str]:
    """What of the figures of an uploaded report cannot be right."""
    return [each["message"] for each in reading.findings if each["severity"] == "error" and each["cells"]]


def kept_out(reading: Reading) -> list[str]:
    """Why no government adds an uploaded report: its faults, or that its form has other cells under the same names."""
    form = form_for(reading.year)
    if form is not None and reading.content["form"] != form.id:
        told = f"它用的是{reading.content['form']}年的格式，{reading.year}年度应当用{form.id}年的格式，两种格式的数不能相加"
        return [told, *faults(reading)]
    return faults(reading)


def _share(member: Member, code: str, figures: Mapping[int, Figure]) -> Share:
    if not member.counts:
        return Share(member.unit, None, f"没有计入：{member.label}", member.report, member.reading)
    if member.report is None:
        value = member.reading.content["cells"].get(code) if member.reading else None
        return Share(member.unit, value, member.label, None, member.reading)
    figure = figures.get(member.report.pk)
    if figure is None:
        return Share(member.unit, None, member.label, member.report)
    where = figure.get_source_display()
    if figure.source == Source.ADJUSTED and figure.counted is not None:
        where += f"（统计为{_plain(figure.counted)}）"
    return Share(member.unit, None if figure.value is None else _plain(figure.value), where, member.report)


def _member(unit: Unit, report: AnnualReport | None, reading: Reading | None, ever_handed_in: bool) -> Member:
    if reading is not None and not ever_handed_in:
        return Member(unit, "faulty" if kept_out(reading) else "uploaded", None, reading)
    if report is None:
        return Member(unit, "none")
    if report.returned_at:
        return Member(unit, "returned", report, reading)
    if report.accepted_at:
        return Member(unit, "accepted", report, reading)
    if report.state in (State.SIGNED, State.PUBLISHED):
        return Member(unit, "submitted", report, reading)
    return Member(unit, "findings" if report.errors else "draft", report, reading)


def _readings(units: Iterable[Unit], year: int) -> dict[int, Reading]:
    """The newest uploaded report of each unit that has one."""
    found = Reading.objects.filter(unit__in=units, year=year).order_by("id")
    return {reading.unit_id: reading for reading in found}


def _filled(reading: Reading | None) -> set[str]:
    return {code for code, value in (reading.content["cells"] if reading else {}).items() if value is not None}


def _plain(value: object) -> Number:
    found = round(float(value), 6)  # type: ignore[arg-type]
    return int(found) if found == int(found) else found
