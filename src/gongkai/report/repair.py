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
_SYLLABLE = rf"[a-zü]{{0,4}}[{_TONES}][a-z]{{0,4}}"
_TONELESS = "men|me|zhe|ma|ge|ne|le|de|zi|li"
_PINYIN = re.compile(rf"(?<=[一-鿿])[(（](?:{_SYLLABLE}|{_TONELESS})[)）]")
_HALF_PINYIN = re.compile(rf"[?(（]?{_SYLLABLE}[)）]|[(（]{_SYLLABLE}(?=[一-鿿])")
_SCRIPTS = ("開开", "報报", "務务", "條条", "與与", "關关", "鎮镇", "縣县", "區区")
"""Frequent characters, traditional and simplified: a report in traditional characters has more of the former. A name or a title
quoted in traditional characters makes no such report."""

_QUESTION_MARKS = re.compile(r"\?+")
_ASKING = re.compile("[吗呢么嗎麼]|如何|怎|谁|誰|哪|几|幾|是否|为何|為何|多少")
_CLAUSE = 20
"""A question's asking word stands so near its mark."""

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
    foreign = _is_traditional(text)
    if toned or foreign or "\ufffd" in text:
        text = _mend_shifted(text, repairs)
    if toned:
        text = _without_pinyin(text, repairs)
    if foreign:
        text = _simplify(text, repairs)
    if "??" in text or ((toned or foreign) and "?" in text):
        text = _without_lost_spaces(text, repairs, toned or foreign)
    return without_spam(text, repairs)


def _is_traditional(text: str) -> bool:
    if not any(pair[0] in text for pair in _SCRIPTS):
        return False
    return sum(text.count(pair[0]) for pair in _SCRIPTS) > sum(text.count(pair[1]) for pair in _SCRIPTS)


def _without_pinyin(text: str, repairs: Counter[str]) -> str:
    """Without the pinyin in brackets that a converter put behind each character; also where one of the brackets was lost."""
    text, count = _PINYIN.subn("", text)
    if count and any(tone in text for tone in _TONES):
        text, more = _HALF_PINYIN.subn("", text)
        count += more
    _count(repairs, "pinyin", count)
    return text


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


def _without_lost_spaces(text: str, repairs: Counter[str], garbled: bool) -> str:
    """Without question marks that stand for lost spaces: several that begin a line; in a `garbled` text also several elsewhere, and
    one at a line's edge that asks nothing.
    """

    def space(match: re.Match[str]) -> str:
        start, end = match.span()
        begins = start == 0 or text[start - 1] == "\n"
        ends = end == len(text) or text[end] == "\n"
        if end - start > 1:
            lost = begins or garbled
        else:
            lost = garbled and (begins or (ends and not _ASKING.search(text, max(0, start - _CLAUSE), start)))
        if not lost:
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
