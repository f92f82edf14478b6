"""`gongkai clock` and `gongkai fee`: the due day of a request with its steps, and the processing fee with its bands."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from gongkai.statute.clock import Clock
    from gongkai.statute.fees import Fee

Json = Annotated[bool, typer.Option("--json", help="输出一个JSON文档")]


def run_clock(
    events: Annotated[
        str, typer.Argument(metavar="EVENTS.json", help="申请的事项，或者 -（标准输入）", show_default=False)
    ],
    as_json: Json = False,
) -> None:
    """计算一件依申请公开申请的答复期限：最后一日、不计入的工作日，以及每一步的依据。"""
    from gongkai.cli import _opened
    from gongkai.statute.clock import ClockError, fold, parse
    from gongkai.statute.workdays import standard

    try:
        text = sys.stdin.read() if events == "-" else Path(events).read_text(encoding="utf-8-sig")
        clock = fold(*parse(json.loads(text)), standard())
    except OSError as error:
        from gongkai.config.environment import reason

        raise typer.BadParameter(f"不能读取{events}：{reason(error)}", param_hint="EVENTS.json") from None
    except UnicodeDecodeError:
        raise typer.BadParameter(f"{events}不是UTF-8编码的文字", param_hint="EVENTS.json") from None
    except json.JSONDecodeError as error:
        why = f"第{error.lineno}行第{error.colno}列不是正确的JSON"
        raise typer.BadParameter(why, param_hint="EVENTS.json") from None
    except ClockError as error:
        raise typer.BadParameter(str(error), param_hint="EVENTS.json") from None
    with _opened() as out:
        if as_json:
            print(json.dumps(_clock_document(clock), ensure_ascii=False, indent=2), file=out)
        else:
            print(*_clock_lines(clock), sep="\n", file=out)


def _clock_document(clock: Clock) -> dict[str, Any]:
    return {
        "received": clock.received.isoformat(),
        "due": clock.due and clock.due.isoformat(),
        "provisional": clock.provisional,
        "excluded_workdays": clock.excluded_workdays,
        "waiting": clock.waiting or None,
        "waiting_until": clock.waiting_until and clock.waiting_until.isoformat(),
        "late": clock.late,
        "steps": [{"on": step.on.isoformat(), "what": step.what, "article": step.citation} for step in clock.steps],
    }


def _clock_lines(clock: Clock) -> list[str]:
    if clock.due:
        head = f"最后一日：{clock.due}" + ("（暂定：有年份没有放假安排）" if clock.provisional else "")
    elif clock.waiting:
        what = "补正" if clock.waiting == "correction" else "缴费"
        head = f"正在等申请人{what}，期限未在计算" + (f"；最迟{clock.waiting_until}" if clock.waiting_until else "")
    else:
        head = "期限不能确定"
    lines = [head, *(f"不计入{clock.excluded_workdays}个工作日" for _ in range(bool(clock.excluded_workdays)))]
    return lines + [f"{step.on}  {step.what}  {step.citation}" for step in clock.steps]


def count_fee(
    items: Annotated[
        int | None, typer.Option("--items", help="同一申请人一个自然月内的申请件数", metavar="N", min=0)
    ] = None,
    pages: Annotated[int | None, typer.Option("--pages", help="同一申请提供的页数", metavar="N", min=0)] = None,
    as_json: Json = False,
) -> None:
    """计算信息处理费：按件或者按量，两者只能选一，分档列出。"""
    from gongkai.cli import _opened
    from gongkai.statute.fees import fee

    if (items is None) == (pages is None):
        raise typer.BadParameter("请写明 --items 或者 --pages 其中的一个：同一申请只能用一种标准", param_hint="fee")
    counted = fee("items", items) if items is not None else fee("pages", pages or 0)
    with _opened() as out:
        if as_json:
            print(json.dumps(_fee_document(counted), ensure_ascii=False, indent=2), file=out)
        else:
            print(*_fee_lines(counted), sep="\n", file=out)


def _fee_document(counted: Fee) -> dict[str, Any]:
    from gongkai.statute.articles import cite
    from gongkai.statute.fees import tariff

    return {
        "amount": counted.amount,
        "unit": "元",
        "scale": counted.scale,
        "article": cite(tariff(counted.scale).article),
        "bands": [
            {"first": part.first, "last": part.last, "number": part.number, "rate": part.rate, "amount": part.amount}
            for part in counted.parts
        ],
    }


def _fee_lines(counted: Fee) -> list[str]:
    from gongkai.statute.articles import cite
    from gongkai.statute.fees import tariff

    scale = tariff(counted.scale)
    lines = [f"信息处理费：{counted.amount}元（{scale.label}，{cite(scale.article)}）"]
    return lines + [
        f"第{part.first}至{part.last}{scale.unit}，共{part.number}{scale.unit}，每{scale.unit}{part.rate}元：{part.amount}元"
        for part in counted.parts
    ]
