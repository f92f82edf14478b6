"""What all tests of the platform share: a small county, its people, a way to sign in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright
from pytest_django.plugin import blocking_manager_key

from tests.databases import drop_template, put_file, refill, take_copy
from tests.postgresql import NOTHING_SKIPPED
from tests.world import World, make_world

EMPTYING = {"transactional_db", "live_server"}
"""Fixtures after which all tables are empty."""
LONG = {"serving", "cli", "test_layouts.py", "test_every_view.py"}
"""What takes longest: folders of tests that start processes, and two modules."""
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first of them that is there is used: one without windows takes a fifth of the processor for a page."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark what needs a database, so that it can be run again on another one; put what takes long first.

    A module that takes long and comes last leaves all processors but one idle. Within a module, whose tests are run by one process
    (`--dist loadfile`), what empties tables stays behind what fills them.
    """
    for item in items:
        if {"db", *EMPTYING} & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")
    yield  # some are left out by their marks, and all are put in pytest-django's order
    items.sort(
        key=lambda item: (
            LONG.isdisjoint({item.path.parent.name, item.path.name}) or bool(EMPTYING & set(item.fixturenames))
        )
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test that empties all tables leaves behind what it found: the rows that the migrations made.

    Which tests share a process is nobody's to say where one process takes over what another has not yet begun.
    """
    yield
    if nextitem is None:  # the database is gone
        return
    marker = item.get_closest_marker("django_db")
    if EMPTYING & set(getattr(item, "fixturenames", ())) or (marker and marker.kwargs.get("transaction")):
        with item.config.stash[blocking_manager_key].unblock():
            refill()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any, pytestconfig: pytest.Config
) -> None:
    """Migrate once and copy, instead of once in every process."""
    with django_db_blocker.unblock():
        take_copy(pytestconfig.cache.mkdir("database"))


@pytest.fixture(scope="session")
def new_home(django_db_blocker: Any, pytestconfig: pytest.Config) -> Callable[[Path], Path]:
    """Puts a migrated, empty database into a data folder, as the platform would at its first start, which takes its time."""

    def put(folder: Path) -> Path:
        if connection.vendor == "sqlite":
            with django_db_blocker.unblock():
                put_file(folder / "gongkai.sqlite3", pytestconfig.cache.mkdir("database"))
        return folder

    return put


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """A copied SQLite file is taken as it is; its folder goes away at the end."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A server's thread that a test left behind may still be connected when the database goes away."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where nothing may be skipped, a skip fails the run; its reason stands in the summary."""
    if not hasattr(session.config, "workerinput"):
        with session.config.stash[blocking_manager_key].unblock():
            drop_template()
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if NOTHING_SKIPPED in os.environ and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium: the system's. Playwright allows one in a process, so all tests that look at pages share it.

    Its driver runs a loop in this thread, by which Django would take our queries for asynchronous ones.
    """
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("no Chromium on this machine: pages are not looked at in a browser")
    with pytest.MonkeyPatch.context() as patched, sync_playwright() as playwright:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-quic"])
        yield running
        running.close()


@pytest.fixture
def world(db: None) -> World:
    """云溪县 with its education bureau, its office, a township and a street office, and people in each role."""
    return make_world()
