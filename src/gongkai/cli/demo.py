"""`gongkai demo`: fill an empty database with the made-up county 云溪县."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from gongkai.cli.platform import NOT_POSSIBLE, platform


def fill_demo(
    units: Annotated[int, typer.Option("--units", help="机构数", metavar="N")] = 30,
    items: Annotated[int, typer.Option("--items", help="信息数", metavar="N")] = 600,
    requests: Annotated[int, typer.Option("--requests", help="依申请公开的申请数", metavar="N", min=0)] = 60,
    year: Annotated[
        int | None, typer.Option("--year", help="数据截止的年份，默认为今年", metavar="Y", show_default=False)
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="种子：参数相同，数据就相同", metavar="S")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个JSON文档")] = False,
) -> None:
    """在空的数据库中装入示范县“云溪县”的数据：机构、人员、各种状态的信息和公开申请，全部是虚构的。"""
    from gongkai.cli import _opened

    with platform():
        from gongkai.config.demo import PASSWORD, DemoRefused, fill
        from gongkai.config.preparing import prepare

        prepare(demo=False)
        try:
            filled = fill(units=units, items=items, requests=requests, year=year, seed=seed)
        except DemoRefused as refused:
            typer.echo(str(refused), err=True)
            raise typer.Exit(NOT_POSSIBLE) from None
    with _opened() as out:
        if as_json:
            document = {
                "units": filled.units,
                "people": filled.people,
                "items": filled.items,
                "requests": filled.requests,
                "disputes": filled.disputes,
                "reports": filled.reports,
            }
            print(json.dumps(document, ensure_ascii=False, indent=2), file=out)
            return
        print(
            f"已装入{filled.units}个机构、{filled.people}名人员、{filled.items}条信息、{filled.requests}件公开申请、"
            f"{filled.disputes}件复议诉讼和投诉举报、{filled.reports}份年度报告。",
            file=out,
        )
        print(f"登录名由机构代码和角色组成，例如 jyj-author（县教育局拟稿人）；演示口令都是 {PASSWORD}", file=out)
