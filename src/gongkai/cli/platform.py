"""The commands of the platform: `serve`, `units`, `audit verify`. Only what runs one of them loads Django."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Annotated

import typer

from gongkai.cli.words import ChineseCommand, ChineseGroup

NOT_POSSIBLE = 1
"""The exit status where the platform cannot be used as it is set up here."""
_NEEDED = ("django", "wagtail", "django_tasks_db", "granian")

audit = typer.Typer(cls=ChineseGroup, no_args_is_help=True, help="审计日志。")


def serve(
    demo: Annotated[bool, typer.Option("--demo", help="数据库里还没有机构时，填入示范县的数据")] = False,
) -> None:
    """启动平台：网站和后台一起启动，按Ctrl-C一起结束。

    地址和数据文件夹由环境变量HOST、PORT、GONGKAI_HOME、DATABASE_URL决定。
    """
    with told():
        _check_installed()
        from gongkai.config.serving import serve as serve_all

        serve_all(demo=demo)


def list_units(as_json: Annotated[bool, typer.Option("--json", help="输出一个JSON文档")] = False) -> None:
    """列出机构：代码、名称、类别、上级。"""
    from gongkai.cli import _opened

    with platform():
        from gongkai.units.models import Unit

        units = list(Unit.objects.order_by("path"))
        codes = {unit.path: unit.code for unit in units}
        rows = [(unit, codes.get(unit.path[: -Unit.steplen], "")) for unit in units]
    with _opened() as out:
        if as_json:
            document = [
                {"code": unit.code, "name": unit.name, "kind": unit.kind, "parent": parent or None}
                for unit, parent in rows
            ]
            print(json.dumps(document, ensure_ascii=False, indent=2), file=out)
        else:
            from gongkai.cli.terminal import console_on, table_of

            table = table_of("代码", "名称", "类别", "上级")
            for unit, parent in rows:
                table.add_row(unit.code, unit.name, unit.get_kind_display(), parent)
            console_on(out).print(table)


@audit.command(cls=ChineseCommand)
def verify(as_json: Annotated[bool, typer.Option("--json", help="输出一个JSON文档")] = False) -> None:
    """逐条核对审计日志是否被改动；有改动时指出第一处，退出码为1。"""
    from gongkai.cli import _opened

    with platform():
        from gongkai.audit.log import verify as verify_log

        number, broken = verify_log()
    with _opened() as out:
        if as_json:
            fault = {"number": broken.number, "why": broken.why} if broken else None
            print(json.dumps({"entries": number, "broken": fault}, ensure_ascii=False, indent=2), file=out)
        elif broken is None:
            print(f"审计日志完好，共{number}条。", file=out)
        else:
            print(f"审计日志从第{broken.number}条起不能相信：{broken.why}（之前的{number}条完好）", file=out)
    raise typer.Exit(1 if broken else 0)


@contextlib.contextmanager
def platform() -> Iterator[None]:
    """Django with the platform's database for a command; what is wrong with either is told in Chinese, with exit status 1."""
    with told():
        _check_installed()
        from gongkai.config.processes import load

        load()
        from django.db import DatabaseError  # type: ignore[import-untyped]

        try:
            yield
        except DatabaseError as error:
            why = " ".join(str(error).split())
            _refuse(
                f"数据库不能使用：{why}。还没有启动过平台的，请先运行 gongkai serve；否则请检查DATABASE_URL和GONGKAI_HOME。"
            )


@contextlib.contextmanager
def told() -> Iterator[None]:
    """What is wrong with the environment is told in Chinese, with exit status 1."""
    from gongkai.config.environment import EnvironmentProblem, reason

    try:
        yield
    except EnvironmentProblem as problem:
        _refuse(str(problem))
    except OSError as error:
        _refuse(f"不能读写文件：{reason(error)}（{error.filename or ''}）")


def _check_installed() -> None:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        _refuse(f"平台的组件没有安装（缺少{'、'.join(missing)}）。请安装 gongkai[platform] 后再运行。")


def _refuse(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(NOT_POSSIBLE)
