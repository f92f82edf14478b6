"""What an item must state before it is submitted, and what in it contradicts itself.

条例 Arts. 6, 12–16; the catalogue's core elements after 政府信息公开目录系统实施指引.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongkai.guard.finding import Finding, Severity, fingerprint
from gongkai.guard.reading import by_severity, excerpt

EARLIEST = date(1949, 10, 1)
MAX_SUMMARY = 100
"""Characters of 内容概述: common practice."""

MAX_TITLE = 120

_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,20}〔([0-9]{4})〕([0-9]{1,5})号")
_ORDER_NUMBER = re.compile(r"第[0-9一二三四五六七八九十百]{1,6}号")
_WRONG_BRACKETS = re.compile(r"[\[\(（【［﹝<《][0-9]{4}[\]\)）】］﹞>》]")


@dataclass(frozen=True, slots=True)
class Elements:
    """An item's own statements; `None` or empty is what has not been stated.

    `published` is the day of publication, planned or past, `due` the last lawful one. `normative` tells a normative document
    (行政规范性文件), which must have its validity stated; `validity` is `valid`, `repealed`, `expired` or empty; `ground` is the ground for
    withholding.
    """

    title: str = ""
    issuing_body: str = ""
    document_number: str = ""
    formed: date | None = None
    published: date | None = None
    due: date | None = None
    node: str = ""
    openness: Literal["proactive", "on_request", "withheld", ""] = ""
    ground: str = ""
    normative: bool = False
    validity: Literal["valid", "repealed", "expired", ""] = ""
    effective_from: date | None = None
    expires_on: date | None = None
    summary: str = ""
    has_content: bool = True


def read_elements(item: Elements, *, salt: bytes, today: date) -> list[Finding]:
    """Everything missing or contradictory in `item`, worst first."""
    faults = (*_missing(item), *_dates(item, today), *_number(item), *_lengths(item))
    return by_severity(
        Finding(rule, severity, place, quote, message, advice, article, fingerprint(salt, rule, place, quote))
        for rule, severity, place, quote, message, advice, article in faults
    )


_Fault = tuple[str, Severity, str, str, str, str, str]


def _missing(item: Elements) -> Iterator[_Fault]:
    for value, place in (
        (item.title, "名称"),
        (item.issuing_body, "发文机关"),
        (item.formed, "成文日期"),
        (item.node, "目录"),
        (item.openness, "公开属性"),
    ):
        if not (value.strip() if isinstance(value, str) else value):
            yield "element-missing", "error", place, "", f"没有填写{place}。", f"补填{place}。", "r2019.12"
    if not item.has_content:
        yield "content-missing", "error", "正文", "", "既没有正文也没有附件。", "补上正文或者附件。", "r2019.6"
    if item.openness == "withheld" and not item.ground.strip():
        message = "定为不予公开而没有写明依据。"
        yield (
            "ground-missing",
            "error",
            "不予公开的依据",
            "",
            message,
            "选择条例第十四条至第十六条中的依据。",
            "r2019.13",
        )
    if item.openness == "proactive" and item.ground.strip():
        message = "定为主动公开，却又写有不予公开的依据，两者矛盾。"
        yield (
            "ground-contradicts",
            "error",
            "公开属性",
            excerpt(item.ground),
            message,
            "核对公开属性，改正其一。",
            "r2019.13",
        )
    if item.normative and not item.validity:
        yield (
            "validity-missing",
            "error",
            "有效性",
            "",
            "规范性文件没有写明有效性。",
            "填写有效、失效或者废止。",
            "r2019.20.1",
        )
    if item.normative and not item.document_number.strip():
        yield (
            "number-missing",
            "warning",
            "文号",
            "",
            "规范性文件没有文号。",
            "补填文号；确无文号的写明理由。",
            "r2019.20.1",
        )


def _dates(item: Elements, today: date) -> Iterator[_Fault]:
    formed, published = item.formed, item.published
    for day, place in ((formed, "成文日期"), (published, "发布日期"), (item.effective_from, "施行日期")):
        if day and day < EARLIEST:
            yield (
                "date-implausible",
                "error",
                place,
                f"{day}",
                f"{place}早于1949年10月1日。",
                f"核对并改正{place}。",
                "r2019.6",
            )
    if formed and formed > today:
        yield "date-future", "error", "成文日期", f"{formed}", "成文日期晚于今天。", "核对并改正成文日期。", "r2019.6"
    if formed and published and formed > published:
        quote = f"成文{formed}，发布{published}"
        yield "date-order", "error", "成文日期", quote, "成文日期晚于发布日期。", "核对两个日期，改正其一。", "r2019.6"
    if item.due and published and published > item.due >= today:
        message = f"定在{published}发布，晚于应当公开的日期{item.due}，将逾期公开。"
        advice = "提前发布的时间；确有理由的写明理由。"
        yield "schedule-late", "warning", "定时发布", f"{published}", message, advice, "r2019.26"
    until = item.expires_on
    if item.validity in ("repealed", "expired") and not until:
        message = "写明已废止或者失效，却没有废止、失效的日期。"
        yield "validity-undated", "warning", "有效性", item.validity, message, "补填废止、失效日期。", "r2019.20.1"
    if item.validity == "valid" and until and until < today:
        message = f"写明有效，但有效期已于{until}届满。"
        yield (
            "validity-contradicts",
            "error",
            "有效性",
            f"{until}",
            message,
            "核对有效性和有效期，改正其一。",
            "r2019.6",
        )
    if item.normative and item.validity == "valid" and not until:
        message = "规范性文件没有写明有效期。"
        yield "validity-open", "warning", "有效期至", "", message, "补填有效期；本地不要求的写明理由。", ""
    if until and any(day and day > until for day in (formed, item.effective_from)):
        message = "有效期届满的日期早于成文或者施行的日期。"
        yield "date-order", "error", "有效期至", f"{until}", message, "核对这些日期，改正其一。", "r2019.6"


def _number(item: Elements) -> Iterator[_Fault]:
    number = item.document_number.strip()
    if not number or _ORDER_NUMBER.search(number):
        return
    match = _NUMBER.fullmatch(number)
    if match is None:
        if _WRONG_BRACKETS.search(number):
            message, advice = "文号的年份没有用六角括号。", "改用六角括号，如云政办发〔2025〕9号。"
        else:
            message, advice = "文号不合常用的写法。", "核对文号，如云政办发〔2025〕9号；当时就是这样写的，写明理由。"
        yield "number-shape", "warning", "文号", excerpt(number), message, advice, ""
        return
    if match[2].startswith("0"):
        yield "number-shape", "warning", "文号", number, "文号的序号前不加0。", "去掉序号前的0。", ""
    if item.formed and abs(int(match[1]) - item.formed.year) > 0:
        message = f"文号的年份是{match[1]}年，成文日期在{item.formed.year}年。"
        yield "number-year", "warning", "文号", number, message, "核对文号和成文日期。", "r2019.6"


def _lengths(item: Elements) -> Iterator[_Fault]:
    if not item.summary.strip():
        yield (
            "summary-missing",
            "warning",
            "内容概述",
            "",
            "没有填写内容概述。",
            f"用不超过{MAX_SUMMARY}字写明主要内容。",
            "",
        )
    elif (length := len(item.summary.strip())) > MAX_SUMMARY:
        message = f"内容概述有{length}字，超过{MAX_SUMMARY}字。"
        yield "summary-long", "warning", "内容概述", excerpt(item.summary), message, f"压缩到{MAX_SUMMARY}字以内。", ""
    if len(item.title.strip()) > MAX_TITLE:
        message = f"名称有{len(item.title.strip())}字，像是把正文粘进了名称。"
        yield "title-long", "warning", "名称", excerpt(item.title), message, "核对名称。", ""
