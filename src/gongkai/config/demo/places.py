"""The bodies of the made-up county: which there are, what they publish about, which organisation code they have."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from string import ascii_uppercase
from typing import Any

from gongkai.statute.index_numbers import organisation_code_valid
from gongkai.statute.loading import build, read_toml

FEWEST = 6
"""Fewer units make no county: each kind of unit is among the first six."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to publish about, the catalogue nodes under which it is filed, the styles in which it is written."""

    topic: str
    node: str
    styles: tuple[str, ...]
    field: str = ""


@dataclass(eq=False)
class Place:
    """One body. `number` counts from 1 and is its id in the database; `word` begins its document numbers."""

    number: int
    code: str
    name: str
    short: str
    kind: str
    word: str
    share: int
    topics: tuple[Topic, ...]
    villages: tuple[str, ...]
    former: str = ""
    """Its name before the day `renamed_on`."""
    renamed_on: date = date.min

    def name_on(self, day: date) -> str:
        """The name that it had on `day`."""
        return self.former if day < self.renamed_on else self.name

    @cached_property
    def front(self) -> str:
        """A code in the form of an organisation code with a right check digit; no such body is registered."""
        body = f"YX{self.number:06d}"
        return next(body + sign for sign in "0123456789X" if organisation_code_valid(body + sign))

    @property
    def telephone(self) -> str:
        """A number that nobody can have."""
        return f"0000-12{self.number:03d}10"

    @property
    def office(self) -> str:
        """Where its work is done."""
        return f"{self.short}政务公开办公室"


def places(count: int, last: int = 0) -> list[Place]:
    """The first `count` bodies of the county, itself first; raises `ValueError` (in Chinese) for too few or too many.

    Who had another name before has its present one since the summer of the year before `last`.
    """
    if count < FEWEST:
        raise ValueError(f"机构数不能少于{FEWEST}个，现在是{count}个。")
    data = read_toml(__package__, "units.toml")
    entries = [*data["units"], *itertools.islice(_further(data["further"]), max(0, count - len(data["units"])))]
    if len(entries) < count:
        raise ValueError(f"机构数最多{len(entries)}个，现在是{count}个。")
    topics = {key: _topics(part["topics"]) for key, part in read_toml(__package__, "topics.toml").items()}
    villages = tuple(village for entry in entries[:count] for village in entry.get("villages", ()))
    found = [_place(number, entry, topics, villages) for number, entry in enumerate(entries[:count], 1)]
    for place in found if last else ():
        place.renamed_on = date(last - 1, 7, 1) if place.former else date.min
    return found


def _place(
    number: int, entry: dict[str, Any], topics: dict[str, tuple[Topic, ...]], villages: tuple[str, ...]
) -> Place:
    keys = [*entry.get("topics", ()), entry["kind"], "all"]
    return Place(
        number=number,
        code=entry["code"],
        name=entry["name"],
        short=entry["short"],
        kind=entry["kind"],
        word=entry["word"],
        share=entry["share"],
        topics=tuple(topic for key in keys for topic in topics[key]),
        villages=tuple(entry.get("villages", villages)),
        former=entry.get("former", ""),
    )


def _topics(entries: list[dict[str, Any]]) -> tuple[Topic, ...]:
    return tuple(build(Topic, entry) for entry in entries)


def _further(words: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
    """Townships beyond those that have an entry."""
    codes = map("".join, itertools.product(ascii_uppercase.lower(), repeat=2))
    for code, (second, first) in zip(codes, itertools.product(words["second"], words["first"]), strict=False):
        short = f"{first}{second}镇"
        yield {
            "code": f"xz{code}",
            "name": f"云溪县{short}人民政府",
            "short": short,
            "kind": "township",
            "word": f"{first}{second}政",
            "share": 1,
            "villages": words["villages"],
        }
