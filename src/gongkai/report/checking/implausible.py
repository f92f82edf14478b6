"""Figures that the body can hardly have, or that hardly go together.

Rules (规章) are made only by departments of the State Council, provinces, cities with districts and autonomous prefectures
(规章制定程序条例 Art. 14). The other suspicions (units of money, tenfold jumps, fees in years without fees) stand in the forms'
files, each with its reason; none of them proves a fault, so that none is above `warning`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.report.checking import SEVERITY_OF, Case, Finding, Rule, Severity
from gongkai.report.checking._naming import cell_label, names, number
from gongkai.report.model import Number, Report
from gongkai.statute.articles import cite
from gongkai.statute.bodies import Kind, kind_of
from gongkai.statute.equations import Level
from gongkai.statute.forms import Form
from gongkai.statute.suspicions import Clash, Jump, Limit, Need

RULE = Rule(
    id="implausible",
    title="数字与本机关情况明显不符",
    checks="没有规章制定权的机关填了规章数，以万元计的栏目可能按元填写，与上年相差十倍以上，不收费的年度填了收费等。",
    why="这些数字不一定违反勾稽关系，但按职权和常理很难成立，往往是串行、串口径或者计量单位弄错。",
    basis=("rules-makers", "r2019.20.8", "r2019.33", "r2019.42", "r2008.27", "fees-2020-109", "arl.23", "logic"),
    example="镇政府在“规章”行填“本年制发件数”2件。",
)

_YUAN = re.compile(r"(?<![万亿])元")
_RANK: dict[Level, int] = {"must": 0, "should": 1, "remark": 2}


def check(case: Case) -> Iterator[Finding]:
    """Findings in this order: who may have the figure, its unit, the form's needs, limits, clashes, and jumps since last year."""
    form = case.form
    if form is None:
        return
    kind = kind_of(case.report.unit or "")
    yield from _makers(case.report, form, kind)
    yield from _yuan(case.report, form)
    for need in form.needs:
        yield from _need(need, case, form)
    for limit in form.limits:
        yield from _limit(limit, case.report, form, kind)
    for clash in form.clashes:
        yield from _clash(clash, case.report, form)
    yield from _jumps(case, form)


def _makers(report: Report, form: Form, kind: Kind | None) -> Iterator[Finding]:
    """Cells that only some kinds of body can have, one finding for all; silent where the kind is not known for certain."""
    wrong = [
        cell
        for cell in form.cells.values()
        if cell.makers and kind and kind.among(cell.makers) is False and (report.cells.get(cell.code) or 0) > 0
    ]
    if not wrong or not kind:
        return
    what = "、".join(f"“{cell.label}”{number(report.cells[cell.code] or 0)}" for cell in wrong)
    words = f"本机关属于{kind.label}，没有规章制定权，却填了{what}；规范性文件不是规章，请核实后改填到相应的行。"
    codes = tuple(cell.code for cell in wrong)
    yield Finding(RULE.id, "warning", words, cite("rules-makers"), codes, expected=0, found=report.cells[codes[0]])


def _yuan(report: Report, form: Form) -> Iterator[Finding]:
    """A cell in 万元 in which 元 is printed."""
    for code, raw in report.raw.items():
        cell, value = form.cells.get(code), report.cells.get(code)
        if cell and cell.unit == "万元" and _YUAN.search(raw):
            hint = f"，如果是{raw}，应当填{number(value / 10000)}" if value else ""
            words = f"“{cell.label}”以万元计，却印作“{raw}”{hint}，请核实。"
            yield Finding(RULE.id, "warning", words, cite(form.basis), (code,), found=value, quote=raw)


