"""Characters with places into lines of text and ruled tables: the geometry behind reading a PDF. All lengths are in points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gongkai.report.documents.tables import is_data, join_lines
from gongkai.report.model import Grid

if TYPE_CHECKING:
    from pdfplumber.page import Page

_SAME = 3.0
"""Two edges nearer than this are one."""

_SPACE = 0.25
"""Widths of a character between two of them that are a space."""

_GAP = 1.6
"""Widths of a character between two of them that part columns; justified text stays below."""


class Char(NamedTuple):
    """One printed character and its box."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: wide gaps in it are tabs; `size` is its characters' height."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """The height of its characters, at least one point."""
        return max(1.0, self.bottom - self.top)


class Cell(NamedTuple):
    """A cell of a table: where it begins and what it says."""

    x0: float
    x1: float
    text: str


@dataclass(slots=True)
class Table:
    """A ruled table on one page, or on several once they are put together."""

    rows: list[list[Cell]]
    box: tuple[float, float, float, float]
    edges: list[float] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Its place on the page."""
        return self.box[1]

    @property
    def text(self) -> str:
        """All it says."""
        return "".join(cell.text for row in self.rows for cell in row)

    def is_data(self) -> bool:
        """Whether it is a table, and not a frame around the page or a line under a heading."""
        return sum(map(len, self.rows)) > 3 and is_data([[cell.text for cell in row] for row in self.rows])

    def holds(self, char: Char) -> bool:
        """Whether a character stands inside it."""
        x0, top, x1, bottom = self.box
        return x0 <= (char.x0 + char.x1) / 2 <= x1 and top <= (char.top + char.bottom) / 2 <= bottom

    def goes_on(self, other: Table) -> bool:
        """Whether `other`, at the top of the next page, has this table's columns."""
        few, many = sorted((self.edges, other.edges), key=len)
        same = sum(any(abs(edge - one) < _SAME for one in many) for edge in few)
        ends = abs(self.box[0] - other.box[0]) < _SAME and abs(self.box[2] - other.box[2]) < _SAME
        return ends and same >= 0.8 * len(few)

    def grid(self) -> Grid:
        """The table as a grid, its columns counted by the edges of all its cells."""
        starts = _edges([cell.x0 for row in self.rows for cell in row])
        columns = [[max(0, bisect_right(starts, cell.x0 + _SAME / 2) - 1) for cell in row] for row in self.rows]
        return Grid([[cell.text for cell in row] for row in self.rows], "pdf", columns)


def tables(page: Page, chars: Sequence[Char]) -> Iterator[Table]:
    """The ruled tables of a page, with what stands in their cells."""
    for found in page.find_tables():
        boxes = sorted(found.cells, key=lambda box: (box[1], box[0]))
        texts = _texts(boxes, chars)
        rows: list[list[Cell]] = []
        top = None
        for box, text in zip(boxes, texts, strict=True):
            if top is None or box[1] - top > _SAME:
                rows.append([])
                top = box[1]
            rows[-1].append(Cell(box[0], box[2], text))
        edges = _edges([edge for box in boxes for edge in (box[0], box[2])])
        yield Table([sorted(row) for row in rows], found.bbox, edges)


def lines(chars: Sequence[Char], tabs: bool = True) -> list[Line]:
    """Characters into lines from top to bottom; `tabs` where wide gaps part columns."""
    rows: list[list[Char]] = []
    middle = 0.0
    for char in sorted(chars, key=lambda char: char.top + char.bottom):
        centre = (char.top + char.bottom) / 2
        if not rows or centre - middle > 0.5 * (char.bottom - char.top):
            rows.append([])
            middle = centre
        rows[-1].append(char)
    return [_line(sorted(row, key=lambda char: char.x0), tabs) for row in rows]


def _line(row: Sequence[Char], tabs: bool) -> Line:
    pieces = [row[0].text]
    for before, char in pairwise(row):
        gap = (char.x0 - before.x1) / max(1.0, char.bottom - char.top)
        if tabs and gap > _GAP:
            pieces.append("\t")
        elif gap > _SPACE and (before.text.isascii() or char.text.isascii()):
            pieces.append(" ")
        pieces.append(char.text)
    heights = sorted(char.bottom - char.top for char in row)
    top = min(char.top for char in row)
    return Line("".join(pieces), row[0].x0, max(char.x1 for char in row), top, top + heights[len(heights) // 2])


def _texts(boxes: Sequence[tuple[float, float, float, float]], chars: Sequence[Char]) -> list[str]:
    """Each cell's text. A character is looked up in the raster of all edges, for a page has thousands of each."""
    across = sorted({edge for box in boxes for edge in (box[0], box[2])})
    down = sorted({edge for box in boxes for edge in (box[1], box[3])})
    owner: dict[tuple[int, int], int] = {}
    for number, (x0, top, x1, bottom) in enumerate(boxes):
        for i in range(bisect_right(across, x0) - 1, bisect_right(across, x1) - 1):
            for j in range(bisect_right(down, top) - 1, bisect_right(down, bottom) - 1):
                owner[i, j] = number
    inside: dict[int, list[Char]] = {}
    for char in chars:
        place = (
            bisect_right(across, (char.x0 + char.x1) / 2) - 1,
            bisect_right(down, (char.top + char.bottom) / 2) - 1,
        )
        if place in owner:
            inside.setdefault(owner[place], []).append(char)
    return [join_lines(line.text for line in lines(inside.get(number, ()), tabs=False)) for number in range(len(boxes))]


def _edges(places: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SAME:
            edges.append(place)
    return edges
