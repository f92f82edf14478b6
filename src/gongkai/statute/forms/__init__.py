"""The prescribed forms of the annual report, one data file each.

A form knows its tables (rows, columns, labels and the variants seen in print, units, cell codes), the sums that must hold
in it, what carries over from the year before, and in which report years it is in force. Reader, checker, writer and compiler all
work from these files: a new form is a new file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

from gongkai.statute.equations import Equation, Level, Term, parse, parse_side
from gongkai.statute.loading import StatuteDataError, build, read_toml
from gongkai.statute.suspicions import Clash, Jump, Limit, Need

Kind: TypeAlias = Literal["count", "change", "money"]
"""What a cell holds: a whole number from 0 up, a difference of either sign, or an amount with decimals."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or a group of columns: `label` as the form prints it, `note` what it prints behind, `seen` other spellings met."""

    id: str
    label: str
    note: str = ""
    seen: tuple[str, ...] = ()
    unit: str = ""
    kind: Kind | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row with figures. `columns` are the ids of the columns that it has; `headings` the printed headings above it, outermost first.

    `basis` are the ids of the articles that make the row; `makers` the kinds of body that alone can have a figure in it.
    """

    id: str
    label: str
    columns: tuple[str, ...]
    note: str = ""
    seen: tuple[str, ...] = ()
    unit: str = ""
    kind: Kind | None = None
    basis: tuple[str, ...] = ()
    makers: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a form: its `code`, what it means in words, its unit, its kind and the articles behind it.

    `line` and `column` are the printed names of its row (or group) and column; `column` is empty where the table has only one.
    """

    code: str
    table: str
    label: str
    unit: str
    kind: Kind
    basis: tuple[str, ...]
    makers: tuple[str, ...] = ()
    line: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A statutory table. With `groups` it has a single unlabelled row and its columns stand once under each group."""

    id: str
    title: str
    code: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    groups: tuple[Column, ...] = ()
    headings: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    unit: str = ""

    def cell_code(self, row: str = "", column: str = "", group: str = "") -> str:
        """The code of the cell in `row` and `column` (or in the `column` of a `group`)."""
        return self.code.format(table=self.id, row=row, column=column, group=group)

    def cells(self) -> Iterator[Cell]:
        """Every cell in printed order."""
        by_id = {column.id: column for column in self.columns}
        for group in self.groups:
            for column in self.columns:
                yield self._cell(self.cell_code("", column.id, group.id), group, column)
        for row in self.rows:
            for column_id in row.columns:
                yield self._cell(self.cell_code(row.id, column_id), row, by_id[column_id])

    def _cell(self, code: str, line: Row | Column, column: Column) -> Cell:
        name = "" if len(self.columns) == 1 else column.label
        label = f"{line.label}·{name}" if name else line.label
        unit = column.unit or line.unit or self.unit
        kind: Kind = column.kind or line.kind or "count"
        makers = line.makers if isinstance(line, Row) else ()
        return Cell(code, self.id, label, unit, kind, line.basis, makers, line.label, name)


@dataclass(frozen=True, slots=True)
class ProseCount:
    """Where the form counts what the prose says under `code` (an `n.…` code without the `n.`).

    `cells` are the addends of the table's count, `factor` how many of the prose's units make one of the table's (10000 for 元 and
    万元), `together` the other prose codes that fall into the same count. `more` and `less` say how hard it is that the prose says
    more or less than the table; `None` where that is lawful. `also` are other counts that a sentence may well mean.
    """

    code: str
    cells: tuple[Term, ...]
    more: Level | None = None
    less: Level | None = None
    factor: int = 1
    together: tuple[str, ...] = ()
    also: tuple[tuple[Term, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One prescribed form. `last_year` is `None` while it is in force; `sections` are the titles of its parts in order.

    `section_words` gives for each section the words of which one at least stands in its heading, however it is worded. `prose` says
    where the tables count what the text says, `totals` names sums that checks ask for (`open_requests`: not closed by the year's end;
    `pending_cases`: reviews and suits not decided).
    """

    id: str
    title: str
    first_year: int
    basis: str
    sections: tuple[str, ...]
    tables: tuple[Table, ...]
    last_year: int | None = None
    sums: tuple[Equation, ...] = ()
    carries: tuple[Equation, ...] = ()
    needs: tuple[Need, ...] = ()
    limits: tuple[Limit, ...] = ()
    clashes: tuple[Clash, ...] = ()
    jumps: tuple[Jump, ...] = ()
    section_words: tuple[tuple[str, ...], ...] = ()
    prose: Mapping[str, ProseCount] = field(default_factory=dict)
    totals: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    cells: Mapping[str, Cell] = field(default_factory=dict)

    def in_force(self, year: int) -> bool:
        """Whether the reports of `year` are made in this form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


def parse_form(data: Mapping[str, Any]) -> Form:
    """Make a form from the content of its file; raises `StatuteDataError` for anything misspelt, missing or unknown."""
    data = dict(data)
    lists = {name: tuple(members) for name, members in data.pop("lists", {}).items()}
    tables = tuple(_table(table) for table in data.pop("tables"))
    sums = tuple(_equations(data.pop("sums", ()), lists))
    carries = tuple(_equations(data.pop("carries", ()), lists))
    suspicions: dict[str, Any] = {
        name: tuple(build(kind, entry) for entry in data.pop(name, ()))
        for name, kind in {"needs": Need, "limits": Limit, "clashes": Clash, "jumps": Jump}.items()
    }
    own: dict[str, Any] = {
        "cells": {cell.code: cell for table in tables for cell in table.cells()},
        "section_words": tuple(tuple(words) for words in data.pop("section_words", ())),
        "prose": {code: _prose_count(code, count) for code, count in data.pop("prose", {}).items()},
        "totals": {name: parse_side(text, {}) for name, text in data.pop("totals", {}).items()},
    }
    codes = Counter(cell.code for table in tables for cell in table.cells())
    if twice := [code for code, count in codes.items() if count > 1]:
        raise StatuteDataError(f"form {data.get('id')!r}: the codes {twice} name two cells each")
    form = build(Form, data, tables=tables, sums=sums, carries=carries, **own, **suspicions)
    for where, code in _codes(form):
        if code not in form.cells:
            raise StatuteDataError(f"form {form.id}, {where}: there is no cell {code!r}")
    if form.section_words and len(form.section_words) != len(form.sections):
        raise StatuteDataError(
            f"form {form.id}: section_words needs one list for each of its {len(form.sections)} sections"
        )
    return form


@cache
def forms() -> Mapping[str, Form]:
    """All forms by id, the oldest first."""
    names = sorted(path.name for path in files(__name__).iterdir() if path.name.endswith(".toml"))
    loaded = (parse_form(read_toml(__name__, name)) for name in names)
    return {form.id: form for form in sorted(loaded, key=lambda form: form.first_year)}


def form_for(year: int) -> Form | None:
    """The form in force for the reports of `year`, the newest of several; `None` before there was one."""
    return next((form for form in [*forms().values()][::-1] if form.in_force(year)), None)


def _codes(form: Form) -> Iterator[tuple[str, str]]:
    """Every cell of this year that something in the form's file names, with what names it."""
    suspicions: tuple[Need | Limit | Clash | Jump, ...] = form.needs + form.limits + form.clashes + form.jumps
    for rule in (*form.sums, *form.carries, *suspicions):
        yield from ((rule.id, code) for code in rule.codes)
    for count in form.prose.values():
        for side in (count.cells, *count.also):
            yield from ((f"prose {count.code}", term.code) for term in side)
    for name, side in form.totals.items():
        yield from ((f"total {name}", term.code) for term in side)


