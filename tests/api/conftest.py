"""Tokens of the small county's education bureau."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from gongkai.api import tokens
from gongkai.api.models import Scope
from gongkai.units.calendars import today
from gongkai.units.models import Role, Unit
from tests.world import World


@pytest.fixture(autouse=True)
def _no_rates_remembered(settings: Any, tmp_path: Path) -> None:
    settings.RATES = tmp_path / "rates.sqlite3"


@pytest.fixture
def client_of(world: World) -> Callable[..., Client]:
    """A client with a new token of a unit with these scopes."""

    def make(unit: Unit, *scopes: Scope, **more: Any) -> Client:
        _, secret = tokens.issue(
            unit,
            name="办公系统",
            scopes=scopes or [scope for scope in Scope if scope != Scope.FIGURES],
            responsible=world.person(unit, Role.STATISTICIAN if scopes == (Scope.FIGURES,) else Role.AUTHOR),
            expires_on=today() + timedelta(days=90),
            by=world.person(unit, Role.ADMINISTRATOR),
        )
        return Client(headers={"Authorization": f"Bearer {secret}"}, **more)

    return make
