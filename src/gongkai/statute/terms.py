"""Within how many working days a document must be published, or a quashed penalty decision withdrawn.

The regulation gives twenty working days from the day on which the information was formed or changed; a decision on enforcement may have
a shorter term of its own. The number is the same whenever the document was formed: whether the provision was in force by then is
for `article(term.article).in_force(day)` to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from gongkai.statute.articles import article
from gongkai.statute.loading import StatuteDataError, build, read_toml
from gongkai.statute.workdays import Reckoning, Workdays


@dataclass(frozen=True, slots=True)
class Term:
    """A term of `workdays` working days for what `label` says in Chinese, set by the `article` of that id."""

    id: str
    label: str
    workdays: int
    article: str

    @property
    def verified(self) -> bool:
        """Whether the provision that sets the term was read in its source, not written from memory."""
        return article(self.article).verified


@cache
def terms() -> Mapping[str, Term]:
    """All terms by id, in the order of the file."""
    found = [build(Term, entry) for entry in read_toml("gongkai.statute", "terms.toml")["terms"]]
    return MappingProxyType({each.id: each for each in found})


def term(term_id: str) -> Term:
    """The term of the id; raises `StatuteDataError` where there is none."""
    try:
        return terms()[term_id]
    except KeyError:
        raise StatuteDataError(f"terms.toml: there is no term {term_id!r}; known are {list(terms())}") from None


def due(term_id: str, formed: date, workdays: Workdays) -> Reckoning:
    """The last day of the term for what was formed, changed, decided or quashed on the day `formed`, which is not counted itself.

    Raises `StatuteDataError` where there is no such term.
    """
    return workdays.add(formed, term(term_id).workdays)


def begins(formed: date | None, changed: date | None, published: date | None = None) -> date | None:
    """The day on which the term of publication begins to run: the formation, or the last change (Art. 26).

    A change that came after the day of publication leaves the term as it was: whether that was in time is settled.
    """
    return formed if changed is None or (published and changed > published) else changed
