"""One data folder with a database for all tests that start the platform."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.serving.platform import Platform, serving


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, new_home: Callable[[Path], Path]) -> Path:
    """A data folder that keeps its database from test to test."""
    return new_home(tmp_path_factory.mktemp("platform"))


@pytest.fixture
def platform(home: Path) -> Iterator[Platform]:
    """A platform of one's own, so that it may be harmed."""
    if not sys.platform.startswith("linux"):
        pytest.skip("what becomes of the processes is read from /proc, which only Linux has")
    with serving(home) as here:
        yield here
