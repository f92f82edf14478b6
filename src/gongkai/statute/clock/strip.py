"""The reckoning as a strip of days that anyone can follow with a finger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from gongkai.statute.clock.outcome import Clock, Step
from gongkai.statute.workdays import Workdays


class Day(NamedTuple):
    """A day of the strip.

    `state`: `start` (the day of receipt, or on which the term began anew: not counted), `off` (no working day), `paused` (left out while
    others are asked), `waiting` (for the applicant, or before a term that began anew), `counted` (the `number`-th day of the term), `over`
    (the `number`-th working day after its end).
    `why` names the holiday. `steps` are what happened.
    """

    on: date
    state: Literal["start", "off", "paused", "waiting", "counted", "over"]
    number: int | None
    why: str
    steps: tuple[Step, ...]


def strip(clock: Clock, workdays: Workdays, until: date) -> Iterator[Day]:
    """Every day from the receipt to the last day of the term or to `until`, whichever is later."""
    last = max(clock.due or clock.waiting_until or until, clock.steps[-1].on, until)
    stopped = clock.steps[-1].on if clock.waiting else None
    steps: dict[date, list[Step]] = {}
    for step in clock.steps:
        steps.setdefault(step.on, []).append(step)
    reasons = {
        date.fromordinal(ordinal): stretch.why
        for stretch in workdays.count(clock.received, last).skipped
        for ordinal in range(stretch.first.toordinal(), stretch.last.toordinal() + 1)
    }
    number, day = 0, clock.received
    while day <= last:
        happened = tuple(steps.get(day, ()))
        if day in (clock.received, clock.start):
            state, why = "start", ""
        elif day in reasons:
            state, why = "off", reasons[day]
        elif day < clock.start or (stopped and day > stopped):
            state, why = "waiting", ""
        elif any(pause.first <= day and (pause.last is None or day <= pause.last) for pause in clock.pauses):
            state, why = "paused", ""
        else:
            state, why, number = "over" if clock.due and day > clock.due else "counted", "", number + 1
        yield Day(day, state, number if state in ("counted", "over") else None, why, happened)  # type: ignore[arg-type]
        number = 0 if day == clock.due else number
        day += timedelta(days=1)
