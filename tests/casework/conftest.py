"""What the tests of requests share."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casework.office import Office
from tests.world import World


@pytest.fixture
def office(world: World, settings: Any, tmp_path: Any) -> Office:
    """The education bureau's office for requests, on a day by which all requests of the tests have come in."""
    settings.MEDIA_ROOT = tmp_path / "files"
    made = Office(world, settings)
    made.on("2026-05-29")
    return made
