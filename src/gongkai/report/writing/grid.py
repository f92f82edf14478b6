"""A statutory table as the form prints it: rows of boxes, merged heads and group labels among them.

What a table looks like follows from what the form's data say of it: columns under groups make one line of figures (table four), a
single column makes indicator, unit and figure (form 2014), rows that have all columns make a matrix (table three), rows with columns
of their own make blocks under their articles (table two).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from gongkai.report.model import Number
from gongkai.statute.forms import Cell, Column, Row, Table

Figures: TypeAlias = Mapping[str, Number | None]

_WIDE = str.maketrans({"(": "（", ")": "）", ":": "：", ",": "，"})
_LEVELS = (re.compile(r"[一二三四五六七八九十]+、"), re.compile(r"\([一二三四五六七八九十]+\)"))


@dataclass(frozen=True, slots=True)
class Box:
    """A printed cell: a label of the columns below it or of the row beside it, or the figure of the cell `code`."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    label: Literal["columns", "row", ""] = ""
    code: str = ""


def grid(table: Table, figures: Figures) -> list[list[Box]]:
    """`table` with its figures, each box in the row in which it begins, as in HTML."""
    cells = {cell.code: cell for cell in table.cells()}
    if table.groups:
        return _grouped(table, cells, figures)
    if len(table.columns) == 1:
        return _indicators(table, cells, figures)
    if all(len(row.columns) == len(table.columns) for row in table.rows):
        return _matrix(table, cells, figures)
    return _blocks(table, cells, figures)


def printed(value: Number | None) -> str:
    """A figure as it is printed: plain digits, a decimal without zeros behind it; nothing for an unknown one."""
    return "" if value is None else f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def wide(label: str) -> str:
    """A label of the form's file with the brackets and colons of print."""
    return label.translate(_WIDE)


def _name(line: Row | Column) -> str:
    return wide(line.label + line.note)


def _figure(cell: Cell, figures: Figures, colspan: int = 1) -> Box:
    return Box(printed(figures.get(cell.code)), colspan, code=cell.code)


def _over(text: str, colspan: int = 1, rowspan: int = 1) -> Box:
    return Box(text, colspan, rowspan, "columns")


def _grouped(table: Table, cells: Mapping[str, Cell], figures: Figures) -> list[list[Box]]:
    """One line of figures under groups of the same columns; the form's words join all groups but the first."""
    first, *others = table.groups
    names = [_name(column) for column in table.columns]
    return [
        [_over(_name(first), len(names)), _over(wide(table.furniture[0]), len(names) * len(others))],
        [*(_over(name, rowspan=2) for name in names), *(_over(_name(group), len(names)) for group in others)],
        [_over(name) for _ in others for name in names],
        [_figure(cell, figures) for cell in cells.values()],
    ]


def _indicators(table: Table, cells: Mapping[str, Cell], figures: Figures) -> list[list[Box]]:
    """A line for each figure, with its unit; a heading has neither."""
    rows = [[_over(wide(text)) for text in table.furniture[:3]]]
    for line in _lines(table):
        if isinstance(line, str):
            rows.append([Box(wide(line), label="row"), Box(""), Box("")])
        else:
            cell = cells[table.cell_code(line.id, table.columns[0].id)]
            rows.append([Box(_name(line), label="row"), Box(line.unit), _figure(cell, figures)])
    return rows


def _blocks(table: Table, cells: Mapping[str, Cell], figures: Figures) -> list[list[Box]]:
    """Blocks, each under the article that it rests on, with the columns that its rows have."""
    by_id = {column.id: column for column in table.columns}
    across = max(len(row.columns) for row in table.rows)
    rows: list[list[Box]] = []
    headed: tuple[str, ...] = ()
    for line in _lines(table):
        if isinstance(line, str):
            rows.append([_over(wide(line), across + 1)])
            headed = ()
            continue
        spans = [1] * (len(line.columns) - 1) + [across - len(line.columns) + 1]
        if line.columns != headed:
            names = [_name(by_id[name]) for name in line.columns]
            rows.append([_over(wide(table.furniture[0])), *map(_over, names, spans)])
            headed = line.columns
        found = [cells[table.cell_code(line.id, name)] for name in line.columns]
        values = [_figure(cell, figures, span) for cell, span in zip(found, spans, strict=True)]
        rows.append([Box(_name(line), label="row"), *values])
    return rows


def _matrix(table: Table, cells: Mapping[str, Cell], figures: Figures) -> list[list[Box]]:
    """Every row with every column; the groups of rows stand beside them, one cell over all of their rows."""
    corner, over, between = (wide(text) for text in table.furniture[:3])
    first, *middle, last = (_name(column) for column in table.columns)
    chains = list(_chains(table))
    depth = 1 + max(len(groups) for _, groups in chains)
    rows = [
        [_over(f"（{corner}）", depth, 3), _over(over, len(table.columns))],
        [_over(first, rowspan=2), _over(between, len(middle)), _over(last, rowspan=2)],
        [_over(name) for name in middle],
    ]
    for index, (row, groups) in enumerate(chains):
        before = chains[index - 1][1] if index else ()
        begun = [
            Box(wide(group), rowspan=sum(group in others for _, others in chains), label="row")
            for level, group in enumerate(groups)
            if before[level : level + 1] != (group,)
        ]
        values = [_figure(cells[table.cell_code(row.id, column.id)], figures) for column in table.columns]
        rows.append([*begun, Box(_name(row), depth - len(groups), label="row"), *values])
    return rows


def _lines(table: Table) -> Iterator[str | Row]:
    """The headings and rows of `table` in printed order."""
    told = 0
    for row in table.rows:
        upto = table.headings.index(row.headings[-1]) + 1 if row.headings else 0
        yield from table.headings[told:upto]
        told = max(told, upto)
        yield row


def _chains(table: Table) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """Each row with the headings that it stands under, told by their numbers: (三) stands under 三、, 1. under (三)."""
    under: list[str] = []
    for line in _lines(table):
        level = _level(line if isinstance(line, str) else line.label)
        under = [heading for heading in under if _level(heading) < level]
        if isinstance(line, str):
            under.append(line)
        else:
            yield line, tuple(under)


def _level(label: str) -> int:
    return next((level for level, pattern in enumerate(_LEVELS) if pattern.match(label)), len(_LEVELS))


def width(rows: Sequence[Sequence[Box]]) -> int:
    """How many columns the grid has."""
    return sum(box.colspan for box in rows[0])


def labels(table: Table, rows: Sequence[Sequence[Box]]) -> int:
    """In how many columns, counted from the left, the labels of the rows of `table` stand; the last of them is the widest."""
    return 0 if table.groups else 1 if len(table.columns) == 1 else max(1, width(rows) - len(table.columns))


def heads(rows: Sequence[Sequence[Box]]) -> int:
    """How many rows head the whole table: a line over all columns heads one block alone."""
    across = width(rows)
    return next(
        (
            number
            for number, row in enumerate(rows)
            if any(box.label != "columns" or box.colspan == across for box in row)
        ),
        len(rows),
    )


__all__ = ["Box", "Figures", "grid", "heads", "labels", "printed", "wide", "width"]
