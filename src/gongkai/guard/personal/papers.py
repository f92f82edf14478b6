"""`passport`, `plate`: passports, exit permits and licence plates. 个人信息保护法 Art. 25."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.guard.finding import Hit, Severity
from gongkai.guard.personal.context import of_person
from gongkai.guard.text import Text

_PASSPORT = re.compile(r"(?<![0-9A-Za-z])[CDEGHKMPS][A-Z]?[0-9]{7,8}(?![0-9A-Za-z])")
_PASSPORT_WORDS = re.compile(r"护照|通行证|往来港澳|台胞证")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·• ]?"
    r"(?=[A-Z]{0,5}[0-9])[A-HJ-NP-Z0-9]{5,6}(?![0-9A-Za-z])"
)
_PUBLIC_CAR = re.compile(r"公务|公车|执法车|警车|救护车|消防车|校车|公交")


def find(text: Text, _today: date) -> Iterator[Hit]:
    """Passports where the word stands before; plates, as a note where nobody is named with them."""
    for match in _PASSPORT.finditer(text.text):
        context = text.context(*match.span())
        if _PASSPORT_WORDS.search(context.label):
            message = "写有护照或者通行证号码；证件号码属于个人信息。"
            yield Hit("passport", "error", *match.span(), message, "删去证件号码，或者只保留后三位。", "pipl.28")
    for match in _PLATE.finditer(text.text):
        context = text.context(*match.span())
        if not _PUBLIC_CAR.search(context.before + context.heads):
            severity: Severity = "warning" if of_person(context) else "note"
            message = "写有车辆号牌；与个人有关的号牌能够认出车主，属于个人信息。"
            advice = "是个人车辆的，号牌中间用*遮盖；是公务用车的，写明即可。"
            yield Hit("plate", severity, *match.span(), message, advice, "pipl.25")
