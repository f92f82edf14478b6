"""A table of any layout as labelled rows: which words are labels, which cells hold figures.

This is the half of reading a table that needs no form: the cells of a row are told apart into labels and values, a label that the
page broke in two is put together, and each labelled row is one `Line`. `cells.py` then finds the form's place for every line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.report.cellvalue import CellValue, cell_value
from gongkai.report.labels import Role, roles, units
from gongkai.report.model import Grid
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


@dataclass(slots=True)
class Line:
    """A run of labels and the values behind it. `columns` are the values' places in the grid, where the layout knows them."""

    labels: list[Token]
    values: list[Token]
    columns: list[int] | None = None
    label_columns: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The last label's words: those that name the row."""
        return self.labels[-1].text if self.labels else ""

    @property
    def blank(self) -> bool:
        """Whether no value has anything in it but, at most, a dash."""
        for cell in self.values:
            value = cell.value
            if value is None or value.number is not None or value.why:
                return False
        return True


_tokens: dict[str, Token] = {}
_MOST_TOKENS = 20_000
"""Labels and small numbers recur from report to report; past this many the memory starts afresh, so that it never grows."""


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
        places = grid.columns[index] if grid.columns else None
        for line in _split([_tokens.get(text) or token(text) for text in row], places):
            whole = _joined(held, line) if held else None
            if whole:
                held = whole
                continue
            if held:
                yield held
            held = line
    if held:
        yield held


def _split(tokens: Sequence[Token], places: Sequence[int] | None) -> Iterator[Line]:
    """One row's runs of labels and values; words behind a figure begin a new run (two label-value pairs side by side)."""
    line = Line([], [], [] if places else None)
    figures = False
    for index, cell in enumerate(tokens):
        value = cell.value
        if value is not None:
            line.values.append(cell)
            if line.columns is not None and places:
                line.columns.append(places[index])
            figures = figures or value.number is not None or bool(value.why)
        elif cell.text not in units():
            if figures:
                yield line
                line, figures = Line([], [], [] if places else None), False
            elif line.values:
                line.values.clear()
                line.columns = [] if places else None
            line.labels.append(cell)
            line.label_columns.append(places[index] if places else -1)
    if line.labels or line.values:
        yield line


def _joined(above: Line, below: Line) -> Line | None:
    """A label that a page or line break cut in two, whole again with the values of whichever half has them."""
    if not above.labels or len(below.labels) != 1 or above.labels[-1].roles or below.labels[0].roles:
        return None
    if not above.blank and not below.blank:
        return None
    words = above.labels[-1].text + below.labels[0].text
    whole = token(words)
    if not whole.roles:
        return None
    source = below if above.blank and below.values else above
    return Line([*above.labels[:-1], whole], source.values, source.columns, source.label_columns)
