"""The outline of a report: its numbered parts, the parts that it announces, and the order of its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.report.checking._wording import numeral, running_text
from gongkai.report.model import Report

_TOP = re.compile(r"\s*(?:第\s*([一二三四五六七八九十]{1,3})\s*(?:部分|章)|([一二三四五六七八九十]{1,3})\s*[、.．，,])")
_LOWER = re.compile(r"\s*(?:[(（]\s*[一二三四五六七八九十\d]{1,3}\s*[)）]|\d{1,2}\s*[、.．)）])")
_ANNOUNCED = re.compile(
    r"(?:报告|全文|本文|年报)[^。；\n]{0,80}?(?:由|分为|分成|包括|包含|共分|分(?=[一二三四五六七八九十\d]))"
    r"(?P<list>[^。；\n]{0,300}?)[，,、等共]*(?<!第)(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})个?大?(?:部分|板块)"
)
_NAME = re.compile(r"[“\"「]([^“”\"「」]{2,40})[”\"」]")
_FILLING = re.compile(r"政府信息公开|信息公开|政务公开|政府信息|工作|情况|主要|方面|有关|以及|[的和与及、，,等0-9年]")
_ORDINAL = re.compile(r"(?<![第其百十统唯万之数说星期周初专])([一二三四五六七八九十]{1,2})(?:是|要)")


_MOST = 40
"""More numbered parts than any report has: a bound for hostile documents."""


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of the first level: its number and its heading as printed."""

    number: int
    heading: str


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the report says of its own make-up: the number of its parts, their names where it lists them, and the words."""

    number: int
    names: tuple[str, ...]
    quote: str


def parts(report: Report) -> list[Part]:
    """The parts of the first level in order; what an annex numbers anew is left out."""
    found: list[Part] = []
    for section in report.sections:
        match = _TOP.match(section.heading)
        number = numeral(match[1] or match[2]) if match else None
        if (number == 1 and found) or len(found) == _MOST:
            break
        if number:
            found.append(Part(number, section.heading.strip()))
    return found


def headings(report: Report) -> list[str]:
    """What can be a part's heading: no (一) and no 1.; with fewer than three numbered parts every short line too.

    A layout may not show what is a heading; it still stands on a line of its own.
    """
    shown = [section.heading for section in report.sections if section.heading.strip()]
    if len(parts(report)) < 3:
        shown += [line for line in report.text.splitlines() if len(line.strip()) <= 40 and "。" not in line]
    return [heading for heading in shown if not _LOWER.match(heading)]


def announcement(report: Report) -> Announcement | None:
    """The sentence near the beginning that says of how many parts the report consists; `None` where there is none."""
    match = _ANNOUNCED.search(running_text(report)[:3000])
    number = numeral(match["number"]) if match else None
    if match is None or not number:
        return None
    names = _NAME.findall(match["list"]) or [
        name for name in re.split(r"[、，,]", match["list"]) if len(name.strip()) > 1
    ]
    return Announcement(number, tuple(name.strip() for name in names), match[0])


def unmatched(names: Sequence[str], headings: Sequence[str]) -> list[str]:
    """The announced names that no heading answers, judged by the signs that they share."""
    return [name for name in names if not any(_answers(name, heading) for heading in headings)]


def _answers(name: str, heading: str) -> bool:
    signs = set(_FILLING.sub("", name)) or set(name)
    return len(signs & set(heading)) >= 0.6 * len(signs)


def jumps(text: str) -> Iterator[tuple[int, int, int]]:
    """Where a row of 一是, 二是, … jumps: the number before, the number that follows it, and its place in `text`.

    A row inside another one (一是 begins anew) is followed too; whatever goes on where an outer row stopped is no jump.
    """
    rows: list[int] = []
    for match in _ORDINAL.finditer(text):
        number = numeral(match[1])
        if number is None:
            continue
        if number == 1:
            rows = [*rows[-4:], 1]
            continue
        while rows and rows[-1] + 1 != number and any(row + 1 == number for row in rows[:-1]):
            rows.pop()
        if rows and number > rows[-1] + 1:
            yield rows[-1], number, match.start()
        if rows:
            rows[-1] = number
