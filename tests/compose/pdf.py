"""PDF with a text layer: ruled tables with merged cells, labels wrapped by narrow columns, long tables broken over pages."""

from __future__ import annotations

import io
from html import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer, Table
from reportlab.platypus import Paragraph as Text

from tests.compose.document import Document, Heading, Paragraph, Title
from tests.compose.tables import PrintedTable

FONT = "STSong-Light"  # known to every PDF reader by name: no font file is needed
WIDTH = 174 * mm
BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, wordWrap="CJK", firstLineIndent=24)
HEADING = ParagraphStyle("heading", parent=BODY, fontSize=13)
TITLE = ParagraphStyle("title", parent=BODY, fontSize=18, leading=28, alignment=1, firstLineIndent=0)
RIGHT = ParagraphStyle("right", parent=BODY, alignment=2, firstLineIndent=0)
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")


def write_pdf(document: Document) -> bytes:
    """The report as a PDF on A4."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    story: list[Flowable] = [Text(escape(document.title), TITLE)]
    for block in document.blocks:
        match block:
            case Title(text):
                story.append(Text(escape(text), TITLE))
            case Heading(text):
                story.append(Text(escape(text), HEADING))
            case Paragraph(text, right):
                story.append(Text(escape(text), RIGHT if right else BODY))
            case PrintedTable():
                story += [Spacer(1, 3 * mm), _table(block), Spacer(1, 3 * mm)]
    out = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 18 * mm)
    SimpleDocTemplate(out, pagesize=A4, invariant=1, title=document.title, **margins).build(story)
    return out.getvalue()


def _table(table: PrintedTable) -> Table:
    grid: list[list[Text | str]] = [[""] * table.width for _ in table.rows]
    style: list[tuple] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for y, x, box in table.placed():
        # A cell over many rows is text without a paragraph's fixed height, so that the table can break between its rows.
        grid[y][x] = Text(escape(box.text).replace("\n", "<br/>"), CELL)
        if box.colspan > 1 or box.rowspan > 1:
            style.append(("SPAN", (x, y), (x + box.colspan - 1, y + box.rowspan - 1)))
    return Table(grid, colWidths=_widths(table), style=style)


def _widths(table: PrintedTable) -> list[float]:
    """Even columns where there are few or fifteen alike, wide label columns before narrow figures otherwise."""
    if table.width == 3:
        return [WIDTH * share for share in (0.7, 0.12, 0.18)]
    if table.width == 10:
        return [16 * mm, 20 * mm, 40 * mm, *[14 * mm] * 7]
    return [WIDTH / table.width] * table.width
