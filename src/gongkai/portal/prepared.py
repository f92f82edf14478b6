"""Queries whose SQL is made once.

Making the SQL of a query costs Django ten times what the database then takes to answer it; on a page of nine small queries that is
most of the page. What a query asks still stands in one place, as a queryset, with all that `public()` says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

Row = tuple[Any, ...]
_WORD = re.compile(r"[a-z_]*")


class Prepared:
    """A queryset of `values_list` rows, made by `make` from values of `kinds` (int or str), to be asked with others of the same kinds.

    Each value must stand in the query as it is given: no lists, no slices, no dates. With `limit` at most so many rows are read, from
    the one at `start` on.
    """

    def __init__(
        self, make: Callable[..., QuerySet[Any, Any]], *kinds: type[int] | type[str], limit: int | None = None
    ) -> None:
        self._make = make
        self._kinds = kinds
        self._limit = limit
        self._made: dict[str, Callable[..., list[Row]]] = {}

    def __call__(self, *values: int | str, start: int = 0) -> list[Row]:
        """The rows for `values`."""
        database = connections[DEFAULT_DB_ALIAS]  # looked up once: the proxy `connection` looks at each attribute anew
        if database.vendor not in self._made:
            self._made[database.vendor] = self._prepare(database)
        return self._made[database.vendor](database, *values, start=start)

    def _prepare(self, database: Any) -> Callable[..., list[Row]]:
        marks = [2_000_000_011 + i if kind is int else f"‹{i}›" for i, kind in zip(count(), self._kinds)]
        compiler = self._make(*marks).query.get_compiler(connection=database)
        sql, parameters = _with_fixed_words(*compiler.as_sql(), marks)
        places = [marks.index(parameter) if parameter in marks else None for parameter in parameters]
        if missing := set(range(len(marks))) - set(places):
            raise ValueError(f"values {sorted(missing)} do not stand in the query: {sql}")
        converters = compiler.get_converters([expression for expression, _, _ in compiler.select])

        if self._limit is not None:
            sql += f" LIMIT {self._limit:d} OFFSET %s"

        def ask(database: Any, *values: int | str, start: int) -> list[Row]:
            given = [fixed if place is None else values[place] for place, fixed in zip(places, parameters, strict=True)]
            if self._limit is not None:
                given.append(start)
            with database.cursor() as cursor:
                cursor.execute(sql, given)
                rows = cursor.fetchall()
            return [_converted(row, converters, database) for row in rows] if converters else rows

        return ask


def _with_fixed_words(sql: str, parameters: Iterable[Any], marks: list[Any]) -> tuple[str, list[Any]]:
    """Words that stay as they are stand in the SQL: SQLite then sees that a partial index has only such rows, and looks at none."""
    first, *rest = sql.split("%s")
    pieces, asked = [first], []
    for parameter, piece in zip(parameters, rest, strict=True):
        fixed = isinstance(parameter, str) and parameter not in marks and _WORD.fullmatch(parameter)
        pieces += [f"'{parameter}'" if fixed else "%s", piece]
        asked += [] if fixed else [parameter]
    return "".join(pieces), asked


def _converted(row: Row, converters: dict[int, tuple[list[Callable[..., Any]], Any]], database: Any) -> Row:
    """What Django makes of a row's values as the database gives them."""
    values = list(row)
    for place, (functions, expression) in converters.items():
        for function in functions:
            values[place] = function(values[place], expression, database)
    return tuple(values)
