"""Items out of rows, a batch at a time: public at once, as they were elsewhere, with their history and in the search."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from gongkai.publishing import search
from gongkai.publishing.bulk import Table
from gongkai.publishing.exchange.cells import write_moment
from gongkai.publishing.exchange.checking import Row, validity
from gongkai.publishing.exchange.values import IMPORTED
from gongkai.publishing.models import Change, Ending, Item, JointIssuer, Release
from gongkai.publishing.search.entries import Composed
from gongkai.publishing.services.clock import set_due
from gongkai.publishing.services.indexing import document, plain
from gongkai.publishing.services.numbering import next_index_numbers
from gongkai.publishing.services.outbox import portal_channel
from gongkai.statute.terms import begins
from gongkai.statute.workdays import Workdays
from gongkai.units.models import Person, Unit

_ELSEWHERE = ("unit", "joint_issuers", "endings", "explains", "body", "validity")
"""What is not simply put into the field of its name."""
_BLANK = {
    column.field: Item._meta.get_field(column.field).get_default()
    for column in IMPORTED
    if column.field not in _ELSEWHERE
}


class Draft(NamedTuple):
    """An item to be: its row, its record by column, and what search is to know of it."""

    row: Row
    record: dict[str, Any]
    document: search.Document


class Drafts(NamedTuple):
    """Drafts by the numbers of their rows, and what gives the entries that are being composed of them."""

    drafts: Mapping[int, Draft]
    composed: Callable[[], Mapping[int, Composed]]


class Maker:
    """Makes published items for `unit` of rows that `by` takes over on `day`.

    Rows without an index number are given none of those that are `reserved`.
    """

    def __init__(
        self,
        unit: Unit,
        composer: search.Composer,
        *,
        by: Person,
        workdays: Workdays,
        day: date,
        reserved: Collection[str] = frozenset(),
    ) -> None:
        self.unit, self.composer, self.by = unit, composer, by
        self.workdays, self.day, self.reserved = workdays, day, reserved
        self._due: dict[tuple[str, date | None], tuple[date | None, bool]] = {}

    def begin(self, rows: Iterable[Row]) -> Drafts:
        """Begin with rows that have index numbers. Nothing is written and nothing asked of the database: it may be for nothing."""
        return self._begin((row, row.index_number or "") for row in rows)

    def make(self, rows: Iterable[Row], begun: Drafts) -> list[str]:
        """Make a published item of each of `rows`, whether it was begun with or not, in the caller's transaction; their index numbers.

        Reviews and the guard have no part in it; the portal is the one channel on which they stand then.
        """
        rows = list(rows)
        rest = self._begin(self._numbered([row for row in rows if row.number not in begun.drafts]))
        ready = {**begun.drafts, **rest.drafts}
        drafts = [ready[row.number] for row in rows]
        _ITEMS.insert(draft.record for draft in drafts)
        numbers = [draft.record["index_number"] for draft in drafts]
        ids = dict(Item.objects.filter(index_number__in=numbers).values_list("index_number", "pk"))
        pairs = [(ids[number], draft) for number, draft in zip(numbers, drafts, strict=True)]
        _CHANGES.insert(
            self._change(item_id, draft.record) for item_id, draft in pairs if draft.record["openness"] == "proactive"
        )
        _JOINT_ISSUERS.insert(_joint_issuers(pairs))
        _ENDINGS.insert(
            {"item_id": item_id, "kind": one.kind, "on": one.on, "by_text": one.by}
            for item_id, draft in pairs
            for one in reversed(draft.row.values.get("endings", ()))
        )
        _link_explained(pairs)
        portal = portal_channel(self.unit).pk
        _RELEASES.insert(_release(portal, item_id, draft.record) for item_id, draft in pairs)
        composed = {**begun.composed(), **rest.composed()}
        search.index(
            (replace(draft.document, item_id=item_id) for item_id, draft in pairs),
            (composed[draft.row.number] for draft in drafts),
        )
        return numbers

    def _record(self, row: Row, index_number: str, now: datetime) -> dict[str, Any]:
        fields = {name: row.values.get(name, blank) for name, blank in _BLANK.items()}
        published = timezone.localdate(fields["first_published_at"])
        due_on, provisional = self._due_of(fields["node"], begins(fields["formed_on"], fields["changed_on"], published))
        return {
            **fields,
            "index_number": index_number,
            "unit_id": self.unit.pk,
            "live": True,
            "has_unpublished_changes": False,
            "last_published_at": now,
            "created_at": now,
            "created_by_id": self.by.pk,
            "origin": "import",
            "origin_id": "" if row.index_number else f"row:{row.digest}",
            "validity": validity(row.values, self.day) or ("valid" if fields["normative"] else ""),
            "body": json.dumps([_block(*block) for block in row.values.get("body", ())], ensure_ascii=False),
            "due_on": due_on,
            "due_provisional": provisional,
        }

    def _due_of(self, node: str, start: date | None) -> tuple[date | None, bool]:
        key = node, start
        if key not in self._due:
            item: Any = SimpleNamespace(node=node, clock_from=start, openness="proactive")
            set_due(item, self.workdays)
            self._due[key] = item.due_on, item.due_provisional
        return self._due[key]

    def _begin(self, rows: Iterable[tuple[Row, str]]) -> Drafts:
        now = timezone.now()
        drafts = {row.number: self._draft(row, index_number, now) for row, index_number in rows}
        return Drafts(drafts, self.composer.begin({number: draft.document for number, draft in drafts.items()}))

    def _draft(self, row: Row, index_number: str, now: datetime) -> Draft:
        record = self._record(row, index_number, now)
        item: Any = SimpleNamespace(pk=0, unit=self.unit, **record)
        text = "\n".join(plain(source) for _, source in row.values.get("body", ()))
        return Draft(row, record, document(item, text))

    def _numbered(self, rows: list[Row]) -> Iterator[tuple[Row, str]]:
        """The rows with their index numbers; those that have none get one by the year of publication."""
        years = {
            row.number: timezone.localtime(row.values["first_published_at"]).year
            for row in rows
            if not row.index_number
        }
        numbers = {
            year: iter(next_index_numbers(self.unit, year, count, self.reserved))
            for year, count in Counter(years.values()).items()
        }
        for row in rows:
            yield row, row.index_number or next(numbers[years[row.number]])

    def _change(self, item_id: int, record: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "item_id": item_id,
            "at": record["last_published_at"],
            "kind": Change.Kind.PUBLISHED.value,
            "reason": f"由原平台导入，原发布时间：{write_moment(record['first_published_at'])}",
            "by_id": self.by.pk,
        }


def _block(kind: str, source: str) -> dict[str, Any]:
    return {"type": kind, "value": source, "id": str(uuid4())}


def _release(channel: int, item_id: int, record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "item_id": item_id,
        "channel_id": channel,
        "released_on": timezone.localdate(record["first_published_at"]),
        "place": f"{settings.BASE_URL}{reverse('item', args=[record['index_number']])}",
    }


def _joint_issuers(pairs: Iterable[tuple[int, Draft]]) -> Iterable[dict[str, Any]]:
    named = [(item_id, draft.row.values.get("joint_issuers", ())) for item_id, draft in pairs]
    names = {name for _, some in named for name in some}
    ours = dict(Unit.objects.filter(name__in=names).values_list("name", "pk")) if names else {}
    return (
        {"item_id": item_id, "name": name, "unit_id": ours.get(name), "sort_order": place}
        for item_id, some in named
        for place, name in enumerate(some)
    )


def _link_explained(pairs: Iterable[tuple[int, Draft]]) -> None:
    """Explainers to what they explain, which may have been made with them."""
    wanted = {item_id: number for item_id, draft in pairs if (number := draft.row.values.get("explains"))}
    if wanted:
        ids = dict(Item.objects.filter(index_number__in=set(wanted.values())).values_list("index_number", "pk"))
        linked = [Item(pk=item_id, explains_id=ids[number]) for item_id, number in wanted.items()]
        Item.objects.bulk_update(linked, ["explains"], batch_size=200)


_ITEMS = Table(Item)
_CHANGES = Table(Change)
_JOINT_ISSUERS = Table(JointIssuer)
_ENDINGS = Table(Ending)
_RELEASES = Table(Release)
