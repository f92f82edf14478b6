"""The days on which the made-up items were formed and published: working days, within office hours."""

from __future__ import annotations

import random
from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from gongkai.statute.workdays import Workdays

YEARS = 5
"""How many years the data go back, the last one included."""

_LEAD = 150
"""Days before the first day of publication on which something may have been formed."""
_OPENS, _OPEN = time(8, 30), 8 * 3600
_ON_TIME, _AT_THE_LIMIT = 0.86, 0.96


class Timeline:
    """The working days from `first` to `last`, numbered from 0."""

    def __init__(self, first: date, last: date, workdays: Workdays) -> None:
        start = first - timedelta(_LEAD)
        every = [start + timedelta(number) for number in range((last - start).days + 1)]
        self.days = [day for day in every if workdays.is_workday(day)]
        self.before = bisect_right(self.days, first - timedelta(1))
        self.first, self.last = first, last

    @cached_property
    def length(self) -> int:
        """How many working days there are from `first` on."""
        return len(self.days) - self.before

    def number(self, day: date) -> int:
        """The number of the last working day up to and including `day`, counted from `first`; negative where it lies before."""
        return bisect_right(self.days, day) - 1 - self.before

    def day(self, number: int) -> date:
        """The working day of that number."""
        return self.days[self.before + number]

    def nth(self, position: int, of: int) -> tuple[int, datetime]:
        """Day and moment at which the item at `position` of `of` was published: they are spread evenly, in order."""
        number, rest = divmod(position * self.length, of)
        return number, self.moment(number, _OPEN * rest // of)

    def moment(self, number: int, seconds: int) -> datetime:
        """A moment on the working day of that number, `seconds` after the office opened."""
        zone = timezone.get_default_timezone()
        return datetime.combine(self.day(number), _OPENS, zone) + timedelta(seconds=seconds)

    def formed(self, published: int, term: int, draw: random.Random) -> date:
        """The day of forming what was published on the day `published` within `term` working days: most in good time, some late."""
        chance = draw.random()
        if chance < _ON_TIME:
            days = int(draw.random() * (term * 2 // 3 + 1))
        elif chance < _AT_THE_LIMIT:
            days = term - int(draw.random() * (term // 3 + 1))
        else:
            days = term + 1 + int(draw.random() * 25)
        return self.days[self.before + published - days]
