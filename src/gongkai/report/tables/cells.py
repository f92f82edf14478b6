"""The figures of a document's tables under the codes of the statutory forms.

Labels decide, never the position alone: each labelled line is matched to a row of a form, its values to the row's columns by the
header or, where as many values stand there as columns, by their order. A line whose label is misprinted or missing is placed by its
neighbours, and told; what finds no place is kept as unplaced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain

from gongkai.report.model import Grid
from gongkai.report.tables.entries import Entry, Reading
from gongkai.report.tables.header import Header
from gongkai.report.tables.labels import Role
from gongkai.report.tables.neighbours import place_unknown
from gongkai.report.tables.rows import Line, Token, line_of, lines
from gongkai.report.tables.values import fit
from gongkai.statute.forms import Form, Row, Table, forms

_FEWEST_LABELS = 4
"""Fewer labels than this, over all tables of a document, are words that happen to be labels too, and no statutory table."""


def read_cells(grids: Iterable[Grid], year: int | None) -> Reading:
    """Read every statutory cell out of `grids`; `year` decides between forms only where their labels do not."""
    tables = [found for grid in grids if (found := list(lines(grid)))]
    order, hits = _forms_by_likeness(tables, year)
    reading = Reading()
    if hits < _FEWEST_LABELS:
        return reading
    reading.form = order[0].id
    reader = _Reader(order, reading)
    for table in tables:
        reader.read(table)
    place_unknown(reader.entries, reading)
    fit(reader.entries, reading)
    return reading


def _forms_by_likeness(tables: Sequence[Sequence[Line]], year: int | None) -> tuple[list[Form], int]:
    """All forms, the one with the most labels in the document first, and how many labels that one has."""
    labels: dict[str, tuple[str, ...]] = {}
    for line in chain.from_iterable(tables):
        for cell in line.labels:
            labels[cell.text] = cell.forms
        if line.labels and not line.blank:
            labels[cell.text] = cell.figured
    count = Counter(chain.from_iterable(labels.values()))
    order = sorted(
        forms().values(),
        key=lambda form: (-count[form.id], not (year and form.in_force(year)), len(form.cells)),
    )
    return order, count[order[0].id]


@cache
def _tables() -> Mapping[str, Mapping[str, Table]]:
    """Every form's tables by id."""
    return {form.id: {table.id: table for table in form.tables} for form in forms().values()}


