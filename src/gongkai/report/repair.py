"""Mending what copying and converting did to a text, each mend counted: pinyin debris, script, lost bytes, lost date words.

`mend` runs on the text of any document before it is parsed. What is beyond repair is marked with U+FFFD and not made up.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from gongkai.report.spam import without_spam

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_FREQUENT_TONES = ("è", "ì", "é", "ā", "ù")
_PINYIN = re.compile(rf"\([a-zü{_TONES}]{{1,6}}\)")
_HALF_PINYIN = re.compile(rf"[?(（]?[a-z]{{0,3}}[{_TONES}][a-z]{{0,3}}[)）]")
_TRADITIONAL = ("開", "報", "務", "條", "與", "關", "鎮", "縣", "區")
"""Characters that no simplified text has; any report in traditional characters has one of them."""

_QUESTION_MARKS = re.compile(r"\?+")
_SHIFTED = re.compile(r"\?(?:[,，！!、。；;：:][^\x00-\x7f?]{2,12}|[,，]F)")
_FULL_WIDTH = str.maketrans(",!;:?", "，！；：？")
_TERMS = ("三审三校", "三審三校")

_DATE = re.compile(r"20\d\d(?:\d{1,2}月\d{1,2}(?=日)|\d{2,4}(?=日)|年\d{2,4}(?=日\s*[起至止到—－~-]))")
_DATE_LINE = re.compile(r"(?<![^\s])20\d{4,6}\s*$")
_TAIL = 200
"""How near the end of a text a date that stands alone is its signature's."""


def mend(text: str, repairs: Counter[str]) -> str:
    """The text as its writer meant it, in simplified characters; what was mended is counted in `repairs`."""
    toned = any(tone in text for tone in _FREQUENT_TONES)
    foreign = any(character in text for character in _TRADITIONAL)
    if toned or foreign or "\ufffd" in text:
        text = _mend_shifted(text, repairs)
    if toned:
        text, count = _PINYIN.subn("", text)
        if any(tone in text for tone in _TONES):
            text, more = _HALF_PINYIN.subn("", text)
            count += more
        _count(repairs, "pinyin", count)
    if foreign:
        text = _simplify(text, repairs)
    if (toned or foreign) and "?" in text:
        text = _without_lost_spaces(text, repairs)
    return without_spam(text, repairs)


def _count(repairs: Counter[str], kind: str, count: int) -> None:
    if count:
        repairs[kind] += count


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def _simplify(text: str, repairs: Counter[str]) -> str:
    """In simplified characters; what is counted are the lines that changed."""
    simplified: str = _converter().convert(text)
    _count(repairs, "traditional", sum(map(str.__ne__, text.split("\n"), simplified.split("\n"))))
    return simplified


def _without_lost_spaces(text: str, repairs: Counter[str]) -> str:
    """Question marks that stand for lost spaces: several in a row, or one at a line's edge."""

    def space(match: re.Match[str]) -> str:
        start, end = match.span()
        if end - start == 1 and start and text[start - 1] != "\n" and end < len(text) and text[end] != "\n":
            return match[0]
        repairs["encoding"] += 1
        return " "

    return _QUESTION_MARKS.sub(space, text)


def _mend_shifted(text: str, repairs: Counter[str]) -> str:
    """Undo a byte lost in GBK text: from the loss on, each character was made of the second half of one and the first of the next.

    `？` stands where the first half was lost; moving every pair on by one byte brings the characters back, but for the first one,
    of which only the second half is known.
    """

    def put_right(match: re.Match[str]) -> str:
        shifted = match[0][1:].translate(_FULL_WIDTH)
        try:
            data = shifted.encode("gbk")
        except UnicodeEncodeError:
            return match[0]
        body = data[1 : 1 + (len(data) - 1) // 2 * 2]
        restored = body.decode("gbk", "replace")
        if not restored or any(not _plausible(character) for character in restored[:2]):
            return match[0]
        repairs["encoding"] += 1
        first = _first(text[max(0, match.start() - 3) : match.start()], data[0], restored)
        half = "\ufffd" * ((len(data) - 1) % 2)
        return first + "".join(c if _plausible(c) else "\ufffd" for c in restored) + half

    return _SHIFTED.sub(put_right, text)


def _first(before: str, second_half: int, after: str) -> str:
    """The character whose first byte was lost: the field's term that it completes, or the full stop before a new clause."""
    for term in _TERMS:
        if before and term[:-1].endswith(before) and term[-1].encode("gbk")[1] == second_half:
            return term[-1]
    return "。" if second_half == 0xA3 and after in ("現", "现") else "\ufffd"


def _plausible(character: str) -> bool:
    """Whether a restored character is one that a report is written with: a Chinese character or Chinese punctuation."""
    return "一" <= character <= "鿿" or character in "，。、；：？！“”‘’《》（）"


def mend_dates(text: str, repairs: Counter[str]) -> str:
    """Put 年, 月, 日 back where a converter dropped them (`201611日` is 2016年1月1日), if the digits can be read in one way only."""

    def put_back(match: re.Match[str]) -> str:
        if match.start() and match.string[match.start() - 1].isdigit():
            return match[0]
        ways = _ways(match[0][4:].strip().removeprefix("年"))
        if len(ways) != 1:
            return match[0]
        repairs["missing_date_words"] += 1
        return f"{match[0][:4]}年{ways[0][0]}月{ways[0][1]}" + ("" if match.re is _DATE else "日")

    text = _DATE.sub(put_back, text)
    head, tail = text[:-_TAIL], text[-_TAIL:]
    return head + _DATE_LINE.sub(put_back, tail)


def _ways(digits: str) -> list[tuple[int, int]]:
    """The months and days that `digits` can be read as; 月 may stand between them."""
    month, between, day = digits.partition("月")
    pairs = [(month, day)] if between else [(digits[:cut], digits[cut:]) for cut in (1, 2)]
    return [(m, d) for first, second in pairs if (m := _part(first, 12)) and (d := _part(second, 31))]


def _part(digits: str, most: int) -> int:
    return int(digits) if digits and digits[0] != "0" and int(digits) <= most else 0
