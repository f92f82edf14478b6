"""A report as an official document (GB/T 9704), which the typesetter makes a PDF or a Word file of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongkai.report.writing.grid import Box, grid, labels, width
from gongkai.report.writing.into_html import is_inner_heading
from gongkai.report.writing.model import Written
from gongkai.statute.forms import Table
from gongkai.typesetting import Align, Block, Cell, Document, Heading, Paragraph, Signature, layout
from gongkai.typesetting import Table as Typeset
from gongkai.typesetting.text import evenly

_DIGIT, _FEWEST, _NUMBERED = 0.64, 2, 3
"""How wide a digit is in sizes of its type, whatever font stands in; so many characters fit beside each other in any column, and in
one of labels, whose numbers stand in brackets.
"""


def document(report: Written) -> Document:
    """The report with its tables, unsigned where its day is not known."""
    title = report.title.removeprefix(report.unit)
    return Document(title, list(_blocks(report)), organ=report.unit if title != report.title else "")


def _blocks(report: Written) -> Iterator[Block]:
    yield from (Paragraph(line.strip()) for line in report.lead.splitlines() if line.strip())
    for part, tables in report.laid_out():
        yield Heading(1, part.heading)
        for text in part.paragraphs:
            yield Heading(2, text) if is_inner_heading(text) else Paragraph(text)
        for table in tables:
            yield typeset(table, report, caption="" if table.title in part.heading else table.title)
    if not report.parts:
        yield from (typeset(table, report, caption=table.title) for table in report.form.tables)
    if report.signed:
        yield Signature(report.unit, report.signed)


def typeset(table: Table, report: Written, caption: str = "") -> Typeset:
    """One statutory table for the typesetter."""
    boxes = grid(table, report.cells)
    columns = width(boxes)
    left = labels(table, boxes)
    rows = [[_cell(box, columns) for box in row] for row in boxes]
    figures = [[bool(box.code) for box in row] for row in boxes]
    shares = _roomy(rows, figures, _shares(table, columns, left) or [1.0] * columns, left)
    return Typeset(_evenly(Typeset(rows, shares)), shares, caption)


def _evenly(table: Typeset) -> list[list[Cell]]:
    """The rows, in them the labels of columns and of groups in lines of the same length."""
    return [
        [
            replace(cell, text=evenly(cell.text, layout.cell_room(table, cell, column)))
            if cell.header and cell.align == "center"
            else cell
            for cell, column, begins in row
            if begins
        ]
        for row in table.grid()
    ]


def _roomy(rows: list[list[Cell]], figures: list[list[bool]], shares: list[float], left: int) -> list[float]:
    """The columns' shares, those with long figures widened at the cost of the others: no figure is broken over two lines."""
    table = Typeset(rows, shares)
    size = layout.table_size(table)
    inset = 2 * layout.CELL_INSET + 1
    widths = [share * layout.AREA_WIDTH for share in table.shares]
    least = [(_NUMBERED if column < left else _FEWEST) * size + inset for column in range(len(widths))]
    for row, is_figure in zip(table.grid(), figures, strict=True):
        own = iter(is_figure)
        for cell, column, begins in row:
            if begins and next(own) and cell.colspan == 1:
                least[column] = max(least[column], len(cell.text) * _DIGIT * size + inset)
    wanted = [max(pair) for pair in zip(widths, least, strict=True)]
    slack = sum(wanted) - sum(least)
    given = min((sum(wanted) - layout.AREA_WIDTH) / slack, 1) if slack > 0 else 0
    return [width - given * (width - needed) for width, needed in zip(wanted, least, strict=True)]


def _cell(box: Box, columns: int) -> Cell:
    """A box as the typesetter has it. A line over all columns heads one block, not the whole table: no page repeats it."""
    align: Align = "left" if box.label == "row" and box.rowspan == 1 else "center"
    return Cell(box.text, box.colspan, box.rowspan, bool(box.label) and box.colspan < columns, align)


def _shares(table: Table, columns: int, left: int) -> list[float]:
    """Group labels narrow, the label of the row wide, the figures alike."""
    if table.groups:
        return []
    if len(table.columns) == 1:
        return [6, 1, 1.5]
    if all(len(row.columns) == len(table.columns) for row in table.rows):
        return [*[1.15] * (left - 1), 3.7, *[1.0] * (columns - left)]
    return [2.0, *[1.5] * (columns - 1)]


__all__ = ["document", "typeset"]
