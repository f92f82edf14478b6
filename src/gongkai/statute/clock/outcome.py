"""What a clock says: the last day for the reply, and each step of the way there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gongkai.statute.articles import cite
from gongkai.statute.clock.texts import Text, sayings
from gongkai.statute.workdays import Workdays


class Pause(NamedTuple):
    """Days, `first` and `last` included, that are left out while somebody is asked; `last` is `None` while that has no end."""

    first: date
    last: date | None
    kind: str


class Step(NamedTuple):
    """A step of the reckoning on the day `on`; `n` and `day` are the number and the day that it speaks of."""

    on: date
    id: str
    n: int | None
    day: date | None
    text: str

    @property
    def what(self) -> str:
        """The step in Chinese."""
        return sayings()[self.id].says.format(
            n=self.n, day=self.day and f"{self.day:%Y年}{self.day.month}月{self.day.day}日"
        )

    @property
    def article(self) -> str:
        """The id of the article that it rests on."""
        return str(getattr(sayings()[self.id], self.text))

    @property
    def citation(self) -> str:
        """The article as a Chinese text cites it."""
        return cite(self.article)


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of a request.

    `due` is the last day for the reply; `None` while it cannot be known, because the applicant is to correct or to pay (`waiting`
    says which, and `waiting_until` by when) or because somebody is asked who has no term. The present term runs from `start`, the
    day of the last event that began it anew. `first_due` is its end without extension. `excluded_workdays` are the working days
    that consultations took out. `provisional`: a year without a published calendar was passed.
    """

    received: date
    start: date
    due: date | None
    provisional: bool
    excluded_workdays: int
    pauses: tuple[Pause, ...]
    steps: tuple[Step, ...]
    waiting: str
    waiting_until: date | None
    extended: bool
    first_due: date | None
    answered: date | None
    text: Text

    @property
    def late(self) -> bool | None:
        """Whether the answer came after the last day; `None` while there is no answer, or no last day."""
        return None if self.answered is None or self.due is None else self.answered > self.due

    def left(self, today: date, workdays: Workdays) -> int | None:
        """Working days left after `today`, 0 on the last day, negative when overdue; `None` where `due` is unknown."""
        if self.due is None:
            return None
        if self.due >= today:
            return workdays.number(today, self.due)
        return -workdays.number(self.due, today)
