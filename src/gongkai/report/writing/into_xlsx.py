"""A report as a workbook: the text on the first sheet, each statutory table on a sheet of its own, figures as numbers."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Border, Font, Side  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.worksheet.properties import PageSetupProperties  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from gongkai.report.writing.grid import grid, width
from gongkai.report.writing.model import Written
from gongkai.statute.forms import Table
from gongkai.typesetting.packing import without_times

_LINE = Border(*[Side("thin")] * 4)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_CENTRED = Alignment(wrap_text=True, horizontal="center", vertical="center")
_LONGEST = 32_767
"""Characters that a cell may hold."""
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day that the file names as its own: the same report gives the same bytes."""


def xlsx(report: Written) -> bytes:
    """The report as an .xlsx file."""
    book = Workbook()
    book.properties.created = _MADE
    book.properties.creator, book.properties.title = report.unit, report.title
    sheet = book.active
    sheet.title = "报告"
    sheet.column_dimensions["A"].width = 100
    for text in _lines(report):
        sheet.append([text])
        sheet.cell(sheet.max_row, 1).alignment = _WRAPPED
    sheet["A1"].font = Font(size=16, bold=True)
    for table in report.form.tables:
        _table(book.create_sheet(table.title[:31]), table, report)
    out = io.BytesIO()
    book.save(out)
    return without_times(out.getvalue())


def _lines(report: Written) -> list[str]:
    lines = [report.title, *(line.strip() for line in report.lead.splitlines() if line.strip())]
    for part in report.parts:
        lines += [part.heading, *part.paragraphs]
    if report.signed:
        lines += [report.unit, f"{report.signed.year}年{report.signed.month}月{report.signed.day}日"]
    return [ILLEGAL_CHARACTERS_RE.sub("", line)[:_LONGEST] for line in lines]


def _table(sheet: Worksheet, table: Table, report: Written) -> None:
    rows = grid(table, report.cells)
    sheet.append([table.title])
    sheet["A1"].font = Font(bold=True)
    sheet.append([])
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows, 3):
        x = 1
        for box in row:
            while (y, x) in taken:
                x += 1
            area = {(y + dy, x + dx) for dy in range(box.rowspan) for dx in range(box.colspan)}
            taken |= area
            for place in area:
                sheet.cell(*place).border = _LINE
            cell = sheet.cell(y, x)
            cell.value = report.cells.get(box.code) if box.code else box.text or None
            cell.alignment = _CENTRED
            if len(area) > 1:
                sheet.merge_cells(None, y, x, *max(area))
    across = width(rows)
    labels = 0 if table.groups else 1 if len(table.columns) == 1 else max(1, across - len(table.columns))
    for number in range(1, across + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 40 if number == labels else 12
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = sheet.PAPERSIZE_A4, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


__all__ = ["xlsx"]