class _Reader:
    """Walks the lines of one document's tables and turns each one that carries figures into an `Entry`."""

    def __init__(self, order: Sequence[Form], reading: Reading) -> None:
        self.order = order
        self.tables = _tables()
        self.reading = reading
        self.entries: list[Entry] = []
        self.table = ""
        self.form = order[0].id
        self.last: dict[str, int] = {}
        self.header = Header()
        self.groups: list[str] = []
        self.in_header = False

    def read(self, table: Sequence[Line]) -> None:
        """Read one grid's lines."""
        for line in table:
            row = self._row(line)
            if row:
                self._add(line, *row)
            elif not self._read_grouped(line) and not self._read_words(line):
                self._read_unknown(line)
        self._close_header()

    def _row(self, line: Line) -> tuple[Table, int, int] | None:
        """The table and the row that the line's last row label names, and how many words stand behind it; `None` where its labels
        are no row's, or are rows' heads over a table that was turned on its side."""
        if not line.values and len(line.labels) > 1 and line.labels[-1].names_row and line.labels[-2].names_row:
            return None
        for behind, cell in enumerate(reversed(line.labels)):
            meaning = cell.meanings.get(self.form)
            if meaning is None or not meaning.rows:
                continue
            if meaning.heads and (not line.values or self._is_head(cell, line)):
                return None
            if not line.values and not any(role.exact for role in meaning.rows):
                return None
            role = meaning.rows[0] if len(meaning.rows) == 1 else self._next(meaning.rows)
            return self.tables[role.form][role.table], role.index, behind
        return None

    def _is_head(self, cell: Token, line: Line) -> bool:
        """Whether a label that may be a row's or a column's is a column's here, though cells follow it."""
        heads = cell.meanings[self.form].heads
        if sum(bool(other.meanings and other.meanings[self.form].heads) for other in line.labels) > 1:
            return True
        if line.blank and (len(line.labels) > 1 or not any(role.table in self.last for role in heads)):
            return True
        if self.table and all(role.table != self.table for role in cell.roles):
            return True
        return any(role.table == self.table and self.tables[role.form][role.table].groups for role in heads)

    def _next(self, candidates: Sequence[Role]) -> Role:
        """Of several rows with one label, the one that comes next in the table at hand."""
        return min(
            candidates,
            key=lambda role: (role.table != self.table, role.index <= self.last.get(role.table, -1), role.index),
        )

    def _add(self, line: Line, table: Table, index: int, behind: int) -> None:
        if table.id != self.table:
            self._enter(table.id)
        self._close_header()
        self.last[table.id] = index
        row = self._variant(table, table.rows[index])
        self.entries.append(Entry(line, table, row, self.header, self.form))
        if behind:
            self.entries[-1].words = tuple(cell for cell in line.labels[-behind:] if not cell.roles)

    def _variant(self, table: Table, row: Row) -> Row:
        """The row as the form has it whose columns the table's own header shows (a 2019 table in a 2021 report)."""
        shown = self.header.places.keys()
        if not shown <= set(row.columns):
            for form in self.order:
                other = self.tables[form.id].get(table.id)
                for candidate in other.rows if other else ():
                    if candidate.id == row.id and shown <= set(candidate.columns):
                        return candidate
        return row

    def _read_grouped(self, line: Line) -> bool:
        """Read a line that says itself what its figures are in a table of groups: one column of the groups above, or one group."""
        if not line.values or not line.labels:
            return False
        heads = [role for cell in line.labels if cell.meanings for role in cell.meanings[self.form].heads]
        table = next((t for role in heads if (t := self.tables[role.form][role.table]).groups), None)
        if table is None:
            return False
        groups = [table.groups[role.index].id for role in heads if role.kind == "group"]
        columns = [table.columns[role.index].id for role in heads if role.kind == "column" and role.table == table.id]
        header, above = (self.header, self.groups) if self.table == table.id else (Header(), [])
        shown, count = groups or above, len(line.values)
        upright = len(columns) == 1 and len(groups) < 2 and not header.places and count == len(shown)
        group_a_row = (
            len(groups) == 1
            and not columns
            and count == len(header.places or table.columns)
            and bool(header.places or not line.blank)
        )
        if not (upright or group_a_row):
            return False
        self._enter(table.id)
        self.groups = list(shown) if upright else self.groups
        column = columns[0] if upright else ""
        self.entries.append(Entry(line, table, None, header, self.form, tuple(shown if upright else groups), column))
        self._close_header()
        return True

    def _read_words(self, line: Line) -> bool:
        """Take in a line of headings, column heads or groups; figures behind the heads of an unlabelled row are its figures."""
        known = False
        other: list[int] = []
        for cell, place in zip(line.labels, line.label_columns, strict=True):
            if not cell.meanings:
                other.append(place)
                continue
            found = cell.meanings[self.form].all
            role = found[0]
            if role.table != self.table:
                role = next((other for other in found if other.table == self.table), role)
            if role.kind == "column" and not line.blank and self.table not in ("", role.table):
                continue  # 合计 and the like in a table that has no such row: a figure behind it, it begins no other table
            known = True
            if role.kind in ("column", "group"):
                self._head(role, place)
            elif role.kind != "furniture" or not self.table:
                self._enter(role.table)
            elif self.in_header and self.header.places:
                other.append(place)
        if self.in_header:
            self.header.others.update(other)
        if known and not line.blank:
            beside_heading = role.kind == "heading" and len(line.labels) == 1
            self._read_unknown(line if beside_heading else line_of((), line.values, line))
        return known

    def _head(self, role: Role, place: int) -> None:
        self._enter(role.table)
        if not self.in_header:
            self.header, self.groups, self.in_header = Header(), [], True
        table = self.tables[role.form][role.table]
        if role.kind == "group":
            group = table.groups[role.index].id
            self.groups += [] if group in self.groups else [group]
        else:
            self.header.add(table.columns[role.index].id, place, role.index)

    def _close_header(self) -> None:
        if self.in_header:
            self.header.close()
            self.in_header = False

    def _enter(self, table: str) -> None:
        if table != self.table:
            self.table, self.header, self.groups, self.in_header = table, Header(), [], False

    def _read_unknown(self, line: Line) -> None:
        """A line that no label places: the figures of an unlabelled row, the rest of a cut row, or a row to be placed later."""
        if not line.values:
            return
        table = next((self.tables[f.id][self.table] for f in self.order if self.table in self.tables[f.id]), None)
        if table is None:
            return
        if table.groups:
            if len(line.values) >= len(table.columns) and (self.groups or self.header.places):
                self.entries.append(Entry(line, table, None, self.header, self.form, tuple(self.groups)))
                self._close_header()
            return
        before = self.entries[-1] if self.entries else None
        if not line.labels and before and before.table.id == table.id and before.take(line):
            return
        if line.labels or not line.blank:
            self.entries.append(Entry(line, table, None, self.header, self.form))
