"""`gongkai begin`: the first unit and the first administrator of an empty database."""

from __future__ import annotations

from getpass import getpass
from typing import Annotated

import typer

from gongkai.cli.platform import NOT_POSSIBLE, platform


def begin(
    username: Annotated[str, typer.Option("--username", help="管理员的用户名", prompt="管理员用户名")],
    name: Annotated[str, typer.Option("--name", help="管理员的姓名", prompt="管理员姓名")],
    unit: Annotated[str, typer.Option("--unit", help="最上级机构的全称", prompt="最上级机构全称")],
    short: Annotated[str, typer.Option("--short", help="机构的简称", prompt="机构简称")],
    code: Annotated[str, typer.Option("--code", help="机构代码，用于网址，例如 yunxi", prompt="机构代码（用于网址）")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind", help="类别：province city county township street department authorised 之一", prompt="类别"
        ),
    ],
    front: Annotated[
        str,
        typer.Option("--front", help="9位组织机构代码（去掉连字符）或18位统一社会信用代码", prompt="组织机构代码"),
    ],
    password: Annotated[
        str | None,
        typer.Option(
            "--password",
            envvar="GONGKAI_PASSWORD",
            help="口令，至少10位；不要写在命令里，让程序来问",
            show_default=False,
        ),
    ] = None,
) -> None:
    """在空的数据库中设立最上级机构和第一个管理员；其余机构和人员由管理员在工作台中增加。"""
    password = password or _asked()
    with platform():
        from django.core.exceptions import ValidationError  # type: ignore[import-untyped]

        from gongkai.config.preparing import prepare
        from gongkai.units.models import Kind
        from gongkai.units.services import first_administrator

        if kind not in Kind.values:
            known = "、".join(f"{value}（{label}）" for value, label in Kind.choices)
            typer.echo(f"没有类别“{kind}”，只有：{known}", err=True)
            raise typer.Exit(NOT_POSSIBLE)
        prepare(demo=False)
        root = {"code": code, "name": unit, "short_name": short, "kind": kind, "front": front}
        try:
            person = first_administrator(username=username, name=name, password=password, root=root)
        except ValidationError as error:
            for message in error.messages:
                typer.echo(message, err=True)
            raise typer.Exit(NOT_POSSIBLE) from None
    typer.echo(f"已设立{unit}，管理员是{person.name}（{person.username}）。运行 gongkai serve 后从 /workbench/ 登录。")


def _asked() -> str:
    """A password that was typed twice alike; it is not shown."""
    while True:
        try:
            password = getpass("口令: ")
            if password and password == getpass("再输入一次: "):
                return password
        except (EOFError, KeyboardInterrupt):
            raise typer.Abort from None
        typer.echo("两次输入的口令不一样，请重新输入。", err=True)
