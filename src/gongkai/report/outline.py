"""The report's order: which lines are headings, where its parts begin, where the page around it and a second copy end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gongkai.report.model import Block, Grid, Heading, Paragraph, Section

_LEVELS = (
    re.compile(r"[一二三四五六七八九十]{1,3}\s*[、.．]"),
    re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,2}\s*(?:[．、]|\.(?!\d)|\.(?=20\d\d年))"),
)
_SENTENCE = re.compile("[。；;！!，]|,(?!\\d)")
_AFTER_HEADING = {1: "。:： ", 2: "。:： ", 3: ":： "}
"""What may follow a heading. A third-level line with a full stop is an item of a list."""
_UNNUMBERED = 3
"""Headings without a number rank below all that have one: a page marks its title and its columns with them too."""
_LONGEST_HEADING = 60
_RUN_IN = 25
"""A heading that runs into its text (一、总体情况。2024年…) has at most so many characters before its full stop."""

_CHROME = re.compile(
    r"(?:当前位置|您(?:现在)?(?:的位置|所在)|首页\s*[>|»]|[>»]|[上下]一[篇条][:：]|相关(?:链接|文档|文章)|版权所有|技术支持"
    r"|网站(?:标识|地图|声明)|.{0,4}ICP备|.{0,4}公网安备|返回顶部|扫一扫|(?:(?:信息|文章)?来源|分享[到至]?)\s*[:：]|(?:主办|承办)(?:单位)?\s*[:：])[^。]*$"
)
_BUTTONS = re.compile(
    r"(?:[\s|\[\]【】()（）:：/·>\d]|登录|注册|打印|关闭|本页|窗口|分享到?|收藏|字体|字号|[大中小次]|朗读|联系我们|返回|[上下]一[篇条]"
    r"|浏览(?:次数|量)?|点击(?:次数|数|量)?|阅读(?:次数)?|访问量)+$"
)
_BUTTON = re.compile(r"[^\W\d大中小次]|大\s*中\s*小|[\[\]【】]")
_CHROME_ZONE = 12
"""So many lines at either end may be the page's own: further in, the same words are the report's."""

_LONG = 30
"""A paragraph this long does not stand twice in one report by chance."""
_FEWEST_REPEATED = 3
_OPENING = 5
"""One of the first so many long paragraphs is where a further copy is known by."""
_MOST_COPIES = 20
"""So many places where a copy may begin are looked at: a text made of one sentence is not compared with itself all over."""
_STRANGE_LINES = 2
"""So many lines of a further copy's head may differ from the first copy's."""


def headed(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each paragraph made a heading that is numbered as one; a page's own headings keep to the same levels."""
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid):
            result.append(block)
        else:
            result += _as_heading(block)
    return result


def _as_heading(block: Paragraph | Heading) -> list[Block]:
    text = block.text
    if text[0] not in "一二三四五六七八九十(（0123456789":
        return [Heading(text, _UNNUMBERED + block.level)] if isinstance(block, Heading) else [block]
    for level, pattern in enumerate(_LEVELS, 1):
        if not pattern.match(text):
            continue
        if len(text) <= _LONGEST_HEADING and not _SENTENCE.search(text.rstrip(_AFTER_HEADING[level])):
            return [Heading(text.rstrip("。:： "), level)]
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
        if _CHROME_ZONE <= place < last or not isinstance(block, Paragraph) or not _is_chrome(block.text)
    ]
    if len(kept) < len(blocks):
        repairs["page_chrome"] += len(blocks) - len(kept)
    return kept


def _is_chrome(text: str) -> bool:
    """Whether a line is the page's own: a path, a notice, or nothing but buttons and counters. A bare number is neither."""
    return bool(_CHROME.match(text)) or bool(_BUTTONS.match(text) and _BUTTON.search(text))


def without_copies(blocks: Sequence[Block], repairs: Counter[str]) -> list[Block]:
    """The first copy of a report that stands twice or more in its page; the copies are counted."""
    long = [(place, text) for place, block in enumerate(blocks) if len(text := _text(block)) >= _LONG]
    if not long:
        return list(blocks)
    texts = [text for _, text in long]
    opening = {text: place for place, text in reversed(list(enumerate(texts[:_OPENING])))}
    maybe = [place for place in range(1, len(texts)) if opening.get(texts[place], place) < place][:_MOST_COPIES]
    again = [place for place in maybe if _repeats(texts, opening[texts[place]], place)]
    if not again:
        return list(blocks)
    first, start = long[opening[texts[again[0]]]][0], long[again[0]][0]
    repairs["duplicate"] += sum(texts[place] == texts[again[0]] for place in again)
    return list(blocks[: _with_its_head(blocks, first, start)])


def _repeats(texts: Sequence[str], first: int, place: int) -> bool:
    """Whether the paragraphs from `place` on are those from `first` on, nearly all of them."""
    count = min(place, len(texts) - place)
    same = sum(texts[first + index] == texts[place + index] for index in range(count))
    return same >= _FEWEST_REPEATED and same >= 0.8 * count


def _with_its_head(blocks: Sequence[Block], first: int, start: int) -> int:
    """Where a further copy begins whose opening paragraph is at `start`: its title and head table stand before that."""
    begin = {_first_words(block) for block in blocks[:first]} - {""}
    begun, strange = start, 0
    for place in range(start - 1, first, -1):
        if _head_again(_first_words(blocks[place]), begin):
            begun, strange = place, 0
        elif strange == _STRANGE_LINES or isinstance(blocks[place], Grid):
            break
        else:
            strange += 1
    return begun


def _first_words(block: Block) -> str:
    return "|".join(block.rows[0]) if isinstance(block, Grid) else block.text


def _head_again(text: str, begin: set[str]) -> bool:
    """Whether a line is one of the first copy's head lines, whole or broken up."""
    return text in begin or (6 < len(text) < _LONG and any(text in line for line in begin))


def _text(block: Block) -> str:
    return "\n".join(map("|".join, block.rows)) if isinstance(block, Grid) else block.text


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
