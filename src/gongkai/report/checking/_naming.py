"""How messages name cells, sums and numbers: with the form's own labels, as a clerk sees them in the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.report.model import Number
from gongkai.statute.equations import Term
from gongkai.statute.forms import Cell, Form, forms

NAMED = 4  # so many names a sentence can carry; of more it says the first ones and how many there are


def cell_label(code: str, form: Form | None = None) -> str:
    """The printed name of a cell in quotation marks, from `form` or else from any form that has it; the code where none has."""
    cell = (form.cells if form else {}).get(code) or next(
        (f.cells[code] for f in forms().values() if code in f.cells), None
    )
    return f"“{cell.label}”" if cell else f"“{code}”"


def number(value: Number) -> str:
    """A number as a table prints it: no trailing zeros."""
    return (
        str(int(value)) if value == int(value) else f"{round(value, 6):g}" if abs(value) < 1e6 else str(round(value, 6))
    )


def names(words: Iterable[str], counter: str = "个") -> str:
    """Names joined by 、; of many the first ones and the count."""
    listed = list(dict.fromkeys(words))
    if len(listed) <= NAMED:
        return "、".join(listed)
    return f"{'、'.join(listed[: NAMED - 1])}等{len(listed)}{counter}"


def side(terms: Sequence[Term], form: Form, last_year: str = "上年", last_form: Form | None = None) -> str:
    """One side of an equation in words: `“A”`, `“A”加“B”`, `“A”至“F”6项之和`; last year's cells as `last_form` calls them."""
    if not terms:
        return "0"
    if len(terms) > NAMED and all(term.sign > 0 and not term.last and term.code in form.cells for term in terms):
        return _run([form.cells[term.code] for term in terms])
    words = ""
    for place, term in enumerate(terms):
        words += "" if not place else "加" if term.sign > 0 else "减"
        words += (f"{last_year}报告的" if term.last else "") + cell_label(term.code, last_form if term.last else form)
    return words


def _run(cells: list[Cell]) -> str:
    if len({cell.line for cell in cells}) == 1:
        first, last, place = cells[0].column, cells[-1].column, f"“{cells[0].line}”行"
    else:
        first, last = cells[0].line, cells[-1].line
        place = f"“{cells[0].column}”列" if cells[0].column else ""
    return f"{place}“{first}”至“{last}”{len(cells)}项之和"
