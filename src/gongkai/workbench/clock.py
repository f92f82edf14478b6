"""The clock that a clerk sees: by which day an item must be public, how many working days that is from now, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from gongkai.publishing.models import Item
from gongkai.publishing.services.clock import reckoning, term_of
from gongkai.statute.articles import cite
from gongkai.statute.terms import due, term
from gongkai.statute.workdays import Workdays
from gongkai.units.calendars import today, workdays

SOON = 5
"""Working days before the last day within which an item counts as due soon."""


@dataclass(frozen=True, slots=True)
class Days:
    """How far away `due` is in working days from today: `count` of them ahead, or behind where it has `passed`."""

    due: date
    count: int
    passed: bool

    @property
    def state(self) -> Literal["overdue", "soon", "fine"]:
        """For the colour; the words say the same."""
        return "overdue" if self.passed else "soon" if self.count <= SOON else "fine"

    @property
    def words(self) -> str:
        """The same in Chinese."""
        if self.passed:
            return f"已逾期{self.count}个工作日" if self.count else "已逾期不足1个工作日"
        return f"还剩{self.count}个工作日" if self.due > today() else "今天到期"


def days_to(due: date, calendar: Workdays) -> Days:
    """The working days between today and `due`."""
    now = today()
    first, last = sorted((due, now))
    return Days(due, calendar.number(first, last), passed=due < now)


@dataclass(frozen=True, slots=True)
class Clock:
    """The last lawful day of an item with its reckoning in sentences; `provisional` where a year's calendar is not out yet."""

    days: Days
    term: str
    article: str
    sentences: tuple[str, ...]
    provisional: bool


def clock_of(item: Item) -> Clock | None:
    """The clock of `item` as it stands in memory, or `None` where none runs: no date yet, not to be published proactively, withdrawn, or
    public, and no change of what it tells of since then.
    """
    if item.openness != "proactive" or item.clock_from is None or item.withdrawn_at:
        return None
    if item.live and item.changed_on in (None, Item.objects.values_list("changed_on", flat=True).get(pk=item.pk)):
        return None
    calendar, binding = workdays(), term(term_of(item))
    result = due(binding.id, item.changed_on, calendar) if item.live else reckoning(item, calendar)
    return Clock(
        days=days_to(result.due, calendar),
        term=f"{binding.label}：{binding.workdays}个工作日",
        article=cite(binding.article),
        sentences=result.sentences(),
        provisional=bool(result.provisional_years),
    )


def soon_until(ahead: int = SOON) -> date:
    """The last day of what is due soon: within `ahead` working days, and the days off behind them."""
    return workdays().add(today(), ahead + 1).due - timedelta(days=1)
