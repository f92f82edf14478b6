"""Lists of items: one small row for each, and the pages of a list. Nothing here reads an item's text or counts a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.utils import timezone

from gongkai.portal.head import item_url
from gongkai.portal.prepared import Prepared
from gongkai.publishing.models import Item
from gongkai.publishing.models.items import Validity

PER_PAGE = 20
ORDER = ("-first_published_at", "-pk")
INVALID = {Validity.AMENDED.value, Validity.EXPIRED.value, Validity.REPEALED.value}
FIELDS = ("pk", "index_number", "title", "document_number", "first_published_at", "validity", "unit__short_name")
_BY_ID = Prepared(lambda *ids: Item.objects.public().filter(pk__in=ids).values_list(*FIELDS), *[int] * PER_PAGE)
_ENTRIES = Prepared(
    lambda *ids: Item.objects.public().filter(pk__in=ids).values_list(*FIELDS, "formed_on", "summary"),
    *[int] * PER_PAGE,
)
_NEWEST = Prepared(
    lambda unit_id: Item.objects.public().filter(unit=unit_id).order_by(*ORDER).values_list("pk"), int, limit=PER_PAGE
)


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


class Entry(NamedTuple):
    """An item in the catalogue, which has its index number, name, summary and day of formation (Art. 12)."""

    row: Row
    index_number: str
    formed: date
    summary: str


def rows(found: Iterable[tuple[Any, ...]]) -> list[Row]:
    """Rows of what was asked for by `FIELDS`."""
    return [
        Row(pk, item_url(number), title, document_number, day(published), validity, unit)
        for pk, number, title, document_number, published, validity, unit in found
    ]


def rows_of(ids: Sequence[int]) -> list[Row]:
    """The rows of the public items among `ids`, those of one page at most, in the order of `ids`."""
    found = {row.pk: row for row in rows(_BY_ID(*_page_of(ids)))} if ids else {}
    return [found[pk] for pk in ids if pk in found]


def entries_of(ids: Sequence[int]) -> list[Entry]:
    """As `rows_of`, with what a catalogue has besides."""
    read = _ENTRIES(*_page_of(ids)) if ids else []
    found = {
        row.pk: Entry(row, index_number, formed, summary)
        for row, (_, index_number, *_, formed, summary) in zip(rows(each[:-2] for each in read), read, strict=True)
    }
    return [found[pk] for pk in ids if pk in found]


def _page_of(ids: Sequence[int]) -> list[int]:
    """As many ids as a page has, the last ones of nothing."""
    return [*ids, *[0] * (PER_PAGE - len(ids))]


def newest(unit_id: int, page: int = 1) -> list[int]:
    """The ids on a page of what a unit published, newest first: read from an index alone, so that late pages are quick too."""
    return [pk for (pk,) in _NEWEST(unit_id, start=(page - 1) * PER_PAGE)]


def newest_in(unit_id: int, keys: Sequence[str], page: int = 1) -> list[int]:
    """As `newest`, of what lies in the nodes `keys`: all of the tree of fields, or none."""
    return [pk for _, pk in _merged(len(keys), is_field(keys[0]))(unit_id, *keys, start=(page - 1) * PER_PAGE)]


def is_field(key: str) -> bool:
    """Whether a node belongs to the tree of fields, which items have besides their node."""
    return key.split(".", maxsplit=1)[0] == "f"


@cache
def _merged(number: int, fields: bool) -> Prepared:
    """So many lists, each in the order of an index, merged by the database."""

    def make(unit_id: int, *keys: str) -> Any:
        items = Item.objects.public().filter(unit=unit_id).order_by()
        lists = [items.exclude(field_node="").filter(field_node=k) if fields else items.filter(node=k) for k in keys]
        first, *others = [each.values_list("first_published_at", "pk") for each in lists]
        return (first.union(*others, all=True) if others else first).order_by(*ORDER)

    return Prepared(make, int, *[str] * number, limit=PER_PAGE)


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
