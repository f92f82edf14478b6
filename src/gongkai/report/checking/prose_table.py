"""The prose and the statutory table of one report give the same figure.

条例 (2019) Art. 50 and (2008) Art. 32 list the same matters for the text and its statistics, and Art. 6 wants information published
accurately. Which cells answer which sentence stands in the form's file (`[prose]`), with how hard a difference is.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.report.checking import SEVERITY_OF, Case, Finding, Rule
from gongkai.report.checking._wording import NAMES, basis, clip, narrowed, show, total
from gongkai.report.model import Figure, Number
from gongkai.statute.forms import ProseCount

RULE = Rule(
    id="prose-table",
    title="正文数字与表格不一致",
    checks="正文所说的申请、复议、诉讼、公开条数、费用等数字，与统计表中对应的单元格是否一致；带“余、多、近、约”的只作大致比较。",
    why="正文和表格说的是同一件事，数字不同，必有一处是错的。",
    basis=("r2019.50", "r2008.32", "gbgkbh-2021-30"),
    example="正文写“收到政府信息公开申请5件”，表中“本年新收”总计为4。",
)

_ROUNDING = 0.005
"""Half of the last place of an amount in 万元 with two decimals: what rounding may take away."""


def check(case: Case) -> Iterator[Finding]:
    """Compare every figure of the prose with the cells that count it."""
    if case.form is None:
        return
    for count in case.form.prose.values():
        table = total(count.cells, case.report.cells)
        # What words deny is the rule `contradiction`'s.
        figures = [figure for figure in case.report.figures if figure.code == count.code and not figure.denied]
        if table is None or not figures or any(_agrees(case, count, figure, table) for figure in figures):
            continue
        if finding := _difference(case, count, figures[0], table):
            yield finding


def _agrees(case: Case, count: ProseCount, figure: Figure, table: Number) -> bool:
    values = {figure.value, figure.value + _together(case, count)}
    slack = _ROUNDING * count.factor if count.factor > 1 else 0
    return any(abs(value - table * count.factor) <= slack for value in values)


def _together(case: Case, count: ProseCount) -> Number:
    prose = case.report.prose
    return sum(prose[code].value for code in count.together if code in prose)


def _difference(case: Case, count: ProseCount, figure: Figure, table: Number) -> Finding | None:
    level = count.more if figure.value > table * count.factor else count.less
    if level is None:
        return None
    severity = SEVERITY_OF[level]
    name, unit = NAMES[count.code]
    cells = [case.form.cells[term.code] for term in count.cells] if case.form else []
    where = "、".join(cell.label for cell in cells)
    printed = f"{show(table)}{cells[0].unit}"
    message = f"正文说{name}{show(figure.value)}{unit}，表中“{where}”为{printed}，请核对后改为一致。"
    if figure.approximate:
        if _near(figure.value, table * count.factor):
            return None
        severity, message = (
            "note",
            f"正文说{name}约{show(figure.value)}{unit}，与表中“{where}”的{printed}相差较大，请核对。",
        )
    elif narrowed(figure) or any(total(also, case.report.cells) == figure.value for also in count.also):
        severity, message = "note", f"{message[:-1]}；如两处范围不同，请写明。"
    elif count.factor > 1 and figure.value == table:
        message = f"正文说{name}{show(figure.value)}{unit}，表中“{where}”填{printed}，疑把{unit}数填进了{cells[0].unit}栏，请核对。"
    return Finding(
        RULE.id,
        severity,
        message,
        basis(case, "r2008.32", "r2019.50"),
        cells=tuple(term.code for term in count.cells),
        expected=table * count.factor,
        found=figure.value,
        quote=clip(figure.quote),
    )


def _near(about: Number, exact: Number) -> bool:
    """Whether `exact` may be called `about`: within a tenth, or with the same leading digits (400余 is 400 to 499)."""
    zeros = len(str(int(about))) - len(str(int(about)).rstrip("0"))
    return abs(about - exact) <= max(about, exact) / 10 or about <= exact < about + 10 ** max(zeros, 1)