def _need(need: Need, case: Case, form: Form) -> Iterator[Finding]:
    cells, last = case.report.cells, case.last.cells if case.last else {}
    value = cells.get(need.cell)
    others = [last.get(code[5:]) if code.startswith("last ") else cells.get(code) for code in need.any]
    if value and value > 0 and all(other == 0 for other in others):
        where = names(
            ("上年报告的" + cell_label(code[5:], form) if code.startswith("last ") else cell_label(code, form))
            for code in need.any
        )
        words = f"{cell_label(need.cell, form)}填的是{number(value)}，{where}却是0；{need.why}。"
        yield Finding(RULE.id, SEVERITY_OF[need.level], words, cite(form.basis), need.codes, found=value)


def _limit(limit: Limit, report: Report, form: Form, kind: Kind | None) -> Iterator[Finding]:
    value, quote = _figure(limit.cell, report)
    if value is None or value < limit.least or (limit.kinds and (kind is None or kind.id not in limit.kinds)):
        return
    if report.year is None or not limit.first_year <= report.year <= limit.last_year:
        return
    other = report.cells.get(limit.of) if limit.of else None
    if limit.of and (other is None or not _beyond(value, other, limit)):
        return
    beside = f"，{cell_label(limit.of, form)}是{number(other)}" if other is not None else ""
    what = "正文所说的收费" if limit.cell.startswith("n.") else cell_label(limit.cell, form)
    words = f"{what}是{number(value)}{beside}；{limit.why}，请核实。"
    basis = "；".join(cite(key) for key in limit.basis)
    yield Finding(RULE.id, SEVERITY_OF[limit.level], words, basis, limit.codes, found=value, quote=quote)


def _beyond(value: Number, other: Number, limit: Limit) -> bool:
    if limit.at_most is not None:
        return other <= limit.at_most
    return limit.times is not None and value > other * limit.times


def _figure(code: str, report: Report) -> tuple[Number | None, str | None]:
    """The figure of a cell, or of the prose with its sentence; an approximate one counts as none."""
    if not code.startswith("n."):
        return report.cells.get(code), None
    figure = report.prose.get(code[2:])
    return (figure.value, figure.quote) if figure and not figure.approximate else (None, None)


def _clash(clash: Clash, report: Report, form: Form) -> Iterator[Finding]:
    one = [code for code in clash.any if (report.cells.get(code) or 0) > 0]
    other = [code for code in clash.along if (report.cells.get(code) or 0) > 0]
    if one and other and report.year and report.year >= clash.first_year:
        first, second = (names((cell_label(code, form) for code in codes), "项") for codes in (one, other))
        words = f"{first}和{second}都大于0；{clash.why}，请核实有关案件是否经过复议。"
        basis = "；".join(cite(key) for key in clash.basis)
        yield Finding(RULE.id, SEVERITY_OF[clash.level], words, basis, (*one, *other))


def _jumps(case: Case, form: Form) -> Iterator[Finding]:
    """One finding for each cell at most: the hardest of its rules."""
    if case.last is None:
        return
    told: set[str] = set()
    for jump in sorted(form.jumps, key=lambda jump: _RANK[jump.level]):
        for code in jump.cells:
            now, before = case.report.cells.get(code), case.last.cells.get(code)
            if code not in told and now and before and _leaps(now, before, jump):
                told.add(code)
                yield _jumped(code, now, before, jump, form, case.last.year or 0)


def _leaps(now: Number, before: Number, jump: Jump) -> bool:
    small, large = sorted((now, before))
    return small > 0 and large >= jump.least and large >= small * jump.times


def _jumped(code: str, now: Number, before: Number, jump: Jump, form: Form, last_year: int) -> Finding:
    times = int(max(now / before, before / now))
    change = f"是上年的{times}倍" if now > before else f"只有上年的{times}分之一"
    words = f"{cell_label(code, form)}填的是{number(now)}，{last_year}年度报告是{number(before)}，{change}；{jump.why}，请核实。"
    severity: Severity = SEVERITY_OF[jump.level]
    return Finding(RULE.id, severity, words, cite("logic"), (code,), expected=before, found=now)
