"""Filling the index and asking it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection, transaction

from gongkai.publishing.search.conditions import Scope, condition
from gongkai.publishing.search.entries import Document, counted, entry
from gongkai.publishing.search.query import Hits, Query, Wanted, parse
from gongkai.publishing.search.tables import engine

BOUND = 2000
"""Most entries that one question looks at: sorts, counts and turns pages over."""

_BATCH = 1000


class _Row(NamedTuple):
    tier: int
    place: int
    item_id: int
    moment: int
    facets: str


def index(documents: Iterable[Document]) -> int:
    """Put in documents, in place of what is there under their item ids; how many were put in.

    In the caller's transaction; where there is none, every thousand documents are one. Fastest where documents come in the order of their
    publication.
    """
    rest, done = iter(documents), 0
    while batch := {document.item_id: entry(document) for document in islice(rest, _BATCH)}:
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            engine(connection).erase(cursor, list(batch))
            engine(connection).write(cursor, sorted(batch.values(), key=lambda one: one.place))
        done += len(batch)
    return done


def remove(item_ids: Iterable[int]) -> None:
    """Take items out, words and all; those that are not there are passed over."""
    rest = iter(item_ids)
    while batch := list(islice(rest, _BATCH)):
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            engine(connection).erase(cursor, batch)


def clear() -> None:
    """Take out everything."""
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        engine(connection).clear(cursor)


def search(query: Query) -> Hits:
    """Find items; at most three statements.

    By relevance come first the items with all words in their number, then in their title, then in title, number and keywords taken
    together, then the others; those of one kind by their publication, newest first. Each kind is looked for by itself, so that an old item
    with the words in its title is found among any number of newer ones with the words somewhere in their text.
    """
    wanted = parse(query.text)
    if query.text.strip() and not (wanted.terms or wanted.excluded):
        return Hits([], 0, False, {}, ())
    rows, loosened = _rows(query, wanted), False
    if not rows and (looser := wanted.loosened) != wanted and not _rows(Query(order="newest"), wanted, limit=1):
        rows, wanted, loosened = _rows(query, looser), looser, True
    everything = len(_scopes(query, wanted)) - 1
    bounded = sum(row.tier == everything for row in rows) > BOUND
    rows = _ordered(rows, oldest=query.order == "oldest")[:BOUND]
    size = max(query.per_page, 1)
    start = (max(query.page, 1) - 1) * size
    return Hits(
        [row.item_id for row in rows[start : start + size]],
        len(rows),
        bounded,
        counted(row.facets for row in rows),
        tuple(term.text for term in wanted.terms),
        loosened,
    )


def _rows(query: Query, wanted: Wanted, limit: int = BOUND + 1) -> list[_Row]:
    asked = condition(query, wanted)
    parts: list[str] = []
    parameters: list[Any] = []
    for tier, scope in enumerate(_scopes(query, wanted)):
        statement, values = engine(connection).select(asked, scope, limit, newest=query.order != "oldest")
        parts.append(f"SELECT {tier} AS tier, hit.* FROM ({statement}) AS hit")  # noqa: S608  made of statements above
        parameters += values
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        return [_Row(*row) for row in cursor.fetchall()]


def _scopes(query: Query, wanted: Wanted) -> tuple[Scope, ...]:
    """Where the words must stand, the best first; the last takes in the others."""
    if query.only_title:
        return (Scope.TITLE,)
    if query.order == "relevance" and any(term.phrase for term in wanted.terms):
        return (Scope.NUMBER, Scope.TITLE, Scope.HEAD, Scope.ANYWHERE)
    return (Scope.ANYWHERE,)


def _ordered(rows: list[_Row], oldest: bool) -> list[_Row]:
    """Each entry once, in its best tier."""
    first: dict[int, _Row] = {}
    for row in sorted(
        rows, key=lambda row: (row.tier, row.moment, row.item_id) if oldest else (row.tier, -row.moment, -row.item_id)
    ):
        first.setdefault(row.place, row)
    return list(first.values())
