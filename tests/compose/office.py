"""Word and Excel layouts with merged cells. The files carry no time of making, so that the same report is the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openpyxl import Workbook

from tests.compose.document import Document, Heading, Paragraph, Title
from tests.compose.tables import PrintedTable

LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001 - both formats store it without a zone


def write_docx(document: Document) -> bytes:
    """The report as a Word document."""
    word = docx.Document()
    word.add_heading(document.title, 0)
    for block in document.blocks:
        match block:
            case Title(text):
                word.add_heading(text, 1)
            case Heading(text):
                word.add_heading(text, 1)
            case Paragraph(text, right):
                paragraph = word.add_paragraph(text)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else None
            case PrintedTable():
                _docx_table(word, block)
    out = io.BytesIO()
    word.save(out)
    return _without_times(out.getvalue())


def write_xlsx(document: Document) -> bytes:
    """The report on one sheet: each paragraph merged over the table's width, then the tables."""
    book = Workbook()
    sheet = book.active
    sheet.title = "年度报告"
    y = 1
    sheet.cell(y, 1, document.title)
    for block in document.blocks:
        y += 1
        if isinstance(block, PrintedTable):
            _xlsx_table(sheet, block, y)
            y += len(block.rows)
        else:
            sheet.cell(y, 1, block.text)
            sheet.merge_cells(start_row=y, end_row=y, start_column=1, end_column=10)
    out = io.BytesIO()
    book.save(out)
    return _without_times(out.getvalue())


def _docx_table(word, table: PrintedTable) -> None:
    grid = word.add_table(rows=len(table.rows), cols=table.width, style="Table Grid")
    cells = [list(row.cells) for row in grid.rows]
    for y, x, box in table.placed():
        cell = cells[y][x]
        if box.colspan > 1 or box.rowspan > 1:
            cell = cell.merge(cells[y + box.rowspan - 1][x + box.colspan - 1])
        cell.text = box.text


def _xlsx_table(sheet, table: PrintedTable, top: int) -> None:
    for y, x, box in table.placed():
        value = int(box.text) if box.figure and box.text.isascii() and box.text.isdigit() else box.text
        sheet.cell(top + y, 1 + x, value if value != "" else None)
        if box.colspan > 1 or box.rowspan > 1:
            sheet.merge_cells(
                start_row=top + y, end_row=top + y + box.rowspan - 1, start_column=1 + x, end_column=x + box.colspan
            )


def _without_times(data: bytes) -> bytes:
    """The same zip archive, every member dated alike, and the time of saving that openpyxl insists on put back to `LONG_AGO`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = re.sub(
                rb"\d{4}-\d\d-\d\dT[\d:]{8}Z", LONG_AGO.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), old.read(name)
            )
            new.writestr(zipfile.ZipInfo(name), member, zipfile.ZIP_DEFLATED)
    return out.getvalue()
