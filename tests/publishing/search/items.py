"""Short ways to put something in and to ask."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from gongkai.publishing.search import Document, Query, search

FIRST = date(2025, 1, 1)


def item(item_id: int, title: str = "", text: str = "", **more: Any) -> Document:
    """A document; where no day is named, every item is a day newer than the one before."""
    published: date | datetime = more.pop("published", FIRST + timedelta(days=item_id))
    number, keywords, facets = more.pop("number", ""), more.pop("keywords", ""), more.pop("facets", {})
    assert not more
    return Document(item_id, title, number, keywords, text, facets, published)


def found(text: str = "", **more: Any) -> list[int]:
    """Ids of what is found, on one page."""
    return search(Query(text, per_page=1000, **more)).ids
