"""索引号: the number that names one item of government information for ever.

The national form (article id `catalogue-guide`) is the organisation code of nine characters without its hyphen, or the unified
social credit code of eighteen, then "/", the year, "-" and a serial of five digits. Many places have forms of their own. A number
is kept as it stands and never written anew; a wrong check digit is a doubt about it, never a reason to refuse it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias
from unicodedata import normalize

Form: TypeAlias = Literal["national", "credit", "local", "other"]
"""The national form with an organisation code or a credit code, a local form whose parts are known, any other text."""

PATTERN = r"\w(?:[\w./:()（）〔〕\[\]—-]*[\w)）〕\]])?"
"""What can stand as an index number in an address: slashes are part of it; white space, "?", "#" and "%" are not."""

MAX_SERIAL = 99_999
"""The largest serial that the five digits of the national form hold."""

_FRONT = r"(?P<front>[0-9A-Z]{9}|[0-9A-Z]{18})"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_SHAPES: tuple[tuple[Form, str], ...] = (
    ("national", rf"(?P<front>[0-9A-Z]{{9}})/{_YEAR}-(?P<part>)(?P<serial>[0-9]{{5}})"),
    ("credit", rf"(?P<front>[0-9A-Z]{{18}})/{_YEAR}-(?P<part>)(?P<serial>[0-9]{{5}})"),
    ("local", rf"{_FRONT}/{_YEAR}(?P<part>0[1-9]|1[0-2])-(?P<serial>[0-9]{{5}})"),
    (
        "local",
        rf"(?P<front>[0-9A-Z]{{8}}-[0-9X])-?/{_YEAR}-(?P<part>(?:0[1-9]|1[0-2])[0-3][0-9])(?P<serial>[0-9]{{3}})",
    ),
    ("local", rf"{_FRONT}-{_YEAR}-(?P<part>)(?P<serial>[0-9]{{6}})"),
)
_FORMS = [(form, re.compile(shape, re.IGNORECASE | re.ASCII)) for form, shape in _SHAPES]
_WHOLE = re.compile(PATTERN)
_CODE = re.compile(r"[0-9A-Z]{9}|[0-9A-Z]{18}")

_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class IndexNumberError(ValueError):
    """No index number can be made; the message tells a clerk in Chinese what is wrong."""


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """An index number as read: `raw` is the text as it stands, the other parts are `None` or empty where its form is not known.

    `front` is the code of the organ, `part` what a local form writes between year and serial (a month, or month and day).
    """

    raw: str
    form: Form
    front: str | None = None
    year: int | None = None
    part: str = ""
    serial: int | None = None


def make(front: str, year: int, serial: int) -> str:
    """The index number in the national form; `front` is an organisation code (with or without its hyphen) or a credit code.

    Raises `IndexNumberError` for a front of another shape, a year outside 1900-2099 and a serial outside 1-`MAX_SERIAL`. The check
    digit is not looked at: see `doubts`.
    """
    code = front.strip().upper().replace("-", "")
    if not _CODE.fullmatch(code):
        raise IndexNumberError(f"索引号前段“{front}”应为9位组织机构代码或者18位统一社会信用代码。")
    if not 1900 <= year <= 2099:
        raise IndexNumberError(f"索引号的年份“{year}”应为四位年份，例如2025。")
    if not 1 <= serial <= MAX_SERIAL:
        raise IndexNumberError(
            f"索引号的流水号“{serial}”应在1至{MAX_SERIAL}之间；{year}年的号码已用完的，请换用另一机构代码编号。"
        )
    return f"{code}/{year}-{serial:05d}"


def parse(text: str) -> IndexNumber | None:
    """The index number that `text` is, in any form; `None` where it is blank or could not stand in an address."""
    plain = normalize("NFKC", text.strip())
    if not _WHOLE.fullmatch(plain):
        return None
    for form, pattern in _FORMS:
        if match := pattern.fullmatch(plain):
            return IndexNumber(text, form, match["front"], int(match["year"]), match["part"], int(match["serial"]))
    return IndexNumber(text, "other")


def doubts(number: IndexNumber) -> tuple[str, ...]:
    """What makes an index number doubtful, as Chinese sentences; none of it makes the number invalid."""
    if number.front is None:
        return ("索引号不是国家统一形式，也不是已知的地方形式，机构代码、年份和流水号未能识别；号码原样保留。",)
    code = number.front.replace("-", "")
    if len(code) == 9 and not organisation_code_valid(code):
        return (f"索引号前段“{number.front}”的校验码与组织机构代码的规则不符，请核对；号码原样保留。",)
    if len(code) == 18 and not credit_code_valid(code):
        return (f"索引号前段“{number.front}”的校验码与统一社会信用代码的规则不符，请核对；号码原样保留。",)
    return ()


def organisation_code_valid(code: str) -> bool:
    """Whether `code` is an organisation code (GB 11714) with the right check digit; the hyphen may stand or be dropped."""
    match = re.fullmatch(r"([0-9A-Z]{8})-?([0-9X])", code.upper())
    if match is None:
        return False
    total = sum(
        _ORGANISATION_SIGNS.index(sign) * weight for sign, weight in zip(match[1], _ORGANISATION_WEIGHTS, strict=True)
    )
    return "0123456789X0"[11 - total % 11] == match[2]


def credit_code_valid(code: str) -> bool:
    """Whether `code` is a unified social credit code (GB 32100): eighteen of its 31 signs, the right check digit."""
    signs = code.upper()
    if len(signs) != 18 or any(sign not in _CREDIT_SIGNS for sign in signs):
        return False
    total = sum(_CREDIT_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(signs[:17]))
    return _CREDIT_SIGNS[-total % 31] == signs[17]


def organisation_code_of(credit_code: str) -> str | None:
    """The organisation code (nine characters, no hyphen) inside a credit code; `None` where `credit_code` has another shape."""
    code = credit_code.strip().upper()
    return code[8:17] if re.fullmatch(r"[0-9A-Z]{18}", code) else None
