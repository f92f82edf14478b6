"""A figure does not continue last year's report.

What was open at the end of a year is carried into the next: the row 上年结转 is last year's row 结转下年度 (forms of
国办公开办函〔2019〕60号, 〔2021〕30号). What else carries over, and from which form into which, stands in the forms' files.
Silent without last year's report.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.report.checking import SEVERITY_OF, Case, Finding, Rule
from gongkai.report.checking._naming import number, side
from gongkai.report.model import Report
from gongkai.statute.articles import cite
from gongkai.statute.equations import Equation, Outcome
from gongkai.statute.forms import Form, forms

RULE = Rule(
    id="carry",
    title="与上年报告不衔接",
    checks="上年结转数是否等于上年报告的结转下年度数，现行有效件数是否等于上年有效数加本年制发减本年废止等。",
    why="同一批申请、同一批文件在前后两年的报告中应当接得上。",
    basis=("gbgkbh-2019-60", "gbgkbh-2021-30", "logic"),
    example="上年报告“结转下年度继续办理”为5件，本年报告“上年结转”填2件。",
)


def check(case: Case) -> Iterator[Finding]:
    """One finding for each figure that does not continue the report of the year before."""
    form, last = case.form, case.last
    if form is None or last is None:
        return
    for equation in form.carries:
        if last.form not in equation.last_forms:
            continue
        outcome = equation.evaluate(case.report.cells, last.cells)
        if outcome and not outcome.holds:
            yield Finding(
                rule=RULE.id,
                severity=SEVERITY_OF[equation.level],
                message=_message(equation, outcome, form, last),
                basis=cite(form.basis),
                cells=equation.codes,
                expected=outcome.right,
                found=outcome.left,
            )


def _message(equation: Equation, outcome: Outcome, form: Form, last: Report) -> str:
    left, right = side(equation.left, form), side(equation.right, form, f"{last.year}年度", forms()[last.form])
    demand = {"=": "两者应当相等", ">=": "本年不应当更少", "<=": "本年不应当更多"}[equation.relation]
    words = f"{left}填的是{number(outcome.left)}，{right}是{number(outcome.right)}，{demand}"
    return f"{words}；{equation.why}。" if equation.why else f"{words}。"
