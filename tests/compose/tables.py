"""A form's tables as they are printed: merged heads, group labels beside their rows, a heading over each block.

What a table looks like follows from what the form's data say of it: columns under groups make one line of figures (table four), a
single column makes indicator, unit and figure (2014), rows that have all columns make a matrix (table three), rows with columns of
their own make blocks (table two).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from gongkai.statute.forms import Cell, Column, Row, Table
from tests.compose import labels, values
from tests.compose.truth import Number

Groups = Literal["span", "first", "every", "none"]


@dataclass(frozen=True)
class Style:
    """How cells and labels are printed.

    `groups` says where a group's label stands: on a cell over all of its rows, on the first row with blanks below, on every row,
    or nowhere. `columns` are the columns that are printed at all (`None`: all). `wording` gives single labels another text, by row
    or column id (`""` leaves the label out), `printed` single cells, by code.
    """

    number: Callable[[Number, Cell], str] = values.plain
    blank: str = ""
    label: Callable[[str], str] = labels.full_width
    groups: Groups = "span"
    columns: tuple[str, ...] | None = None
    wording: Mapping[str, str] = field(default_factory=dict)
    printed: Mapping[str, str] = field(default_factory=dict)

    def value(self, cell: Cell, cells: Mapping[str, Number | None]) -> str:
        """The text in `cell`."""
        if cell.code in self.printed:
            return self.printed[cell.code]
        value = cells.get(cell.code)
        return self.blank if value is None else self.number(value, cell)

    def name(self, line: Row | Column) -> str:
        """The text of a row's or column's label."""
        return self.wording.get(line.id, self.label(line.label + line.note))


@dataclass(frozen=True)
class Box:
    """A printed cell: its text and how many columns and rows it takes. `figure` where it holds a value and no label."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    figure: bool = False


@dataclass(frozen=True)
class PrintedTable:
    """A table on the page: rows of boxes, each box once, where it begins."""

    title: str
    rows: tuple[tuple[Box, ...], ...]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(column + box.colspan for _, column, box in self.placed())

    def placed(self) -> Iterator[tuple[int, int, Box]]:
        """Every box with its row and its column on the grid."""
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(self.rows):
            x = 0
            for box in row:
                while (y, x) in taken:
                    x += 1
                yield y, x, box
                taken |= {(y + dy, x + dx) for dy in range(box.rowspan) for dx in range(box.colspan)}
                x += box.colspan

    def expanded(self) -> list[list[str]]:
        """The full grid, a merged cell's text in its first field and nothing in its others."""
        grid = [[""] * self.width for _ in self.rows]
        for y, x, box in self.placed():
            grid[y][x] = box.text
        return grid


def cut_at_page_end(table: PrintedTable, label: str) -> PrintedTable:
    """The row with this label cut in two by the end of a page: half of its label and its figures, then the other half and nothing."""
    y, at = next((y, x) for y, row in enumerate(table.rows) for x, box in enumerate(row) if box.text == label)
    row, half = table.rows[y], len(label) // 2
    above = tuple(replace(box, text=label[:half]) if x == at else box for x, box in enumerate(row))
    below = tuple(
        replace(box, text=label[half:] if x == at else "", rowspan=1) for x, box in enumerate(row) if box.rowspan == 1
    )
    rows = [*table.rows[:y], above, below, *table.rows[y + 1 :]]
    for top, earlier in enumerate(table.rows[: y + 1]):
        rows[top] = tuple(
            replace(box, rowspan=box.rowspan + 1) if box.rowspan > 1 and top + box.rowspan > y else box
            for box in (above if top == y else earlier)
        )
    return PrintedTable(table.title, tuple(rows))


def expected_cells(table: Table, cells: Mapping[str, Number | None], style: Style) -> dict[str, Number | None]:
    """What a reader must find in `table` printed in `style`: columns that are not printed have no codes."""
    every = {column.id for column in table.columns}
    hidden = every - set(style.columns) if style.columns and set(style.columns) <= every else set()
    gone = {table.cell_code(row.id, c) for row in table.rows for c in hidden}
    return {cell.code: cells[cell.code] for cell in table.cells() if cell.code in cells and cell.code not in gone}


def print_table(table: Table, cells: Mapping[str, Number | None], style: Style) -> PrintedTable:
    """Lay out `table` with `cells` in `style`."""
    if table.groups:
        rows = _grouped(table, cells, style)
    elif len(table.columns) == 1:
        rows = _indicators(table, cells, style)
    elif all(len(row.columns) == len(table.columns) for row in table.rows):
        rows = _matrix(table, cells, style)
    else:
        rows = _blocks(table, cells, style)
    return PrintedTable(table.title, tuple(tuple(row) for row in rows))


def lines(table: Table) -> Iterator[str | Row]:
    """The table's headings (text) and rows in printed order."""
    told = 0
    for row in table.rows:
        upto = table.headings.index(row.headings[-1]) + 1 if row.headings else 0
        yield from table.headings[told:upto]
        told = max(told, upto)
        yield row


