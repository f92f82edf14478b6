"""The measures of GB/T 9704-2012, in points unless said otherwise. Both formats take them from here."""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import NamedTuple

from gongkai.typesetting.model import Cell, Signature, Table
from gongkai.typesetting.text import lines, width

MM = 72 / 25.4

PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
TOP = 37 * MM
LEFT = 28 * MM
AREA_WIDTH = 156 * MM
AREA_HEIGHT = 225 * MM
RIGHT = PAGE_WIDTH - LEFT - AREA_WIDTH
BOTTOM = PAGE_HEIGHT - TOP - AREA_HEIGHT

LINES = 22
CHARACTERS = 28
LINE_PITCH = AREA_HEIGHT / LINES
CHARACTER_PITCH = AREA_WIDTH / CHARACTERS

BODY = 16.0
TITLE = 22.0
PAGE_NUMBER = 14.0
NUMBER_DROP = 7 * MM
"""From the type area down to the page number."""

MARK_TOP = 30 * MM
"""The letter form (10.1), its figures from memory and secondary sources: from the upper edge of the page to the organ's mark."""
MARK = 36.0
"""The mark's size, which the standard leaves to the organ; a long name is set smaller, in one line."""
MARK_DROP = 4 * MM
"""From the mark down to the upper rules."""
RULE_WIDTH = 170 * MM
RULE_BOTTOM = 20 * MM
"""From the lower rules to the lower edge of the page."""
RULE_THICK, RULE_GAP, RULE_THIN = 1.5, 0.75, 0.75
RULE = RULE_THICK + RULE_GAP + RULE_THIN
NUMBER_GAP = BODY * 7 / 8
"""From the upper rules down to the number."""
RED = "FF0000"

INDENT = 2
"""Characters that a first line, the list of attachments and a note stand in."""

BLANK_LINES = {True: 2, False: 1}
"""Lines left above the signature, with a seal (42 mm across, its middle above that of the two lines) and without one."""

CELL_INSET = 3.0
CELL_TIGHT = 1.0
"""What is left above and below a cell's lines, where that keeps a table on its page."""
CELL_LINE = 1.4
"""A line in a table, in sizes of its type."""
TAIL = 2
"""Rows of a long table that go over to the next page with what would stand there alone."""


class Hand(NamedTuple):
    """Where a line stands: from the left and from the right edge of the type area, in characters; centred between them or not."""

    left: float
    right: float
    centred: bool


def chinese_date(day: date) -> str:
    """A date as documents print it: Arabic figures, the year in full, no leading zero."""
    return f"{day.year}年{day.month}月{day.day}日"


def mark_size(mark: str) -> float:
    """The size at which the organ's mark fits into one line of the type area, in half points as Word has them."""
    return min(MARK, int(2 * AREA_WIDTH / max(width(mark), 1)) / 2)


def signature_places(signature: Signature) -> tuple[Hand, Hand]:
    """Where the organ and the date stand.

    Under a seal the date has 4 characters to its right and the organ is centred over it; a longer organ moves both to the left.
    Without one the organ has 2 characters to its right and the date begins 2 characters after it.
    """
    organ = max(width(line) for line in lines(signature.organ))
    day = width(chinese_date(signature.date))
    if signature.seal:
        axis = min(max(4 + day / 2, organ / 2), CHARACTERS / 2)
        middle = Hand(max(CHARACTERS - 2 * axis, 0), 0, centred=True)
        return middle, middle
    begin = max(min(CHARACTERS - 2 - organ, CHARACTERS - 2 - day - 2), 0)
    return Hand(begin, 0, centred=False), Hand(begin + 2, 0, centred=False)


def table_size(table: Table) -> float:
    """The size of a table's type: 小四, 五号 or 小五, the smaller the more columns."""
    return 12.0 if table.columns <= 5 else 10.5 if table.columns <= 8 else 9.0


def cell_room(table: Table, cell: Cell, column: int) -> float:
    """How many characters a line of the cell that begins in `column` holds."""
    room = sum(table.shares[column : column + cell.colspan]) * AREA_WIDTH - 2 * CELL_INSET
    return max(room / table_size(table), 1)


def is_tall(table: Table, cell: Cell, column: int) -> bool:
    """Whether a cell needs so many lines that its row may be broken between pages: over a third of the page."""
    return _height(table, cell, column) > AREA_HEIGHT / 3


def fits_one_page(table: Table) -> bool:
    """Whether a table with its heading takes one page and no more, where nothing is left above and below its lines."""
    return sum(_row_heights(table)) <= AREA_HEIGHT - 2 * LINE_PITCH


def tail(table: Table) -> int:
    """How many rows of a long table may go over to the next page without the others; 0 where a cell would be parted."""
    parted = len(table.rows) - TAIL
    return TAIL if parted > table.header_rows and all(begins for *_, begins in table.grid()[parted]) else 0


def _row_heights(table: Table) -> list[float]:
    """How high the lines of each row are; what reaches over several rows makes none of them higher."""
    plain = ([(cell, column) for cell, column, _ in row if cell.rowspan == 1] for row in table.grid())
    return [max(_height(table, cell, column) for cell, column in row) for row in plain if row]


def _height(table: Table, cell: Cell, column: int) -> float:
    """How high a cell's lines are, each of those that must be broken a character shorter than there is room for."""
    room = cell_room(table, cell, column)
    widths = [width(line) for line in lines(cell.text)]
    needed = sum(1 if wide <= room else ceil(wide / max(room - 1, 1)) for wide in widths)
    return needed * table_size(table) * CELL_LINE
