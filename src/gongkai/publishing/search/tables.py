"""The tables of the index, for a migration, and the database's own way with them."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from gongkai.publishing.search import postgresql, sqlite

_ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def engine(connection: Any) -> ModuleType:
    """The module that speaks this connection's language; `NotImplementedError` for a database other than the two."""
    try:
        return _ENGINES[connection.vendor]
    except KeyError:
        raise NotImplementedError(f"no search on {connection.vendor}: SQLite or PostgreSQL") from None


def create(schema_editor: Any) -> None:
    """Make the tables."""
    for statement in engine(schema_editor.connection).CREATE:
        schema_editor.execute(statement, params=None)


def drop(schema_editor: Any) -> None:
    """Remove the tables."""
    for statement in engine(schema_editor.connection).DROP:
        schema_editor.execute(statement, params=None)
