"""What is published already and likely to be what somebody is about to ask for."""

from __future__ import annotations

import re
from collections import Counter

from gongkai.portal.listing import Row, rows_of
from gongkai.publishing import search
from gongkai.publishing.search import segment

OFFERED = 5
_WORDS = 6
_COMMON = re.compile(
    "关于|申请|公开|政府|信息|有关|相关|文件|内容|材料|情况|资料|通知|需要|希望|以及|或者|其他|具体|我们|提供|复印件|哪些|什么|"
    "怎么|怎样|怎么办|如何|哪里|哪儿|多少|几时|可以|能否|是否|应该|应当|我家|自己|今年|去年|明年|现在|请问"
)
"""Words that stand in most requests and questions and tell nothing of what is asked for."""


def likely(text: str) -> list[Row]:
    """The public items whose titles have most of the words of `text`, the likest first."""
    words = [word for word in segment.words(text[:500]) if not _COMMON.fullmatch(word) and len(word) > 1]
    words = sorted(words, key=len, reverse=True)[:_WORDS]
    counted: Counter[int] = Counter()
    for word in words:
        found = search.search(search.Query(f'"{word}"', only_title=True, order="newest", per_page=search.BOUND))
        counted.update(found.ids)
    enough = (len(words) + 1) // 2 if len(words) > 1 else 1
    best = sorted((item for item, number in counted.items() if number >= enough), key=lambda item: -counted[item])
    return rows_of(best[:OFFERED])
