"""What the tests of the portal share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.publishing.models import Attachment, File, Item
from gongkai.publishing.services import files, publication
from gongkai.units.models import Role
from tests.portal.office import Office
from tests.world import World

MOST_QUERIES = 12


class Reader:
    """Somebody at a browser, without an account, who gets each page with few enough queries."""

    def __init__(self) -> None:
        self.client = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")

    def get(self, path: str, **more: Any) -> Any:
        """The answer to a GET."""
        with CaptureQueriesContext(connection) as captured:
            response = self.client.get(path, **more)
        assert len(captured) <= MOST_QUERIES, [query["sql"] for query in captured]
        return response

    def text(self, path: str, status: int = 200) -> str:
        """The page at `path`, which must be answered with `status`."""
        response = self.get(path)
        assert response.status_code == status, path
        return str(response.content.decode())


@pytest.fixture
def reader() -> Reader:
    """A citizen."""
    return Reader()


@pytest.fixture
def shelf(settings: Any, tmp_path: Path) -> Path:
    """A folder of its own for uploaded files."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def place(settings: Any, tmp_path: Path) -> None:
    """A day, a folder and counts of its own for a test of requests."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.RATES = tmp_path / "rates.sqlite3"
    settings.TODAY = date(2026, 3, 2)


@pytest.fixture
def desk(world: World) -> World:
    """The education bureau has somebody who handles requests."""
    world.person(world.education, Role.CASE_OFFICER)
    return world


@pytest.fixture
def office(world: World, settings: Any, tmp_path: Path) -> Office:
    """The bureau with an officer and a head, and counts and a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.RATES = tmp_path / "rates.sqlite3"
    return Office(world, settings)


def attach(item: Item, name: str, data: bytes) -> File:
    """A file that `item` carries."""
    file = files.store_bytes(data, name, unit=item.unit, by=None)
    Attachment.objects.create(item=item, file=file)
    return file


def normative(world: World, title: str, **fields: Any) -> Item:
    """A published normative document of the education bureau."""
    values: dict[str, Any] = {
        "title": title,
        "node": "20.1.normative",
        "normative": True,
        "formed_on": date(2024, 5, 6),
    }
    return world.published(**{**values, **fields})


def repeal(item: Item, by: Item) -> None:
    """Let `by` repeal `item`."""
    publication.end(item, by=None, kind="repealed", on=date(2026, 3, 5), by_item=by)
