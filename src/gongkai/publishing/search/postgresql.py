"""The index in PostgreSQL: two `tsvector` columns with GIN, made of our tokens and not by PostgreSQL's parser.

`head` has title (weight A), number (B) and keywords (C), `whole` those and the text; both have the marks. They are two, and the number's
tokens stand in `head` a second time, marked, because neither the planner nor the index knows weights: a word that is frequent in texts
would be taken for frequent in titles, and every title that has it would be read to find that no number does.

A `tsvector` knows positions up to 16,383, 255 of one token, and 1 MB in all. An entry that has more gets the mark LONG and is then found
by its tokens without their being adjacent; tokens beyond the last limit are left out and the log says so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from gongkai.publishing.search.conditions import Condition, Scope
from gongkai.publishing.search.entries import Entry

CREATE = (
    """CREATE TABLE publishing_search (place bigint PRIMARY KEY, item_id bigint NOT NULL UNIQUE, moment bigint NOT NULL,
    facets text NOT NULL, head tsvector NOT NULL, whole tsvector NOT NULL)""",
    "CREATE INDEX publishing_search_head ON publishing_search USING gin (head)",
    "CREATE INDEX publishing_search_whole ON publishing_search USING gin (whole)",
)
DROP = ("DROP TABLE publishing_search",)

LONG = "long=1"
LAST_POSITION = 16_383
MOST_POSITIONS = 255
BYTES = 1_000_000

_IN_NUMBER = "number="
_WEIGHTS = {"title": "A", "number": "B", "keywords": "C"}
_log = logging.getLogger(__name__)


def pack(columns: Sequence[list[str]]) -> tuple[str, str, bool]:
    """`head` and `whole`, and whether all tokens are in them."""
    title, number, keywords, text, marks = columns
    marked = [_IN_NUMBER + token for token in number]
    head, _ = vector((("A", title), ("B", number), ("C", keywords), ("", marked)), marks)
    whole, complete = vector((("", title), ("", number), ("", keywords), ("", text)), marks)
    return head, whole, complete


def write(cursor: Any, entries: Sequence[Entry]) -> None:
    """Put in entries that are not there yet."""
    for entry in entries:
        if not entry.words[-1]:
            _log.warning(
                "item %s has too many different words: those at the end of its text are not indexed", entry.item_id
            )
    cursor.executemany(
        "INSERT INTO publishing_search (place, item_id, moment, facets, head, whole) "
        "VALUES (%s, %s, %s, %s, %s::tsvector, %s::tsvector)",
        [(entry.place, entry.item_id, entry.moment, entry.facets, *entry.words[:-1]) for entry in entries],
    )


def erase(cursor: Any, item_ids: Sequence[int]) -> None:
    """Take out what is there of these items."""
    cursor.execute("DELETE FROM publishing_search WHERE item_id = ANY(%s)", [list(item_ids)])


def clear(cursor: Any) -> None:
    """Take out everything."""
    cursor.execute("TRUNCATE publishing_search")


def places(wanted: Condition, scope: Scope, limit: int, newest: bool) -> tuple[str, list[Any]]:
    """Statement for the places of the first `limit` entries, with its parameters."""
    must = " & ".join(_parts(wanted.phrases, wanted.marks, scope))
    never = " | ".join(_parts(wanted.no_phrases, wanted.no_marks, wanted.no_scope))
    clauses, parameters = f"{_column(scope)} @@ %s::tsquery AND place >= %s AND place < %s", [must, *wanted.places]
    if never:
        clauses += f" AND NOT {_column(wanted.no_scope)} @@ %s::tsquery"
        parameters.append(never)
    order = "DESC" if newest else "ASC"
    statement = f"SELECT place FROM publishing_search WHERE {clauses} ORDER BY place {order} LIMIT {limit:d}"  # noqa: S608  our own words only
    return statement, parameters


def vector(columns: Iterable[tuple[str, list[str]]], marks: Iterable[str]) -> tuple[str, bool]:
    """A `tsvector` literal of columns with their weights, and whether all tokens are in it."""
    places: dict[str, list[str]] = {mark: [] for mark in marks}
    position, size, short, complete = 1, sum(len(mark) + 8 for mark in places), True, True
    for weight, tokens in columns:
        for token in tokens:
            found = places.get(token)
            if found is None:
                size += len(token.encode()) + 8
                if size > BYTES:
                    complete = False
                    continue
                found = places[token] = []
            if position <= LAST_POSITION and len(found) < MOST_POSITIONS:
                found.append(f"{position}{weight}")
                size += 2
            else:
                short = False
            position += 1
        position += 1
    if not short:
        places[LONG] = []
    literal = " ".join(f"'{token}':{','.join(found)}" if found else f"'{token}'" for token, found in places.items())
    return literal, complete


def _column(scope: Scope) -> str:
    return "whole" if scope is Scope.ANYWHERE else "head"


def _parts(phrases: Iterable[tuple[str, ...]], marks: Iterable[str], scope: Scope) -> list[str]:
    before, after = "'", "'"
    if scope is Scope.NUMBER:
        before = f"'{_IN_NUMBER}"
    elif scope is not Scope.ANYWHERE:
        after = "':" + "".join(_WEIGHTS[column] for column in scope.value)
    return [_phrase([f"{before}{token}{after}" for token in phrase]) for phrase in phrases] + [
        f"'{mark}'" for mark in marks
    ]


def _phrase(tokens: list[str]) -> str:
    if len(tokens) == 1:
        return tokens[0]
    return f"(({' <-> '.join(tokens)}) | ('{LONG}' & {' & '.join(tokens)}))"
