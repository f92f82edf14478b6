"""What all layouts of a table have in common: where a cell begins once spans are counted, and how wrapped lines belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from gongkai.report.documents.limits import MAX_COLUMNS, MAX_SPAN
from gongkai.report.model import Grid
from gongkai.untrusted import UnreadableError

_LONG = 300
"""Characters in a cell that make it a passage of text: the longest statutory label has 50."""

_WIDE = "\u2014-\u2026\u3001-\u303f\u4e00-\u9fff\uff01-\uff60"
_WRAPPED = re.compile(rf"(?<=[{_WIDE}]) ?\n ?(?=[{_WIDE}])")


def join_lines(lines: Iterable[str]) -> str:
    """The lines of one cell or paragraph as one: Chinese goes on without a gap, anything else with a space.

    So `商业` and `企业` give 商业企业, but 1 and 2 never become 12.
    """
    text = "\n".join(stripped for line in lines if (stripped := line.strip()))
    return _WRAPPED.sub("", text).replace("\n", " ")


class Row(NamedTuple):
    """A row as a page has it: its cells' texts, and how many columns and rows each spans (`None` where none spans any)."""

    texts: list[str]
    spans: list[tuple[int, int]] | None


def place(rows: Iterable[Row], layout: str) -> Grid:
    """The rows as a grid, each cell once, its first column counted as a browser does."""
    texts: list[list[str]] = []
    columns: list[list[int]] = []
    busy: dict[int, int] = {}  # column → the row from which it is free again
    for number, row in enumerate(rows):
        if busy:
            busy = {column: free for column, free in busy.items() if free > number}
        if row.spans is None:
            size = len(row.texts)
            starts = [c for c in range(size + len(busy)) if c not in busy][:size] if busy else list(range(size))
        else:
            starts = _starts(row.spans, number, busy)
        if starts and starts[-1] >= MAX_COLUMNS:
            raise UnreadableError(f"表格超过{MAX_COLUMNS}列，不是年度报告的表", "核对文件")
        texts.append(row.texts)
        columns.append(starts)
    return Grid(texts, layout, columns)


def _starts(spans: Iterable[tuple[int, int]], number: int, busy: dict[int, int]) -> list[int]:
    """Where the cells of row `number` begin; marks in `busy` what they cover of the rows below."""
    starts: list[int] = []
    column = 0
    for claimed, down in spans:
        while column in busy:
            column += 1
        starts.append(column)
        across = min(max(claimed, 1), MAX_SPAN)
        if down > 1 and column < MAX_COLUMNS:
            busy.update(dict.fromkeys(range(column, column + across), number + down))
        column += across
    return starts


def is_data(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of cell texts are a table of data, and not a page laid out with the means of a table."""
    if max(map(len, rows), default=0) < 2:
        return False
    if max(map(len, chain.from_iterable(rows))) <= _LONG:
        return True
    sizes = [len(text) for row in rows for text in row]
    return 10 * sum(size for size in sizes if size > _LONG) < 7 * sum(sizes)
