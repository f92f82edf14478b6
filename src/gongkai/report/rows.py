"""A table of any layout as labelled rows: which words are labels, which cells hold figures.

This is the half of reading a table that needs no form: the cells of a row are told apart into labels and values, a label that the
page broke in two is put together, and each labelled row is one `Line`. `cells.py` then finds the form's place for every line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from gongkai.report.cellvalue import CellValue, cell_value
from gongkai.report.labels import Role, roles, units
from gongkai.report.model import Grid, Number
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
    are those that have it as their own (as more than furniture).
    """

    text: str
    roles: tuple[Role, ...]
    value: CellValue | None
    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A run of labels and the values behind it. `columns` are the values' places in the grid, where the layout knows them.

    `blank` says that no value has anything in it but, at most, a dash; `numbers` are the values' numbers where each of them is
    printed as nothing but its number, so that none needs a second look (`None` otherwise).
    """

    labels: tuple[Token, ...]
    values: tuple[Token, ...]
    columns: tuple[int, ...] | None = None
    label_columns: tuple[int, ...] = ()
    blank: bool = True
    numbers: tuple[Number | None, ...] | None = None

    @property
    def text(self) -> str:
        """The last label's words: those that name the row."""
        return self.labels[-1].text if self.labels else ""


def line_of(
    labels: Sequence[Token], values: Sequence[Token], columns: Sequence[int] | None, label_columns: Sequence[int]
) -> Line:
    """The line that these labels and values make up."""
    found = [cell.value for cell in values]
    blank = all(value is not None and value.number is None and not value.why for value in found)
    plain = all(value is not None and value.plain and not value.why for value in found)
    numbers = tuple(value.number if value else None for value in found) if plain else None
    places = None if columns is None else tuple(columns)
    return Line(tuple(labels), tuple(values), places, tuple(label_columns), blank, numbers)


_tokens: dict[str, Token] = {}
_MOST_TOKENS = 20_000
"""Labels and small numbers recur from report to report; past this many the memory starts afresh, so that it never grows."""
_MOST_ROWS = 10_000
"""So do whole rows: most rows of most reports are a label and zeros."""


def token(text: str) -> Token:
    """What a cell's text is."""
    known = _tokens.get(text)
    if known is not None:
        return known
    if len(_tokens) >= _MOST_TOKENS:
        _tokens.clear()
    known = _tokens[text] = _read(text)
    return known


def _read(text: str) -> Token:
    stripped = text.strip()
    if stripped in units():
        return Token(stripped, (), None)
    value = cell_value(stripped)
    found = () if value else roles(stripped)
    own = tuple({role.form for role in found if role.kind != "furniture"})
    return Token(stripped, found, value, _meanings(found) if found else {}, own)


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
    """The labelled rows of `grid`, top to bottom."""
    held: Line | None = None
    for index, row in enumerate(grid.rows):
        for line in _lines_of(tuple(row), tuple(grid.columns[index]) if grid.columns else None):
            whole = _joined(held, line) if held else None
            if whole:
                held = whole
                continue
            if held:
                yield held
            held = line
    if held:
        yield held


@lru_cache(_MOST_ROWS)
def _lines_of(row: tuple[str, ...], places: tuple[int, ...] | None) -> tuple[Line, ...]:
    return tuple(_split([token(text) for text in row], places))


def _split(tokens: Sequence[Token], places: Sequence[int] | None) -> Iterator[Line]:
    """One row's runs of labels and values; words behind a figure begin a new run (two label-value pairs side by side)."""
    labels: list[int] = []
    values: list[int] = []
    figures = False

    def run() -> Line:
        at = [[places[index] for index in cells] if places else None for cells in (labels, values)]
        named = at[0] if at[0] is not None else [-1] * len(labels)
        return line_of([tokens[index] for index in labels], [tokens[index] for index in values], at[1], named)

    for index, cell in enumerate(tokens):
        if cell.value is not None:
            values.append(index)
            figures = figures or cell.value.number is not None or bool(cell.value.why)
        elif cell.text not in units():
            if figures:
                yield run()
                labels, figures = [], False
            values = []
            labels.append(index)
    if labels or values:
        yield run()


def _joined(above: Line, below: Line) -> Line | None:
    """A label that a page or line break cut in two, whole again with the values of whichever half has them."""
    if len(below.labels) != 1 or below.labels[0].roles or not above.labels or above.labels[-1].roles:
        return None
    if not above.blank and not below.blank:
        return None
    words = above.labels[-1].text + below.labels[0].text
    whole = token(words)
    if not whole.roles:
        return None
    source = below if above.blank and below.values else above
    return line_of([*above.labels[:-1], whole], source.values, source.columns, source.label_columns)
