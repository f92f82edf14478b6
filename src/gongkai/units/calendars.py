"""Today, and the working days that the platform reckons with: the statute's own calendars and those that an administrator added."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from gongkai.statute.workdays import Calendar as StatuteCalendar
from gongkai.statute.workdays import Workdays, standard
from gongkai.units.models import Calendar


def today() -> date:
    """Today in Beijing time, or the day that `GONGKAI_TODAY` sets."""
    return settings.TODAY or timezone.localdate()


def workdays() -> Workdays:
    """The working days known now, read from the database at each call: ask once and pass it on."""
    return _with(tuple((row.year, row.days_off, row.days_worked, row.notice) for row in Calendar.objects.all()))


@lru_cache(maxsize=8)
def _with(rows: tuple[tuple[int, frozenset[date], frozenset[date], str], ...]) -> Workdays:
    """The same calendars are the same object, which remembers what it has tabulated."""
    added = [StatuteCalendar(*row, verified=True) for row in rows]
    return standard().with_calendars(added) if added else standard()
