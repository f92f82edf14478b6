"""What the tests of annual reports share."""

from __future__ import annotations

from typing import Any

import pytest

from tests.annual.desk import Desk
from tests.world import World


@pytest.fixture
def desk(world: World, settings: Any, tmp_path: Any) -> Desk:
    """The county's units in January 2026, when the reports of 2025 are made."""
    settings.MEDIA_ROOT = tmp_path / "files"
    made = Desk(world, settings)
    made.on("2026-01-20")
    return made
