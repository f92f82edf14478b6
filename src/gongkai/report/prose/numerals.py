"""Numbers as people print them: 1,264, ３６, 3.45万, 12万3千, 一百二十三, 两千, 廿.

A token that is no single number (三四, 七八: three or four, seven or eight) has no value; it is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.report.model import Number

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
ARABIC = "0-9０-９"
CHINESE = "零〇一二两三四五六七八九十百千廿卅"

LONGEST = 24
"""No figure of a report has more signs than this; a longer run of digits is not worth a big integer."""

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_ARABIC_TERM = re.compile(r"(\d+(?:\.\d+)?)([十百千万亿]*)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)")


def value_of(token: str) -> Number | None:
    """The number that the whole of `token` writes, an `int` where it is whole; `None` where it is not one number."""
    if token.isascii() and token.isdigit() and len(token) <= LONGEST:
        return int(token)
    if not token or len(token) > LONGEST:
        return None
    token = token.translate(_HALF_WIDTH)
    if "," in token:
        grouped = _THOUSANDS.match(token)
        if not grouped:
            return None
        token = grouped[0].replace(",", "") + token[grouped.end() :]
    return _arabic(token) if token[0].isdigit() and token[0] in "0123456789" else _chinese(token)


def _arabic(token: str) -> Number | None:
    """Terms of falling scale, digits with signs behind: 3.45万, 12万3千, 250."""
    total: Number = 0
    place, last = 0, 0
    while place < len(token):
        term = _ARABIC_TERM.match(token, place)
        if not term:
            return None
        scale = 1
        for sign in term[2]:
            scale *= SCALES[sign]
        if last and scale >= last:
            return None
        total += _scaled(term[1], scale)
        place, last = term.end(), scale
    return total


def _scaled(digits: str, scale: int) -> Number:
    """`digits` times `scale` without the rounding of binary fractions: 3.45 of 10,000 are 34,500."""
    whole, _, fraction = digits.partition(".")
    units = int(whole + fraction) * scale
    divisor: int = 10 ** len(fraction)
    return units // divisor if units % divisor == 0 else units / divisor


def _chinese(token: str) -> int | None:
    token = token.replace("廿", "二十").replace("卅", "三十")
    if len(token) > 1 and all(sign in DIGITS for sign in token):
        by_place = len(token) > 2 or "〇" in token or "零" in token
        return int("".join(str(DIGITS[sign]) for sign in token)) if by_place else None
    high, sign, low = token.rpartition("亿")
    hundred_millions = _below_hundred_millions(high) if sign else 0
    rest = _below_hundred_millions(low) if low else 0
    if hundred_millions is None or rest is None:
        return None
    if sign and len(low) == 1 and low in DIGITS:
        rest *= SCALES["千"] * SCALES["万"]
    return hundred_millions * SCALES["亿"] + rest


def _below_hundred_millions(token: str) -> int | None:
    high, sign, low = token.rpartition("万")
    tens_of_thousands = _below_ten_thousand(high) if sign else 0
    rest = _below_ten_thousand(low) if low else 0
    if tens_of_thousands is None or rest is None or (not token):
        return None
    if sign and len(low) == 1 and low in DIGITS:
        rest *= SCALES["千"]
    return tens_of_thousands * SCALES["万"] + rest


def _below_ten_thousand(token: str) -> int | None:
    """一千二百三十四; 一百二 is 120, as it is spoken, and 一百零二 is 102."""
    total = 0
    last = 10_000
    for digit, scale, zero in _terms(token):
        if scale >= last:
            return None
        spoken_short = scale == 1 and 10 < last < 10_000 and not zero
        total += digit * (last // 10 if spoken_short else scale)
        last = scale
    return total if last < 10_000 or token in DIGITS else None


def _terms(token: str) -> Iterator[tuple[int, int, bool]]:
    """(digit, scale, whether a 零 stands before it) of each term; a scale of 10,000 says that the token is malformed."""
    digit: int | None = None
    zero = False
    for sign in token:
        if sign in DIGITS:
            if digit is not None:
                yield 0, 10_000, False
            elif DIGITS[sign] == 0:
                zero = True
            else:
                digit = DIGITS[sign]
        else:
            yield (1 if digit is None else digit), SCALES.get(sign, 10_000), zero
            digit, zero = None, False
    if digit is not None:
        yield digit, 1, zero
