"""Who reports on which year: title, unit, year, period, publication day and the page's head table.

Everything is taken as printed, right or wrong; what the document does not say stays `None`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LABELS: Mapping[str, tuple[str, ...]] = {
    "index_number": ("索引号", "信息索引号"),
    "document_number": ("发文字号", "发布文号", "文号", "文件编号"),
    "publisher": ("发布机构", "发布单位", "发文机关", "发文单位", "公开主体", "公开责任部门", "信息来源", "来源"),
    "unified_number": ("统一编号", "统一登记号"),
    "validity": ("有效性", "时效性", "效力状态", "是否有效"),
    "openness": ("公开形式", "公开方式", "公开属性"),
    "audience": ("公开范围", "公开对象"),
    "duration": ("公开时限", "公开期限"),
    "created": ("成文日期", "生成日期", "发文日期", "成文时间"),
    "published": ("发布日期", "发布时间", "公开日期", "发文时间", "日期", "时间"),
    "catalogue": ("公开目录", "所属目录", "组配分类", "信息分类"),
    "subject": ("主题分类", "主题导航"),
    "genre": ("体裁分类", "公文种类"),
    "keywords": ("主题词", "关键词", "关键字"),
    "summary": ("内容概述", "信息概述"),
    "name": ("信息名称", "名称", "标题"),
    "views": ("浏览量", "浏览次数", "点击数", "点击量", "阅读次数", "访问量"),
}
"""The labels of a page's head table and line, by the key that they are read under (law: the catalogue's data elements)."""

_KEY_OF = {label: name for name, labels in LABELS.items() for label in labels}
_WORD = re.compile(r"[^\s|:：]+")
_SPACED = re.compile(r"(?<![一-鿿])([索文]) (引 )?(号)(?![一-鿿])")
_HEAD = 800
"""A page's head table stands within so many characters, and before the first part."""
_FIRST_PART = "\n一、"
_DATE = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})")
_TITLE = re.compile(r"(?:信息|政务|信息与政务)公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:报告|总结)|公开年报")
_TITLE_END = re.compile(r"(?:报告|总结|年报)(?:[(（][^)）]{1,12}[)）])?$")
_TITLE_IN_TEXT = re.compile(r"(?:公布|发布|编制|公开)(?:了)?[《]?([^，,。；《》\s]{0,24}?(?:20\d{2})年?(?:度)?[^，,。；《》\s]{0,8}?公开(?:工作)?年度报告)")
_YEAR = re.compile(r"(20\d{2}|二[〇○零O0][一二三四五六七八九〇○零]{2})\s*年?(?=年|度|政|信|法|\s|$)")
_PERIOD = re.compile(
    r"(?:20\d{2})\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日?\s*(?:零时)?起?\s*(?:至|到|—|－|-|~|～)+\s*(?:当年|同年)?(?:20\d{2}\s*年)?\s*\d{1,2}\s*月\s*\d{1,2}\s*日?"
)
_ORGAN = re.compile(r"人民政府|办事处|委员会|管委会|[局厅部院]$|办公室|中心$|公司$|学校$|站$|所$|大队$|[省市县区乡镇]$")
_FILLED_BY = re.compile(r"填报单位(?:[(（][^)）]*[)）])?\s*[:：]\s*([^\s|]{2,40})")
_FROM = re.compile(r"(?:关于|\s)*[《]?(?:20\d{2}|二[〇○零].{2})\s*年?.*|(?:关于)?(?:政府|政务)?(?:信息|政务)(?:与政务)?公开.*", re.DOTALL)


@dataclass(slots=True)
class Head:
    """What a document says about itself; `signed` is the date at its end, `filled_by` the unit that filled in the table."""

    title: str | None = None
    unit: str | None = None
    year: int | None = None
    period: tuple[str, str] | None = None
    published: str | None = None
    signed: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)


def read_head(text: str, lines: Sequence[str], meta: Mapping[str, str]) -> Head:
    """Read the head from the whole `text`, its `lines` (paragraphs and headings, not empty) and an HTML page's meta tags."""
    first_part = text.find(_FIRST_PART, 0, _HEAD)
    head = Head(metadata=_metadata(text[: first_part if first_part >= 0 else _HEAD]))
    head.published = _date(head.metadata.pop("published", "")) or _date(meta.get("PubDate", ""))
    head.metadata.pop("views", None)
    head.title = _title(lines) or meta.get("ArticleTitle") or _title_in_text(text)
    head.period = _period(text)
    signature, head.signed = _signature(lines)
    head.unit = _unit(head, text, signature, meta)
    head.year = _year(head, text)
    return head


