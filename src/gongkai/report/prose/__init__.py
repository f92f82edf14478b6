"""Figures in running text: what a report's sentences say that was published, received, answered, contested, paid and held in its year.

One scan finds the numbers with a measure word, another the words that deny; only their clauses are looked at. A number of another
year, of a comparison, a plan, a law, another body or another notion is not a figure: what is not understood stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.report.model import Breakdown, Figure
from gongkai.report.prose.answers import find_answered
from gongkai.report.prose.breakdowns import find_breakdowns
from gongkai.report.prose.counting import codes_of
from gongkai.report.prose.denials import find_denials
from gongkai.report.prose.mentions import Prose, find_mentions
from gongkai.report.prose.scope import is_another_body, is_current
from gongkai.report.prose.together import deal_out, settle_totals
from gongkai.report.prose.wholes import settle_events, settle_published

__all__ = ["extract"]

_DENYING = re.compile("(?:未|没有?|无)(?:收到|接到|受理|发生|出现|产生|因|一)")
"""没有一起行政复议: the number belongs to a denial, which is told as one."""


def extract(paragraphs: Sequence[str], year: int | None, own: str = "") -> tuple[list[Figure], list[Breakdown]]:
    """The figures and the breakdowns of the report of `year` (of any year where it is `None`), each in the order of the text.

    `own` is what the document says of who reports (its title, its unit): a body that it names is no other body.
    """
    prose = Prose("\n".join(paragraphs))
    every = find_mentions(prose)
    coded_at: list[int] = []
    for at, mention in enumerate(every):
        codes = codes_of(prose, mention)
        if codes and is_current(prose, mention, year) and not _DENYING.search(mention.clause):
            mention.codes = codes
            coded_at.append(at)
            if "received" in codes:
                prose.received_at = mention.start
    deal_out(prose, every)
    settle_totals(prose, every, coded_at)
    coded = [mention for mention in every if mention.codes]
    for mention in coded:
        if is_another_body(prose, mention, own):
            mention.codes = ()
    settle_published(prose, coded)
    found = find_breakdowns(prose, every)
    settle_events(every, coded)
    placed = [
        (mention.start, Figure(code, mention.value, prose.quote(mention.left, mention.right), mention.approximate))
        for mention in coded
        for code in mention.codes
    ]
    placed += find_denials(prose, year)
    placed += find_answered(prose, every)
    placed.sort(key=lambda item: item[0])
    return [figure for _, figure in placed], found
