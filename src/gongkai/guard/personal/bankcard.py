"""`bank-card`, `bank-account`: numbers of bank cards and passbooks. 个人信息保护法 Art. 28 names financial accounts.

A card's number has 16 to 19 digits, a known beginning and Luhn's check digit. Public accounts (对公, 财政, 非税) are published on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.guard.finding import Hit
from gongkai.guard.personal.context import BANK, CODE, PUBLIC_ACCOUNT, QUANTITY, WEB, of_person
from gongkai.guard.text import Text

_CARD = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9]{16,19}|[0-9]{4}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{4}(?:\1[0-9]{1,3})?)(?![0-9A-Za-z])"
)
_ACCOUNT = re.compile(r"(?<![0-9A-Za-z])[0-9]{9,22}(?![0-9A-Za-z])")
_KNOWN = re.compile(r"62|4|5[1-5]|35|60|65|68|69|9[0-9]")
_NEIGHBOUR = re.compile(r"[0-9][./-]$")
_CODE_GOES_ON = re.compile(r"[/-][0-9]")
_ADVICE = "删去个人的账号；确需核对的，只保留后四位，其余用*遮盖。"


def find(text: Text, _today: date) -> Iterator[Hit]:
    """Cards by their check digit; accounts without one where a person and a bank are named."""
    for match in _CARD.finditer(text.text):
        digits = re.sub(r"[ -]", "", match[0])
        if not _KNOWN.match(digits) or not luhn(digits):
            continue
        context = text.context(*match.span())
        bank = BANK.search(context.label) or BANK.search(context.before)
        if _NEIGHBOUR.search(context.before) or _CODE_GOES_ON.match(context.after) or WEB.search(context.before):
            continue
        if bank and not _is_public(context.before, context.label):
            message = "写有银行卡号；金融账户是敏感个人信息，公开后危及财产安全。"
            yield Hit("bank-card", "error", *match.span(), message, _ADVICE, "pipl.28")
        elif not bank and digits.startswith("62") and not (CODE.search(context.label) or QUANTITY.match(context.after)):
            message = "这串数字像是银行卡号（开头和校验码都符合）；金融账户是敏感个人信息。"
            yield Hit(
                "bank-card", "warning", *match.span(), message, f"核对这串数字；是银行卡号的，{_ADVICE}", "pipl.28"
            )
    for match in _ACCOUNT.finditer(text.text):
        context = text.context(*match.span())
        if BANK.search(context.label) and of_person(context) and not _is_public(context.before, context.label):
            message = "姓名之外还写有账号；个人的金融账户是敏感个人信息，公开后危及财产安全。"
            yield Hit("bank-account", "warning", *match.span(), message, _ADVICE, "pipl.28")


def luhn(digits: str) -> bool:
    """Whether the last digit is Luhn's check digit of those before it."""
    doubled = (sum(divmod(2 * int(digit), 10)) if place % 2 else int(digit) for place, digit in enumerate(digits[::-1]))
    return sum(doubled) % 10 == 0


def _is_public(before: str, label: str) -> bool:
    return bool(PUBLIC_ACCOUNT.search(before) or PUBLIC_ACCOUNT.search(label))
