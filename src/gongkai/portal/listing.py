"""Lists of items: one small row for each, and the pages of a list. Nothing here reads an item's text or counts a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from gongkai.portal.head import item_url
from gongkai.publishing.models import ItemQuerySet
from gongkai.publishing.models.items import Validity

PER_PAGE = 20
ORDER = ("-first_published_at", "-pk")
INVALID = {Validity.AMENDED.value, Validity.EXPIRED.value, Validity.REPEALED.value}
_FIELDS = ("pk", "index_number", "title", "document_number", "first_published_at", "validity", "unit__short_name")


@dataclass(frozen=True, slots=True)
class Row:
    """An item in a list."""

    pk: int
    url: str
    title: str
    number: str
    published: str
    validity: str
    unit: str

    @property
    def warning(self) -> str:
        """The validity where it is one that a reader must know of."""
        return str(Validity(self.validity).label) if self.validity in INVALID else ""


def rows(items: ItemQuerySet) -> list[Row]:
    """The rows of `items`, in their order."""
    return [
        Row(pk, item_url(number), title, document_number, day(published), validity, unit)
        for pk, number, title, document_number, published, validity, unit in items.values_list(*_FIELDS)
    ]


def rows_of(items: ItemQuerySet, ids: Sequence[int]) -> list[Row]:
    """The rows of those of `items` that have `ids`, in the order of `ids`."""
    found = {row.pk: row for row in rows(items.filter(pk__in=ids))} if ids else {}
    return [found[pk] for pk in ids if pk in found]


def newest(items: ItemQuerySet, page: int = 1) -> list[int]:
    """The ids on a page of `items`, newest first: read from an index alone, so that late pages are quick too."""
    start = (page - 1) * PER_PAGE
    return list(items.order_by(*ORDER).values_list("pk", flat=True)[start : start + PER_PAGE])


def newest_of(parts: Iterable[ItemQuerySet], page: int = 1) -> list[int]:
    """As `newest`, of several lists that have no item in common."""
    first, *others = [part.order_by().values_list("first_published_at", "pk") for part in parts]
    start = (page - 1) * PER_PAGE
    merged: Any = first.union(*others, all=True) if others else first
    return [pk for _, pk in merged.order_by("-first_published_at", "-pk")[start : start + PER_PAGE]]


def day(moment: datetime | None) -> str:
    """The day of `moment` in Beijing time, as 2026-03-02; empty where it is unknown."""
    return timezone.localtime(moment).date().isoformat() if moment else ""


@dataclass(frozen=True)
class Pages:
    """The pages of a list: `number` is the one shown, `last` the last, `address` what stands before the number in a link."""

    number: int
    last: int
    address: str

    @property
    def near(self) -> list[int]:
        """The numbers that are offered."""
        return [n for n in range(self.number - 2, self.number + 3) if 1 <= n <= self.last]

    @property
    def last_near(self) -> int:
        """How far the last page is from those that are offered."""
        return self.last - min(self.number + 2, self.last)

    @property
    def before(self) -> int | None:
        """The page before."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The page after."""
        return self.number + 1 if self.number < self.last else None


def page_number(text: str | None, last: int) -> int:
    """The page that an address asks for: the first where it asks for none, the last where it asks beyond."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > 9:
        return 1
    return max(1, min(int(text), last))


def pages_of(total: int) -> int:
    """How many pages `total` rows fill, at least one."""
    return max(1, -(-total // PER_PAGE))
