"""The report's order: which lines are headings, where its parts begin, where the page around it and a second copy end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gongkai.report.model import Block, Grid, Heading, Paragraph, Section

_LEVELS = (
    re.compile(r"[一二三四五六七八九十]{1,3}\s*、"),
    re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,2}\s*[.．、](?!\d)"),
)
_LONGEST_HEADING = 60
_RUN_IN = 25
"""A heading that runs into its text (一、总体情况。2024年…) has at most so many characters before its full stop."""

_CHROME = re.compile(
    r"^(?:当前位置|您(?:现在)?(?:的位置|所在)|首页\s*[>|»]|登录|注册|打印|关闭|分享|字体|字号|浏览|点击|阅读|扫一扫|收藏|上一[篇条]|下一[篇条]|相关(?:链接|文档|文章)"
    r"|版权所有|主办|承办|技术支持|网站(?:标识|地图|声明)|.{0,4}ICP备|.{0,4}公网安备|联系我们|返回顶部|来源[:：]|【|\[|\]|大\s*中\s*小)"
)
_CHROME_ZONE = 12
"""So many lines at either end may be the page's own: further in, the same words are the report's."""

_LONG = 40
"""A paragraph this long does not stand twice in one report by chance."""
_FEWEST_REPEATED = 3
_HEAD_LINES = 20
"""The title and head table of a further copy stand within so many lines before its first paragraph."""


def headed(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with those paragraphs made headings that are numbered as such."""
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            result += _as_heading(block)
        else:
            result.append(block)
    return result


def _as_heading(block: Paragraph) -> list[Block]:
    text = block.text
    first = text[0]
    if first not in "一二三四五六七八九十(（0123456789":
        return [block]
    for level, pattern in enumerate(_LEVELS, 1):
        if not pattern.match(text):
            continue
        if len(text) <= _LONGEST_HEADING and not re.search("[。；;！!，]|,(?!\\d)", text.rstrip("。:：;；")):
            return [Heading(text.rstrip("。:：;； "), level)]
        stop = text.find("。")
        if level < 3 and 0 < stop <= _RUN_IN:
            return [Heading(text[:stop], level), Paragraph(text[stop + 1 :].strip() or text[: stop + 1])]
        return [block]
    return [block]


def without_chrome(blocks: Sequence[Block], repairs: Counter[str]) -> list[Block]:
    """The blocks without the page's own lines (breadcrumbs, buttons, footer) at both ends; they are counted."""
    last = len(blocks) - _CHROME_ZONE
    kept = [
        block
        for place, block in enumerate(blocks)
        if _CHROME_ZONE <= place < last or not isinstance(block, Paragraph) or not _CHROME.match(block.text)
    ]
    if len(kept) < len(blocks):
        repairs["page_chrome"] += len(blocks) - len(kept)
    return kept


def without_copies(blocks: Sequence[Block], repairs: Counter[str]) -> list[Block]:
    """The first copy of a report that stands twice or more in its page; the copies are counted."""
    first: dict[str, int] = {}
    repeated: list[int] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and len(block.text) >= _LONG and first.setdefault(block.text, place) != place:
            repeated.append(place)
    if len(repeated) < _FEWEST_REPEATED or 2 * len(repeated) < len(first):
        return list(blocks)
    start = repeated[0]
    begin = {_text(block) for block in blocks[: first[_text(blocks[start])]]} - {""}
    for place in range(max(0, start - _HEAD_LINES), start):
        if _head_again(_text(blocks[place]), begin):
            start = place
            break
    repairs["duplicate"] += max(1, round(len(repeated) / len(first)))
    return list(blocks[:start])


def _head_again(text: str, begin: set[str]) -> bool:
    """Whether a line is one of the first copy's head lines, whole or broken up."""
    return text in begin or (6 < len(text) < _LONG and any(text in line for line in begin))


def _text(block: Block) -> str:
    return "" if isinstance(block, Grid) else block.text


def sections(blocks: Sequence[Block]) -> list[Section]:
    """The report's parts by its first-level headings; what stands before the first one is a part without a heading."""
    found: list[tuple[str, list[str]]] = [("", [])]
    top = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    for block in blocks:
        if isinstance(block, Heading) and block.level == top:
            found.append((block.text, []))
        elif not isinstance(block, Grid):
            found[-1][1].append(block.text)
    return [Section(heading, "\n".join(lines)) for heading, lines in found if heading or lines]
