"""What several applicants asked one body for, of which something was given out: worth publishing for everybody (Art. 44).

The law asks for several applicants and the same information, and leaves the rest: how alike is the same, and how far back is looked, are
ours. Likeness is a proposal to the officer, who reads the requests; nothing is published by it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, pairwise

from django.core.cache import cache
from django.db.models import Count
from rapidfuzz import fuzz

from gongkai.casework.models import Answer, Case, Logged
from gongkai.casework.services.intake import core
from gongkai.casework.services.retention import years_before
from gongkai.statute import answers
from gongkai.units.calendars import today
from gongkai.units.models import Unit

YEARS = 3
"""How far back requests are looked at."""
SAME = 75
"""From which likeness on (of 100) two requests of different applicants are for the same. Higher than for one applicant's duplicates."""
READ = 5000
"""The newest requests of a unit that are looked at: what they cost is bounded, see `likes`."""
_GIVEN = {kind.id for kind in answers.kinds().values() if kind.group in ("provide", "partial")} - {"already_public"}
_SIGNS, _INDEXED, _RAREST, _LOOKED_AT, _COMPARED = 100, 24, 8, 240, 8
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True)
class Group:
    """Requests of at least two applicants for the same, the oldest first.

    `applicants` is how many they are, as far as number or name tell; `given` the newest request whose answer gave something out;
    `logged` the newest entry of theirs in the disclosure log, from which an item can be begun.
    """

    unit: Unit
    cases: tuple[Case, ...]
    applicants: int
    given: Case
    logged: Logged | None

    @property
    def answers(self) -> list[tuple[str, int]]:
        """The kinds of answer by their names, with how often each was given; what is still open is none."""
        counts = Counter(case.answer_kind for case in self.cases if case.answer_kind)
        return [(answers.kind(kind).label, times) for kind, times in counts.most_common()]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for, as it is compared: its figures (years, numbers) apart from its words."""

    title: str
    description: str
    figures: frozenset[str]

    @classmethod
    def of(cls, title: str, description: str) -> Asked:
        """The words of a title and a description without what every request says."""
        words = (_FIGURES.sub("", core(text))[:_SIGNS] for text in (title, description))
        return cls(*words, frozenset(_FIGURES.findall(f"{title} {description}")))

    def like(self, other: Asked) -> float:
        """How alike (of 100) the likelier of title and description is; 0 where both name figures, and not the same."""
        if self.figures and other.figures and self.figures != other.figures:
            return 0
        pairs = ((self.title, other.title), (self.description, other.description))
        return max(fuzz.ratio(one, another, score_cutoff=SAME) if one and another else 0 for one, another in pairs)

    @property
    def pairs(self) -> dict[str, None]:
        """The pairs of neighbouring signs, each once, by which likely ones are found."""
        return dict.fromkeys(map("".join, chain(pairwise(self.title), pairwise(self.description))))


def groups(unit: Unit, on: date | None = None) -> list[Group]:
    """The groups of `unit`'s requests of the last `YEARS` years, the most applicants first; those that are published already left out.

    A request is published where an item was begun from it, or where an answer could point to what is public. Requests whose applicant
    was erased are left out: who asked is unknown.
    """
    rows = list(
        Case.objects.requests()
        .filter(unit=unit, applicant__erased_at=None, arrived_on__gt=years_before(on or today(), YEARS))
        .order_by("-arrived_on", "-pk")
        .values_list("pk", "title", "description", "applicant__same")[:READ]
    )[::-1]
    alike = likes([Asked.of(title, description) for _, title, description, _ in rows])
    several = [each for each in alike if len({rows[at][-1] for at in each}) > 1]
    members = [rows[at][0] for each in several for at in each]
    cases = Case.objects.filter(pk__in=members).only("number", "title", "state", "answer_kind").in_bulk()
    logged = {entry.case_id: entry for entry in Logged.objects.filter(case__in=members)}
    later = Answer.objects.filter(case__in=members, kind__in=_GIVEN, state=Answer.State.SENT)
    gave = {pk for pk, case in cases.items() if case.answer_kind in _GIVEN} | set(later.values_list("case", flat=True))
    public = {pk for pk, entry in logged.items() if entry.item_id is not None}
    public |= {pk for pk, case in cases.items() if case.answer_kind == "already_public"}
    found = []
    for each in several:
        numbers = [rows[at][0] for at in each if rows[at][0] in cases]
        newest = [pk for pk in reversed(numbers) if pk in gave]
        if newest and not public.intersection(numbers):
            entry = next((logged[pk] for pk in reversed(numbers) if pk in logged), None)
            applicants = len({rows[at][-1] for at in each})
            found.append(Group(unit, tuple(cases[pk] for pk in numbers), applicants, cases[newest[0]], entry))
    return sorted(found, key=lambda group: (-group.applicants, -len(group.cases), group.cases[0].pk))


def how_many(unit: Unit) -> int:
    """How many groups there are; looked for again where a request, an answer or an item has come since, and every day."""
    state = Case.objects.filter(unit=unit).aggregate(
        n=Count("pk"), closed=Count("closed_on"), items=Count("logged__item_id")
    )
    return cache.get_or_set(
        f"asked-often {unit.pk} {today()} {state}".replace(" ", ""), lambda: len(groups(unit)), 24 * 3600
    )


def likes(asked: Iterable[Asked]) -> list[list[int]]:
    """The places of those that are alike, in their order: each stands with the first that is like it, or begins a list of its own.

    Each is compared with at most `_COMPARED` beginnings, those that share most of its rarest pairs of signs: the work grows with the
    number of requests, not with its square.
    """
    places: dict[Asked, list[int]] = defaultdict(list)
    for at, each in enumerate(asked):
        places[each].append(at)
    pairs = [each.pairs for each in places]
    often = Counter(chain.from_iterable(pairs))
    found: list[tuple[Asked, list[int]]] = []
    beginnings: dict[str, list[int]] = defaultdict(list)
    for each, own in zip(places, pairs, strict=True):
        shared = sorted((pair for pair in own if often[pair] > 1), key=often.__getitem__)[:_INDEXED]
        near = Counter(islice(chain.from_iterable(beginnings[pair] for pair in shared[:_RAREST]), _LOOKED_AT))
        likely = [(each.like(found[other][0]), -other) for other, _ in near.most_common(_COMPARED)]
        score, other = max(likely, default=(0, 0))
        if score >= SAME:
            found[-other][1].extend(places[each])
        else:
            for pair in shared:
                beginnings[pair].append(len(found))
            found.append((each, places[each]))
    return [sorted(members) for _, members in found]
