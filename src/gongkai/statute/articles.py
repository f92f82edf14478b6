"""The articles and notices that rules rest on, and how they are cited.

A rule names an article by its id; findings, explanations and letters quote `cite(id)`. Where `Article.verified` is false the
provision was written from memory and is still cited: the mark says that nobody may take its wording or number as certain
before it has been read in the law.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Protocol, TypeVar

from gongkai.statute.loading import StatuteDataError, build, read_toml

_DIGITS = "零一二三四五六七八九"


class _Listed(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def article(self) -> str: ...


Listed = TypeVar("Listed", bound=_Listed)
"""An entry of a list: its id, and the id of the article that has it."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation or notice: `title` without 《》 and `edition`, or only a document `number`, or a plain `name`.

    In force from `since` to `until`, both days included; `until` is `None` while it is in force. Of a notice whose day is not known
    to us `since` is the first day of its year.
    """

    id: str
    since: date
    verified: bool
    source: str
    title: str = ""
    edition: str = ""
    number: str = ""
    name: str = ""
    until: date | None = None

    def cite(self) -> str:
        """How a Chinese text cites the whole instrument: by its title and edition, else by its number, else by its name."""
        if not self.title:
            return self.number or self.name
        return (
            f"《{self.title}》（{self.edition or self.number}）" if self.edition or self.number else f"《{self.title}》"
        )


@dataclass(frozen=True, slots=True)
class Article:
    """One provision: its instrument, article, paragraph (款) and item (项) numbers, each 0 where none is meant.

    `says` is what it orders, in one sentence of our own; `verified` whether it was read in `source`.
    """

    id: str
    instrument: Instrument
    says: str
    verified: bool
    source: str
    article: int = 0
    paragraph: int = 0
    item: int = 0

    def cite(self) -> str:
        """The Chinese citation, such as 《政府信息公开条例》（2019年修订）第四十九条第一款."""
        words = self.instrument.cite()
        if self.article:
            words += f"第{_chinese(self.article)}条"
        if self.paragraph:
            words += f"第{_chinese(self.paragraph)}款"
        if self.item:
            words += f"第（{_chinese(self.item)}）项"
        return words

    def in_force(self, day: date) -> bool:
        """Whether the provision's instrument is in force on `day`."""
        return self.instrument.since <= day and (self.instrument.until is None or day <= self.instrument.until)


@cache
def articles() -> Mapping[str, Article]:
    """All articles by id, in the order of the file."""
    data = read_toml("gongkai.statute", "articles.toml")
    instruments = {entry["id"]: build(Instrument, entry) for entry in data["instruments"]}
    found: dict[str, Article] = {}
    for entry in data["articles"]:
        instrument = instruments.get(entry["id"].partition(".")[0])
        if instrument is None or entry["id"] in found:
            raise StatuteDataError(f"articles.toml: {entry['id']!r} has no instrument, or stands there twice")
        defaults = {"verified": instrument.verified, "source": instrument.source}
        found[entry["id"]] = build(Article, {**defaults, **entry}, instrument=instrument)
    return found


def listed(kind: type[Listed], file: str, entries: Iterable[Mapping[str, Any]]) -> Mapping[str, Listed]:
    """What the tables of a data file describe, by id and in their order, each with an article that there is or none at all.

    Raises `StatuteDataError` for an article that there is not and an id that stands twice.
    """
    found: dict[str, Listed] = {}
    for entry in entries:
        each = build(kind, entry)
        if each.article:
            article(each.article)
        if each.id in found:
            raise StatuteDataError(f"{file}: {each.id!r} stands there twice")
        found[each.id] = each
    return found


def article(key: str) -> Article:
    """The article of the id `key`; raises `StatuteDataError` where there is none."""
    try:
        return articles()[key]
    except KeyError:
        raise StatuteDataError(f"articles.toml: there is no article {key!r}") from None


def cite(key: str) -> str:
    """The Chinese citation of the article of the id `key`; raises `StatuteDataError` where there is none."""
    return article(key).cite()


def cite_all(*keys: str) -> str:
    """The citations of several articles after each other, an instrument named once before its articles."""
    cited, last = [], ""
    for key in keys:
        instrument = article(key).instrument.cite()
        cited.append(cite(key).removeprefix(instrument) if instrument == last else cite(key))
        last = instrument
    return "、".join(cited)


def _chinese(number: int) -> str:
    """A number below 1000 as articles are numbered: 二十四, 一百零一, 一百一十五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += (_DIGITS[tens] if tens > 1 or hundreds else "") + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones or not number else "")
