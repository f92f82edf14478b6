"""Personal data that may not be published: one rule group a module, each with `find(text, today)`.

个人信息保护法 Arts. 6, 25, 28; 条例 Art. 15. Properly masked numbers (510***********1234, 138****1234) are what the rules ask for and
are never found.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.guard.finding import Hit
from gongkai.guard.personal import address, bankcard, health, identity, listed, minor, mobile, papers
from gongkai.guard.text import Text

_RULES = (identity, mobile, bankcard, address, minor, health, papers)


def find(text: Text, today: date) -> Iterator[Hit]:
    """Every hit of every rule; what two rules find at one place is told by the first of them."""
    taken: list[Hit] = []
    spans: set[int] = set()
    for rule in _RULES:
        for hit in rule.find(text, today):
            touched = set(range(hit.start, hit.end)) if hit.secret else set()
            if touched & spans:
                continue
            spans |= touched
            taken.append(hit)
    yield from taken
    yield from listed.find(text, spans)
