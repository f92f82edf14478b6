"""A table flattened to one cell a line: finding cells, blanks and rows again.

Empty lines may part the cells or be the blank cells themselves, a label may have been broken over lines, and pipes may stand on
lines of their own. What ends a row is the next label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from gongkai.report.tables.labels import units
from gongkai.report.tables.rows import token

_MOST_PIECES = 4
"""A label is broken into at most so many lines."""


def stream_rows(lines: Sequence[str], kinds: str, piped: bool) -> list[list[str]]:
    """The rows of a stretch of lines, `kinds` as `layout` has classed them: each row a label with the figures behind it.

    `piped` where pipes part the cells, on the cells' lines or on lines of their own.
    """
    cells = _piped(lines) if piped else _lined(lines, kinds)
    rows: list[list[str]] = []
    row: list[str] = []
    for cell in cells:
        if token(cell).value is None:
            if cell in units():
                continue
            if row:
                rows.append(row)
                row = []
        row.append(cell)
    rows.append(row)
    return rows


def _piped(lines: Sequence[str]) -> Iterator[str]:
    """Cells between pipes, wherever the lines end; nothing between two pipes is a blank cell."""
    for cell in "\n".join(lines).strip().removeprefix("|").removesuffix("|").split("|"):
        pieces = [piece.strip() for piece in cell.split("\n") if piece.strip()]
        whole = "".join(pieces)
        yield from [whole] if token(whole).roles or len(pieces) < 2 else _whole_labels(pieces)


def _lined(lines: Sequence[str], kinds: str) -> Iterator[str]:
    """Cells on lines; what counts as a blank cell depends on how the other cells are parted."""
    parted = _empty_lines_part_cells(kinds)
    marked = "b" in kinds
    pieces: list[str] = []
    empty = 0
    for line, kind in zip(lines, kinds, strict=True):
        if kind == "e":
            empty += 1
            continue
        blanks = 1 if kind == "b" else 0 if marked else _blanks(empty, parted)
        if pieces and (blanks or kind == "V" or (parted and empty)):
            yield from _whole_labels(pieces)
            pieces = []
        if blanks:
            yield from [""] * blanks
        if kind == "V":
            yield line.strip()
        elif kind != "b":
            pieces.append(line.strip())
        empty = 0
    yield from _whole_labels(pieces)


def _empty_lines_part_cells(kinds: str) -> int:
    """How many empty lines part one cell from the next: the usual number beside a figure (labels may be broken over lines)."""
    gaps = Counter(len(gap) for gap in re.findall(r"(?<=V)e*(?=[LVlw])|(?<=[Llw])e*(?=V)", kinds))
    return min(gap for gap, count in gaps.items() if count * 4 >= max(gaps.values())) if gaps else 0


def _blanks(empty: int, parted: int) -> int:
    """How many blank cells so many empty lines are."""
    if not parted:
        return empty
    more = max(0, empty - parted)
    return more // (parted + 1) if more % (parted + 1) == 0 else more


def _whole_labels(pieces: Sequence[str]) -> Iterator[str]:
    """The pieces with broken labels put together: the longest run that is a label, as long as one piece alone is none."""
    if len(pieces) == 1:
        yield pieces[0]
        return
    start = 0
    while start < len(pieces):
        for end in range(min(len(pieces), start + _MOST_PIECES), start + 1, -1):
            run = pieces[start:end]
            cells = [token(piece) for piece in run]
            broken = any(not cell.roles for cell in cells) and not any(cell.value for cell in cells)
            if broken and token("".join(run)).roles:
                yield "".join(run)
                start = end
                break
        else:
            yield pieces[start]
            start += 1
