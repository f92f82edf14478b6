"""Plain text as blocks: which lines are running text, and which are the rows of a table that lost its rules.

Tables come as rows with pipes, tabs or spaces between the cells, or as one cell a line (also with a pipe on every other line). A stretch
of lines is a table only where statutory labels stand in it; all else stays a paragraph a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from gongkai.report.model import Block, Grid, Paragraph
from gongkai.report.tables.labels import is_piece, units
from gongkai.report.tables.rows import Token, token
from gongkai.report.tables.stream import stream_rows

_PIPES = "｜│┃¦"
"""Other characters that pages draw a column's rule with."""
_PART = re.compile("^[一二三四五六七八九十]{1,3}、")
_PAGE = re.compile(r"[-—–－]+\s*\d{1,4}\s*[-—–－]+")
"""A page's number at its foot."""
_WIDE_GAP = re.compile(r"\s{2,}|[\t\u3000]+")
_LONG = 80
"""A line longer than this is prose (the longest label of a form has 40 characters), unless pipes or tabs stand in it."""
_LONG_ROW = 400
"""A row of cells parted by wide gaps may be so long."""
_FEWEST_GAPS = 8
_LONGEST_FLAT = 20_000
_FLAT = 0.7
"""A whole table in one line has so many gaps at least, so many characters at most, and so large a share of labels and figures."""
_WORDS_BETWEEN = 3
"""So many unknown lines may stand between two table lines: a broken label, a caption, a printed page number."""
_FEWEST_LABELS = 2
_EDGES = " \t\r"
"""What may stand before and behind a row of pipes; an NBSP may be its first cell."""
_FRAMED = 0.8
"""The share of a table's rows that begin (or end) with a pipe where pipes frame it."""

_MOST_KINDS = 20_000
"""Lines that recur from report to report; as many kinds of them are kept."""


def text_blocks(text: str) -> list[Block]:
    """The paragraphs and tables of plain text, in order; blank lines are not kept."""
    for pipe in _PIPES:
        if pipe in text:
            text = text.replace(pipe, "|")
    return line_blocks(text.split("\n"))


def line_blocks(lines: Sequence[str]) -> list[Block]:
    """The same from separate lines."""
    kinds = "".join([_kind(line) if len(line) <= _LONG else _long_kind(line) for line in lines])
    if "F" in kinds:
        flat = [line.split() if kind == "F" else [line] for line, kind in zip(lines, kinds, strict=True)]
        return line_blocks([part for parts in flat for part in parts])
    blocks: list[Block] = []
    done = 0
    for start, end in _stretches(kinds):
        blocks += _paragraphs(lines[done:start])
        grid = _grid(lines[start:end], kinds[start:end])
        blocks += [grid] if grid else _paragraphs(lines[start:end])
        done = end
    blocks += _paragraphs(lines[done:])
    return blocks


def _paragraphs(lines: Sequence[str]) -> list[Block]:
    return [Paragraph(stripped) for line in lines if (stripped := line.strip())]


def _long_kind(line: str) -> str:
    if "|" in line:
        return "R"
    if "\t" in line.lstrip():
        return "T"
    stripped = line.strip()
    if stripped.count(" ") >= _FEWEST_GAPS and len(stripped) <= _LONGEST_FLAT and _is_flat(stripped.split()):
        return "F"
    return "P" if len(stripped) > (_LONG_ROW if "  " in stripped else _LONG) else _kind(stripped or line[:_LONG])


def _is_flat(parts: Sequence[str]) -> bool:
    """Whether a long line is a table's cells one after the other: labels and figures by turns, and hardly anything else."""
    cells = [token(part) for part in parts]
    labels, values = sum(bool(cell.roles) for cell in cells), sum(cell.value is not None for cell in cells)
    runs = sum(bool(cell.roles) and after.value is not None for cell, after in pairwise(cells))
    return runs > 1 and labels + values >= _FLAT * len(cells)


@lru_cache(_MOST_KINDS)
def _kind(line: str) -> str:
    """A letter: e empty, b blank but not empty; R pipes, C one cell and its pipe, X a pipe alone, T tabs, S spaced cells; L label,
    l a piece of one, V value, w few words; P prose, H a part's heading. Small s: spaced cells with an unknown label, which cannot
    begin a table. Of long lines `_long_kind` tells F as well: a whole table.
    """
    stripped = line.strip()
    if not stripped:
        return "b" if "\xa0" in line or "\u3000" in line else "e"
    if "|" in stripped:
        return "X" if len(stripped) == 1 else "C" if stripped.find("|") == len(stripped) - 1 else "R"
    if "\t" in line.lstrip():
        return "T"
    cells = spaced_cells(stripped)
    if len(cells) > 1:
        return "S" if any(token(cell).roles for cell in cells) else "s"
    cell = token(stripped)
    if cell.roles:
        return "L"
    if cell.value:
        return "V"
    if is_piece(stripped):
        return "l"
    return "H" if _PART.match(stripped) else "P" if stripped[-1] in "。；！;" else "w"


