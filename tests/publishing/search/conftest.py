"""The index on both databases, without the platform's tables."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dj_database_url
import pytest
from django.db import connections
from django.db.utils import ConnectionHandler

from gongkai.publishing.search import clear, tables
from tests.postgresql import server

SCHEMA = f"gongkai_search_{os.getpid()}"


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[tuple[str | None, str]]:
    with server() as found:
        yield found


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[Any]:
    """A connection to an empty database that has the index's tables and nothing else."""
    url: str | None = "sqlite://:memory:"
    if request.param == "postgresql":
        url, why = request.getfixturevalue("postgresql_url")
        if url is None:
            pytest.skip(why)
    assert url
    connection = ConnectionHandler({"default": dj_database_url.parse(url)})["default"]
    with django_db_blocker.unblock():
        with _as_default(connection):
            _run(connection, f"CREATE SCHEMA {SCHEMA}", f"SET search_path TO {SCHEMA}")
            with connection.schema_editor() as editor:
                tables.create(editor)
        yield connection
        with _as_default(connection):
            with connection.schema_editor() as editor:
                tables.drop(editor)
            assert not connection.introspection.table_names()
            _run(connection, f"DROP SCHEMA {SCHEMA}")
        connection.close()


@pytest.fixture
def empty(database: Any) -> Iterator[Any]:
    """The connection, the default one for this test, with nothing in the index."""
    with _as_default(database):
        clear()
        yield database


@contextmanager
def _as_default(connection: Any) -> Iterator[None]:
    own = connections["default"]
    connections["default"] = connection
    try:
        yield
    finally:
        connections["default"] = own


def _run(connection: Any, *statements: str) -> None:
    """On PostgreSQL, where the server may be somebody's: a schema of our own."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
