"""What a person sees on the terminal of reports and findings: readable tables (rich)."""

from __future__ import annotations

import itertools
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

from rich.console import Console, Group
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from gongkai.cli import Checked
from gongkai.cli.terminal import console_on, table_of
from gongkai.report.batch import Failure
from gongkai.report.checking import Finding
from gongkai.report.model import Report
from gongkai.statute.forms import forms

T = TypeVar("T")

_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}
_NAMES = {"error": "错误", "warning": "疑似", "note": "提示"}
_PAGE = 200
"""Reports under one heading: a table is laid out only when it is whole, and a run may be of any length."""


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
    console = console_on(out)
    failed = False
    results = iter(_with_progress(results))
    page = list(itertools.islice(results, _PAGE))
    alone = page[0] if len(page) == 1 else None
    while page:
        table = table_of("文件", "单位", "年度", "格式", "法定表格", "正文数字", "修补")
        for result in page:
            if isinstance(result, Failure):
                failed = True
                table.add_row(Text(result.source), Text(result.error, style="bold red"))
            else:
                table.add_row(*_summary(result))
        console.print(table)
        page = list(itertools.islice(results, _PAGE))
    if isinstance(alone, Report):
        console.print(_cells(alone))
    return failed


def _summary(report: Report) -> list[str]:
    blanks = sum(value is None for value in report.cells.values())
    cells = f"{len(report.cells)}格" + (f"，空白{blanks}格" if blanks else "") if report.cells else "无"
    repairs = " ".join(f"{kind}×{count}" for kind, count in report.repairs.items())
    year = str(report.year or "不明")
    return [report.source, report.unit or "不明", year, report.form, cells, f"{len(report.prose)}个", repairs]


def _cells(report: Report) -> Group:
    table = table_of("代码", "栏目", "数字", "原文")
    known = {code: cell for form in reversed(list(forms().values())) for code, cell in form.cells.items()}
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
    console = console_on(out)
    count: Counter[str] = Counter()
    for result in _with_progress(results):
        count["reports"] += 1
        if isinstance(result, Failure):
            count["unreadable"] += 1
            console.print(Text.assemble((result.source, "bold"), "  ", ("读不了：" + result.error, "bold red")))
            continue
        report, findings = result
        count.update(finding.severity for finding in findings)
        count["sound"] += not any(finding.severity == "error" for finding in findings)
        title = f"{report.unit or '单位不明'} {report.year or '年度不明'}年 格式{report.form}"
        console.print(
            Text.assemble((report.source, "bold"), "  ", title, ("" if findings else "  未发现问题", "green"))
        )
        if findings:
            console.print(_lines(findings))
    words = f"{count['reports']}份报告，{count['sound']}份没有错误；错误{count['error']}处，疑似{count['warning']}处，提示{count['note']}处"
    console.print(Text(words + (f"；{count['unreadable']}份读不了" if count["unreadable"] else ""), style="bold"))
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
