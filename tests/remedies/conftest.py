"""What the tests of reviews, lawsuits and complaints share."""

from __future__ import annotations

from typing import Any

import pytest

from tests.remedies.dispute import Dispute
from tests.world import World


@pytest.fixture
def dispute(world: World, settings: Any, tmp_path: Any) -> Dispute:
    """The education bureau's office, on a day by which what the tests tell of has happened."""
    settings.MEDIA_ROOT = tmp_path / "files"
    made = Dispute(world, settings)
    made.on("2026-10-30")
    return made
