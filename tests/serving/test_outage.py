"""A database that goes away: said clearly to whoever asks, nothing lost or half done, and all is well again when it is back."""

from __future__ import annotations

import http.client
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.db.utils import ConnectionHandler
from django.test import Client

from tests.postgresql import own
from tests.publishing.servers import Answer, Received, server
from tests.serving.delivery import LEASE_OVER, MAKE, OPEN_TASKS, STATE
from tests.serving.platform import Platform, descendants, serving

AWAY = "数据库暂时没有应答"


def page(platform: Platform, path: str) -> tuple[int, str]:
    """The status and the text of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", platform.port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def is_clear(text: str) -> bool:
    """Whether a page says in Chinese, wholly, that the database is away, and nothing about the program."""
    return AWAY in text and text.endswith("</html>") and "Traceback" not in text and "django" not in text.lower()


@pytest.mark.long
def test_a_server_that_stops_is_told_and_waited_for_and_a_task_under_way_is_not_lost(tmp_path: Path) -> None:
    arrived, go_on = threading.Event(), threading.Event()

    def answer(_: Received) -> Answer:
        if not arrived.is_set():
            arrived.set()
            go_on.wait(60)
        return 200, {"id": "r-1"}

    with own() as (run, why), server(answer) as receiver, ExitStack() as running:
        if run is None:
            pytest.skip(why)
        url, refused = running.enter_context(run(stop="fast"))  # one that is killed forgets what it was told last
        assert url, refused
        with serving(tmp_path, DATABASE_URL=url) as platform:
            pk = platform.act(MAKE.format(url=receiver.url))
            assert arrived.wait(30)
            web = {pid for pid in descendants(platform.process.pid) if descendants(pid)}

            running.close()
            go_on.set()

            status, told = platform.wait_for(lambda: (found := platform.health())[0] == 503 and found)
            assert (status, told["failing"]) == (503, ["database"])
            for path in ("/search", "/u/nowhere/", "/workbench/login/?next=/workbench/items/"):
                status, text = page(platform, path)
                assert (path, status, is_clear(text)) == (path, 503, True)

            running.enter_context(run())

            platform.wait_for(platform.is_well)
            assert page(platform, "/search")[0] == 200
            assert page(platform, "/u/nowhere/")[0] == 404
            assert web <= platform.processes()
            platform.wait_for(lambda: platform.act(LEASE_OVER.format(pk=pk) + OPEN_TASKS) == [])
            platform.wait_for(lambda: len(receiver.received) == 2)
            platform.wait_for(lambda: platform.act(STATE.format(pk=pk)) == ["done", 2, True])

    assert len({request.headers["idempotency-key"] for request in receiver.received}) == 1


@contextmanager
def file(path: Path) -> Iterator[None]:
    """The SQLite file `path` for the platform's database."""
    before = connections["default"]
    database = {**settings.DATABASES["default"], "ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}
    database |= {"OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0.1}, "CONN_MAX_AGE": 0}
    connections["default"] = ConnectionHandler({"default": database})["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before


def locked(path: Path) -> Any:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    return other


def overwritten(path: Path) -> None:
    path.write_bytes(b"this is no database" * 1000)


def moved_with_its_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def moved_alone(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))


@pytest.mark.long
@pytest.mark.parametrize("happened", [locked, overwritten, moved_with_its_folder, moved_alone])
def test_a_database_file_that_cannot_be_used_is_told_on_every_page(
    tmp_path: Path, django_db_blocker: Any, happened: Callable[[Path], Any]
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    sqlite3.connect(folder / "gongkai.sqlite3").close()
    client = Client(raise_request_exception=False)

    with django_db_blocker.unblock():
        other = happened(folder / "gongkai.sqlite3")
        with file(folder / "gongkai.sqlite3"):
            health = client.get("/healthz")
            answers = {path: client.get(path) for path in ("/", "/search", "/u/nowhere/", "/i/000000001/2026-00001")}
    if other is not None:
        other.close()

    assert (health.status_code, health.json()["failing"]) == (503, ["database"])
    assert {
        path: (answer.status_code, is_clear(answer.content.decode())) for path, answer in answers.items()
    } == dict.fromkeys(answers, (503, True))
