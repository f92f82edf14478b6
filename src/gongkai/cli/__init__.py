"""The command line: `gongkai read`, `check`, `workdays`, `clock`, `serve` and others. Each command imports only what it needs."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO, TypeAlias

import typer

from gongkai.cli.annual import annual
from gongkai.cli.begin import begin
from gongkai.cli.demo import fill_demo
from gongkai.cli.keys import keys
from gongkai.cli.platform import audit, list_units, serve
from gongkai.cli.requests import count_fee, run_clock
from gongkai.cli.words import ChineseCommand, ChineseGroup, in_chinese
from gongkai.cli.workdays import count_workdays

if TYPE_CHECKING:
    from gongkai.report.batch import Failure
    from gongkai.report.checking import Finding
    from gongkai.report.model import Report

Checked: TypeAlias = "tuple[Report, list[Finding]] | Failure"

app = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="政府信息公开：发布平台、依申请公开、年度报告；已公布的年度报告，没有平台也能读取和核对。",
)

ERRORS_FOUND = 1
UNREADABLE = 2
INTERRUPTED = 130
PIPE_CLOSED = 141
"""The exit statuses: the contract's, and a shell's own for Ctrl-C and for a reader that went away."""


class ReadFormat(StrEnum):
    """How `read` prints."""

    jsonl = "jsonl"
    table = "table"
    csv = "csv"


class CheckFormat(StrEnum):
    """How `check` prints."""

    text = "text"
    jsonl = "jsonl"
    csv = "csv"


Paths = Annotated[
    list[str], typer.Argument(help="文件、文件夹，或者 -（标准输入）", metavar="PATH…", show_default=False)
]
Out = Annotated[
    str | None, typer.Option("-o", "--output", help="写入文件，不写屏幕", metavar="FILE", show_default=False)
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="同时工作的进程数", metavar="N")]


@app.command(cls=ChineseCommand)
def read(
    paths: Paths,
    style: Annotated[ReadFormat, typer.Option("--format", help="输出格式")] = ReadFormat.jsonl,
    output: Out = None,
    jobs: Jobs = 1,
) -> None:
    """读取年度报告：法定表格逐格读出，正文中的数字附原句。"""
    from gongkai.report.batch import each, read_path, walk

    failed = False
    with _opened(output, paths) as out:
        if style is ReadFormat.table:
            from gongkai.cli.show import show_reports

            failed = show_reports(each(read_path, walk(paths), jobs), out)
        else:
            if style is ReadFormat.csv:
                from gongkai.report.output import READ_COLUMNS

                print(",".join(READ_COLUMNS), file=out)
            work = functools.partial(_read_lines, style=style.value)
            for result in each(work, walk(paths), jobs):
                failed |= _print_lines(result, style.value, out)
    raise typer.Exit(UNREADABLE if failed else 0)


def _read_lines(path: str, style: str) -> str | Failure:
    from gongkai.report import output
    from gongkai.report.batch import Failure, read_path

    report = read_path(path)
    if isinstance(report, Failure):
        return report
    return output.report_json(report) if style == "jsonl" else output.csv_lines(output.report_rows(report))


def _print_lines(result: str | Failure, style: str, out: TextIO) -> bool:
    """Print one path's lines; a failure has its own line in JSON and goes to standard error else. Whether it was a failure."""
    from gongkai.report.output import report_json

    if isinstance(result, str):
        if result:
            print(result, file=out)
        return False
    if style == "jsonl":
        print(report_json(result), file=out)
    else:
        _complain(f"{result.source}：{result.error}")
    return True


@app.command(cls=ChineseCommand)
def check(
    paths: Paths,
    style: Annotated[CheckFormat, typer.Option("--format", help="输出格式")] = CheckFormat.text,
    against: Annotated[
        list[str] | None,
        typer.Option(help="同一单位上一年度的报告，可以多次给出", metavar="FILE", show_default=False),
    ] = None,
    output: Out = None,
    jobs: Jobs = 1,
) -> None:
    """核对年度报告：指出哪些不可能正确，依据是什么，怎样改。退出码：0 没有错误，1 发现错误，2 有文件读不了。"""
    from gongkai.report.batch import each, walk

    others, failed = _last_years(against or ())
    found = False
    with _opened(output, [*paths, *(against or ())]) as out:
        if style is CheckFormat.text:
            from gongkai.cli.show import show_findings

            broken, found = show_findings(each(functools.partial(_check, others=others), walk(paths), jobs), out)
            failed |= broken
        else:
            if style is CheckFormat.csv:
                from gongkai.report.output import CHECK_COLUMNS

                print(",".join(CHECK_COLUMNS), file=out)
            work = functools.partial(_check_lines, others=others, style=style.value)
            for result in each(work, walk(paths), jobs):
                lines, errors = result if isinstance(result, tuple) else (result, False)
                failed |= _print_lines(lines, style.value, out)
                found |= errors
    raise typer.Exit(UNREADABLE if failed else ERRORS_FOUND if found else 0)


