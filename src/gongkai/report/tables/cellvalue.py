"""The text of a table cell as a number: what real tables print where a figure belongs.

Nothing is guessed: a text that can be read in two ways gives no number and a doubt that says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.report.model import Number


@dataclass(frozen=True, slots=True)
class CellValue:
    """What a cell holds: its `number` (`None` for a blank and for what cannot be read), and `why` it is in doubt (Chinese).

    `plain` where the text is the number and nothing else, so that the printed text need not be kept beside it.
    """

    number: Number | None
    plain: bool = True
    why: str = ""


BLANK = CellValue(None)
_DASH = CellValue(None, plain=False)
_NONE = CellValue(0, plain=False)

_MARKS = "/\\-–—―…·._、。*~"
"""What is drawn through a cell that has nothing to say."""
_BLANK_WORDS = frozenset(
    (
        "n/a",
        "不适用",
        "不涉及",
        "空",
        "空白",
        "暂无",
        "无数据",
        "未统计",
        "不详",
        "略",
        "null",
        "none",
        "nan",
        "undefined",
        "&nbsp;",
    )
)
_NONE_WORDS = frozenset(("无", "没有", "零", "〇", "○"))
_LONGEST = 40
_MAX_DIGITS = 15
"""More digits than this are no count of anything (and lose precision as a JSON number)."""

_FOLD = str.maketrans(
    "０１２３４５６７８９，．／＋－−﹣％＊～Ｏｏ？", "0123456789,./+---%*~Oo?", "\u200b\u200c\u200d\u2060\ufeff\u00ad"
)
"""Full-width signs as half-width ones, and what nobody sees on a page left out."""

_LOST_SPACE = " ?\t\n\u00a0\u3000"
"""A question mark before a figure is what a broken encoding has left of the space there."""

_UNITS = "人次|件次|条次|项次|批次|万元|亿元|元|件|条|次|项|个|人|篇|宗|份|起|期|家|部|名|场|户|处|批|位|%"
_UP, _DOWN = "净?增加?|增长|新增", "净?减少?|负"
_NUMBER = re.compile(
    rf"(?P<sign>\+{{1,2}}|[\-–—]{{1,2}}|{_UP}|{_DOWN}|约|共)?"
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<fraction>\.\d+)?(?P<unit>{_UNITS})?[。;；]?",
    re.ASCII,
)
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_CHANGE = re.compile(
    rf"(?P<up>{_UP}|\+)?(?P<plus>\d{{1,9}})(?P<parted>[/、,;；])?(?P<down>{_DOWN}|-)?(?P<minus>\d{{1,9}})", re.ASCII
)
_FIGURE = re.compile(rf"[\d/+\-–—增约共新Oo][\d,./、+\-增减加少Oo]*(?:{_UNITS})?", re.ASCII)
_WITH_MORE = re.compile(
    r"[±↑↓≈<>≤≥]?\d+(?:\.\d+)?(?:[余多几万亿*#†‡①-⑳(（\[→↑↓~?]|左右|以[上下内]).{0,30}|[±↑↓≈<>≤≥]\d+|#.*", re.ASCII
)
_SAME = frozenset(("持平", "不变", "未变", "无变化", "无增减", "未变化"))
"""A change of none, or a stock that goes on: which number that is depends on the column."""
_SPLIT = re.compile(r"\d\s+\d")
_THOUSANDS = re.compile(r"\D*\d{1,3}(?:[ \u00a0\u202f]\d{3})+\D*")


def cell_value(text: str) -> CellValue | None:
    """What the cell `text` holds; `None` where it is words and no figure at all."""
    if text.isdecimal() and text.isascii() and (text[0] != "0" or len(text) == 1) and len(text) <= _MAX_DIGITS:
        return CellValue(int(text))
    if len(text) > 4 * _LONGEST:
        return None
    folded = text.translate(_FOLD).lstrip(_LOST_SPACE).rstrip()
    squeezed = "".join(folded.split())
    if not squeezed:
        return BLANK
    if squeezed.lower() in _BLANK_WORDS or not squeezed.strip(_MARKS):
        return _DASH
    if squeezed.rstrip("。;；") in _NONE_WORDS:
        return _NONE
    if len(squeezed) > _LONGEST or (squeezed[-1] in ".、" and squeezed[:-1].isdecimal()):
        return None
    return _figure(squeezed, folded, text)


def _figure(squeezed: str, folded: str, text: str) -> CellValue | None:
    match = _NUMBER.fullmatch(squeezed)
    if match and (not _SPLIT.search(folded) or _THOUSANDS.fullmatch(folded)):
        return _number(match, text)
    change = _CHANGE.fullmatch(squeezed)
    if change and (found := _change(change)):
        return found
    figure = _FIGURE.fullmatch(squeezed) and any(letter in "0123456789Oo" for letter in squeezed)
    if figure or _WITH_MORE.fullmatch(squeezed) or squeezed in _SAME:
        return CellValue(None, plain=False, why=f"“{text.strip()}”不能确定是哪个数,请核对原文")
    return None


def _number(match: re.Match[str], text: str) -> CellValue:
    digits = match["digits"].replace(",", "")
    if len(digits) > _MAX_DIGITS:
        return CellValue(None, plain=False, why=f"“{text[:20]}…”位数过多,不是一个统计数")
    if len(digits) > 1 and digits[0] == "0":
        return CellValue(None, plain=False, why=f"“{text}”像是几格的数字粘在一起,请分开填写")
    sign, fraction = match["sign"] or "", match["fraction"]
    number: Number = float(f"{digits}{fraction}") if fraction else int(digits)
    minus = sign[:1] in ("-", "–", "—") or "减" in sign or sign == "负"
    why = f"“{text}”有两个符号,按负数读" if len(sign) == 2 and minus and not sign.isalpha() else ""
    return CellValue(-number if minus else number, plain=bool(_PLAIN.fullmatch(text)), why=why)


def _change(match: re.Match[str]) -> CellValue | None:
    """The net of a rise and a fall in one cell (`增5/减3`, `+5/-3`, `0/0`); `None` where it may be two figures."""
    plus, minus = int(match["plus"]), int(match["minus"])
    signed = match["up"] and match["down"] and (match["parted"] or match["up"] != "+")
    if signed or (match["parted"] == "/" and plus == minus == 0):
        return CellValue(plus - minus, plain=False)
    return None
