"""Today, and the working days that the platform reckons with: the statute's own calendars and those that an administrator added."""

from __future__ import annotations

from datetime import date

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
    added = [
        StatuteCalendar(row.year, row.days_off, row.days_worked, row.notice, verified=True)
        for row in Calendar.objects.all()
    ]
    return standard().with_calendars(added) if added else standard()
