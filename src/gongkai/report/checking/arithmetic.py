"""Sums that the form demands and the report's tables break.

The sums stand in the forms' files. Only one is printed on the form (first plus second item equal third plus fourth:
国办公开办函〔2019〕60号, 〔2021〕30号); the others follow from its labels. A sum with a blank in it is not put to the test: see the
rule `blank`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from gongkai.report.checking import SEVERITY_OF, Case, Finding, Rule
from gongkai.report.checking._naming import cell_label, number, side
from gongkai.report.model import Number
from gongkai.statute.articles import cite
from gongkai.statute.equations import Equation, Outcome
from gongkai.statute.forms import Form

RULE = Rule(
    id="arithmetic",
    title="勾稽关系不平",
    checks="逐一核对统计表要求的合计关系：各栏之和等于总计，本年新收加上年结转等于办理总计加结转下年，其中项不大于总数等。",
    why="表内数字相互矛盾，至少有一个填错，读者无法判断以哪个为准。",
    basis=("gbf-2014-32", "gbgkbh-2019-60", "gbgkbh-2021-30", "logic"),
    example="本年新收1件、上年结转0件，办理总计1件、结转下年1件：1加0不等于1加1。",
)

Result: TypeAlias = tuple[Equation, Outcome]


def check(case: Case) -> Iterator[Finding]:
    """One finding for each sum that does not hold; where a single cell explains all that it breaks, the message names it."""
    form = case.form
    if form is None:
        return
    cells = case.report.cells
    results = [(equation, outcome) for equation in form.sums if (outcome := equation.evaluate(cells))]
    if all(outcome.holds for _, outcome in results):
        return
    standing = _equalities(results)
    for equation, outcome in results:
        if not outcome.holds:
            yield Finding(
                rule=RULE.id,
                severity=SEVERITY_OF[equation.level],
                message=_message(equation, outcome, form) + _hint(equation, standing, cells, form),
                basis=cite(form.basis),
                cells=equation.codes,
                expected=outcome.right,
                found=outcome.left,
            )


def _equalities(results: Iterable[Result]) -> Mapping[str, list[Result]]:
    """The equalities, broken or not, that each cell stands in."""
    standing: dict[str, list[Result]] = defaultdict(list)
    for equation, outcome in results:
        if equation.relation == "=":
            for code in equation.codes:
                standing[code].append((equation, outcome))
    return standing


def _message(equation: Equation, outcome: Outcome, form: Form) -> str:
    left, right = side(equation.left, form), side(equation.right, form)
    one, other = number(outcome.left), number(outcome.right)
    gap = number(abs(outcome.left - outcome.right))
    if equation.relation == "=" and len(equation.left) == 1:
        words = f"{left}填的是{one}，应当等于{right}，后者是{other}，相差{gap}"
    elif equation.relation == "=":
        words = f"{left}是{one}，{right}是{other}，两者应当相等，相差{gap}"
    else:
        word = "大于" if equation.relation == "<=" else "小于"
        words = f"{left}是{one}，不应当{word}{right}" + (f"（{other}）" if equation.right else "")
    return f"{words}；{equation.why}。" if equation.why else f"{words}。"


def _hint(
    equation: Equation, standing: Mapping[str, list[Result]], cells: Mapping[str, Number | None], form: Form
) -> str:
    """Name the one cell whose change would mend this sum and every other that it stands in; empty where there is no such one."""
    fixes = {
        code: value for code in equation.codes if (value := _mended(code, standing[code], cells[code])) is not None
    }
    if len(fixes) != 1:
        return ""
    code, value = next(iter(fixes.items()))
    return f"很可能是{cell_label(code, form)}误填：改为{number(value)}，有关的合计就都相符。"


def _mended(code: str, equalities: Sequence[Result], value: Number | None) -> Number | None:
    """The figure for `code` with which all its equalities hold, at least two being broken; `None` where there is none."""
    if len(equalities) < 2 or any(outcome.holds for _, outcome in equalities):
        return None
    changes = {round(_change(code, equation, outcome), 6) for equation, outcome in equalities}
    mended = (value or 0) + changes.pop()
    return mended if not changes and mended >= 0 else None


def _change(code: str, equation: Equation, outcome: Outcome) -> Number:
    weight = sum(term.sign for term in equation.left if term.code == code)
    weight -= sum(term.sign for term in equation.right if term.code == code)
    return (outcome.right - outcome.left) / weight
