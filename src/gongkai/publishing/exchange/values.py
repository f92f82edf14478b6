"""The values of an item by the fields of `columns`: the export writes them, the import compares with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from wagtail.rich_text import expand_db_html

from gongkai.publishing.exchange.cells import EndingText
from gongkai.publishing.exchange.columns import COLUMNS, Column
from gongkai.publishing.models import Item, ItemQuerySet

CHUNK = 500
"""Items read at a time."""


def in_order(items: ItemQuerySet, after: tuple[datetime, int] | None = None) -> Iterator[Item]:
    """`items`, newest first, read in small pieces: no cursor stays open while somebody reads slowly, and memory stays flat.

    `after` is the place of an item: its time of publication and id.
    """
    while True:
        chunk = list(page(items, after, CHUNK))
        yield from chunk
        if len(chunk) < CHUNK:
            return
        after = (chunk[-1].first_published_at, chunk[-1].pk)


def page(items: ItemQuerySet, after: tuple[datetime, int] | None, size: int) -> QuerySet[Item]:
    """The first `size` of the published among `items` that come after the place `after`, newest first."""
    from django.db.models import Q

    found = items.filter(first_published_at__isnull=False)
    if after is not None:
        moment, pk = after
        found = found.filter(Q(first_published_at__lt=moment) | Q(pk__gt=pk), first_published_at__lte=moment)
    return with_parts(found).order_by("-first_published_at", "pk")[:size]


def with_parts(items: QuerySet[Item]) -> QuerySet[Item]:
    """`items` with all that their values are made of."""
    return items.select_related("unit", "explains").prefetch_related("joint_issuers", "endings__by_item")


def written(item: Item, column: Column) -> str:
    """What stands in the cell of `column` for `item`: '' where that is unknown."""
    value = value_of(item, column.field)
    return "" if value is None or value in ("", ()) else column.write(value)


def value_of(item: Item, field: str) -> Any:
    """The value of one field of `columns`."""
    special = _SPECIAL.get(field)
    return special(item) if special else getattr(item, field)


def _endings(item: Item) -> tuple[EndingText, ...]:
    return tuple(
        EndingText(
            one.kind,
            one.on,
            one.by_text
            or " ".join(filter(None, [one.by_item.title, one.by_item.document_number] if one.by_item else [])),
        )
        for one in item.endings.all()
    )


def blocks_of(item: Item) -> list[tuple[str, str]]:
    """The text of `item` as blocks of HTML."""
    return [(block.block_type, _block_html(block.block_type, block.value)) for block in item.body]


def _block_html(kind: str, value: Any) -> str:
    if kind == "table":
        return _table_html(value or {})
    return expand_db_html(value.source) if kind == "text" else str(value)


def _table_html(table: dict[str, Any]) -> str:
    heads = 1 if table.get("first_row_is_table_header") else 0
    rows = []
    for number, row in enumerate(table.get("data") or []):
        tag = "th" if number < heads else "td"
        rows.append("".join(f"<{tag}>{escape(str(cell or ''), quote=False)}</{tag}>" for cell in row))
    lines = "".join(f"<tr>{row}</tr>" for row in rows)
    caption = table.get("table_caption")
    return f"<table>{f'<caption>{escape(caption, quote=False)}</caption>' if caption else ''}<tbody>{lines}</tbody></table>"


def address(item: Item) -> str:
    """The item's address on the portal, whole."""
    path = item.get_absolute_url()
    return settings.BASE_URL + path if path else ""


_SPECIAL = {
    "unit": lambda item: item.unit.name,
    "joint_issuers": lambda item: tuple(issuer.name for issuer in item.joint_issuers.all()),
    "endings": _endings,
    "explains": lambda item: (
        item.explains.index_number if item.explains and item.explains.openness == "proactive" else None
    ),
    "body": blocks_of,
    "address": address,
}

IMPORTED = tuple(column for column in COLUMNS if not column.only_told)
