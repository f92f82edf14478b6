"""What all tests of the platform share: a small county, its people, a way to sign in."""

from __future__ import annotations

import os

import pytest

from tests.postgresql import NOTHING_SKIPPED
from tests.world import World, make_world


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a database, so that it can be run again on another one."""
    for item in items:
        if {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where nothing may be skipped, a skip fails the run; its reason stands in the summary."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if NOTHING_SKIPPED in os.environ and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def world(db: None) -> World:
    """云溪县 with its education bureau, its office, a township and a street office, and people in each role."""
    return make_world()
