"""The reports of a year held against each other: figures side by side, what stands out among them; words that are another's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from gongkai.annual import copies
from gongkai.annual.comparing import FEWEST, Beside, Column, side_by_side
from gongkai.annual.members import Member, board
from gongkai.annual.models import READERS, AnnualReport, Part
from gongkai.audit.log import record
from gongkai.report.writing.grid import printed
from gongkai.units.access import has_role, units_down
from gongkai.units.models import Role, Unit
from gongkai.workbench.annual.board import to_board, year_of, years
from gongkai.workbench.annual.views import page_url
from gongkai.workbench.cases.views import RoleView
from gongkai.workbench.sheets import workbook_response

_MARKS = "①②③④⑤⑥⑦⑧⑨"


class OverYear(RoleView):
    """A screen about the reports that the bodies below an office made for a year."""

    roles = READERS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.office = get_object_or_404(units_down(request.user, READERS), code=kwargs["unit"])
        self.year = year_of(request)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, to_board(self.office, self.year), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, office=self.office, year=self.year, years=years())


@dataclass(frozen=True, slots=True)
class Row:
    """A body: its standing, what it says under each column, and where its report opens."""

    member: Member
    cells: Sequence[Beside]
    url: str

    @property
    def known(self) -> bool:
        """Whether any figure of it is known."""
        return any(cell.said.value is not None for cell in self.cells)

    @property
    def note(self) -> str:
        """What its report is where it is not handed in."""
        if self.member.counts:
            return ""
        return f"{self.member.label}，数取自上传的报告" if self.member.report and self.known else self.member.label


class CompareView(OverYear):
    """The bodies of a year side by side."""

    page_title = "各机构数据比较"
    template_name = "workbench/annual/compare.html"
    header_icon = "table"

    def table(self) -> tuple[list[Column], list[Row]]:
        """A column for each measure, a row for each body in the order of the tree."""
        members = board(self.office, self.year)
        columns = side_by_side([member.unit for member in members], self.year)
        cells = zip(*(column.units for column in columns), strict=True)
        return columns, [Row(member, each, _address(member)) for member, each in zip(members, cells, strict=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns, rows = self.table()
        order = self.request.GET.get("order", "")
        if order.isdigit() and int(order) < len(columns):
            rows = sorted(rows, key=lambda row: _order(row.cells[int(order)]))
        whys: dict[str, str] = {}
        shown = [(row, [_cell(cell, whys) for cell in row.cells] if row.known else []) for row in rows]
        far = list(_far(columns, rows))
        return super().get_context_data(
            **kwargs,
            columns=[(column, _median(column)) for column in columns],
            rows=shown,
            whys=whys,
            far=far,
            order=order,
            few=[column.measure.name for column in columns if not column.enough],
            fewest=FEWEST,
            next=_next(rows, columns, far) if has_role(self.request.user, self.office, Role.SUPERVISOR) else "",
        )


class CompareExport(CompareView):
    """The same as a workbook."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        columns, rows = self.table()
        record("export", by=request.user, unit=self.office.code, after={"what": self.page_title, "year": self.year})
        heads = [f"{column.measure.name}（{column.measure.unit}）" for column in columns]
        lines = [
            [row.member.unit.code, row.member.unit.name, row.member.label, *_values(row), _told(columns, row)]
            for row in rows
        ]
        median = ["", "中位数", "", *(column.median for column in columns), ""]
        name = f"{self.office.short_name}{self.year}年度{self.page_title}"
        return workbook_response(name, ["机构代码", "机构", "报告", *heads, "说明"], [median, *lines])


class CopiesView(OverYear):
    """Whose words are last year's or another body's."""

    page_title = "文字雷同"
    template_name = "workbench/annual/copies.html"
    header_icon = "copy"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = copies.near_copies(self.office, self.year)
        units = {unit.pk for each in found for unit in (each.unit, each.other)}
        made = AnnualReport.objects.visible_to(self.request.user).filter(unit__in=units, year__gte=self.year - 1)
        reports = {(report.unit_id, report.year): report for report in made}
        parts = {(part.report_id, part.heading): part for part in Part.objects.filter(report__in=made)}

        def address(unit: Unit, year: int, heading: str) -> str:
            """The part where what is alike stands, else the report."""
            report = reports.get((unit.pk, year))
            part = report and parts.get((report.pk, heading))
            return page_url(report, "part", part.position) if report and part else page_url(report) if report else ""

        return super().get_context_data(
            **kwargs,
            rows=[
                (each, address(each.unit, self.year, each.heading), address(each.other, each.other_year, each.heading))
                for each in found
            ],
            next="点机构名称，在雷同的部分写明意见，退回重写。"
            if found and has_role(self.request.user, self.office, Role.SUPERVISOR)
            else "",
        )


def _address(member: Member) -> str:
    if member.report:
        return page_url(member.report)
    return reverse("annual:reading", args=[member.reading.pk]) if member.reading else ""


def _order(cell: Beside) -> tuple[bool, float]:
    """The largest first, what is not known last."""
    return cell.said.value is None, -(cell.said.value or 0)


def _cell(cell: Beside, whys: dict[str, str]) -> tuple[str, str, str]:
    """The figure in print, the words where it stands out, the mark of the note that says why there is none."""
    if cell.said.value is not None:
        return printed(cell.said.value), cell.far, ""
    return "", "", whys.setdefault(cell.said.why, _MARKS[min(len(whys), len(_MARKS) - 1)])


def _median(column: Column) -> str:
    return "" if column.median is None else f"{column.median:g}"


def _far(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[tuple[Row, Column, str, str]]:
    """What stands out, body by body: the column, the figure in print, the words."""
    for row in rows:
        for column, cell in zip(columns, row.cells, strict=True):
            if cell.far:
                yield row, column, printed(cell.said.value), cell.far


def _values(row: Row) -> list[Any]:
    return [cell.said.value for cell in row.cells]


def _told(columns: Sequence[Column], row: Row) -> str:
    """Why figures are missing, and which of them stand out, in one cell."""
    if not row.known:
        return row.note or "本平台没有这一年的报告"
    names: Mapping[str, str] = {
        column.measure.name: cell.far or cell.said.why for column, cell in zip(columns, row.cells, strict=True)
    }
    return "；".join(f"{name}：{words}" for name, words in names.items() if words)


def _next(rows: Sequence[Row], columns: Sequence[Column], far: Sequence[Any]) -> str:
    if not any(row.known for row in rows):
        return "还没有机构报送这一年的报告。"
    if far:
        return f"先看标出的{len(far)}个数：打开那个机构的报告，填错的，在数旁边写明意见，退回改正；属实的不用处理。"
    if not any(column.enough for column in columns):
        return f"有数的机构还不到{FEWEST}个，看不出哪些数相差很大：等更多机构报送。点机构名称，看它的报告。"
    return "没有与其他机构相差很大的数。点机构名称，看它的报告。"


__all__ = ["CompareExport", "CompareView", "CopiesView"]
