"""What must be known of a page's source before a parser may see it: lexbor is fast on pages, and quadratic on what is none."""

from __future__ import annotations

import re

from gongkai.report.documents.limits import (
    MAX_CELLS,
    MAX_SOURCE_CHARACTERS,
    MAX_TAG_ATTRIBUTES,
    MAX_TAG_DEPTH,
    MAX_TAGS,
)
from gongkai.untrusted import UnreadableError

_EMBEDDED = re.compile(r";base64,[A-Za-z0-9+/=\s]*")
_SEPARATORS = {ord(sign): None for sign in "\x02\x03"}
_NAME = re.compile(r"</?[a-zA-Z][^\s/>]{0,30}")
_LONG_TAG = re.compile(r"<[a-zA-Z][^>]{4000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_FORMATTING = "b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
# Both cases written out: ignoring case takes three times as long, and this runs over every page.
_FORMATTING_NAME = re.compile(rf"<(/?)({_FORMATTING}|{_FORMATTING.upper()})(?=[\s/>])")
_FORMATTING_TAG = re.compile(rf"</?(?:{_FORMATTING})(?:[\s/][^>]*)?>", re.IGNORECASE)
_FLAT_TAGS = (
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th tbody thead tfoot option"
)
_FLAT = frozenset(_FLAT_TAGS.split())

_FEW_TAGS, _SOME_TAGS = 1_500, 10_000
_MOST_REPEATED = 300_000
"""Formatting elements that the parser may make of unclosed ones: each paragraph after them has all of them again."""


def prepared(source: str) -> str:
    """The source as the parser may have it; raises `UnreadableError` for one beyond the limits.

    Embedded pictures go. So does bold and the like where much of it is never closed.
    """
    if ";base64," in source:
        source = _EMBEDDED.sub(",", source)
    if len(source) > MAX_SOURCE_CHARACTERS:
        raise UnreadableError(
            f"网页超过{MAX_SOURCE_CHARACTERS // 10_000}万字符，不像是一份年度报告", "只保留报告所在的网页"
        )
    if "\x02" in source or "\x03" in source:
        source = source.translate(_SEPARATORS)
    tags = source.count("<")
    if tags > _FEW_TAGS:
        if tags > _SOME_TAGS:
            _check_size(source)
            _check_depth(source)
        if _unclosed_formatting(source) * tags > _MOST_REPEATED:
            source = _FORMATTING_TAG.sub("", source)
    if len(source) > 100_000:
        _check_attributes(source)
    return source


def _check_size(source: str) -> None:
    if source.count("<td") + source.count("<th") + source.count("<TD") + source.count("<TH") > MAX_CELLS:
        raise UnreadableError(f"网页里的表格超过{MAX_CELLS}个单元格，不像是年度报告", "核对文件")
    if source.count("<") > 2 * MAX_TAGS:
        raise UnreadableError(f"网页的标签超过{MAX_TAGS // 10_000}万个，不像是年度报告", "核对文件")


def _check_depth(source: str) -> None:
    depth = 0
    unclosed: dict[str, int] = {}
    for tag in _NAME.findall(source):
        if tag[1] == "/":
            name = tag[2:].lower()
            if unclosed.get(name):
                unclosed[name] -= 1
                depth -= 1
        elif (name := tag[1:].lower()) not in _FLAT:
            unclosed[name] = unclosed.get(name, 0) + 1
            depth += 1
            if depth > MAX_TAG_DEPTH:
                raise UnreadableError(
                    f"网页的标签嵌套超过{MAX_TAG_DEPTH}层，无法读取", "在浏览器中打开该页，另存为文本后再读"
                )


def _unclosed_formatting(source: str) -> int:
    """The most formatting tags that are open at once."""
    most = depth = 0
    unclosed: dict[str, int] = {}
    for end, name in _FORMATTING_NAME.findall(source):
        if not end:
            unclosed[name] = unclosed.get(name, 0) + 1
            depth += 1
            most = max(most, depth)
        elif unclosed.get(name):
            unclosed[name] -= 1
            depth -= 1
    return most


def _check_attributes(source: str) -> None:
    for tag in _LONG_TAG.findall(source):
        if len(_QUOTED.sub("", tag).replace("/", " ").split()) > MAX_TAG_ATTRIBUTES:
            raise UnreadableError(
                f"网页的一个标签有超过{MAX_TAG_ATTRIBUTES}个属性，无法读取", "在浏览器中打开该页，另存后再读"
            )
