"""Dates and spans of days as reports print them, as ISO days."""

from __future__ import annotations

import re
from datetime import date

_NUMERALS = {numeral: str(value) for value, numeral in enumerate("〇一二三四五六七八九")}
_NUMERALS |= dict.fromkeys("○零OＯ", "0") | {chr(ord("０") + value): str(value) for value in range(10)}
_FIGURES = str.maketrans(_NUMERALS)
_IN_NUMERALS = re.compile(
    r"(二[〇○零OＯ0][一二三四五六七八九〇○零OＯ]{2})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?)?"
)
_FULL_WIDTH = re.compile("[０-９]+")
_DAY = re.compile(r"(?<!\d)(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})(?!\d)")

_SPAN = re.compile(
    r"(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?\s*(?:零时|0时)?\s*起?\s*[,，]?\s*(?:至|到|—|－|–|-|~|～)+\s*"
    r"(?:当年|同年|(20\d\d)\s*[年./-])?\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})"
)
_CALENDAR_YEAR = re.compile(
    r"20\d\d\s*[年./-]\s*0?1\s*[月./-]\s*0?1\s*日?\s*[^\d。；\n]{1,8}(?:20\d\d\s*[年./-])?\s*1\d\s*[月./-]"
)
_ANNOUNCED = ("统计期", "统计时", "数据统计", "数据的期", "报告期")
_NEAR = 80
"""A span stands within so many characters of the words that announce it."""


def in_figures(text: str) -> str:
    """Years and dates in Chinese numerals (二〇一六年一月一日) or full-width figures written in ASCII figures."""
    if "二" in text:
        text = _IN_NUMERALS.sub(_translated, text)
    return _FULL_WIDTH.sub(lambda match: match[0].translate(_FIGURES), text)


def _translated(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    words = f"{year.translate(_FIGURES)}年"
    words += f"{_up_to_31(month)}月" if month else ""
    return words + (f"{_up_to_31(day)}日" if day else "")


def _up_to_31(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    return (int(tens.translate(_FIGURES) or "1") * 10 if ten else 0) + int(ones.translate(_FIGURES) or "0")


def day_in(text: str) -> str | None:
    """The first day that `text` names and that the calendar has."""
    for match in _DAY.finditer(in_figures(text)):
        if day := _iso(match[1], match[2], match[3]):
            return day
    return None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def span_in(text: str) -> tuple[str, str] | None:
    """The days that the figures are said to cover, as printed, right or wrong: the announced span, else one from 1 January on."""
    for place in sorted(place for word in _ANNOUNCED if (place := text.find(word)) >= 0):
        if match := _SPAN.search(in_figures(text[place : place + _NEAR])):
            return _ends(match)
    year = _CALENDAR_YEAR.search(text)
    match = _SPAN.match(text, year.start()) if year else None
    return _ends(match) if match else None


def _ends(match: re.Match[str]) -> tuple[str, str]:
    year, month, day, *last = match.groups()
    return f"{year}-{int(month):02}-{int(day):02}", f"{last[0] or year}-{int(last[1]):02}-{int(last[2]):02}"
