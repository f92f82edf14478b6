"""How figures are printed: each a function from a value and its cell to the text on the page."""

from __future__ import annotations

from gongkai.statute.forms import Cell
from tests.compose.truth import Number

_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")

NBSP = "\u00a0"
IDEOGRAPHIC_SPACE = "\u3000"


def plain(value: Number, _cell: Cell) -> str:
    """`1234`, `-3`, `24.5`."""
    return str(int(value)) if value == int(value) else str(value)


def with_commas(value: Number, _cell: Cell) -> str:
    """`1,234`."""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def full_width(value: Number, cell: Cell) -> str:
    """`１２３４`; a negative number keeps its half-width sign."""
    return plain(value, cell).translate(_FULL_WIDTH)


def with_measure(value: Number, cell: Cell) -> str:
    """`3件`, `24.5万元`, `251000元` where the form has no unit of its own for an amount."""
    unit = cell.unit or ("元" if cell.kind == "money" else "")
    return plain(value, cell) + (unit if cell.kind != "change" else "")


def long_decimals(value: Number, cell: Cell) -> str:
    """`18.8710`: amounts with four decimals."""
    return f"{value:.4f}" if cell.kind == "money" else plain(value, cell)


def signed(value: Number, cell: Cell) -> str:
    """`+22` and `-417` for differences."""
    return f"{int(value):+d}" if cell.kind == "change" and value else plain(value, cell)


def double_minus(value: Number, cell: Cell) -> str:
    """`--253` for a difference below zero."""
    return f"-{int(value)}" if cell.kind == "change" and value < 0 else plain(value, cell)


def in_words(value: Number, cell: Cell) -> str:
    """`增98` and `减417` for differences."""
    if cell.kind != "change" or not value:
        return plain(value, cell)
    return f"{'增' if value > 0 else '减'}{abs(int(value))}"


NUMBERS = (plain, with_commas, full_width, with_measure, long_decimals, signed, double_minus, in_words)
BLANKS = ("", NBSP, IDEOGRAPHIC_SPACE)
STROKES = ("/", "—", "——")
"""Signs that stand for "nothing to say here": no zero either."""
