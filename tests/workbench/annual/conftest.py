"""What the tests of the screens of annual reports share."""

from __future__ import annotations

from typing import Any

import pytest

from tests.annual.desk import YEAR, Desk
from tests.world import World


@pytest.fixture
def desk(world: World, settings: Any, tmp_path: Any) -> Desk:
    """The county in January, when the reports of last year are made."""
    settings.MEDIA_ROOT = tmp_path
    made = Desk(world, settings)
    made.on(f"{YEAR + 1}-01-20")
    return made
