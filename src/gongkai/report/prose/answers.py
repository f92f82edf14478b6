"""Requests said in words to be all answered: 收到2份，并在规定时限内进行了答复; 收到5件，答复率100%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.report.model import Figure
from gongkai.report.prose.mentions import Mention, Prose
from gongkai.report.prose.wording import wording

_REACH = 200
"""The words follow within this many signs of the number of requests, and within its paragraph."""

_CLAUSE = re.compile(r"[^，。]+")


def find_answered(prose: Prose, every: Sequence[Mention]) -> Iterator[tuple[int, Figure]]:
    """For each number of requests that the words behind it call all answered: as many answers. Silent where answers are counted."""
    received = [at for at, mention in enumerate(every) if mention.codes == ("received",) and mention.value]
    if not received or any("answered" in mention.codes for mention in every):
        return
    for at in received:
        mention = every[at]
        place = _all_answered(prose, mention, every[at + 1 : at + 1 + _REACH])
        if place is not None:
            quote = prose.quote(*prose.bounds(place))
            yield place, Figure("answered", mention.value, quote, mention.approximate)


def _all_answered(prose: Prose, mention: Mention, behind: Sequence[Mention]) -> int | None:
    figures = wording().figures
    paragraph = prose.text.find("\n", mention.end, mention.end + _REACH)
    limit = paragraph if paragraph >= 0 else min(len(prose.plain), mention.end + _REACH)
    numbers = [other.start for other in behind if other.start < limit]
    for clause in _CLAUSE.finditer(prose.plain, mention.end, limit):
        if figures["not_all_answered"].search(clause[0]):
            return None
        if any(clause.start() <= number < clause.end() for number in numbers):
            continue
        if figures["all_answered"].search(clause[0]):
            return clause.start()
        if "其中" in clause[0]:
            return None
    return None
