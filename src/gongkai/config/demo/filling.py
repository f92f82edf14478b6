"""The mass of the made-up items into the database: records, history, releases, search index, index numbers."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction

from gongkai.config.demo import rows
from gongkai.config.demo.composing import Piece
from gongkai.config.demo.planned import validity
from gongkai.publishing import bulk, search
from gongkai.publishing.models import Change, Channel, Ending, Item, JointIssuer, Release, Serial
from gongkai.publishing.search.entries import Composed
from gongkai.publishing.services.clock import term_of
from gongkai.publishing.services.indexing import document
from gongkai.publishing.services.outbox import PORTAL
from gongkai.statute import index_numbers
from gongkai.statute.terms import due
from gongkai.statute.workdays import Workdays
from gongkai.units.models import Person, Role, Unit

_BATCH = 4000
_CHANGES = (
    "更正附件中的联系电话",
    "补充公布附表",
    "更正正文中的错别字",
    "根据群众意见补充办理地点",
    "更新办理时限的表述",
)
_WITHDRAWALS = (
    "公示内容需要重新核对",
    "与另一条信息重复发布",
    "当事人信用修复，依申请撤下",
    "决定已被依法变更，另行公开",
)


class _Batch(NamedTuple):
    """Pieces that go in together, and what their entries in the index are being composed from."""

    pieces: Sequence[Piece]
    records: Sequence[Mapping[str, Any]]
    documents: Mapping[int, search.Document]
    composed: Callable[[], Mapping[int, Composed]]


@dataclass
class Filling:
    """Puts pieces in; everything they refer to is there: units and people by code, the working days, today."""

    units: Mapping[str, Unit]
    people: Mapping[tuple[str, str], Person]
    workdays: Workdays
    today: date
    last: date
    count: int = 0
    _serials: dict[tuple[str, int], int] = field(default_factory=dict)
    _terms: dict[tuple[str, date], tuple[date, bool]] = field(default_factory=dict)
    _endings: list[tuple[Piece, str, date, Piece]] = field(default_factory=list)

    def fill(self, planned: Sequence[Piece], ordinary: Iterable[Piece], expected: int) -> None:
        """Put in both, about `expected` pieces, merged in the order of publication."""
        merged = heapq.merge(
            sorted(planned, key=lambda piece: piece.published), ordinary, key=lambda piece: piece.published
        )
        with search.Composer(expected) as composer:
            for batch in search.one_ahead(self._batches(self._numbered(merged), composer)):
                with transaction.atomic():
                    self._insert(batch)
        with transaction.atomic():
            self._finish()

    def _numbered(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        for key, piece in enumerate(pieces, 1):
            year = piece.published.year
            place = (piece.place.front, year)
            serial = self._serials[place] = self._serials.get(place, 0) + 1
            piece.key, piece.index_number = key, index_numbers.make(piece.place.front, year, serial)
            self._endings += [(piece, *ending) for ending in piece.endings]
            self.count = key
            yield piece

    def _batches(self, pieces: Iterator[Piece], composer: search.Composer) -> Iterator[_Batch]:
        while batch := list(islice(pieces, _BATCH)):
            records = [self._row(piece) for piece in batch]
            documents = {
                piece.key: self._document(piece, record)
                for piece, record in zip(batch, records, strict=True)
                if record["live"] and record["openness"] == "proactive"
            }
            yield _Batch(batch, records, documents, composer.begin(documents))

    def _insert(self, made: _Batch) -> None:
        batch = made.pieces
        _ITEMS.insert(made.records)
        _CHANGES_TABLE.insert(change for piece in batch for change in self._changes(piece))
        _JOINT.insert(
            {
                "item_id": piece.key,
                "name": other.name_on(piece.formed),
                "unit_id": self.units[other.code].pk,
                "sort_order": order,
            }
            for piece in batch
            for order, other in enumerate(piece.joint)
        )
        public = [piece for piece in batch if piece.fields.get("openness", "proactive") == "proactive"]
        _RELEASES.insert(
            {
                "item_id": piece.key,
                "channel_id": self._channels[piece.place.code],
                "released_on": piece.published.date(),
                "place": f"{settings.BASE_URL}/i/{piece.index_number}",
            }
            for piece in public
        )
        search.index(made.documents.values(), made.composed().values())

    def _row(self, piece: Piece) -> dict[str, Any]:
        due_on, provisional = self._due(piece)
        later = self._later(piece)
        withdrawn = piece.event == "withdrawn"
        fields = {**_USUAL, **piece.fields}
        return {
            "id": piece.key,
            "unit_id": self.units[piece.place.code].pk,
            "index_number": piece.index_number,
            "title": piece.title,
            "summary": piece.paragraphs[1][:100],
            "keywords": f"{piece.topic} {piece.place.short}",
            "document_number": piece.document_number,
            "issuing_body": piece.place.name_on(piece.formed),
            "formed_on": piece.formed,
            "node": piece.node,
            "field_node": piece.field_node,
            "genre": piece.genre,
            "carrier": "electronic",
            "body": rows.body(piece),
            "source": piece.place.name_on(piece.formed),
            "editor": self._author(piece).name,
            "validity": validity(piece, self.today),
            "explains_id": piece.explains.key if piece.explains else None,
            "created_by_id": self._author(piece).pk,
            "created_at": piece.published,
            "first_published_at": piece.published,
            "last_published_at": later if piece.event == "changed" else piece.published,
            "live": not withdrawn,
            "has_unpublished_changes": withdrawn,
            "withdrawn_at": later if withdrawn else None,
            "due_on": due_on,
            "due_provisional": provisional,
            "origin": "demo",
            **fields,
        }

    def _changes(self, piece: Piece) -> Iterator[dict[str, Any]]:
        by = self.people[piece.place.code, Role.FINAL_REVIEWER].pk
        if piece.fields.get("openness", "proactive") == "proactive":
            yield {"item_id": piece.key, "at": piece.published, "kind": "published", "reason": "", "by_id": by}
        if piece.event:
            reasons = _CHANGES if piece.event == "changed" else _WITHDRAWALS
            reason = reasons[piece.key % len(reasons)]
            yield {"item_id": piece.key, "at": self._later(piece), "kind": piece.event, "reason": reason, "by_id": by}

    def _later(self, piece: Piece) -> Any:
        """When something happened to `piece` after its publication: some days later, never after the last day."""
        days = min(3 + piece.key % 40, (self.last - piece.published.date()).days)
        return piece.published + (timedelta(days) if days else timedelta(minutes=20))

    def _due(self, piece: Piece) -> tuple[date | None, bool]:
        if piece.fields.get("openness", "proactive") != "proactive":
            return None, False
        key = (term_of(piece), piece.formed)  # type: ignore[arg-type]  a piece has its node as an item has
        if key not in self._terms:
            reckoning = due(*key, self.workdays)
            self._terms[key] = reckoning.due, bool(reckoning.provisional_years)
        return self._terms[key]

    def _document(self, piece: Piece, record: Mapping[str, Any]) -> search.Document:
        """What search knows of `piece`: a real `Item` would cost as much as all the rest of it."""
        item: Any = SimpleNamespace(pk=piece.key, unit=self.units[piece.place.code], **record)
        return document(item, rows.text(piece))

    def _author(self, piece: Piece) -> Person:
        return self.people[piece.place.code, Role.AUTHOR]

    @cached_property
    def _channels(self) -> dict[str, int]:
        return dict(Channel.objects.filter(adapter=PORTAL).values_list("unit__code", "pk"))

    def _finish(self) -> None:
        """What could not be written before all was there: what ended which document, the last serial numbers, the sequences of ids."""
        _ENDINGS.insert(
            {"item_id": piece.key, "kind": kind, "on": on, "by_item_id": by.key}
            for piece, kind, on, by in self._endings
        )
        _CHANGES_TABLE.insert(
            {
                "item_id": piece.key,
                "at": by.published,
                "kind": "ended",
                "reason": f"{Ending.Kind(kind).label}：{by.title}"[:200],
                "by_id": self.people[by.place.code, Role.FINAL_REVIEWER].pk,
            }
            for piece, kind, on, by in self._endings
        )
        Serial.objects.bulk_create(
            [Serial(front=front, year=year, last=last) for (front, year), last in self._serials.items()]
        )
        bulk.reset_sequences(Item)


_ITEMS = bulk.Table(Item)
_CHANGES_TABLE = bulk.Table(Change)
_JOINT = bulk.Table(JointIssuer)
_RELEASES = bulk.Table(Release)
_ENDINGS = bulk.Table(Ending)
_USUAL: dict[str, Any] = {
    "openness": "proactive",
    "ground": "",
    "origin_id": "",
    "reassess_on": None,
    "normative": False,
    "uniform_number": "",
    "effective_on": None,
    "expires_on": None,
}
