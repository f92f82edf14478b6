"""A table of any layout as labelled rows: which words are labels, which cells hold figures.

This is the half of reading a table that needs no form: the cells of a row are told apart into labels and values, a label that the
page broke in two is put together, and each labelled row is one `Line`. `cells.py` then finds the form's place for every line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from gongkai.report.model import Grid, Number
from gongkai.report.tables.cellvalue import CellValue, cell_value
from gongkai.report.tables.labels import Role, roles, units
from gongkai.statute.forms import forms


@dataclass(frozen=True, slots=True)
class Meaning:
    """The roles of a label as one form sees it: as a row, as a head of columns (a column or a group), as anything else."""

    rows: tuple[Role, ...]
    heads: tuple[Role, ...]
    others: tuple[Role, ...]

    @property
    def all(self) -> tuple[Role, ...]:
        """Every role, the heads first."""
        return self.heads + self.rows + self.others


@dataclass(frozen=True, slots=True)
class Token:
    """One cell's text, and what it is: the roles of a label, the value of a figure or blank, or neither (other words).

    `meanings` gives a label's roles by form: a form that does not know the label sees it as the form next in time does. `forms`
    are those that have it as their own (as more than furniture), `figured` those of them where figures may stand beside it.
    """

    text: str
    roles: tuple[Role, ...]
    value: CellValue | None
    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    figured: tuple[str, ...] = ()

    @property
    def names_row(self) -> bool:
        """Whether the label is a row's and nothing else."""
        return bool(self.roles) and all(role.kind == "row" for role in self.roles)


@dataclass(frozen=True, slots=True)
class Line:
    """A run of labels and the values behind it, and the `columns` in which both stand: grid columns where the layout knows them
    (`placed`), else the numbers of the cells in their row.

    `blank` says that no value has anything in it but, at most, a dash; `numbers` are the values' numbers where each of them is
    printed as nothing but its number, so that none needs a second look (`None` otherwise).
    """

    labels: tuple[Token, ...]
    values: tuple[Token, ...]
    columns: tuple[int, ...] = ()
    label_columns: tuple[int, ...] = ()
    placed: bool = False
    blank: bool = True
    numbers: tuple[Number | None, ...] | None = None

    @property
    def text(self) -> str:
        """The last label's words: those that name the row."""
        return self.labels[-1].text if self.labels else ""


def line_of(labels: Sequence[Token], values: Sequence[Token], like: Line) -> Line:
    """The line that these labels and values make up, with places as `like` has them."""
    return _line(labels, values, like.columns, like.label_columns, like.placed)


def _line(
    labels: Sequence[Token], values: Sequence[Token], columns: Sequence[int], label_columns: Sequence[int], placed: bool
) -> Line:
    found = [cell.value for cell in values]
    blank = all(value is not None and value.number is None and not value.why for value in found)
    plain = all(value is not None and value.plain and not value.why for value in found)
    numbers = tuple(value.number if value else None for value in found) if plain else None
    return Line(tuple(labels), tuple(values), tuple(columns), tuple(label_columns), placed, blank, numbers)


_MOST_TOKENS = 20_000
"""Labels and small numbers recur from report to report; what has not been seen for so many others is forgotten."""
_MOST_ROWS = 10_000
"""So do whole rows: most rows of most reports are a label and zeros."""


@lru_cache(_MOST_TOKENS)
def token(text: str) -> Token:
    """What a cell's text is."""
    stripped = text.strip()
    if stripped in units():
        return Token(stripped, (), None)
    value = cell_value(stripped)
    found = () if value else roles(stripped)
    own = tuple({role.form for role in found if role.kind != "furniture"})
    figured = tuple({role.form for role in found if role.kind not in ("furniture", "heading")})
    return Token(stripped, found, value, _meanings(found) if found else {}, own, figured)


def _meanings(found: Sequence[Role]) -> Mapping[str, Meaning]:
    names = list(forms())
    result = {}
    for name in names:
        near = sorted({role.form for role in found}, key=lambda other: abs(names.index(other) - names.index(name)))
        own = [role for role in found if role.form == near[0]]
        result[name] = Meaning(
            tuple(role for role in own if role.kind == "row"),
            tuple(role for role in own if role.kind in ("column", "group")),
            tuple(role for role in own if role.kind in ("heading", "furniture")),
        )
    return result


def lines(grid: Grid) -> Iterator[Line]:
    """The labelled rows of `grid`, top to bottom; of two tables side by side the left one first."""
    places = [tuple(row) for row in grid.columns] if grid.columns else [None] * len(grid.rows)
    rows = [_lines_of(tuple(row), at) for row, at in zip(grid.rows, places, strict=True)]
    parted = [row[1].label_columns[0] for row in rows if len(row) > 1]
    held: Line | None = None
    for line in chain.from_iterable(rows) if 2 * len(parted) < len(rows) else _side_by_side(rows, parted):
        whole = _joined(held, line) if held and len(line.labels) == 1 and not line.labels[0].roles else None
        if held and not whole:
            yield held
        held = whole or line
    if held:
        yield held


def _side_by_side(rows: Sequence[Sequence[Line]], parted: Sequence[int]) -> Iterator[Line]:
    """The lines left of where most rows have their second label, then those right of it."""
    middle = Counter(parted).most_common(1)[0][0]
    flat = list(chain.from_iterable(rows))
    right = [bool(line.label_columns) and line.label_columns[-1] >= middle for line in flat]
    yield from (line for line, is_right in zip(flat, right, strict=True) if not is_right)
    yield from (line for line, is_right in zip(flat, right, strict=True) if is_right)


@lru_cache(_MOST_ROWS)
def _lines_of(row: tuple[str, ...], places: tuple[int, ...] | None) -> tuple[Line, ...]:
    tokens = [token(text) for text in row]
    at = places or range(len(row))
    return tuple(
        _line(
            [tokens[i] for i in labels],
            [tokens[i] for i in values],
            [at[i] for i in values],
            [at[i] for i in labels],
            bool(places),
        )
        for labels, values in _runs(tokens)
    )


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[list[int], list[int]]]:
    """One row's runs of labels and values, by their indices. Words behind a figure begin a new run (two label-value pairs side by
    side), and so does a row's label behind another row's blank; a figure before all labels is the row's serial number."""
    labels: list[int] = []
    values: list[int] = []
    figures = False
    for index, cell in enumerate(tokens):
        if cell.value is not None:
            values.append(index)
            figures = figures or cell.value.number is not None or bool(cell.value.why)
        elif cell.text not in units():
            beside = bool(values and labels) and cell.names_row and tokens[labels[-1]].names_row
            if (figures and (labels or values != [0])) or beside:
                yield labels, values
                labels = []
            figures = False
            values = []
            labels.append(index)
    if labels or values:
        yield labels, values


def _joined(above: Line, below: Line) -> Line | None:
    """A label that a page or line break cut in two, whole again with the values of whichever half has them.

    `below` has one label alone, which no form knows.
    """
    if not above.labels or above.labels[-1].roles:
        return None
    if not above.blank and not below.blank:
        return None
    words = above.labels[-1].text + below.labels[0].text
    whole = token(words)
    if not whole.roles:
        return None
    source = below if above.blank and below.values else above
    return line_of([*above.labels[:-1], whole], source.values, source)
