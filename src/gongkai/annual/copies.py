"""Near-copies (照搬照抄): whose words are last year's or another unit's, by the measure of `gongkai check`.

Only what people wrote is compared: sentences that name figures, and those of the platform's own first draft, are alike everywhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.annual.members import members, rolls_up
from gongkai.annual.models import AnnualReport, Part, Reading, State
from gongkai.annual.prose.drafting import prepared_words
from gongkai.report.checking.copy import SECTION_SHARE, Likeness, Text, likenesses
from gongkai.units.models import Unit

_WITH_FIGURES = re.compile(r"[^。；！？\n]*\{[^{}\n]*\}[^。；！？\n]*[。；！？]?")
_CANDIDATE = SECTION_SHARE * 0.6
"""Share of a part's pieces that must stand in another text before the two are compared sentence by sentence."""


@dataclass(frozen=True, slots=True)
class NearCopy:
    """That the report of `unit` has words of the report of `other` for `other_year`: in the part `heading`, or in all of it ('').

    `share` is between 0 and 1, `quote` the longest sentence that both have.
    """

    unit: Unit
    heading: str
    other: Unit
    other_year: int
    share: float
    quote: str

    @property
    def message(self) -> str:
        """It in words."""
        where = f"“{self.heading}”" if self.heading else "全文"
        whose = "本机构" if self.other == self.unit else self.other.short_name
        return f"{where}有{round(self.share * 100)}%的文字与{whose}{self.other_year}年度的报告相同。"


def near_copies(unit: Unit, year: int) -> list[NearCopy]:
    """Among the bodies below a government (or for `unit` alone, where it is none) whose reports of `year` have others' or old words.

    Compared are the reports that were handed in or returned, with each other and each with its own of the year before; of two that
    have the same words both are told. The most alike first.
    """
    units = list(members(unit, year)) if rolls_up(unit) else [unit]
    texts, before = _texts(units, year), _texts(units, year - 1)
    by_id = {each.pk: each for each in units}
    found = []
    for pk, text in texts.items():
        for other, other_year, other_text in _others(pk, texts, before, year):
            found += [
                NearCopy(by_id[pk], each.heading or "", by_id[other], other_year, each.share, each.longest)
                for each in _alike(text, other_text)
            ]
    return sorted(found, key=lambda each: (-each.share, each.unit.path, each.other.path))


def _others(
    pk: int, texts: Mapping[int, Text], before: Mapping[int, Text], year: int
) -> Iterator[tuple[int, int, Text]]:
    if pk in before:
        yield pk, year - 1, before[pk]
    yield from ((other, year, text) for other, text in texts.items() if other != pk)


def _alike(text: Text, other: Text) -> Iterable[Likeness]:
    there = other.pieces
    candidate = any(part and len(part & there) >= _CANDIDATE * len(part) for part in text.pieces_of_parts)
    return likenesses(text, other) if candidate else ()


def _texts(units: Sequence[Unit], year: int) -> dict[int, Text]:
    """By unit the words of its report of `year`: of the one made here, else of the one that was uploaded."""
    found = {}
    for reading in Reading.objects.filter(unit__in=units, year=year).order_by("id"):
        parts = [(part["heading"], part["text"]) for part in reading.content["sections"]]
        found[reading.unit_id] = Text(parts, _standing())
    handed_in = AnnualReport.objects.filter(unit__in=units, year=year).exclude(state=State.DRAFT, returned_at=None)
    written: dict[int, list[tuple[str, str]]] = defaultdict(list)
    parts_of = Part.objects.filter(report__in=handed_in).order_by("report", "position")
    for unit_id, heading, text in parts_of.values_list("report__unit_id", "heading", "text"):
        written[unit_id].append((heading, _WITH_FIGURES.sub("", text)))
    return found | {unit_id: Text(parts, _standing()) for unit_id, parts in written.items()}


@cache
def _standing() -> frozenset[str]:
    """The sentences of the platform's own first draft."""
    clauses = (text.strip("，；。") for text in prepared_words() if "{" not in text)
    return frozenset(line for clause in clauses for _, lines in Text([("", clause)]).parts for line in lines)