def _table(data: Mapping[str, Any]) -> Table:
    columns = tuple(build(Column, column) for column in data["columns"])
    groups = tuple(build(Column, group) for group in data.get("groups", ()))
    every = tuple(column.id for column in columns)
    rows: list[Row] = []
    headings: list[str] = []
    for entry in data.get("rows", ()):
        if list(entry) == ["heading"]:
            headings.append(entry["heading"])
        else:
            rows.append(build(Row, {"columns": every, **entry}, headings=tuple(headings[-1:])))
    for row in rows:
        if unknown := set(row.columns).difference(every):
            raise StatuteDataError(f"table {data.get('id')!r}, row {row.id!r}: there are no columns {sorted(unknown)}")
    own = {"columns": columns, "groups": groups, "rows": tuple(rows), "headings": tuple(headings)}
    return build(Table, {**data, **own})


def _prose_count(code: str, data: Mapping[str, Any]) -> ProseCount:
    sides = {
        "cells": parse_side(data["cells"], {}),
        "also": tuple(parse_side(text, {}) for text in data.get("also", ())),
    }
    return build(ProseCount, {**data, **sides}, code=code)


def _equations(entries: Iterable[Mapping[str, Any]], lists: Mapping[str, tuple[str, ...]]) -> Iterator[Equation]:
    for entry in entries:
        rest = {key: value for key, value in entry.items() if key not in ("equation", "each")}
        for left, relation, right in parse(entry["equation"], entry.get("each", {}), lists):
            yield build(Equation, rest, left=parse_side(left, lists), relation=relation, right=parse_side(right, lists))