def _grouped(table: Table, cells: Mapping[str, Number | None], style: Style) -> list[list[Box]]:
    first, *others = table.groups
    columns = [Box(style.name(column)) for column in table.columns]
    count, rest = len(columns), len(columns) * len(others)
    return [
        [Box(style.name(first), count), Box(style.label(table.furniture[0]), rest)],
        [Box(box.text, rowspan=2) for box in columns] + [Box(style.name(group), count) for group in others],
        columns * len(others),
        [Box(style.value(cell, cells), figure=True) for cell in table.cells()],
    ]


def _indicators(table: Table, cells: Mapping[str, Number | None], style: Style) -> list[list[Box]]:
    head = [Box(style.label(text)) for text in table.furniture[:3]]
    by_code = {cell.code: cell for cell in table.cells()}
    rows = [head]
    for line in lines(table):
        if isinstance(line, str):
            rows.append([Box(style.label(line)), Box(""), Box("")])
        else:
            cell = by_code[table.cell_code(line.id, table.columns[0].id)]
            rows.append([Box(style.name(line)), Box(line.unit), Box(style.value(cell, cells), figure=True)])
    return rows


def _blocks(table: Table, cells: Mapping[str, Number | None], style: Style) -> list[list[Box]]:
    by_id = {column.id: column for column in table.columns}
    by_code = {cell.code: cell for cell in table.cells()}
    width = 1 + max(len(row.columns) for row in table.rows)
    rows: list[list[Box]] = []
    headed = False
    for line in lines(table):
        if isinstance(line, str):
            rows.append([Box(style.label(line), width)])
            headed = False
            continue
        spans = _shares(width - 1, len(line.columns))
        if not headed:
            names = [style.name(by_id[c]) for c in line.columns]
            head = [Box(style.label(table.furniture[0]))]
            rows.append(head + [Box(name, span) for name, span in zip(names, spans, strict=True)])
            headed = True
        found = [style.value(by_code[table.cell_code(line.id, c)], cells) for c in line.columns]
        rows.append([Box(style.name(line))] + [Box(v, s, figure=True) for v, s in zip(found, spans, strict=True)])
    return rows


def _shares(width: int, count: int) -> list[int]:
    """Spread `width` grid columns over `count` cells, the last taking the rest."""
    return [1] * (count - 1) + [width - count + 1]


def _matrix(table: Table, cells: Mapping[str, Number | None], style: Style) -> list[list[Box]]:
    columns = [column for column in table.columns if style.columns is None or column.id in style.columns]
    by_code = {cell.code: cell for cell in table.cells()}
    depth = 1 if style.groups == "none" else 3
    rows = _matrix_head(table, columns, style, depth)
    for row, groups, leading in _with_groups(table, style):
        found = [style.value(by_code[table.cell_code(row.id, c.id)], cells) for c in columns]
        label = Box(style.name(row), colspan=1 if depth == 1 else depth - groups)
        rows.append([*leading, label, *(Box(text, figure=True) for text in found)])
    return rows


def _matrix_head(table: Table, columns: list[Column], style: Style, depth: int) -> list[list[Box]]:
    corner, over, legal = (style.label(text) for text in table.furniture[:3])
    if len(columns) < 3:
        return [[Box(f"（{corner}）", depth), *(Box(style.name(column)) for column in columns)]]
    first, *middle, last = columns
    return [
        [Box(f"（{corner}）", depth, 3), Box(over, len(columns))],
        [Box(style.name(first), rowspan=2), Box(legal, len(middle)), Box(style.name(last), rowspan=2)],
        [Box(style.name(column)) for column in middle],
    ]


def _with_groups(table: Table, style: Style) -> Iterator[tuple[Row, int, list[Box]]]:
    """Each row, how many groups it stands in, and the group labels that are printed on its line."""
    chains: list[tuple[Row, list[str]]] = []
    open_groups: list[str] = []
    for line in lines(table):
        level = labels.enumerator_level(line if isinstance(line, str) else line.label)
        open_groups = [group for group in open_groups if labels.enumerator_level(group) < level]
        if isinstance(line, str):
            open_groups.append(line)
        else:
            chains.append((line, list(open_groups)))
    for index, (row, chain) in enumerate(chains):
        leading = []
        for depth, group in enumerate(chain):
            extent = [depth < len(other) and other[depth] == group for _, other in chains]
            begins = index == 0 or not extent[index - 1]
            leading += _group_box(style, group, begins, sum(extent))
        yield row, len(chain), leading


def _group_box(style: Style, group: str, begins: bool, extent: int) -> list[Box]:
    if style.groups == "none" or (style.groups == "span" and not begins):
        return []
    if style.groups == "span":
        return [Box(style.label(group), rowspan=extent)]
    return [Box(style.label(group) if begins or style.groups == "every" else "")]
