"""The head table and the line beneath the title of a published page: index number, publisher, publication day and the like."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

from gongkai.report.dates import day_in

LABELS: Mapping[str, tuple[str, ...]] = {
    "index_number": ("索引号", "信息索引号"),
    "document_number": ("发文字号", "发布文号", "文号", "文件编号", "备注/文号"),
    "publisher": ("发布机构", "发布单位", "发文机关", "发文单位", "公开主体", "公开责任部门", "责任部门"),
    "origin": ("信息来源", "文章来源", "来源"),
    "unified_number": ("统一编号", "统一登记号"),
    "validity": ("有效性", "时效性", "效力状态", "是否有效"),
    "openness": ("公开形式", "公开方式", "公开属性", "公开类别"),
    "audience": ("公开范围", "公开对象"),
    "duration": ("公开时限", "公开期限"),
    "created": ("成文日期", "公文生成日期", "生成日期", "发文日期", "成文时间"),
    "published": ("发布日期", "发布时间", "信息提供日期", "公开日期", "公开时间", "发文时间"),
    "day": ("日期", "时间"),
    "catalogue": ("公开目录", "所属目录", "组配分类", "信息分类", "信息类别"),
    "subject": ("主题分类", "主题导航"),
    "genre": ("体裁分类", "公文种类"),
    "keywords": ("主题词", "关键词", "关键字"),
    "summary": ("内容概述", "信息概述"),
    "name": ("信息名称", "名称", "标题"),
    "views": ("浏览", "阅读", "浏览量", "浏览次数", "点击数", "点击量", "点击次数", "阅读次数", "访问量", "访问次数"),
    "page": ("字体", "字号", "分享", "打印", "作者", "编辑", "责任编辑", "审核"),
}
"""The labels of a page's head table and line, by the key that they are read under (law: the catalogue's data elements)."""

_NOT_OF_THE_ITEM = ("views", "page")
_DATES = ("created", "published", "day")
_KEY_OF = {label: name for name, labels in LABELS.items() for label in labels}
_WORD = re.compile(r"[^\s|:：【】\[\]()（）]+")
_SPREAD = re.compile(r"(?<![^\s|])[一-鿿](?:[ \u3000\xa0]{1,6}[一-鿿]){1,3}(?=[\s:：|])")
_WITHOUT_COLON = re.compile(r"((?:发布|公开|成文|生成)(?:日期|时间))(?=20\d\d)")
_NEXT_LABEL = re.compile(r"[ \t\xa0\u3000]+[^\s:：]{2,8}[:：](?!\d)")
_BULLETS = " \t\xa0\u3000•·●-"
_BETWEEN = " \t\xa0\u3000|:："
_LONGEST_VALUE = 60
_DATE_LINE = re.compile(
    r"^[\s\[【]*(20\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}\s*日?)(?:\s*[\]】]|[\sT]*\d{1,2}:\d\d|\s*(?:信息来源|来源|浏览|阅读|点击|作者))",
    re.MULTILINE,
)
_TITLE = re.compile(r"公开.{0,12}(?:报告|总结|年报)")


def read_head_table(text: str) -> tuple[dict[str, str], str | None]:
    """The labelled values in `text`, the page's opening, by the keys of `LABELS`; and the publication day that it prints."""
    text = _WITHOUT_COLON.sub(r"\1:", _SPREAD.sub(_together, text))
    found = _labelled(text)
    bare = _DATE_LINE.search(text)
    day = found.pop("day", "")
    published = day_in(found.pop("published", "")) or day_in(day) or (day_in(bare[1]) if bare else None)
    for key in _NOT_OF_THE_ITEM:
        found.pop(key, None)
    return found, published


def _together(match: re.Match[str]) -> str:
    """A label that was spaced out, in one piece."""
    word = "".join(match[0].split())
    return word if word in _KEY_OF else match[0]


def _labelled(text: str) -> dict[str, str]:
    """What stands between one label and the next one, or the line's end; on the next line where the label stands alone."""
    found: dict[str, str] = {}
    labels = [match for match in _WORD.finditer(text) if match[0] in _KEY_OF]
    for match, after in itertools.zip_longest(labels, labels[1:]):
        start, end = match.span()
        between = text[end : after.start() if after else end + 2 * _LONGEST_VALUE].lstrip(_BETWEEN)
        if between.startswith("\n"):
            alone = not text[text.rfind("\n", 0, start) + 1 : start].strip(_BULLETS)
            between = between.lstrip(_BETWEEN + "\n").split("\n", 1)[0] if alone else ""
            if _TITLE.search(between):
                continue
        value = _NEXT_LABEL.split(re.split(r"[\n|\t]", between, maxsplit=1)[0], maxsplit=1)[0].rstrip(_BETWEEN)
        name = _KEY_OF[match[0]]
        if value and len(value) <= _LONGEST_VALUE and (name not in _DATES or day_in(value)):
            found.setdefault(name, value)
    return found
