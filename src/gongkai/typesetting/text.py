"""What of a text is printed, and how wide it is. One rule for both formats."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from math import ceil

_NUMBER = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_NO_SHAPE = frozenset({"Cc", "Cf", "Cs"})


def lines(text: str) -> tuple[str, ...]:
    """The printed lines of `text`, at least one.

    Every line end of Unicode breaks the line; a tab is printed as a space. Characters without a shape of their own are left out:
    control characters, format characters (among them those that turn the direction of reading), halves of surrogate pairs and code
    points that are no characters.
    """
    printed = (
        "".join(" " if sign == "\t" else sign for sign in line if _has_shape(sign)) for line in text.splitlines()
    )
    return tuple(printed) or ("",)


def width(text: str) -> float:
    """How many full-width characters `text` is wide: two half-width signs count as one character."""
    return sum(1 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def evenly(label: str, room: float) -> str:
    """A label of Chinese characters, where it is wider than `room` characters, broken into lines of the same length: of words of two
    characters none is torn apart. Its number stands on a line of its own.
    """
    if width(label) <= room or room < 2:
        return label
    if (number := _NUMBER.match(label)) and width(number[0]) <= room:
        return f"{number[0]}\n{evenly(label[number.end() :], room)}"
    if not _CHINESE.fullmatch(label):
        return label
    if len(label) % 2 == 0:
        size = int(room) // 2 * 2
        return "\n".join(label[start : start + size] for start in range(0, len(label), size))
    count = ceil(len(label) / int(room))
    size, longer = divmod(len(label), count)
    ends = [size * number + min(number, longer) for number in range(count + 1)]
    return "\n".join(label[start:end] for start, end in pairwise(ends))


def with_breaks(text: str, room: float) -> str:
    """`text` with zero-width spaces where a word wider than `room` characters may be broken."""
    longest = max(int(room * 0.9), 1)
    return re.sub(rf"[^\s\u2e80-\uffef]{{{longest + 1},}}", lambda word: "\u200b".join(word[0]), text)


def _has_shape(sign: str) -> bool:
    code = ord(sign)
    is_no_character = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return sign == "\t" or not (is_no_character or unicodedata.category(sign) in _NO_SHAPE)
