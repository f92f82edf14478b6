"""What a person sees on the terminal of the law: forms with their codes and sums, rules with their basis."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.text import Text

from gongkai.cli.terminal import console_on, table_of
from gongkai.report.checking import Rule, checks
from gongkai.statute.articles import article, cite
from gongkai.statute.equations import Equation
from gongkai.statute.forms import Form, Table, forms

_LEVELS = {"must": "必须", "should": "应当", "remark": "留意"}
_CODE = re.compile(r"\b(\w+)\.(\w+)\.(\w+)\b")


def show_forms(out: TextIO) -> None:
    """The forms, a line each."""
    table = table_of("格式", "名称", "报告年度", "格数", "勾稽关系", "结转关系", "依据")
    for form in forms().values():
        years = f"{form.first_year}–{form.last_year or ''}"
        counts = map(str, map(len, (form.cells, form.sums, form.carries)))
        table.add_row(form.id, form.title, years, *counts, cite(form.basis))
    console_on(out).print(table)


def show_form(form: Form, out: TextIO) -> None:
    """A form's cells with their codes and articles, then its sums and what carries over."""
    console = console_on(out)
    console.print(Text(f"{form.title}（{form.id}），依据{cite(form.basis)}", style="bold"))
    for table in form.tables:
        law = _frequent_law(table)
        shown = table_of("代码", "栏目", "单位", "依据", title=f"\n{table.title}（条次指{law}）")
        for cell in table.cells():
            basis = "、".join(cite(key).removeprefix(law) or law for key in cell.basis)
            shown.add_row(cell.code, cell.label, cell.unit, basis)
        console.print(shown)
    sums = table_of(
        "编号", "关系", "程度", "说明", title="\n勾稽关系与结转关系（last：上年报告的数；*：逐一代入后列各项）"
    )
    for equation, text, members in _families(form.sums + form.carries):
        why = "；".join(filter(None, (equation.why, f"* = {', '.join(members)}" if len(members) > 1 else "")))
        sums.add_row(equation.id, text, _LEVELS[equation.level], why)
    console.print(sums)


def _frequent_law(table: Table) -> str:
    """The citation of the law that most articles of a table's cells are in: said once, above them."""
    laws = Counter(article(key).instrument.cite() for cell in table.cells() for key in cell.basis)
    return laws.most_common(1)[0][0] if laws else ""


def _families(equations: Iterable[Equation]) -> Iterator[tuple[Equation, str, list[str]]]:
    """Equations that differ in one row or one column only, as one: the first, the text with `*` in its place, what stands there."""
    found: dict[tuple[str, str, str], tuple[Equation, str, list[str]]] = {}
    for equation in equations:
        text, member = _with_star(str(equation))
        family = found.setdefault((equation.id, equation.level, text), (equation, text, []))
        family[2].append(member)
    for equation, text, members in found.values():
        yield equation, text if len(members) > 1 else str(equation), members


def _with_star(text: str) -> tuple[str, str]:
    """`text` with `*` for the column that all its codes share, or else for their row; and what that was."""
    codes = _CODE.findall(text)
    for part in (2, 1):
        shared = {code[part] for code in codes}
        if len(shared) == 1:
            star = [r"\1", r"\2", r"\3"]
            star[part] = "*"
            return _CODE.sub(".".join(star), text), shared.pop()
    return text, ""


def show_rules(out: TextIO) -> None:
    """The rules, a line each."""
    table = table_of("规则", "名称", "依据")
    for rule_id, module in checks().items():
        table.add_row(rule_id, module.RULE.title, "、".join(map(cite, module.RULE.basis)))
    console_on(out).print(table)


def show_rule(rule: Rule, out: TextIO) -> None:
    """What a rule checks, why, on which basis, an example."""
    console = console_on(out)
    console.print(Text(f"{rule.id} {rule.title}", style="bold"))
    basis = "、".join(map(cite, rule.basis))
    for name, words in (("查什么", rule.checks), ("为什么", rule.why), ("依据", basis), ("举例", rule.example)):
        console.print(Text.assemble((f"{name}：", "cyan"), words))
