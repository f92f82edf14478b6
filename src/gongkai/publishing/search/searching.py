"""Filling the index and asking it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import connection, transaction

from gongkai.publishing.search.conditions import Scope, condition
from gongkai.publishing.search.entries import Composed, Document, composed, counted, entry
from gongkai.publishing.search.query import Hits, Query, Wanted, parse
from gongkai.publishing.search.tables import engine

BOUND = 2000
"""Most entries that one question looks at: sorts, counts and turns pages over."""

_BATCH = 1000


def index(documents: Iterable[Document], ahead: Iterable[Composed] | None = None) -> int:
    """Put in documents, in place of what is there under their item ids; how many were put in.

    `ahead` is what a `Composer` has made of them already, in the same order. In the caller's transaction; where there is none, every
    thousand documents are one. Fastest where documents come in the order of their publication.
    """
    database, done = engine(connection), 0
    pairs = (
        ((document, composed(document, database.pack)) for document in documents)
        if ahead is None
        else zip(documents, ahead, strict=True)
    )
    while batch := {document.item_id: entry(document, made) for document, made in islice(pairs, _BATCH)}:
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            database.erase(cursor, list(batch))
            database.write(cursor, sorted(batch.values(), key=lambda one: one.place))
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
    bounded = len(rows) > BOUND
    rows = rows[:BOUND]
    size = max(query.per_page, 1)
    start = (max(query.page, 1) - 1) * size
    return Hits(
        [item_id for item_id, _ in rows[start : start + size]],
        len(rows),
        bounded,
        counted(facets for _, facets in rows),
        tuple(term.text for term in wanted.terms),
        loosened,
    )


def _rows(query: Query, wanted: Wanted, limit: int = BOUND + 1) -> list[tuple[int, str]]:
    """Item and facets of the first `limit` entries, each once, in its best tier. All of them stand in the last."""
    asked = condition(query, wanted)
    parts: list[str] = []
    parameters: list[Any] = []
    for tier, scope in enumerate(_scopes(query, wanted)):
        statement, values = engine(connection).places(asked, scope, limit, newest=query.order != "oldest")
        parts.append(f"SELECT {tier} AS tier, place FROM ({statement}) AS hit{tier}")  # noqa: S608  made of statements above
        parameters += values
    order = "" if query.order == "oldest" else " DESC"
    best = parts[0]
    if len(parts) > 1:
        best = f"SELECT place, min(tier) AS tier FROM ({' UNION ALL '.join(parts)}) AS hit GROUP BY place"  # noqa: S608
    statement = f"""SELECT e.item_id, e.facets FROM ({best}) AS best JOIN publishing_search AS e ON e.place = best.place
        ORDER BY best.tier, e.moment{order}, e.item_id{order} LIMIT {limit:d}"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def _scopes(query: Query, wanted: Wanted) -> tuple[Scope, ...]:
    """Where the words must stand, the best first; the last takes in the others."""
    if query.only_title:
        return (Scope.TITLE,)
    if query.order == "relevance" and any(term.phrase for term in wanted.terms):
        return (Scope.NUMBER, Scope.TITLE, Scope.HEAD, Scope.ANYWHERE)
    return (Scope.ANYWHERE,)
