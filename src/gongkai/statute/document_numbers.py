"""发文字号: the number that an organ gives a document, such as 云政办发〔2025〕9号.

It is made of the issuer's word (机关代字), the year and the running number (article id `documents-2012.9`). The stored text stays as it
was typed; reading it, telling what is doubtful and folding it for a search are done here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase
from unicodedata import normalize

FIRST_YEAR = 1949

_OPENING, _CLOSING = "〔[({【〖「［（", "〕])}】〗」］）"
_NUMBERED = re.compile(
    rf"(?P<issuer>[^\W\d_]+)(?P<open>[{re.escape(_OPENING)}])(?P<year>[0-9]{{2,4}})年?(?P<close>[{re.escape(_CLOSING)}])"
    r"(?P<the>第?)(?P<number>[0-9]{1,6})号"
)
_ORDER = re.compile(r"(?P<issuer>[^\W\d_]*(?:令|公告|通告))(?:(?P<year>[0-9]{4})年)?第(?P<number>[0-9]{1,6})号")
_BRACKETS = str.maketrans(_OPENING + _CLOSING, "〔" * len(_OPENING) + "〕" * len(_CLOSING))
_CAPITALS = str.maketrans(ascii_lowercase, ascii_uppercase)
_UNTIDY = re.compile(r"[\s０-９Ａ-Ｚａ-ｚ]")
_BLANK = re.compile(r"\s+")


class DocumentNumberError(ValueError):
    """No document number can be made; the message tells a clerk in Chinese what is wrong."""


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number as read: `issuer` is the issuer's word, `year` the year (`None` where an order has none), `raw` the text."""

    issuer: str
    year: int | None
    number: int
    raw: str


def make(issuer: str, year: int, number: int) -> str:
    """The document number in its right form; raises `DocumentNumberError` for a part that cannot stand in one."""
    word = issuer.strip()
    if not re.fullmatch(r"[^\W\d_]+", word):
        raise DocumentNumberError(f"机关代字“{issuer}”应为文字，例如“云政办发”，不含数字、空格和括号。")
    if not 1000 <= year <= 9999:
        raise DocumentNumberError(f"文号的年份“{year}”应为四位年份，例如2025。")
    if not 1 <= number <= 999_999:
        raise DocumentNumberError(f"文号的顺序号“{number}”应为从1起的整数。")
    return f"{word}〔{year}〕{number}号"


def parse(text: str) -> DocumentNumber | None:
    """The document number that `text` is, brackets of any style; also orders and announcements (…令第3号, …公告2025年第3号).

    `None` where it is none. A year of fewer than four figures is kept as it stands: nobody knows its century.
    """
    plain = _plain(text)
    match = _NUMBERED.fullmatch(plain) or _ORDER.fullmatch(plain)
    if match is None:
        return None
    return DocumentNumber(match["issuer"], int(match["year"]) if match["year"] else None, int(match["number"]), text)


def doubts(text: str, this_year: int) -> tuple[str, ...]:
    """What is not as it should be in a document number, as Chinese sentences; blank text has none, for not everything has a number."""
    if not text.strip():
        return ()
    read = parse(text)
    if read is None:
        return (f"“{text}”看不出是文号；文号由机关代字、年份、顺序号组成，例如“云政办发〔2025〕9号”。",)
    found = []
    if read.year is not None and not FIRST_YEAR <= read.year <= this_year:
        found.append(f"文号的年份“{read.year}”应在{FIRST_YEAR}年至{this_year}年之间，用四位数字写全。")
    plain = _plain(text)
    numbered = _NUMBERED.fullmatch(plain)
    if numbered and (numbered["open"], numbered["close"]) != ("〔", "〕"):
        typed = "".join(sign for sign in text if sign in _OPENING + _CLOSING)
        found.append(f"年份应当用六角括号“〔〕”括起，现为“{typed}”。")
    if numbered and numbered["the"]:
        found.append("顺序号前不加“第”字。")
    if numbered and "年" in plain[numbered.start("year") : numbered.end("close")]:
        found.append("括号内只写年份数字，不加“年”字。")
    if re.search(r"(?<![0-9])0[0-9]*号$", plain):
        found.append("顺序号前不加0补位，从1起编。")
    if _UNTIDY.search(text):
        found.append("文号中有空格或者全角数字、字母，应当去掉空格，数字用半角。")
    return tuple(found)


def normal(text: str) -> str:
    """`text` folded for a search, so that every way of writing a number is found by every other; never shown or stored as the number.

    A number is given its right form; of other text white space is dropped and the brackets and full-width signs are folded.
    """
    plain = _plain(text)
    numbered = _NUMBERED.fullmatch(plain)
    if numbered and int(numbered["number"]):
        return f"{numbered['issuer'].translate(_CAPITALS)}〔{numbered['year']}〕{int(numbered['number'])}号"
    return normalize("NFKC", plain.translate(_BRACKETS | _CAPITALS))


def _plain(text: str) -> str:
    return normalize("NFKC", _BLANK.sub("", normalize("NFKC", text)))  # without its blanks a text may compose anew