def spaced_cells(line: str) -> list[str]:
    """The cells of a line whose columns are parted by spaces: a label and the figures behind it, or a row of labels."""
    parts = line.split()
    if len(parts) < 2 or (len(parts) == 2 and token(line).value):
        return [line]
    cells = [token(part) for part in parts]
    first = len(parts)
    while first and cells[first - 1].value:
        first -= 1
    if any(cell.value for cell in cells[1:first]) and all(_in_table(cell) for cell in cells):
        return parts
    if first < len(parts):
        unit = parts[first - 1 : first] if first > 1 and parts[first - 1] in units() else []
        return [*_labels(" ".join(parts[: first - len(unit)]), line), *unit, *parts[first:]]
    return [line] if token(line).roles else _labels(line, line)


def _in_table(cell: Token) -> bool:
    return cell.value is not None or bool(cell.roles) or cell.text in units()


def _labels(words: str, line: str) -> list[str]:
    """The labels that stand before the figures of `line` (or are all of it): one, or several where most of them are known."""
    if not words or token(words).roles:
        return [words] if words else []
    parts = words.split()
    wide = [" ".join(cell.split()) for cell in _WIDE_GAP.split(line) if cell]
    for cells in (wide[: _covering(wide, parts)], parts):
        if len(cells) > 1 and sum(bool(token(cell).roles) for cell in cells) * 2 > len(cells):
            return cells
    return [words]


def _covering(wide: Sequence[str], parts: Sequence[str]) -> int:
    """How many of the widely parted cells hold exactly the first `parts`."""
    held = 0
    for count, cell in enumerate(wide, 1):
        held += len(cell.split())
        if held >= len(parts):
            return count if held == len(parts) else 0
    return 0


def _stretches(kinds: str) -> Iterator[tuple[int, int]]:
    """Where a table may stand: from a table line to the last one before prose, a heading or too many other words."""
    for match in _STRETCH.finditer(kinds):
        end = match.end()
        yield match.start(), end


_STRETCH = re.compile(rf"[LlRCTSX](?:(?:[eb]*[ws]){{0,{_WORDS_BETWEEN}}}[eb]*[LlRCTSXV])*(?:[eb]*s)*b*(?:e*b+)*")


def _grid(lines: Sequence[str], kinds: str) -> Grid | None:
    """The stretch as a table; `None` where too few statutory labels stand in it."""
    in_rows = sum(kinds.count(kind) for kind in "RCTSs")
    alone = sum(kinds.count(kind) for kind in "LlVwX")
    piped = "X" in kinds or 2 * kinds.count("C") > in_rows
    if piped or alone > in_rows:
        rows, layout = stream_rows(lines, kinds, piped), "lines"
    else:
        rows, layout = _rows(lines, kinds), "rows"
    return Grid(rows, layout) if _is_statutory(rows) else None


def _is_statutory(rows: Sequence[Sequence[str]]) -> bool:
    """Whether labels of a statutory table and at least one figure or blank stand in the rows."""
    labels = values = 0
    for row in rows:
        for text in row:
            cell = token(text)
            labels += bool(cell.forms)
            values += cell.value is not None
        if labels >= _FEWEST_LABELS and values:
            return True
    return False


def _rows(lines: Sequence[str], kinds: str) -> list[list[str]]:
    """The cells of a table printed row by row."""
    left, right = _frame([line.strip(_EDGES) for line, kind in zip(lines, kinds, strict=True) if kind in "RC"])
    rows = []
    for line, kind in zip(lines, kinds, strict=True):
        if kind in "RC":
            row = line.strip(_EDGES)
            if "---" in row and not row.strip("|-: "):
                continue
            row = row[left and row[0] == "|" : len(row) - (right and row[-1] == "|")]
            rows.append([cell.strip() for cell in row.split("|")])
        elif kind == "T":
            rows.append([cell.strip() for cell in line.split("\t")])
        elif kind not in "eb" and not _PAGE.fullmatch(line.strip()):
            rows.append(spaced_cells(line.strip()) if kind in "Ss" else [line.strip()])
    return rows


def _frame(rows: Sequence[str]) -> tuple[bool, bool]:
    """Whether pipes frame the table at the left, and at the right: then they part no cells there."""
    most = _FRAMED * len(rows)
    return sum(row[0] == "|" for row in rows) >= most, sum(row[-1] == "|" for row in rows) >= most
