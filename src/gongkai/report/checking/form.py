"""The report is made in a form that is not the one of its year, or has cells of another form.

政府信息公开条例 (2019) Art. 50 has one form for the whole country: 国办公开办函〔2019〕60号 for the report years 2019 and 2020,
〔2021〕30号 from 2021 on. Before that the statistics table of 国办发〔2014〕32号 was usual beside tables of a local make, so that
its absence is no fault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gongkai.report.checking import Case, Finding, Rule, Severity
from gongkai.report.checking._naming import cell_label, names
from gongkai.statute.articles import cite
from gongkai.statute.forms import Form, forms

RULE = Rule(
    id="form",
    title="报告格式不是当年的格式",
    checks="报告所用统计表是不是该年度适用的统一格式，表中有没有别的格式才有的栏目。",
    why="年度报告采用全国统一格式；沿用旧格式会漏填新增栏目，数据也无法汇总。",
    basis=("r2019.50", "gbf-2014-32", "gbgkbh-2019-60", "gbgkbh-2021-30"),
    example="2022年度报告仍用2019年格式，表二还有“本年新公开数量”一栏。",
)


def check(case: Case) -> Iterator[Finding]:
    """One finding for the wrong form, and one for each other form whose cells stand in the report; silent without a year."""
    form, demanded = case.form, case.form_in_force
    if form is None:
        return
    if demanded and demanded is not form:
        yield Finding(RULE.id, "error", _wrong_form(form, demanded, case.report.year or 0), cite(demanded.basis))
    own = {table.id for table in form.tables}
    foreign: dict[str, list[str]] = defaultdict(list)
    for code in case.report.cells:
        if code not in form.cells:
            foreign[_home(code)].append(code)
    for home, codes in foreign.items():
        beside = not own & {_table(code) for code in codes}
        severity: Severity = "note" if beside else "warning"
        where = names((cell_label(code) for code in codes), "格")
        words = f"报告按{form.id}年格式编制，却有{home}才有的栏目：{where}，请删去或者按统一格式填写。"
        yield Finding(RULE.id, severity, words, cite(form.basis), tuple(codes))


def _wrong_form(form: Form, demanded: Form, year: int) -> str:
    return f"{year}年度报告应当采用{demanded.id}年的《{demanded.title}》，本报告用的是{form.id}年的格式，请按现行格式重新填报。"


def _home(code: str) -> str:
    """The form that has the cell: where several do, the newest; a cell of none is one of a table that nobody knows."""
    return next((f"{form.id}年格式" for form in [*forms().values()][::-1] if code in form.cells), "其他格式")


def _table(code: str) -> str:
    return next((form.cells[code].table for form in forms().values() if code in form.cells), "")
