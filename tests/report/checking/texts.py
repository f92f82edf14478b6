"""Reports for the tests of the text checks: what a clerk of the made-up county might write, parted at its headings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gongkai.report.model import Breakdown, Figure, Number, Part, Report, Section
from tests.report.checking.reports import TOWNSHIP, YEARS, make

STREET = "云溪县城关街道办事处"
COUNTY = "云溪县人民政府"
BUREAU = "云溪县教育局"
OUTLINE = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)

_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、.{1,40}")


def written(text: str, form: str = "2021", cells: Mapping[str, Number | None] | None = None, **more: Any) -> Report:
    """A report whose running text is `text`; a line that begins with 一、 and the like is the heading of a part."""
    sections = [("", list[str]())]
    for line in text.splitlines():
        if _HEADING.fullmatch(line.strip()) and "。" not in line:
            sections.append((line.strip(), []))
        else:
            sections[-1][1].append(line)
    parts = [Section(heading, "\n".join(lines)) for heading, lines in sections if heading or lines]
    own = {"title": _title(more.get("unit", TOWNSHIP), more.get("year", YEARS[form])), "sections": parts, "text": text}
    return make(form, cells, **{**own, **more})


def whole(**said: str) -> str:
    """The text of a report in the six parts of the form; `said` puts sentences into a part: `first`, `third`, `fourth`, `last`."""
    places = dict(zip(("first", "second", "third", "fourth", "fifth", "last"), OUTLINE, strict=True))
    usual = {"fifth": "栏目更新还不够及时，明年将逐月检查。", "last": "本年度没有收取信息处理费。"}
    numbers = "一二三四五六"
    return "\n".join(
        f"{number}、{title}\n{said.get(place, usual.get(place, ''))}"
        for number, (place, title) in zip(numbers, places.items(), strict=True)
    )


def _title(unit: str, year: int) -> str:
    return f"{unit}{year}年政府信息公开工作年度报告"


def said(code: str, value: Number, quote: str, **more: bool) -> Figure:
    """A figure of the prose with its sentence."""
    return Figure(code, value, quote, **more)


def parted(
    total: Number, *values: tuple[str, Number], quote: str = "", code: str | None = "proactive", **more: bool
) -> Breakdown:
    """A total and its parts, each a label and a number."""
    parts = tuple(Part(label, value, "条") for label, value in values)
    return Breakdown(Part("主动公开信息", total, "条"), parts, quote or f"主动公开信息{total}条", code, **more)
