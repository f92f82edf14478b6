"""A text as the rules see it: signs made alike, tables found, every offset with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

_FULL_WIDTH = {0xFF01 + shift: 0x21 + shift for shift in range(94) if chr(0x21 + shift).isalnum()}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u202f\u3000\v\f"), " ")
_HYPHENS = dict.fromkeys(map(ord, "－‐‑‒–—―−﹣"), "-")
_INVISIBLE: dict[int, None] = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_ALIKE = {**_FULL_WIDTH, **_SPACES, **_HYPHENS, **_INVISIBLE, ord("＋"): "+", ord("＊"): "*", ord("\r"): "\n", 0: " "}

_REACH = 40
_MAX_ROW = 1_000
"""A table row longer than this is no list of people; nothing in it is looked up by its column."""

_FIGURE = re.compile(r"[0-9]{2}")


def normal(text: str) -> str:
    """`text` with full-width letters and figures, spaces and hyphens made alike, and what nobody sees left out."""
    return text.translate(_ALIKE)


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a hit: `label` directly before it (its column's head, and the words before), `before` on the same
    line, `after` it, and `heads`, the whole head of the table that it stands in."""

    label: str
    before: str
    after: str
    heads: str


@dataclass(frozen=True, slots=True)
class Table:
    """Lines with tabs that follow one another, from `start` to `end`; `heads` are the cells of its head, often none."""

    start: int
    end: int
    heads: tuple[str, ...]


class Text:
    """Pieces of text under one `base` (正文, or a file), each with the place it stands at."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._places: list[str] = []
        self.length = 0

    def add(self, piece: str, place: str = "", end: str = "\n") -> None:
        """Add `piece`, which stands at `place` within the base; `end` is a tab after a cell that is not its row's last."""
        piece = normal(piece)
        if place:
            self._starts.append(self.length)
            self._places.append(place)
        self._pieces += (piece, end)
        self.length += len(piece) + len(end)

    @cached_property
    def text(self) -> str:
        """All pieces; nothing may be added any more."""
        return "".join(self._pieces)

    def place(self, offset: int) -> str:
        """Where `offset` stands, in Chinese."""
        index = bisect_right(self._starts, offset) - 1
        return self.base + (self._places[index] if index >= 0 else "")

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every run of two or more lines with tabs."""
        if "\t" not in self.text:
            return ()
        found: list[Table] = []
        run: list[str] = []
        begin = offset = 0
        for line in (*self.text.split("\n"), ""):
            if "\t" in line:
                begin = begin if run else offset
                run.append(line)
            elif run:
                if len(run) > 1:
                    found.append(Table(begin, offset, _heads(run[:4])))
                run = []
            offset += len(line) + 1
        return tuple(found)

    def table_at(self, offset: int) -> Table | None:
        """The table that `offset` stands in."""
        index = bisect_right(self.tables, offset, key=lambda table: table.start) - 1
        return self.tables[index] if index >= 0 and offset < self.tables[index].end else None

    def row(self, offset: int) -> tuple[tuple[str, ...], int] | None:
        """The cells of the table row that `offset` stands in, and in which of them."""
        start = self.text.rfind("\n", max(0, offset - _MAX_ROW), offset)
        end = self.text.find("\n", offset, offset + _MAX_ROW)
        if (start < 0 and offset > _MAX_ROW) or end < 0:
            return None
        return tuple(self.text[start + 1 : end].split("\t")), self.text.count("\t", start + 1, offset)

    def context(self, start: int, end: int) -> Context:
        """What stands around the span from `start` to `end`."""
        before = self.text[max(0, start - _REACH) : start].rpartition("\n")[2]
        after = self.text[end : end + 12].partition("\n")[0]
        label, heads = before.rpartition("\t")[2], ""
        table = self.table_at(start) if "\t" in before or "\t" in after else None
        if table and table.heads and (row := self.row(start)):
            heads = " ".join(table.heads)
            label = (table.heads[row[1]] if row[1] < len(table.heads) else "") + label
        return Context(label, before, after, heads)


def _heads(lines: list[str]) -> tuple[str, ...]:
    """The first line that has two or more cells and no figures."""
    for line in lines:
        cells = tuple(cell.strip()[:30] for cell in line[: 2 * _MAX_ROW].split("\t"))
        if sum(map(bool, cells)) > 1 and not _FIGURE.search("".join(cells)):
            return cells
    return ()
