"""A question in the terms of the index, before a database's own language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gongkai.publishing.search.entries import EVERY, first_place, mark, place_after
from gongkai.publishing.search.query import Query, Term, Wanted

LAST = (1 << 63) - 1


class Scope(Enum):
    """Where phrases must stand: in which of the COLUMNS."""

    NUMBER = ("number",)
    TITLE = ("title",)
    HEAD = ("title", "number", "keywords")
    ANYWHERE = ("title", "number", "keywords", "text")


@dataclass(frozen=True)
class Condition:
    """Phrases and marks that an entry must have, and none of those it must not, between two places: the second is not included."""

    phrases: tuple[tuple[str, ...], ...]
    marks: tuple[str, ...]
    no_phrases: tuple[tuple[str, ...], ...]
    no_marks: tuple[str, ...]
    no_scope: Scope
    places: tuple[int, int]


def condition(query: Query, wanted: Wanted) -> Condition:
    """What an entry must meet to be found."""
    filters = [mark(name, value) for name, value in query.filters.items()]
    marks = tuple(filters) + _marks(wanted.terms)
    phrases = _phrases(wanted.terms)
    return Condition(
        phrases,
        marks if phrases or marks else (EVERY,),
        _phrases(wanted.excluded),
        _marks(wanted.excluded),
        Scope.TITLE if query.only_title else Scope.ANYWHERE,
        (first_place(query.since) if query.since else 0, place_after(query.until) if query.until else LAST),
    )


def _phrases(terms: tuple[Term, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(term.phrase for term in terms if term.phrase)


def _marks(terms: tuple[Term, ...]) -> tuple[str, ...]:
    return tuple(one for term in terms for one in term.marks)
