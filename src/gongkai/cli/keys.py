"""`gongkai keys`: a new key for what is sealed, and everything sealed anew with it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from gongkai.cli.platform import NOT_POSSIBLE, platform, told
from gongkai.cli.words import ChineseCommand, ChineseGroup

keys = typer.Typer(cls=ChineseGroup, no_args_is_help=True, help="加密个人信息和密码用的密钥。")
_TOLD = 20


@keys.command(cls=ChineseCommand)
def add() -> None:
    """增加一把新密钥，此后新内容用它加密，旧密钥仍能打开原有内容。重新启动平台后，再运行 gongkai keys rotate。"""
    with told():
        from gongkai.config.environment import add_key

        path = add_key("field_key")
    typer.echo(
        f"新密钥已写入{path}的第一行。请重新启动平台，再运行 gongkai keys rotate。请备份这个文件，丢失后不能恢复。"
    )


@keys.command(cls=ChineseCommand)
def rotate(as_json: Annotated[bool, typer.Option("--json", help="输出一个JSON文档")] = False) -> None:
    """用最新的密钥把全部加密内容重新加密；中断后可以再次运行。有打不开的内容时退出码为1。"""
    from gongkai.cli import _opened

    with platform():
        from gongkai.config.rotation import rotate as rotate_all

        done = rotate_all()
    with _opened() as out:
        if as_json:
            document = {"records": done.records, "files": done.files, "kept": done.kept, "broken": done.broken}
            print(json.dumps(document, ensure_ascii=False, indent=2), file=out)
        else:
            print(
                f"重新加密了{done.records}条记录、{done.files}个文件；{done.kept}项已是最新密钥，没有改动。", file=out
            )
            for broken in done.broken[:_TOLD]:
                print(f"打不开：{broken}", file=out)
            if done.broken:
                print(f"共{len(done.broken)}项用现有密钥都打不开。请不要删去旧密钥，先找回加密它们的密钥。", file=out)
            else:
                print(
                    "全部内容都已使用最新密钥：旧密钥可以从field_key中删去，只保留第一行，然后重新启动平台。", file=out
                )
    raise typer.Exit(NOT_POSSIBLE if done.broken else 0)
