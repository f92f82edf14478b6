"""A report as a workbook: the text on the first sheet, each statutory table on a sheet of its own, figures as numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from math import ceil

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Border, Font, Side  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.worksheet.properties import PageSetupProperties  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from gongkai.report.writing.grid import grid, heads, labels, width
from gongkai.report.writing.model import Written
from gongkai.statute.forms import Table
from gongkai.typesetting.packing import without_times
from gongkai.typesetting.text import lines
from gongkai.typesetting.text import width as text_width

_LINE = Border(*[Side("thin")] * 4)
_TITLE, _HEADING = Font("宋体", 16, bold=True), Font("宋体", 11, bold=True)
_WRAPPED, _RIGHT = Alignment(wrap_text=True, vertical="top"), Alignment(horizontal="right")
_LEFT = Alignment(wrap_text=True, vertical="center")
_CENTRED = Alignment(wrap_text=True, horizontal="center", vertical="center")
_NARROW, _LABEL, _TEXT, _PORTRAIT = 12, 46, 72, 100
"""Widths in digits: of a column, of one of labels, of the text, and up to which a sheet is printed upright."""
_SIGN, _LINE_HEIGHT, _HIGHEST = 2.2, 15, 409
"""How many digits wide a Chinese character is; how high a line is in points, and how high a row can be."""
_LONGEST = 32_767
"""Characters that a cell may hold."""
_FIRST = 3
"""The row of the sheet in which a table begins, under its title."""
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day that the file names as its own: the same report gives the same bytes."""


def xlsx(report: Written) -> bytes:
    """The report as an .xlsx file."""
    book = Workbook()
    book.properties.created = _MADE
    book.properties.creator, book.properties.title = report.unit, report.title
    _text(book.active, report)
    for table in report.form.tables:
        _table(book.create_sheet(table.title[:31]), table, report)
    out = io.BytesIO()
    book.save(out)
    return without_times(out.getvalue())


def _text(sheet: Worksheet, report: Written) -> None:
    sheet.title = "报告"
    sheet.column_dimensions["A"].width = _TEXT
    for text, font, alignment in _lines(report):
        sheet.append(["\n".join(lines(text))[:_LONGEST]])
        cell = sheet.cell(sheet.max_row, 1)
        cell.alignment = alignment
        if font:
            cell.font = font
        _heighten(sheet, sheet.max_row, text, _TEXT, (font or _HEADING).size / _HEADING.size)
    _printed(sheet, _TEXT)


def _lines(report: Written) -> Iterator[tuple[str, Font | None, Alignment]]:
    yield report.title, _TITLE, _CENTRED
    for line in report.lead.splitlines():
        if line.strip():
            yield line.strip(), None, _WRAPPED
    for part in report.parts:
        yield part.heading, _HEADING, _WRAPPED
        for text in part.paragraphs:
            yield text, None, _WRAPPED
    if report.signed:
        yield report.unit, None, _RIGHT
        yield f"{report.signed.year}年{report.signed.month}月{report.signed.day}日", None, _RIGHT


def _table(sheet: Worksheet, table: Table, report: Written) -> None:
    rows = grid(table, report.cells)
    sheet.append([table.title])
    sheet["A1"].font = _HEADING
    sheet.append([])
    left, head = labels(table, rows), heads(rows)
    widths = [_LABEL if number == left else _NARROW for number in range(1, width(rows) + 1)]
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows, _FIRST):
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
            cell.alignment = _LEFT if box.label == "row" and box.rowspan == 1 else _CENTRED
            if box.rowspan == 1:
                _heighten(sheet, y, box.text, sum(widths[x - 1 : x - 1 + box.colspan]))
            if len(area) > 1:
                sheet.merge_cells(None, y, x, *max(area))
    for number, wide in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = wide
    if head:
        sheet.freeze_panes = sheet.cell(_FIRST + head, left + 1).coordinate
        sheet.print_title_rows = f"{_FIRST}:{_FIRST + head - 1}"
    _printed(sheet, sum(widths))


def _heighten(sheet: Worksheet, row: int, text: str, across: float, larger: float = 1) -> None:
    """Makes a row high enough for the lines of `text` in so wide a cell: not every program does when it opens the file."""
    needed = ceil(text_width(text) * _SIGN * larger / (across - 1))
    if needed > 1:
        row_of = sheet.row_dimensions[row]
        row_of.height = min(max(row_of.height or 0, needed * _LINE_HEIGHT * larger), _HIGHEST)


def _printed(sheet: Worksheet, across: int) -> None:
    """On A4, no wider than a page."""
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = sheet.PAPERSIZE_A4, 0
    sheet.page_setup.orientation = sheet.ORIENTATION_PORTRAIT if across <= _PORTRAIT else sheet.ORIENTATION_LANDSCAPE
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.print_options.horizontalCentered = True


__all__ = ["xlsx"]
