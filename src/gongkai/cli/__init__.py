"""The command line: `gongkai read`, `check`, `forms`, `explain`. Each command imports only what it needs."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

if TYPE_CHECKING:
    from gongkai.report.batch import Failure
    from gongkai.report.model import Report

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="政府信息公开工作年度报告的读取与核对。Reads and checks published annual reports on open government information.",
)

UNREADABLE = 2
ERRORS_FOUND = 1


class ReadFormat(StrEnum):
    """How `read` prints."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


class CheckFormat(StrEnum):
    """How `check` prints."""

    text = "text"
    jsonl = "jsonl"
    csv = "csv"


Paths = Annotated[list[str], typer.Argument(help="文件、文件夹,或者 -(标准输入)", metavar="PATH…", show_default=False)]
Out = Annotated[str | None, typer.Option("-o", "--output", help="写入文件,不写屏幕", metavar="FILE", show_default=False)]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="同时工作的进程数", metavar="N")]


@app.command()
def read(
    paths: Paths,
    format: Annotated[ReadFormat, typer.Option(help="输出格式")] = ReadFormat.jsonl,
    output: Out = None,
    jobs: Jobs = 1,
) -> None:
    """读取年度报告:法定表格逐格读出,正文中的数字附原句。"""
    from gongkai.report.batch import each, walk

    failed = False
    with _opened(output) as out:
        if format is ReadFormat.table:
            from gongkai.cli.show import show_reports
            from gongkai.report.batch import read_path

            failed = show_reports(each(read_path, walk(paths), jobs), out)
        else:
            if format is ReadFormat.csv:
                from gongkai.report.output import READ_COLUMNS

                print(",".join(READ_COLUMNS), file=out)
            work = functools.partial(_read_lines, format=format.value)
            for result in each(work, walk(paths), jobs):
                failed |= _print_lines(result, format.value, out)
    raise typer.Exit(UNREADABLE if failed else 0)


def _read_lines(path: str, format: str) -> str | Failure:
    from gongkai.report import output
    from gongkai.report.batch import Failure, read_path

    report = read_path(path)
    if isinstance(report, Failure):
        return report
    return output.report_json(report) if format == "jsonl" else output.csv_lines(output.report_rows(report))


def _print_lines(result: str | Failure, format: str, out: TextIO) -> bool:
    """Print one path's lines; a failure has its own line in JSON and goes to standard error else. Whether it was a failure."""
    from gongkai.report.output import report_json

    if isinstance(result, str):
        if result:
            print(result, file=out)
        return False
    if format == "jsonl":
        print(report_json(result), file=out)
    else:
        print(f"{result.source}: {result.error}", file=sys.stderr)
    return True


@app.command()
def check(
    paths: Paths,
    format: Annotated[CheckFormat, typer.Option(help="输出格式")] = CheckFormat.text,
    against: Annotated[
        list[str] | None,
        typer.Option(help="同一单位上一年度的报告,可以多次给出", metavar="FILE", show_default=False),
    ] = None,
    output: Out = None,
    jobs: Jobs = 1,
) -> None:
    """核对年度报告:指出哪些不可能正确,依据是什么,怎样改。退出码:0 没有错误,1 发现错误,2 有文件读不了。"""
    from gongkai.report.batch import Failure, each, read_path, walk

    others: list[Report] = []
    failed = found = False
    for path in against or ():
        other = read_path(path)
        if isinstance(other, Failure):
            print(f"{other.source}: {other.error}", file=sys.stderr)
            failed = True
        else:
            others.append(other)
    with _opened(output) as out:
        if format is CheckFormat.text:
            from gongkai.cli.show import show_findings

            broken, found = show_findings(each(functools.partial(_check, others=others), walk(paths), jobs), out)
            failed |= broken
        else:
            if format is CheckFormat.csv:
                from gongkai.report.output import CHECK_COLUMNS

                print(",".join(CHECK_COLUMNS), file=out)
            work = functools.partial(_check_lines, others=others, format=format.value)
            for result in each(work, walk(paths), jobs):
                lines, errors = result if isinstance(result, tuple) else (result, False)
                failed |= _print_lines(lines, format.value, out)
                found |= errors
    raise typer.Exit(UNREADABLE if failed else ERRORS_FOUND if found else 0)


def _check(path: str, others: list[Report]):  # type: ignore[no-untyped-def]
    """The report in `path` with its findings, or the failure to read it."""
    from gongkai.report.batch import Failure, read_path
    from gongkai.report.checking import check as findings_of

    report = read_path(path)
    return report if isinstance(report, Failure) else (report, list(findings_of(report, others)))


def _check_lines(path: str, others: list[Report], format: str) -> tuple[str, bool] | Failure:
    from gongkai.report import output
    from gongkai.report.batch import Failure

    result = _check(path, others)
    if isinstance(result, Failure):
        return result
    report, findings = result
    if format == "jsonl":
        lines = "\n".join(output.finding_json(report, finding) for finding in findings)
    else:
        lines = output.csv_lines(output.finding_row(report, finding) for finding in findings)
    return lines, any(finding.severity == "error" for finding in findings)


@app.command()
def forms(form: Annotated[str | None, typer.Argument(help="2014、2019 或者 2021", show_default=False)] = None) -> None:
    """列出法定格式;给出格式名时,打印它的栏目、代码和勾稽关系。"""
    from gongkai.cli.show import show_form, show_forms
    from gongkai.statute.forms import forms as all_forms

    if form is None:
        show_forms()
    elif form in all_forms():
        show_form(all_forms()[form])
    else:
        _refuse(f"没有名为“{form}”的格式;现有:{'、'.join(all_forms())}")


@app.command()
def explain(rule: Annotated[str | None, typer.Argument(help="规则名,如 arithmetic", show_default=False)] = None) -> None:
    """说明一条核对规则:查什么,为什么,依据哪一条,举一个例子;不给规则名时列出全部规则。"""
    from gongkai.cli.show import show_rule, show_rules
    from gongkai.report.checking import checks

    if rule is None:
        show_rules()
    elif rule in checks():
        show_rule(checks()[rule].RULE)
    else:
        _refuse(f"没有名为“{rule}”的规则;现有:{'、'.join(checks())}")


def _refuse(message: str) -> None:
    print(message, file=sys.stderr)
    raise typer.Exit(UNREADABLE)


@contextlib.contextmanager
def _opened(output: str | None) -> Iterator[TextIO]:
    """The stream to print on: UTF-8 whatever the terminal's locale, a file where `output` names one."""
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        yield sys.stdout
        return
    try:
        file = open(output, "w", encoding="utf-8", newline="\n")  # noqa: SIM115 (closed below; an error names the file)
    except OSError as error:
        _refuse(f"{output}: 不能写入:{error.strerror}")
        raise
    with file:
        yield file


def main() -> None:
    """Run the command line; a reader that closes the pipe early (`| head`) ends it quietly."""
    try:
        app(prog_name="gongkai")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(UNREADABLE)


if __name__ == "__main__":
    main()
