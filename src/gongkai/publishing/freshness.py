"""When anything public last changed: a file in the data folder that every process can ask for cheaply."""

from __future__ import annotations

from django.conf import settings


def touch() -> None:
    """Tell all processes that something public changed: cached pages made before are not shown again."""
    path = settings.HOME / "changed"
    path.touch()


def stamp() -> str:
    """A word that changes whenever something public does."""
    try:
        return str((settings.HOME / "changed").stat().st_mtime_ns)
    except FileNotFoundError:
        return "0"
