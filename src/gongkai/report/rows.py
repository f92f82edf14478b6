"""A table of any layout as labelled rows: which words are labels, which cells hold figures.

This is the half of reading a table that needs no form: the cells of a row are told apart into labels and values, a label that the
page broke in two is put together, and each labelled row is one `Line`. `cells.py` then finds the form's place for every line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.report.cellvalue import CellValue, cell_value
from gongkai.report.labels import Role, key, roles, units
from gongkai.report.model import Grid


@dataclass(frozen=True, slots=True)
class Token:
    """One cell's text, and what it is: the roles of a label, the value of a figure or blank, or neither (other words)."""

    text: str
    roles: tuple[Role, ...]
    value: CellValue | None


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
        """Whether no value has anything in it."""
        return all(_empty(token) for token in self.values)


_tokens: dict[str, Token] = {}
_MOST_TOKENS = 20_000
"""Labels and small numbers recur from report to report; past this many the memory starts afresh, so that it never grows."""


def token(text: str) -> Token:
    """What a cell's text is."""
    known = _tokens.get(text)
    if known is None:
        if len(_tokens) >= _MOST_TOKENS:
            _tokens.clear()
        known = _tokens[text] = _read(text)
    return known


def _read(text: str) -> Token:
    stripped = text.strip()
    if stripped in units():
        return Token(stripped, (), None)
    value = cell_value(stripped)
    return Token(stripped, () if value else roles(stripped), value)


def lines(grid: Grid) -> Iterator[Line]:
    """The labelled rows of `grid`, top to bottom."""
    held: Line | None = None
    for index, row in enumerate(grid.rows):
        places = grid.columns[index] if grid.columns else None
        for line in _split([token(text) for text in row], places):
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
    line = Line([], [])
    columns: list[int] = []
    for index, cell in enumerate(tokens):
        if cell.value is not None:
            line.values.append(cell)
            columns.append(places[index] if places else -1)
        elif cell.text not in units():
            if not line.blank:
                line.columns = columns if places else None
                yield line
                line = Line([], [])
            line.values.clear()
            columns = []
            line.labels.append(cell)
            line.label_columns.append(places[index] if places else -1)
    line.columns = columns if places else None
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


def _empty(cell: Token) -> bool:
    return cell.value is not None and cell.value.number is None and not cell.value.why and key(cell.text) == ""
