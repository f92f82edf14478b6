"""`identity-number`, `minor-identity`, `identity-number-doubtful`: numbers of identity cards. 个人信息保护法 Arts. 28, 31; 条例 Art. 15.

The 18 digits of GB 11643 have the region, the day of birth and a check digit, so nothing around them is needed to be sure. Those of
15 digits, given out until 1999, have no check digit: they are told only where the words before speak of an identity card. A
disability card's number is the identity number with two more digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.guard.finding import Hit
from gongkai.guard.personal.context import CODE, IDENTITY
from gongkai.guard.text import Text

CHILD = 14
"""Years below which everything about a person is sensitive (个人信息保护法 Art. 28)."""

_EIGHTEEN = re.compile(
    r"(?<![0-9])(?=([1-8][0-9]{5}[ -]{0,2}[0-9]{8}[ -]{0,2}[0-9]{3}[0-9Xx])([1-7][1-4](?:[Bb][0-9])?)?(?![0-9]))"
)
_FIFTEEN = re.compile(r"(?<![0-9A-Za-z])[1-8][0-9]{14}(?![0-9A-Za-z])")
_CREDIT_CODE = re.compile(r"信用代码[^\n]{0,6}$")
_REGIONS = frozenset(
    str(region)
    for start, end in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for region in range(start, end + 1)
)
"""The first two digits: the provinces of GB/T 2260, and residents of Taiwan, Hong Kong and Macau."""

_ADVICE = "删去身份证号码；确需区分同名的人时，只保留前三位和后四位，中间用*遮盖。"


def find(text: Text, today: date) -> Iterator[Hit]:
    """Every identity number that is written out."""
    end = 0
    for match in _EIGHTEEN.finditer(text.text):
        start, stop = match.start(), match.end(2) if match[2] else match.end(1)
        number = re.sub(r"[ -]", "", match[1]).upper()
        born = birthday(number, today)
        if start < end or born is None:
            continue
        context = text.context(start, stop)
        if check_digit(number) == number[-1]:
            if _CREDIT_CODE.search(context.label) and credit_code_valid(number):
                continue
            yield _certain(start, stop, born, today, disabled=bool(match[2]))
            end = stop
        elif IDENTITY.search(context.label):
            yield _doubtful(start, stop, "像是身份证号码，但校验码不对，可能录入有误或者改动过")
            end = stop
    for match in _FIFTEEN.finditer(text.text):
        context = text.context(*match.span())
        if IDENTITY.search(context.label) and not CODE.search(context.label) and _old_birthday(match[0]):
            yield _doubtful(*match.span(), "是十五位的旧身份证号码")


def birthday(number: str, today: date) -> date | None:
    """The day of birth in an 18-digit number of a known province, `None` where the number has none."""
    if number[:2] not in _REGIONS:
        return None
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if date(1900, 1, 1) <= born <= today else None


def check_digit(number: str) -> str:
    """The last sign of an identity number after GB 11643, from its first 17 digits."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(weight * int(digit) for weight, digit in zip(weights, number, strict=False)) % 11]


def credit_code_valid(code: str) -> bool:
    """Whether the last sign of an 18-sign credit code (GB 32100) is right."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    if any(sign not in signs for sign in code):
        return False
    total = sum(signs.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return signs[-total % 31] == code[17]


def _certain(start: int, end: int, born: date, today: date, disabled: bool) -> Hit:
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if age < CHILD:
        message = f"写有身份证号码，持证人未满{CHILD}周岁；不满十四周岁未成年人的个人信息是敏感个人信息，受特别保护。"
        return Hit(
            "minor-identity", "error", start, end, message, "删去该未成年人的号码和其他能认出本人的内容。", "pipl.28"
        )
    what = "残疾人证号码（含身份证号码）" if disabled else "身份证号码"
    message = f"写有完整的{what}，公开后可能被冒用，属于敏感个人信息。"
    return Hit("identity-number", "error", start, end, message, _ADVICE, "pipl.28")


def _doubtful(start: int, end: int, what: str) -> Hit:
    message = f"这串数字{what}；身份证号码属于敏感个人信息。"
    return Hit(
        "identity-number-doubtful",
        "warning",
        start,
        end,
        message,
        f"核对这串数字；是身份证号码的，{_ADVICE}",
        "pipl.28",
    )


def _old_birthday(number: str) -> bool:
    try:
        date(1900 + int(number[6:8]), int(number[8:10]), int(number[10:12]))
    except ValueError:
        return False
    return number[:2] in _REGIONS
