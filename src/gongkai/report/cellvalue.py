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

_BLANK_MARKS = frozenset("/ \\ ／ — —— ——— - -- －－ － – ― … …… N/A n/a 不适用 不涉及 空 空白 . 、".split())
_NONE_WORDS = frozenset(("无", "没有", "零", "〇", "○", "０"))
_MAX_DIGITS = 15
"""More digits than this are no count of anything (and lose precision as a JSON number)."""

_UNITS = "人次|万元|亿元|元|件|条|次|项|个|人|篇|宗|份|起|期|%|％"
_NUMBER = re.compile(
    rf"(?P<sign>[+＋\-−－–—]{{1,2}}|增加|增长|增|新增|减少|减|约|共)?"
    rf"(?P<digits>\d{{1,3}}(?:[,，]\d{{3}})+|\d+)(?P<fraction>[.．]\d+)?(?P<unit>{_UNITS})?"
)
_CHANGE = re.compile(r"(?:(?P<up>增加?|新增)|\+)?(?P<plus>\d{1,9})[/／、](?:(?P<down>减少?)|-)?(?P<minus>\d{1,9})")
_FIGURE = re.compile(r"[\d+＋\-−－–—增减约共新OoＯ][\d\s,，.．/／、+\-增减加少OoＯ]*(?:" + _UNITS + ")?")


def cell_value(text: str) -> CellValue | None:
    """What the cell `text` holds; `None` where it is words and no figure at all."""
    if text.isdigit() and (text[0] != "0" or len(text) == 1) and len(text) <= _MAX_DIGITS:
        return CellValue(int(text), plain=text.isascii())
    squeezed = "".join(text.split())
    if not squeezed:
        return BLANK
    if squeezed in _BLANK_MARKS:
        return _DASH
    if squeezed in _NONE_WORDS:
        return _NONE
    if len(squeezed) > 40 or (squeezed[-1] in ".．、" and squeezed[:-1].isdigit()):
        return None
    spaced = " " in text.strip() or "\u3000" in text.strip()
    match = _NUMBER.fullmatch(squeezed)
    if match and not (spaced and re.search(r"\d\s+\d", text) and not re.fullmatch(r"\D*\d{1,3}(?:\s\d{3})+\D*", text.strip())):
        return _number(match, squeezed)
    change = _CHANGE.fullmatch(squeezed)
    if change:
        return _change(change)
    if _FIGURE.fullmatch(squeezed) and any(letter.isdigit() or letter in "OoＯ" for letter in squeezed):
        return CellValue(None, plain=False, why=f"“{text.strip()}”不能确定是哪个数,请核对原文")
    return None


def _number(match: re.Match[str], text: str) -> CellValue:
    digits = re.sub("[,，]", "", match["digits"])
    if len(digits) > _MAX_DIGITS:
        return CellValue(None, plain=False, why=f"“{text[:20]}…”位数过多,不是一个统计数")
    if len(digits) > 1 and digits[0] == "0":
        return CellValue(None, plain=False, why=f"“{text}”像是几格的数字粘在一起,请分开填写")
    sign, fraction = match["sign"] or "", match["fraction"]
    number: Number = float(f"{digits}.{fraction[1:]}") if fraction else int(digits)
    if sign and (sign[0] in "-−－–—减"):
        number = -number
    why = f"“{text}”有两个符号,按负数读" if len(sign) == 2 and sign[0] in "-−－–—" else ""
    return CellValue(number, plain=text.isascii() and sign in ("", "-") and "," not in text and not match["unit"], why=why)


def _change(match: re.Match[str]) -> CellValue:
    plus, minus = int(match["plus"]), int(match["minus"])
    if match["down"] or match["up"] or plus == minus == 0:
        return CellValue(plus - minus, plain=False)
    return CellValue(None, plain=False, why=f"“{match[0]}”不能确定是增减数还是两个数,请核对原文")
