"""`mobile-number`: numbers of mobile telephones. 个人信息保护法 Art. 25; 条例 Art. 20(2) asks for the office's contact, not a person's.

Landlines, 400 and three- to five-digit service numbers are the office's and are fine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.guard.finding import Hit, Severity
from gongkai.guard.personal.context import CODE, PHONE, QUANTITY, WEB, of_person
from gongkai.guard.text import Text

_MOBILE = re.compile(
    r"(?<![0-9])(?<![0-9][./-])(?:\+?86[ -]?)?"
    r"(1[3-9][0-9](?:[0-9]{8}|[ -]{1,2}[0-9]{4}[ -]{1,2}[0-9]{4}|[0-9][ -][0-9]{3}[ -][0-9]{4}))(?![0-9])"
)
_GROUPED = re.compile(r"[ -]")
_NO_NUMBER = re.compile(r"[-/][0-9]")
_ADVICE = "改用单位的座机和办公地址；确需保留的，中间四位用*遮盖，或者写明已取得本人单独同意。"


def find(text: Text, _today: date) -> Iterator[Hit]:
    """Every mobile number written out; an error where it stands with a person."""
    for match in _MOBILE.finditer(text.text):
        context = text.context(*match.span())
        phone = PHONE.search(context.label) or PHONE.search(context.before)
        if _NO_NUMBER.match(context.after) or WEB.search(context.before):
            continue
        if not phone and (CODE.search(context.label) or QUANTITY.match(context.after) or _GROUPED.search(match[1])):
            continue
        severity: Severity = "error" if of_person(context) else "warning"
        message = "写有手机号码；公开个人手机号码应当取得本人单独同意，机关的联系方式用座机即可。"
        yield Hit("mobile-number", severity, *match.span(), message, _ADVICE, "pipl.25")
