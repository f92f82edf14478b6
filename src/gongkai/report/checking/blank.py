"""Cells left blank where a zero must be written.

The forms are filled in completely, with 0 where nothing happened (fill-in practice of 国办公开办函〔2019〕60号, 〔2021〕30号).
A blank is no zero: sums with a blank in them cannot be checked, and this rule says how many; only where the figures that are
there already exceed what a sum allows, whatever the blanks may hold, it says that too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from gongkai.report.checking import Case, Finding, Rule
from gongkai.report.checking._naming import names, number, side
from gongkai.report.model import Report
from gongkai.statute.articles import cite
from gongkai.statute.equations import Equation, Term
from gongkai.statute.forms import Cell, Form, Table

RULE = Rule(
    id="blank",
    title="应填0而留空",
    checks="统计表中留空的单元格，以及因此无法核对的合计关系。没有发生的应当填0。",
    why="空格既可能是没有发生，也可能是漏填；读者和汇总机关都无法分辨，合计也无法核对。",
    basis=("gbf-2014-32", "gbgkbh-2019-60", "gbgkbh-2021-30"),
    example="表三只填了总计一列，自然人、商业企业等六列全部空白。",
)


def check(case: Case) -> Iterator[Finding]:
    """One finding for each table with blanks, and one for each sum that the known figures break whatever the blanks hold."""
    form, report = case.form, case.report
    if form is None:
        return
    blanks = {code for code, value in report.cells.items() if value is None and not report.raw.get(code, "").strip()}
    for table in form.tables if blanks else ():
        codes = [code for code, cell in form.cells.items() if cell.table == table.id and code in blanks]
        if codes:
            yield Finding(
                rule=RULE.id,
                severity="warning",
                message=_message(table, codes, report, form),
                basis=cite(form.basis),
                cells=tuple(codes),
                found=len(codes),
            )
    for equation in form.sums if blanks else ():
        if equation.level == "must" and not blanks.isdisjoint(equation.codes):
            yield from _exceeded(equation, report, form)


def _message(table: Table, codes: Sequence[str], report: Report, form: Form) -> str:
    printed = [cell for code, cell in form.cells.items() if cell.table == table.id and code in report.cells]
    where = "全部" if len(codes) == len(printed) else _where([form.cells[code] for code in codes], printed)
    words = f"“{table.title}”表有{len(codes)}个单元格空白（{where}），没有发生的应当填0"
    blank = frozenset(codes)
    unknown = [equation for equation in form.sums if _unknowable(equation, report, blank)]
    words += f"；因此有{len(unknown)}项合计关系无法核对" if unknown else ""
    empty = next((equation for equation in unknown if _unexplained(equation, report)), None)
    if empty:
        total = number(report.cells[empty.left[0].code] or 0)
        words += f"；{side(empty.left, form)}填了{total}，{side(empty.right, form).removesuffix('之和')}却全部空白"
    return words + "。"


def _where(blank: Sequence[Cell], printed: Sequence[Cell]) -> str:
    """Whole columns if the blanks are just those, else the rows, whole ones told from those blank in part."""
    places = {(cell.line, cell.column) for cell in blank}
    columns = [name for name in dict.fromkeys(cell.column for cell in blank) if name]
    of_columns = {(cell.line, cell.column) for cell in printed if cell.column in columns}
    if places == of_columns:
        return f"{names(columns, '列')}各栏都未填"
    whole: list[str] = []
    part: list[str] = []
    for line in dict.fromkeys(cell.line for cell in blank):
        of_line = {(cell.line, cell.column) for cell in printed if cell.line == line}
        (whole if of_line <= places else part).append(f"“{line}”")
    words = [f"{names(whole, '行')}未填"] if whole else []
    return "，".join(words + ([f"{names(part, '行')}有空格"] if part else []))


def _unknowable(equation: Equation, report: Report, blank: frozenset[str]) -> bool:
    """Whether all cells of the equation are printed, and only blanks keep it from being checked."""
    codes = equation.codes
    return not blank.isdisjoint(codes) and all(code in report.cells for code in codes)


def _unexplained(equation: Equation, report: Report) -> bool:
    """Whether a total above zero stands over parts that are all blank."""
    (total, *others), parts = equation.left, equation.right
    cells = report.cells
    return not others and bool(cells.get(total.code)) and all(cells.get(part.code) is None for part in parts)


def _exceeded(equation: Equation, report: Report, form: Form) -> Iterator[Finding]:
    """What no filling of the blanks can mend: the least that one side can be is more than the other can be."""
    left, right = _range(equation.left, report, form), _range(equation.right, report, form)
    too_low = left[1] < right[0] and equation.relation in ("=", ">=")
    too_high = left[0] > right[1] and equation.relation in ("=", "<=")
    if not (too_low or too_high):
        return
    less, more = (left, right) if too_low else (right, left)
    small, large = (equation.left, equation.right) if too_low else (equation.right, equation.left)
    words = f"{side(large, form)}中已填的数至少是{number(more[0])}，{side(small, form)}最多只有{number(less[1])}"
    yield Finding(
        rule=RULE.id,
        severity="warning",
        message=f"{words}，无论空格填几都不相符。",
        basis=cite(form.basis),
        cells=equation.codes,
        expected=less[1],
        found=more[0],
    )


def _range(terms: Sequence[Term], report: Report, form: Form) -> tuple[float, float]:
    """The least and the most that a side can be; a blank or absent count is anything from 0 up, a change anything at all."""
    low = high = 0.0
    for term in terms:
        value = report.cells.get(term.code)
        floor = -math.inf if form.cells[term.code].kind == "change" else 0.0
        ends = (value, value) if value is not None else (floor, math.inf)
        low += term.sign * ends[0 if term.sign > 0 else 1]
        high += term.sign * ends[1 if term.sign > 0 else 0]
    return low, high
