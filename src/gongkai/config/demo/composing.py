"""Composing one made-up item: its title, paragraphs, table and dates. Everything is drawn from one `random.Random`."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from gongkai.config.demo import names
from gongkai.config.demo.places import Place, Topic
from gongkai.statute.loading import build, read_toml

_TOWNS = ("township", "street")


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of document is written: see styles.toml."""

    genre: str
    titles: tuple[str, ...]
    first: tuple[str, ...]
    middle: tuple[str, ...]
    last: tuple[str, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    numbered: bool = False


@dataclass(slots=True, eq=False)
class Piece:
    """One composed item. `fields` are further values of its record; `key` is its id once it is in the database."""

    place: Place
    topic: str
    node: str
    field_node: str
    genre: str
    title: str
    paragraphs: list[str]
    table: list[list[str]]
    formed: date
    published: datetime
    document_number: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    explains: Piece | None = None
    joint: tuple[Place, ...] = ()
    endings: list[tuple[str, date, Piece]] = field(default_factory=list)
    """Kind, day and document of what amended or ended it."""
    event: str = ""
    """`changed` or `withdrawn` where that happened to it afterwards."""
    key: int = 0
    index_number: str = ""


class Composer:
    """Writes items about the topics of units; counts their document numbers."""

    def __init__(self, places: Sequence[Place], draw: random.Random, paragraphs: tuple[int, int]) -> None:
        self.draw = draw
        self.least, self.most = paragraphs
        self.towns = [place.short for place in places if place.kind in _TOWNS]
        self.styles: dict[str, Style] = {
            key: build(Style, entry) for key, entry in read_toml(__package__, "styles.toml").items()
        }
        self._numbers: dict[tuple[str, int], int] = {}

    def compose(
        self, place: Place, topic: Topic, style_key: str, formed: date, published: datetime, document: str = ""
    ) -> Piece:
        """An item of `place` about `topic`; `document` is the name of the document that it issues, amends or explains."""
        style, draw = self.styles[style_key], self.draw
        words = self._words(place, topic.topic, formed, document)
        middle = style.middle
        if not document:
            middle = middle[: self.least + int(draw.random() * (self.most - self.least + 1))]
        texts = (draw.choice(style.first), *middle, draw.choice(style.last))
        return Piece(
            place=place,
            topic=topic.topic,
            node=topic.node,
            field_node=topic.field,
            genre=style.genre,
            title=draw.choice(style.titles).format_map(words)[:200],
            paragraphs=[text.format_map(words) for text in texts],
            table=self._table(style, place, topic.topic, formed),
            formed=formed,
            published=published,
            document_number=self.number(place.word + "发", formed.year) if style.numbered else "",
        )

    def number(self, word: str, year: int) -> str:
        """The next document number that begins with `word`."""
        count = self._numbers[word, year] = self._numbers.get((word, year), 0) + 1
        return f"{word}〔{year}〕{count}号"

    def _table(self, style: Style, place: Place, topic: str, formed: date) -> list[list[str]]:
        if not style.rows or self.draw.random() < 0.4:
            return []
        drawn = [row.format_map(self._words(place, topic, formed)).split("|") for row in style.rows]
        if style.columns[0] == "序号":
            drawn = [[str(number), *row] for number, row in enumerate(drawn, 1)]
        return [list(style.columns), *drawn]

    def _words(self, place: Place, topic: str, formed: date, document: str = "") -> dict[str, object]:
        draw, chance = self.draw, self.draw.random
        month = 1 + int(chance() * formed.month)
        day = 1 + int(chance() * min(28, formed.day if month == formed.month else 28))
        deadline = formed + timedelta(30 + int(chance() * 60))
        return {
            "unit": place.name_on(formed),
            "short": place.short,
            "topic": topic,
            "document": document,
            "year": formed.year,
            "last": formed.year - 1,
            "month": month,
            "day": day,
            "deadline": f"{deadline.year}年{deadline.month}月{deadline.day}日",
            "place": draw.choice(place.villages),
            "town": place.short if place.kind in _TOWNS else draw.choice(self.towns),
            "firm": names.firm(draw),
            "goods": draw.choice(names.GOODS),
            "dish": draw.choice(names.DISHES),
            "n": 2 + int(chance() * 8),
            "m": 10 + int(chance() * 90),
            "k": 100 + int(chance() * 900),
            "money": 2 + int(chance() * 900),
            "percent": 80 + int(chance() * 20),
            "phone": place.telephone,
            "office": place.office,
            "number": f"云罚决〔{formed.year}〕{1 + int(chance() * 900)}号",
        }
