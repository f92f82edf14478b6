"""Rows into the database a thousand and more at a time: past Django's `bulk_create`, which takes eight times as long."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, cached_property, lru_cache
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models


class Table:
    """The table of `model`: rows go in with the values given and, for all else, what a new object has."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.fields = {field.attname: field for field in model._meta.concrete_fields}

    @cached_property
    def _defaults(self) -> dict[str, Any]:
        new = self.model()
        return {
            name: field.get_db_prep_save(field.value_from_object(new), connection)
            for name, field in self.fields.items()
            if not (field.primary_key and field.get_internal_type() == "BigAutoField")
        }

    def insert(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Put in `rows` of the same keys: values as Python has them, rich text as it is stored."""
        rows = iter(rows)
        first = next(rows, None)
        if first is None:
            return
        constant = {name: value for name, value in self._defaults.items() if name not in first}
        names = [self.fields[name].column for name in (*first, *constant)]
        kinds = [(number, self.fields[name].get_internal_type()) for number, name in enumerate(first)]
        adapted = [(number, _ADAPTED[kind]) for number, kind in kinds if kind in _ADAPTED]
        tail = list(constant.values())
        lines = []
        for row in itertools.chain([first], rows):
            line = [*row.values(), *tail]
            for number, adapt in adapted:
                line[number] = adapt(line[number])
            lines.append(line)
        _write(self.model._meta.db_table, names, lines)


def reset_sequences(*kinds: type[models.Model]) -> None:
    """After rows with ids of our own: let the database go on from the highest."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kinds):
            cursor.execute(statement)


def _write(table_name: str, names: Sequence[str], lines: Sequence[Sequence[Any]]) -> None:
    quoted = ", ".join(map(connection.ops.quote_name, names))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # Django does not wrap `copy`: its errors would be psycopg's
            with connection.wrap_database_errors, cursor.copy(f"COPY {table_name} ({quoted}) FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {table_name} ({quoted}) VALUES ({marks})", lines)  # noqa: S608


@lru_cache(maxsize=1 << 12)
def _moment(value: datetime | None) -> Any:
    return connection.ops.adapt_datetimefield_value(value)


@cache
def _day(value: date | None) -> Any:
    return connection.ops.adapt_datefield_value(value)


_ADAPTED = {"DateTimeField": _moment, "DateField": _day}
