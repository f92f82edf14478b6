"""The kinds of answer that end a request, or the correction of a record that somebody asked for: each knows its rows, its article, its
letter, and what it must state (Arts. 36–39, 41).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from gongkai.statute.articles import cite
from gongkai.statute.loading import StatuteDataError, build, read_toml
from gongkai.statute.openness import ground, grounds

Group = Literal["provide", "partial", "deny", "unavailable", "refuse", "other", "record"]
Matter = Literal["request", "record"]
"""What is asked for: information (Art. 27), or that a record of oneself be corrected (Art. 41), which no form counts."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of answer; see answers.toml for what its parts mean."""

    id: str
    label: str
    letter: str
    article: str
    group: Group
    row2021: str
    row2019: str
    remedy: Literal["review_first", "either", "none"]
    decision: str
    row2014: str = ""
    grounds: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    court_doubtful: bool = False
    matter: Matter = "request"

    @property
    def statements(self) -> tuple[tuple[Statement, bool], ...]:
        """What the officer states, each with whether it must be there."""
        return tuple((statements()[name.removesuffix("?")], not name.endswith("?")) for name in self.asks)

    @property
    def allowed_grounds(self) -> tuple[str, ...]:
        """The ids of the grounds of which one must be chosen; none where the answer has no ground."""
        return tuple(grounds()) if self.grounds == ("*",) else self.grounds

    def row(self, form: str, ground_id: str = "") -> str:
        """The row of the form ("2014", "2019" or "2021") that counts this answer; of form 2014 that of the ground; '' for none."""
        if form == "2014":
            return self.row2014 or _data()["row2014_by_ground"][ground_id]
        return self.row2021 if form == "2021" else self.row2019


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that a letter must state, as the form asks for it."""

    id: str
    label: str
    help: str = ""
    kind: Literal["text", "date"] = "text"


@dataclass(frozen=True, slots=True)
class Record:
    """Something that the case must show before the answer can go out; `missing` says in Chinese that it does not."""

    id: str
    missing: str
    article: str


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by id, in the order of table three."""
    return MappingProxyType({entry["id"]: build(Kind, entry) for entry in _data()["kinds"]})


def kinds_of(matter: Matter) -> tuple[Kind, ...]:
    """The kinds that answer what is asked for, in the order of the file."""
    return tuple(kind for kind in kinds().values() if kind.matter == matter)


def kind(key: str) -> Kind:
    """The kind of the id; raises `StatuteDataError` where there is none."""
    try:
        return kinds()[key]
    except KeyError:
        raise StatuteDataError(f"answers.toml: there is no kind {key!r}; known are {list(kinds())}") from None


@cache
def statements() -> Mapping[str, Statement]:
    """All statements by id."""
    return MappingProxyType({entry["id"]: build(Statement, entry) for entry in _data()["statements"]})


@cache
def records() -> Mapping[str, Record]:
    """All records that an answer can need, by id."""
    return MappingProxyType({entry["id"]: build(Record, entry) for entry in _data()["records"]})


def missing(kind_id: str, stated: Mapping[str, str], ground_id: str, present: Collection[str]) -> list[str]:
    """What is still missing before an answer of this kind can go out, as Chinese sentences; `present` are the ids of records there."""
    found = kind(kind_id)
    wanted = [
        f"没有写明“{statement.label}”（{cite(found.article)}）。"
        for statement, must in found.statements
        if must and not stated.get(statement.id, "").strip()
    ]
    if found.allowed_grounds and ground_id not in found.allowed_grounds:
        labels = "、".join(ground(name).label for name in found.allowed_grounds)
        wanted.insert(0, f"没有选择不予公开的情形：{labels}（{cite(found.article)}）。")
    return wanted + [
        f"{records()[name].missing}（{cite(records()[name].article)}）。" for name in found.needs if name not in present
    ]


@cache
def _data() -> Mapping[str, Any]:
    return read_toml("gongkai.statute", "answers.toml")
