"""The index on both databases, without the platform's settings and models."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import dj_database_url
import pytest
from django.conf import settings
from django.db.utils import ConnectionHandler

from gongkai.publishing.search import searching, tables
from tests.postgresql import server

if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
    settings.configure(USE_TZ=True, TIME_ZONE="Asia/Shanghai")

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
    with django_db_blocker.unblock() if django_db_blocker else nullcontext():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE SCHEMA {SCHEMA}")
                cursor.execute(f"SET search_path TO {SCHEMA}")
        with connection.schema_editor() as editor:
            tables.create(editor)
        yield connection
        with connection.schema_editor() as editor:
            tables.drop(editor)
        assert not connection.introspection.table_names()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA {SCHEMA}")
        connection.close()


@pytest.fixture
def empty(database: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The connection, the layer's own for this test, with nothing in the index."""
    monkeypatch.setattr(searching, "connection", database)
    searching.clear()
    return database
