"""What is asked and what is found; a typed line taken apart.

Words are separated by spaces and all must stand in an item; "in quotation marks" spaces do not separate; -word excludes. There is no
other syntax, and no line that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from gongkai.publishing.search import segment
from gongkai.publishing.search.entries import mark

LENGTH = 256
"""Characters of a typed line that are looked at."""

_NUMBERED = re.compile(r"\d号")
_WORD = re.compile(r"""([-－]?)(?:["＂“”„]([^"＂“”„]*)["＂“”„]|([^\s"＂“”„]+))""")


@dataclass(frozen=True)
class Query:
    """A question: `filters` name a facet and the one value that it must have; `since` and `until` are days, both included."""

    text: str = ""
    only_title: bool = False
    filters: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    order: Literal["relevance", "newest", "oldest"] = "relevance"
    page: int = 1
    per_page: int = 20


@dataclass(frozen=True)
class Hits:
    """What was found: the page's item ids in their order; how many were found in all; how often which facet's values stand in them.

    `bounded`: there are more than were looked at; `total` and `facets` tell of those that were looked at: `searching.BOUND` of them, the
    newest (where the oldest were asked for, the oldest). `terms` are the words looked for, for `highlight`. `loosened`: nothing has the
    words as they were typed; these have the words of the dictionary that they are made of.
    """

    ids: list[int]
    total: int
    bounded: bool
    facets: Mapping[str, list[tuple[str, int]]]
    terms: tuple[str, ...]
    loosened: bool = False


@dataclass(frozen=True)
class Term:
    """A word or a quoted phrase."""

    text: str
    quoted: bool = False

    @property
    def phrase(self) -> tuple[str, ...]:
        """The tokens that must be adjacent."""
        return tuple(segment.phrase(self.text))

    @property
    def marks(self) -> list[str]:
        """For what has no phrase, a single character for one: the marks that say that it stands in the title."""
        return [] if self.phrase else [mark("character", one) for one in sorted(segment.characters(self.text))]


@dataclass(frozen=True)
class Wanted:
    """A typed line taken apart."""

    terms: tuple[Term, ...]
    excluded: tuple[Term, ...]

    @property
    def loosened(self) -> Wanted:
        """The same with words taken apart by the dictionary: none that were quoted, and no document's number."""
        terms: dict[Term, None] = {}
        for term in self.terms:
            words = [] if term.quoted or _NUMBERED.search(term.text) else segment.words(term.text)
            terms |= dict.fromkeys(Term(word) for word in words) if words else {term: None}
        return replace(self, terms=tuple(terms))


def parse(line: str) -> Wanted:
    """The words of a typed line; signs and pictures without a word among them are passed over."""
    terms: dict[Term, None] = {}
    excluded: dict[Term, None] = {}
    for minus, quoted, plain in _WORD.findall(line[:LENGTH]):
        term = Term(segment.fold(quoted or plain).strip(), bool(quoted))
        if term.phrase or term.marks:
            (excluded if minus else terms)[term] = None
    return Wanted(tuple(terms), tuple(excluded))
