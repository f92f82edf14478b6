"""`name-with-number`: a row of a table with a full name and a long number that no other rule knows. 个人信息保护法 Art. 6."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from gongkai.guard.finding import Hit
from gongkai.guard.personal.context import is_name
from gongkai.guard.text import Text

_NUMBER = re.compile(r"(?<![0-9A-Za-z.*])[0-9]{11,20}[Xx]?(?![0-9A-Za-z.*])")
_HARMLESS = re.compile(r"文号|索引|信用代码|金额|日期|时间|面积|单位代码|项目|行政区划|座机|办公电话|案号|统一")


def find(text: Text, told: Set[int]) -> Iterator[Hit]:
    """Numbers in rows with a name; what stands at the offsets `told` has been found by another rule."""
    if not text.tables:
        return
    for match in _NUMBER.finditer(text.text):
        if match.start() in told or text.table_at(match.start()) is None or (row := text.row(match.start())) is None:
            continue
        cells, column = row
        names = [cell for other, cell in enumerate(cells) if other != column and is_name(cell)]
        if names and not _HARMLESS.search(text.context(*match.span()).label):
            message = "同一行里写有姓名和一串长号码，像是能够认出个人的号码。"
            advice = "核对这串号码是什么；是个人的证件、账户、联系号码的，删去或者用*遮盖。"
            yield Hit("name-with-number", "warning", *match.span(), message, advice, "pipl.6")
