"""Items out of rows, a batch at a time: public at once, as they were elsewhere, with their history and in the search."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import connection
from django.db.models import DateField
from django.utils import timezone
from wagtail.fields import StreamField

from gongkai.publishing import search
from gongkai.publishing.exchange.cells import write_moment
from gongkai.publishing.exchange.checking import Row, validity
from gongkai.publishing.models import Change, Ending, Item, JointIssuer
from gongkai.publishing.services import outbox
from gongkai.publishing.services.clock import set_due
from gongkai.publishing.services.indexing import document, plain
from gongkai.publishing.services.numbering import next_index_numbers
from gongkai.statute.workdays import Workdays
from gongkai.units.models import Person, Unit

_ELSEWHERE = ("unit", "joint_issuers", "endings", "explains", "body", "validity")
"""What is not simply put into the field of its name."""


def make_items(
    unit: Unit, rows: list[Row], *, by: Person, workdays: Workdays, day: date, reserved: Collection[str] = frozenset()
) -> list[Item]:
    """Make a published item of each row, in the caller's transaction. Reviews and the guard have no part in it; the portal
    is the one channel on which they stand then.

    Rows without an index number are given none of those that are `reserved`.
    """
    items = [_item(unit, row, by, workdays, day) for row in rows]
    _give_numbers(unit, items, reserved)
    _insert(items)
    pairs = list(zip(items, rows, strict=True))
    Change.objects.bulk_create(_change(item, by) for item in items)
    JointIssuer.objects.bulk_create(_joint_issuers(pairs))
    Ending.objects.bulk_create(
        Ending(item=item, kind=one.kind, on=one.on, by_text=one.by)
        for item, row in pairs
        for one in reversed(row.values.get("endings", ()))
    )
    _link_explained(pairs)
    outbox.release_on_portal(items)
    search.index(document(item, text=_text(row)) for item, row in pairs)
    return items


def _text(row: Row) -> str:
    return "\n".join(plain(source) for _, source in row.values.get("body", ()))


def _item(unit: Unit, row: Row, by: Person, workdays: Workdays, day: date) -> Item:
    plain = {name: value for name, value in row.values.items() if name not in _ELSEWHERE}
    item = Item(
        unit=unit,
        live=True,
        has_unpublished_changes=False,
        last_published_at=timezone.now(),
        created_by=by,
        origin="import",
        origin_id="" if row.index_number else f"row:{row.digest}",
        validity=validity(row.values, day),
        body=json.dumps([_block(kind, source) for kind, source in row.values.get("body", ())], ensure_ascii=False),
        **plain,
    )
    if item.normative and not item.validity:
        item.validity = "valid"
    set_due(item, workdays)
    return item


def _block(kind: str, source: str) -> dict[str, Any]:
    return {"type": kind, "value": source, "id": str(uuid4())}


def _insert(items: list[Item]) -> None:
    """Store new items and give them their ids. `bulk_create` builds each statement anew from all fields and is four times as slow."""
    fields = [one for one in Item._meta.concrete_fields if not one.primary_key]
    convert = [isinstance(one, DateField | StreamField) for one in fields]
    rows = [
        [
            one.get_db_prep_save(one.pre_save(item, add=True), connection) if special else getattr(item, one.attname)
            for one, special in zip(fields, convert, strict=True)
        ]
        for item in items
    ]
    columns = ", ".join(connection.ops.quote_name(one.column) for one in fields)
    table = connection.ops.quote_name(Item._meta.db_table)
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(fields))
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608 -- names of our own
    numbers = [item.index_number for item in items]
    ids = dict(Item.objects.filter(index_number__in=numbers).values_list("index_number", "pk"))
    for item in items:
        item.pk = ids[item.index_number]
        item._state.adding = False


def _give_numbers(unit: Unit, items: list[Item], reserved: Collection[str]) -> None:
    """Index numbers, by the year of publication, to the items that have none."""
    without = [item for item in items if not item.index_number]
    years = [timezone.localtime(item.first_published_at).year for item in without]
    numbers = {year: iter(next_index_numbers(unit, year, count, reserved)) for year, count in Counter(years).items()}
    for item, year in zip(without, years, strict=True):
        item.index_number = next(numbers[year])


def _change(item: Item, by: Person) -> Change:
    reason = f"由原平台导入，原发布时间：{write_moment(item.first_published_at)}"
    return Change(item=item, at=item.last_published_at, kind=Change.Kind.PUBLISHED, reason=reason, by=by)


def _joint_issuers(pairs: Iterable[tuple[Item, Row]]) -> Iterable[JointIssuer]:
    names = {name for _, row in pairs for name in row.values.get("joint_issuers", ())}
    ours = dict(Unit.objects.filter(name__in=names).values_list("name", "pk")) if names else {}
    return [
        JointIssuer(item=item, name=name, unit_id=ours.get(name), sort_order=place)
        for item, row in pairs
        for place, name in enumerate(row.values.get("joint_issuers", ()))
    ]


def _link_explained(pairs: Iterable[tuple[Item, Row]]) -> None:
    """Explainers to what they explain, which may have been made with them."""
    wanted = {item: row.values["explains"] for item, row in pairs if "explains" in row.values}
    if wanted:
        numbers = set(wanted.values())
        ids = dict(Item.objects.filter(index_number__in=numbers).values_list("index_number", "pk"))
        for item, number in wanted.items():
            item.explains_id = ids[number]
        Item.objects.bulk_update(wanted, ["explains"], batch_size=200)