def _last_years(paths: Sequence[str]) -> tuple[list[Report], bool]:
    """The reports of the year before, and whether one of them could not be read."""
    from gongkai.report.batch import Failure, read_path

    read = [read_path(path) for path in paths]
    failures = [one for one in read if isinstance(one, Failure)]
    for failure in failures:
        _complain(f"{failure.source}：{failure.error}")
    return [one for one in read if not isinstance(one, Failure)], bool(failures)


def _check(path: str, others: list[Report]) -> Checked:
    """The report in `path` with its findings, or the failure to read it."""
    from gongkai.report.batch import Failure, read_path
    from gongkai.report.checking import check as findings_of

    report = read_path(path)
    return report if isinstance(report, Failure) else (report, list(findings_of(report, others)))


def _check_lines(path: str, others: list[Report], style: str) -> tuple[str, bool] | Failure:
    from gongkai.report import output
    from gongkai.report.batch import Failure

    result = _check(path, others)
    if isinstance(result, Failure):
        return result
    report, findings = result
    if style == "jsonl":
        lines = "\n".join(output.finding_json(report, finding) for finding in findings)
    else:
        lines = output.csv_lines(output.finding_row(report, finding) for finding in findings)
    return lines, any(finding.severity == "error" for finding in findings)


@app.command(cls=ChineseCommand)
def forms(
    form: Annotated[str | None, typer.Argument(help="2014、2019 或者 2021", metavar="FORM", show_default=False)] = None,
) -> None:
    """列出法定格式；给出格式名时，打印它的栏目、代码和勾稽关系。"""
    from gongkai.cli.show_law import show_form, show_forms
    from gongkai.statute.forms import forms as all_forms

    if form is not None and form not in all_forms():
        _refuse(f"没有名为“{form}”的格式；现有：{'、'.join(all_forms())}")
    with _opened() as out:
        if form is None:
            show_forms(out)
        else:
            show_form(all_forms()[form], out)


@app.command(cls=ChineseCommand)
def explain(
    rule: Annotated[
        str | None, typer.Argument(help="规则名，如 arithmetic", metavar="RULE", show_default=False)
    ] = None,
) -> None:
    """说明一条核对规则：查什么，为什么，依据哪一条，举一个例子；不给规则名时列出全部规则。"""
    from gongkai.cli.show_law import show_rule, show_rules
    from gongkai.report.checking import checks

    if rule is not None and rule not in checks():
        _refuse(f"没有名为“{rule}”的规则；现有：{'、'.join(checks())}")
    with _opened() as out:
        if rule is None:
            show_rules(out)
        else:
            show_rule(checks()[rule].RULE, out)


app.command("workdays", cls=ChineseCommand)(count_workdays)
app.command("clock", cls=ChineseCommand)(run_clock)
app.command("fee", cls=ChineseCommand)(count_fee)
app.command("serve", cls=ChineseCommand)(serve)
app.command("units", cls=ChineseCommand)(list_units)
app.command("demo", cls=ChineseCommand)(fill_demo)
app.command("begin", cls=ChineseCommand)(begin)
app.add_typer(annual, name="annual")
app.add_typer(audit, name="audit")
app.add_typer(keys, name="keys")


def _complain(message: str) -> None:
    typer.echo(message, err=True)


def _refuse(message: str) -> None:
    _complain(message)
    raise typer.Exit(UNREADABLE)


@contextlib.contextmanager
def _opened(output: str | None = None, inputs: Sequence[str] = ()) -> Iterator[TextIO]:
    """The stream to print on, UTF-8 whatever the terminal's locale: the file `output`, which is none of the `inputs`, or the screen."""
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        try:
            yield sys.stdout
            sys.stdout.flush()
        except BrokenPipeError:  # `| head` has seen enough; what is still buffered goes nowhere
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(PIPE_CLOSED) from None
        return
    path = Path(output)
    if path.exists() and any(Path(one).exists() and path.samefile(one) for one in inputs):
        _refuse(f"{output}：这是要读取的文件，不能写入；请另取一个文件名")
    try:
        file = path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        from gongkai.config.environment import reason

        _refuse(f"{output}：不能写入（{reason(error)}）")
        raise
    with file:
        yield file


def main() -> None:
    """Run the command line and exit with its status."""
    try:
        status = app(prog_name="gongkai", standalone_mode=False)
    except typer.Abort:
        status = INTERRUPTED
    except typer.TyperException as error:
        _complain(in_chinese(error.format_message()))
        status = error.exit_code
    if status == INTERRUPTED:
        _complain("已中断")
    sys.exit(status)
