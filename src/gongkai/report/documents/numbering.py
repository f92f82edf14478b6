"""The numbers that Word writes in front of paragraphs itself: 一、 (一) 1. are not in the text of a docx, only how to count them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_DIGITS = "〇一二三四五六七八九"


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    pairs = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, sign in pairs:
        text += sign * (number // value)
        number %= value
    return text


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalEnclosedCircle": lambda number: chr(0x245F + number) if number <= 20 else f"({number})",
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
}
_FORMATS_ALIKE = {
    "decimalEnclosedCircleChinese": "decimalEnclosedCircle",
    "decimalFullWidth2": "decimalFullWidth",
    "decimalHalfWidth": "decimal",
}
_CHINESE = ("chinese", "japanese", "taiwanese", "ideograph", "korean")


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbering:
    """Counts a document's numbered paragraphs in their order; made from `numbering.xml` (or without one)."""

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._list_of: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._seen: set[tuple[str, int]] = set()
        if root is None:
            return
        for element in root.iterchildren(f"{W}abstractNum"):
            self._lists[element.get(f"{W}abstractNumId", "")] = _List(
                dict(map(_level, element.iterchildren(f"{W}lvl")))
            )
        for element in root.iterchildren(f"{W}num"):
            number = element.get(f"{W}numId", "")
            self._list_of[number] = _value(element, "abstractNumId")
            for override in element.iterchildren(f"{W}lvlOverride"):
                if start := _value(override, "startOverride"):
                    self._starts[number, _whole(override.get(f"{W}ilvl"))] = _whole(start)

    def label(self, number: str, level: int) -> str:
        """Count one more paragraph of the list `number` at `level` (from 0); its printed number, empty where it has none."""
        key = self._list_of.get(number)
        levels = self._lists[key].levels if key in self._lists and key is not None else {}
        if key is None or level not in levels:
            return ""
        counts = self._counts[key]
        if (number, level) in self._starts and (number, level) not in self._seen:
            counts[level] = self._starts[number, level]
        else:
            counts[level] = counts.get(level, levels[level].start - 1) + 1
        self._seen.add((number, level))
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        text = levels[level].text
        for one in range(level + 1):
            if f"%{one + 1}" in text and one in levels:
                text = text.replace(f"%{one + 1}", _written(counts.get(one, levels[one].start), levels[one].format))
        return text


def _written(number: int, name: str) -> str:
    if name == "bullet" or name == "none" or not 0 <= number < 10_000:
        return ""
    if name.startswith(_CHINESE):
        return _chinese(number)
    return _FORMATS.get(_FORMATS_ALIKE.get(name, name), str)(number)


def _level(element: _Element) -> tuple[int, _Level]:
    kind = _value(element, "numFmt") or "decimal"
    # A bullet's text is a sign of a symbol font, which means nothing elsewhere.
    text = "" if kind == "bullet" else _value(element, "lvlText")
    return _whole(element.get(f"{W}ilvl")), _Level(kind, text, _whole(_value(element, "start") or "1"))


def _value(element: _Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return (child.get(f"{W}val") or "") if child is not None else ""


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0
