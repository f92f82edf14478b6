"""How reviews and lawsuits end: what the decision says, its article, and the column of table four in which it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from gongkai.statute.articles import listed
from gongkai.statute.loading import StatuteDataError, build, read_toml

Instance = Literal["review", "first", "second", "retrial"]
"""Who decides: the reviewing body, the court of first or of second instance, one that tries anew by the procedure of the second."""
COLUMNS = ("upheld", "corrected", "other")
"""The columns of table four for what has ended, in printed order."""
_MAY_SAY: Mapping[Instance, tuple[str, ...]] = {
    "review": ("review",),
    "first": ("suit",),
    "second": ("appeal", "suit"),
    "retrial": ("retrial", "suit"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision says; see outcomes.toml for what its parts mean."""

    id: str
    of: Literal["review", "suit", "appeal", "retrial"]
    label: str
    column: Literal["upheld", "corrected", "other", "same", ""]
    article: str
    settled: bool = False
    orders: bool = False
    appeal: Literal["", "appeal", "appeal_ruling"] = ""


@dataclass(frozen=True, slots=True)
class Counting:
    """How the instances of one lawsuit are counted, and where that is from; see outcomes.toml."""

    id: str
    label: str
    source: str
    retrials: bool = False
    each: bool = False


@cache
def countings() -> Mapping[str, Counting]:
    """The ways of counting by id; the first is taken where nothing is set."""
    found = read_toml("gongkai.statute", "outcomes.toml")["counting"]
    return MappingProxyType({entry["id"]: build(Counting, entry) for entry in found})


@cache
def outcomes() -> Mapping[str, Outcome]:
    """All outcomes by id; each has an article that there is."""
    return MappingProxyType(
        dict(listed(Outcome, "outcomes.toml", read_toml("gongkai.statute", "outcomes.toml")["outcomes"]))
    )


def outcome(key: str) -> Outcome:
    """The outcome of the id; raises `StatuteDataError` where there is none."""
    try:
        return outcomes()[key]
    except KeyError:
        raise StatuteDataError(f"outcomes.toml: there is no outcome {key!r}; known are {list(outcomes())}") from None


def outcomes_for(instance: Instance) -> tuple[Outcome, ...]:
    """What a decision of that instance can say."""
    return tuple(each for of in _MAY_SAY[instance] for each in outcomes().values() if each.of == of)
