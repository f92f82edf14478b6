"""The words from which the fields of an item of government information take their values: genre, validity, subject and the like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.statute.articles import listed
from gongkai.statute.loading import StatuteDataError, read_toml


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a list: its Chinese `label`, the id of the `article` that has it (empty: practice), what must be stated with it."""

    id: str
    label: str
    article: str = ""
    note: str = ""
    verified: bool = False


@cache
def lists() -> Mapping[str, Mapping[str, Word]]:
    """All lists by name (carriers, genres, audiences, scopes, durations, validities, subjects), each a mapping of id to word.

    Raises `StatuteDataError` where the file is wrong.
    """
    return {
        name: listed(Word, f"item_fields.toml: {name}", entries)
        for name, entries in read_toml("gongkai.statute", "item_fields.toml").items()
    }


def words(name: str) -> Mapping[str, Word]:
    """The words of the list `name` by id, in the order in which they are offered; raises `StatuteDataError` where there is none."""
    try:
        return lists()[name]
    except KeyError:
        raise StatuteDataError(f"item_fields.toml: there is no list {name!r}; known are {sorted(lists())}") from None
