"""By which day an annual report must be published.

The 2008 text gave every organ until 31 March. The text of 2019 gives departments until 31 January and the government of county level
and up until 31 March; it names no day for townships and street offices, whom local instructions bind that are not known here.
Whether its Art. 49(1) means the departments of the State Council too is not settled for us, so they have no day either.
The days are dates of the calendar: the text has no rule that moves them off a holiday.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.statute.articles import article
from gongkai.statute.bodies import Kind
from gongkai.statute.loading import build, read_toml


@dataclass(frozen=True, slots=True)
class Due:
    """The last lawful `day` of publication and the id of the `article` that sets it."""

    day: date
    article: str


@dataclass(frozen=True, slots=True)
class _Day:
    """A day of the law: for the kinds named, or for every organ where none is."""

    article: str
    month: int
    day: int
    kinds: tuple[str, ...] = ()


def due(kind: Kind | None, report_year: int) -> Due | None:
    """By when a body of this kind must publish the report of `report_year`, under the text in force on that day.

    `kind` is `None` where it is unknown: the 2008 text binds every organ all the same. `None` where no text sets a day.
    """
    for rule in _days():
        day = date(report_year + 1, rule.month, rule.day)
        bound = not rule.kinds or (kind is not None and kind.id in rule.kinds)
        if bound and article(rule.article).in_force(day):
            return Due(day, rule.article)
    return None


@cache
def _days() -> tuple[_Day, ...]:
    return tuple(build(_Day, entry) for entry in read_toml("gongkai.statute", "bodies.toml")["days"])
