"""`gongkai annual build` and `gongkai annual rollup`: a unit's annual report from its records, a government's over the units below."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from gongkai.cli.platform import NOT_POSSIBLE, platform, told
from gongkai.cli.words import ChineseCommand, ChineseGroup

if TYPE_CHECKING:
    from gongkai.annual.building import Built

annual = typer.Typer(cls=ChineseGroup, no_args_is_help=True, help="年度报告。")


class Format(StrEnum):
    """What a report is written as."""

    json = "json"
    html = "html"
    docx = "docx"
    pdf = "pdf"
    xlsx = "xlsx"


Code = Annotated[str, typer.Option("--unit", help="机构代码，见 gongkai units", metavar="CODE", show_default=False)]
Year = Annotated[int, typer.Option("--year", help="报告的年度", metavar="Y", min=1, max=9999, show_default=False)]
To = Annotated[Format, typer.Option("--format", help="格式")]
Json = Annotated[bool, typer.Option("--json", help="输出一个JSON文档，同 --format json")]
Out = Annotated[str | None, typer.Option("-o", "--output", help="写入文件", metavar="FILE", show_default=False)]


@annual.command(cls=ChineseCommand)
def build(unit: Code, year: Year, style: To = Format.json, as_json: Json = False, output: Out = None) -> None:
    """由一个机构自己的记录生成年度报告，不改动平台上的任何内容；JSON中有各项数据的来源和核对发现。"""
    _put(_built(unit, year, rolled=False), Format.json if as_json else style, output)


@annual.command(cls=ChineseCommand)
def rollup(unit: Code, year: Year, style: To = Format.json, as_json: Json = False, output: Out = None) -> None:
    """汇总一级人民政府的年度报告：本级、各部门和下级政府；还没有计入的机构逐一列出。"""
    _put(_built(unit, year, rolled=True), Format.json if as_json else style, output)


def _built(code: str, year: int, *, rolled: bool) -> Built:
    with platform():
        from gongkai.annual.building import build as build_report
        from gongkai.annual.members import rolls_up
        from gongkai.units.models import Unit
        from gongkai.units.problems import NotReady

        unit = Unit.objects.filter(code=code).first()
        if unit is None:
            _fail(f"没有代码是“{code}”的机构；gongkai units 列出全部机构。")
        if rolled and not rolls_up(unit):
            _fail(f"{unit.name}不是一级人民政府，没有下级的报告要汇总；它自己的报告用 gongkai annual build。")
        try:
            return build_report(unit, year, rolled=rolled)
        except NotReady as problem:
            _fail("；".join(problem.messages))


def _put(built: Built, style: Format, output: str | None) -> None:
    from gongkai.cli import _opened
    from gongkai.report.writing import write
    from gongkai.typesetting import UnprintableError

    for member in built.missing:
        typer.echo(f"没有计入：{member.unit.name}（{member.label}）", err=True)
    try:
        data = _document(built).encode() if style is Format.json else write(built.written, style.value)
    except UnprintableError as problem:
        _fail(str(problem))
    if output is not None:
        with told():
            Path(output).write_bytes(data)
    elif style in (Format.json, Format.html):
        with _opened() as out:
            print(data.decode(), end="", file=out)
    elif sys.stdout.isatty():
        _fail(f"{style.value}不能显示在屏幕上，请用 -o 写明文件名。")
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _document(built: Built) -> str:
    from gongkai.report.writing.into_json import document

    findings = [_finding(found) for found in built.findings]
    missing = [
        {"code": each.unit.code, "name": each.unit.name, "standing": each.standing, "label": each.label}
        for each in built.missing
    ]
    more = {"provenance": built.provenance, "findings": findings, "missing": missing}
    return json.dumps(document(built.written) | more, ensure_ascii=False, indent=1) + "\n"


def _finding(found: Any) -> dict[str, Any]:
    names = ("rule", "severity", "message", "cells", "quote", "basis", "reason")
    return {name: value for name in names if (value := getattr(found, name)) or name == "cells"}


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(NOT_POSSIBLE)
