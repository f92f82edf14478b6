"""What is put into the index: a document, and the row that is made of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils import timezone

from gongkai.publishing.search import segment

COLUMNS = ("title", "number", "keywords", "text", "marks")
EVERY = "all=1"
"""A mark that every entry has: what is searched where only exclusions, or nothing, are asked for."""

_ID_BITS = 32
_NAME = re.compile(r"[a-z_]+")
_RESERVED = {"all", "character", "long", "number"}


@dataclass(frozen=True)
class Document:
    """One item as it is to be found.

    `facets` are what may be filtered by and counted: a name of small Latin letters, and the values that hold: for a filter that takes
    in all that lies below it, such as the unit tree, the value itself and all above it.
    """

    item_id: int
    title: str
    number: str
    keywords: str
    text: str
    facets: Mapping[str, tuple[str, ...]]
    published: date | datetime


class Composed(NamedTuple):
    """What the index holds of a document whatever its id: its facets in one line, and its words as the database keeps them."""

    facets: str
    words: tuple[Any, ...]


class Entry(NamedTuple):
    """A row of the index. `place` orders entries by the day of publication, then by item; `moment` is exact, in microseconds."""

    place: int
    item_id: int
    moment: int
    facets: str
    words: tuple[Any, ...]


Pack = Callable[[Sequence[list[str]]], tuple[Any, ...]]
"""Tokens by COLUMNS to the words as a database keeps them."""


def composed(document: Document, pack: Pack) -> Composed:
    """What the index is to hold of `document`, whose id does not matter yet; `ValueError` where a facet's name cannot be indexed."""
    for name in document.facets:
        if not _NAME.fullmatch(name) or name in _RESERVED:
            raise ValueError(f"{name!r} cannot name a facet: small Latin letters only, and none of {sorted(_RESERVED)}")
    facets = [mark(name, value) for name, values in document.facets.items() for value in dict.fromkeys(values)]
    characters = [mark("character", character) for character in sorted(segment.characters(document.title))]
    texts = (document.title, document.number, document.keywords, document.text)
    return Composed(" ".join(facets), pack((*(segment.tokens(text) for text in texts), [EVERY, *facets, *characters])))


def entry(document: Document, made: Composed) -> Entry:
    """The row of `document`; `ValueError` where its id cannot be indexed."""
    if not 0 < document.item_id < 1 << _ID_BITS:
        raise ValueError(f"item id {document.item_id} is not between 1 and 2**{_ID_BITS}")
    moment = _moment(document.published)
    place = first_place(moment.date()) + document.item_id
    return Entry(place, document.item_id, round(moment.timestamp() * 1_000_000), *made)


def first_place(day: date) -> int:
    """The place below all entries that were published on `day`."""
    return day.toordinal() << _ID_BITS


def place_after(day: date) -> int:
    """The place above all entries that were published on `day`."""
    return (day.toordinal() + 1) << _ID_BITS


@lru_cache(maxsize=1 << 14)
def mark(name: str, value: str) -> str:
    """The token that says that `name` has this value; no text has such a token, for it has an equals sign in it."""
    return f"{_coded(name)}={value if name == 'character' else _coded(value)}"


def unmark(token: str) -> tuple[str, str]:
    """Name and value of a mark."""
    name, _, value = token.partition("=")
    return name, re.sub("(?:~[0-9a-f]{2})+", lambda match: bytes.fromhex(match[0].replace("~", "")).decode(), value)


def counted(facets: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
    """How many entries have which value, by facet, the most frequent first; `facets` are those of each entry."""
    found: dict[str, list[tuple[str, int]]] = {}
    for token, count in Counter(" ".join(facets).split()).items():
        name, value = unmark(token)
        found.setdefault(name, []).append((value, count))
    return {name: sorted(values, key=lambda one: (-one[1], one[0])) for name, values in found.items()}


def _moment(published: date | datetime) -> datetime:
    zone = timezone.get_default_timezone()
    if not isinstance(published, datetime):
        published = datetime.combine(published, time())
    return published.astimezone(zone) if published.tzinfo else published.replace(tzinfo=zone)


def _coded(value: str) -> str:
    return re.sub(
        r"[^a-z0-9_.-]", lambda match: "".join(f"~{byte:02x}" for byte in match[0].encode(errors="replace")), value
    )
