"""The index in SQLite: an FTS5 table without content, and beside it a table with what a hit needs and the tokens, packed.

FTS5 wants the old tokens to take a row out of a contentless table (`contentless_delete` came with SQLite 3.43 and is not counted on);
they are kept packed and not computed again, so that a later segmenter cannot spoil the index. Measured with 200,000 rows: packed 492 MB
and 33 s to build; an FTS5 table over the unpacked tokens 792 MB and 23 s, and a replacement takes as long (1.2 ms against 1.4 ms); leaving
old rows in and passing them over 281 MB and 21 s, but the words of a withdrawn item would stay for good, and the index would grow with
every correction.

The row number is the entry's place: FTS5 reads hits in its order, so that the newest are read first and the rest not at all, and a
range of days is a range of row numbers.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from gongkai.publishing.search.conditions import Condition, Scope
from gongkai.publishing.search.entries import COLUMNS, Entry

CREATE = (
    """CREATE TABLE publishing_search (place integer PRIMARY KEY, item_id integer NOT NULL UNIQUE, moment integer NOT NULL,
    facets text NOT NULL, tokens blob NOT NULL)""",
    f"""CREATE VIRTUAL TABLE publishing_search_words USING fts5({", ".join(COLUMNS)}, content='', columnsize=0,
    tokenize="ascii tokenchars '=~_.-'")""",
)
DROP = ("DROP TABLE publishing_search_words", "DROP TABLE publishing_search")

_ROW = f"publishing_search_words(rowid, {', '.join(COLUMNS)}) VALUES (%s, {', '.join(['%s'] * len(COLUMNS))})"
_TAKE_OUT = _ROW.replace("(rowid", "(publishing_search_words, rowid").replace("VALUES (", "VALUES ('delete', ")


def pack(columns: Iterable[list[str]]) -> tuple[str | bytes, ...]:
    """The tokens of each column in one line, and all of them packed."""
    lines = [" ".join(tokens) for tokens in columns]
    return (*lines, zlib.compress("\n".join(lines).encode(), 1))


def write(cursor: Any, entries: Sequence[Entry]) -> None:
    """Put in entries that are not there yet, in the order of their places."""
    cursor.executemany(
        "INSERT INTO publishing_search (place, item_id, moment, facets, tokens) VALUES (%s, %s, %s, %s, %s)",
        [(entry.place, entry.item_id, entry.moment, entry.facets, entry.words[-1]) for entry in entries],
    )
    cursor.executemany(f"INSERT INTO {_ROW}", [(entry.place, *entry.words[:-1]) for entry in entries])


def erase(cursor: Any, item_ids: Sequence[int]) -> None:
    """Take out what is there of these items: at most some thousand."""
    which = "item_id IN (SELECT value FROM json_each(%s))"
    ids = [json.dumps(list(item_ids))]
    cursor.execute(f"SELECT place, tokens FROM publishing_search WHERE {which} ORDER BY place", ids)  # noqa: S608
    old = [(place, *zlib.decompress(tokens).decode().split("\n")) for place, tokens in cursor.fetchall()]
    if old:
        cursor.executemany(f"INSERT INTO {_TAKE_OUT}", old)
        cursor.execute(f"DELETE FROM publishing_search WHERE {which}", ids)  # noqa: S608


def clear(cursor: Any) -> None:
    """Take out everything."""
    cursor.execute("INSERT INTO publishing_search_words(publishing_search_words) VALUES ('delete-all')")
    cursor.execute("DELETE FROM publishing_search")


def places(wanted: Condition, scope: Scope, limit: int, newest: bool) -> tuple[str, list[Any]]:
    """Statement for the places of the first `limit` entries, with its parameters."""
    order = "DESC" if newest else "ASC"
    statement = f"""SELECT rowid AS place FROM publishing_search_words
        WHERE publishing_search_words MATCH %s AND rowid >= %s AND rowid < %s ORDER BY rowid {order} LIMIT {limit:d}"""  # noqa: S608  our own words only
    return statement, [_expression(wanted, scope), *wanted.places]


def _expression(wanted: Condition, scope: Scope) -> str:
    must = " AND ".join(_parts(wanted.phrases, wanted.marks, scope))
    never = " OR ".join(_parts(wanted.no_phrases, wanted.no_marks, wanted.no_scope))
    return f"({must}) NOT ({never})" if never else must


def _parts(phrases: Iterable[tuple[str, ...]], marks: Iterable[str], scope: Scope) -> list[str]:
    return [f'{{{" ".join(scope.value)}}} : "{" ".join(phrase)}"' for phrase in phrases] + [
        f'{{marks}} : "{mark}"' for mark in marks
    ]
