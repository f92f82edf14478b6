"""`gongkai workdays`: how many working days lie between two dates, and by which calendars."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from gongkai.statute.workdays import Counted


def count_workdays(
    start: Annotated[str, typer.Argument(metavar="FROM", help="起始日期，当日不计，如 2025-09-25", show_default=False)],
    end: Annotated[str, typer.Argument(metavar="TO", help="截止日期，当日计入", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="输出一个JSON文档")] = False,
) -> None:
    """计算两个日期之间的工作日：调休上班的周末计入，放假的日子不计，并说明依据哪些年份的放假安排。"""
    from gongkai.cli import _opened
    from gongkai.statute.workdays import standard

    first, last = _day(start, "FROM"), _day(end, "TO")
    try:
        counted = standard().count(first, last)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="TO") from None
    with _opened() as out:
        if as_json:
            print(json.dumps(_document(counted), ensure_ascii=False, indent=2), file=out)
        else:
            print(*counted.sentences(), sep="\n", file=out)


def _document(counted: Counted) -> dict[str, Any]:
    return {
        "from": counted.start.isoformat(),
        "to": counted.end.isoformat(),
        "workdays": counted.days,
        "provisional": bool(counted.provisional_years),
        "provisional_years": list(counted.provisional_years),
        "calendars": [
            {"year": each.year, "source": each.source, "verified": each.verified} for each in counted.calendars
        ],
        "skipped": [
            {"first": each.first.isoformat(), "last": each.last.isoformat(), "why": each.why}
            for each in counted.skipped
        ],
        "worked_weekends": [day.isoformat() for day in counted.worked_weekends],
    }


def _day(text: str, parameter: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        why = f"“{text}”不是日期；请写成 2025-09-25 这样，并核对月、日是否存在"
        raise typer.BadParameter(why, param_hint=parameter) from None
