"""What a person sees on the terminal: reports, findings, forms and rules as readable tables (rich)."""

from __future__ import annotations

import itertools
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeAlias, TypeVar

from rich.console import Console, Group
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from gongkai.report.batch import Failure
from gongkai.report.checking import Finding, Rule, checks
from gongkai.report.model import Report
from gongkai.statute.articles import cite
from gongkai.statute.forms import Form, forms

T = TypeVar("T")
Checked: TypeAlias = "tuple[Report, list[Finding]] | Failure"

_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}
_NAMES = {"error": "错误", "warning": "疑似", "note": "提示"}
_WIDTH = 120
"""Columns where the output is no terminal (a file, a pipe)."""


def _console(out: TextIO | None = None) -> Console:
    out = out or sys.stdout
    return Console(file=out, width=None if out.isatty() else _WIDTH, highlight=False, emoji=False, markup=False)


def _with_progress(results: Iterable[T]) -> Iterator[T]:
    """The same results, with their number counted up on the terminal's standard error while they come."""
    if not sys.stderr.isatty():
        yield from results
        return
    columns = (SpinnerColumn(), TextColumn("已读"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as progress:
        task = progress.add_task("", total=None)
        for result in results:
            yield result
            progress.advance(task)


def show_reports(results: Iterable[Report | Failure], out: TextIO) -> bool:
    """One line a report, and the cells by their labels where there is but one; whether any could not be read."""
    console = _console(out)
    table = Table("文件", "单位", "年度", "格式", "法定表格", "正文数字", "修补", box=None, pad_edge=False)
    failed = False
    shown = list(itertools.islice(results := iter(_with_progress(results)), 2))
    for result in itertools.chain(shown, results):
        if isinstance(result, Failure):
            failed = True
            table.add_row(result.source, Text(result.error, style="bold red"))
        else:
            table.add_row(*_summary(result))
    console.print(table)
    if len(shown) == 1 and isinstance(shown[0], Report):
        console.print(_cells(shown[0]))
    return failed


def _summary(report: Report) -> list[str]:
    blanks = sum(value is None for value in report.cells.values())
    cells = f"{len(report.cells)}格" + (f",空白{blanks}格" if blanks else "") if report.cells else "无"
    repairs = " ".join(f"{kind}×{count}" for kind, count in report.repairs.items())
    year = str(report.year or "不明")
    return [report.source, report.unit or "不明", year, report.form, cells, f"{len(report.prose)}个", repairs]


def _cells(report: Report) -> Group:
    table = Table("代码", "栏目", "数字", "原文", box=None, pad_edge=False)
    known = {code: cell for form in reversed(forms().values()) for code, cell in form.cells.items()}
    for code, value in report.cells.items():
        if value != 0:
            number = Text("空白", style="dim") if value is None else str(value)
            table.add_row(code, known[code].label, number, report.raw.get(code, ""))
    for code, figure in report.prose.items():
        about = "约" if figure.approximate else ""
        table.add_row(f"n.{code}", Text(figure.quote), f"{about}{figure.value}", "")
    zeros = sum(value == 0 for value in report.cells.values())
    return Group(Text(""), table, Text(f"另有{zeros}格为0" if zeros else "", style="dim"))


def show_findings(results: Iterable[Checked], out: TextIO) -> tuple[bool, bool]:
    """Each report with what was found in it, then the sum of it all; whether any was unreadable, whether errors were found."""
    console = _console(out)
    count: Counter[str] = Counter()
    for result in _with_progress(results):
        count["reports"] += 1
        if isinstance(result, Failure):
            count["unreadable"] += 1
            console.print(Text.assemble((result.source, "bold"), "  ", ("读不了:" + result.error, "bold red")))
            continue
        report, findings = result
        count.update(finding.severity for finding in findings)
        count["sound"] += not any(finding.severity == "error" for finding in findings)
        title = f"{report.unit or '单位不明'} {report.year or '年度不明'}年 格式{report.form}"
        console.print(Text.assemble((report.source, "bold"), "  ", title, ("" if findings else "  未发现问题", "green")))
        if findings:
            console.print(_lines(findings))
    words = f"{count['reports']}份报告,{count['sound']}份没有错误;错误{count['error']}处,疑似{count['warning']}处,提示{count['note']}处"
    console.print(Text(words + (f";{count['unreadable']}份读不了" if count["unreadable"] else ""), style="bold"))
    return bool(count["unreadable"]), bool(count["error"])


def _lines(findings: Iterable[Finding]) -> Table:
    """Findings one below the other: how grave, which rule, what to do and on which basis."""
    lines = Table.grid(padding=(0, 1, 0, 1))
    lines.add_column(no_wrap=True)
    lines.add_column(no_wrap=True, style="cyan")
    lines.add_column(overflow="fold")
    for finding in findings:
        message = Text.assemble(finding.message, (f" [{finding.basis}]", "dim"))
        lines.add_row(Text(_NAMES[finding.severity], style=_STYLES[finding.severity]), finding.rule, message)
    return lines


def show_forms() -> None:
    """The forms, a line each."""
    table = Table("格式", "名称", "报告年度", "格数", "勾稽关系", "结转关系", "依据", box=None, pad_edge=False)
    for form in forms().values():
        years = f"{form.first_year}–{form.last_year or ''}"
        table.add_row(form.id, form.title, years, *map(str, map(len, (form.cells, form.sums, form.carries))), cite(form.basis))
    _console().print(table)


def show_form(form: Form) -> None:
    """A form's cells with their codes and articles, then its sums and what carries over."""
    console = _console()
    console.print(Text(f"{form.title}({form.id}),依据{cite(form.basis)}", style="bold"))
    for table in form.tables:
        shown = Table("代码", "栏目", "单位", "依据", title=table.title, box=None, pad_edge=False, title_justify="left")
        for cell in table.cells():
            shown.add_row(cell.code, cell.label, cell.unit, "、".join(map(cite, cell.basis)))
        console.print(shown)
    sums = Table("编号", "关系", "程度", "说明", title="勾稽关系与结转关系", box=None, pad_edge=False, title_justify="left")
    for equation in form.sums + form.carries:
        level = {"must": "必须", "should": "应当", "remark": "留意"}[equation.level]
        sums.add_row(equation.id, str(equation), level, equation.why)
    console.print(sums)


def show_rules() -> None:
    """The rules, a line each."""
    table = Table("规则", "名称", "依据", box=None, pad_edge=False)
    for rule_id, module in checks().items():
        table.add_row(rule_id, module.RULE.title, "、".join(map(cite, module.RULE.basis)))
    _console().print(table)


def show_rule(rule: Rule) -> None:
    """What a rule checks, why, on which basis, an example."""
    console = _console()
    console.print(Text(f"{rule.id} {rule.title}", style="bold"))
    basis = "、".join(map(cite, rule.basis))
    for name, words in (("查什么", rule.checks), ("为什么", rule.why), ("依据", basis), ("举例", rule.example)):
        console.print(Text.assemble((f"{name}:", "cyan"), words))