def _metadata(text: str) -> dict[str, str]:
    """The labelled values of the page's head; the text between one label and the next one or the line's end."""
    if " 号" in text:
        text = _SPACED.sub(lambda match: "".join(match[0].split()), text)
    found: dict[str, str] = {}
    labels = [match for match in _WORD.finditer(text) if match[0] in _KEY_OF]
    for match, after in itertools.zip_longest(labels, labels[1:]):
        start, end = match.span()
        name = _KEY_OF[match[0]]
        alone = not text[text.rfind("\n", 0, start) + 1 : start].strip()
        between = text[end : after.start() if after else end + 80]
        value = between.lstrip(" \t\xa0\u3000|:：\n" if alone else " \t\xa0\u3000|:：")
        line = value.split("\n", 1)[0].split("|", 1)[0].rstrip(" \t\xa0\u3000:：")
        if line and len(line) <= 60:
            found.setdefault(name, line)
    return found


def _date(text: str) -> str | None:
    match = _DATE.search(text)
    return _iso(match[1], match[2], match[3]) if match else None


def _iso(year: str, month: str, day: str) -> str:
    return f"{int(year):04}-{int(month):02}-{int(day):02}"


def _title(lines: Sequence[str]) -> str | None:
    """The first short line that names the report, with the line before where that names the unit or the line is but the rest of it."""
    for index, line in enumerate(lines[:60]):
        if len(line) > 70 or not _TITLE.search(line) or not _TITLE_END.search(line) or "。" in line:
            continue
        before = lines[index - 1] if index else ""
        if not _unit_in(line) and before and len(before) <= 40 and _ORGAN.search(before) and not _metadata(before):
            return f"{before}{line}"
        return " ".join(line.split())
    return None


def _title_in_text(text: str) -> str | None:
    match = _TITLE_IN_TEXT.search(text[:3000])
    return match[1] if match else None


def _unit_in(title: str) -> str | None:
    """The name before the year and the words that make it a report's title."""
    name = _FROM.sub("", title.strip("《》 ")).strip(" \xa0\u3000的")
    return name if len(name) >= 2 else None


def _period(text: str) -> tuple[str, str] | None:
    """The span of days that the figures are said to cover; the one that the word 期限 or 期间 introduces, else the first."""
    place = max(text.find("统计期"), text.find("数据的期"), text.find("数据统计"))
    match = (_PERIOD.search(text, place, place + 80) if place >= 0 else None) or _PERIOD.search(text)
    if not match:
        return None
    numbers = re.findall(r"\d+", match[0])
    first, last = numbers[:3], numbers[3:]
    return _iso(*first), _iso(*(last if len(last) == 3 else [first[0], *last]))


def _signature(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """The unit and the date that close the report."""
    name = day = None
    for line in reversed(lines[-12:]):
        squeezed = "".join(line.split())
        if day is None and (match := _DATE.search(squeezed)) and len(squeezed) <= 40:
            day = _iso(match[1], match[2], match[3])
            squeezed = squeezed[: match.start()]
        if day and 3 <= len(squeezed) <= 30 and _ORGAN.search(squeezed) and not re.search("[，,。:：]", squeezed):
            name = squeezed
            break
    return name, day


def _unit(head: Head, text: str, signature: str | None, meta: Mapping[str, str]) -> str | None:
    """The reporting unit: who filled in the table, else the title's unit, by its full name where the signature gives that."""
    filled = _FILLED_BY.search(text) if "填报单位" in text else None
    named = filled[1] if filled else _unit_in(head.title or "")
    if named is None:
        return signature or head.metadata.get("publisher") or meta.get("ContentSource") or None
    if signature and signature != named and (signature.endswith(named) or named in signature) and not named.endswith(("局", "处")):
        return signature
    return named


def _year(head: Head, text: str) -> int | None:
    """The report year: the title's, else the one that the preamble or the table's caption names, else the period's."""
    in_title = _YEAR.search(head.title or "")
    if in_title:
        return _number(in_title[1])
    named = re.search(r"(20\d{2})\s*年?度?(?:政府)?(?:信息|政务)公开(?:工作)?年度报告|[(（](20\d{2})年度[)）]", text)
    if named:
        return int(named[1] or named[2])
    return int(head.period[0][:4]) if head.period else None


def _number(text: str) -> int:
    return int("".join(str("〇一二三四五六七八九".find(c.replace("○", "〇").replace("零", "〇"))) if not c.isdigit() else c for c in text.replace("O", "0")))
