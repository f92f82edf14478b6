"""Working days by the official calendar, with its moved weekends; every term inside the regulation is counted in them.

Each year's days off are set by a notice of the State Council's office, which also moves some Saturdays and Sundays to make up for
them. Of a year whose notice is not known here only the plain week from Monday to Friday can be counted: whatever passes through
such a year says that it is provisional. The notice of a year may reach back into the December before (2018-12-31 was a day off by
the notice for 2019), so that a term ending there is only quite certain once the next year's notice is out.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from gongkai.statute.calendars import Calendar, collected, published

__all__ = ["Calendar", "Counted", "Reckoning", "Stretch", "Workdays", "standard"]

_DAY = timedelta(days=1)
_WEEKEND = "周末"
_UNNAMED = "节假日"
_WEEKDAYS = "一二三四五六日"
_FIRST_YEAR = 2008
"""The regulation's first: no term of it begins before."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row, `first` and `last` included, that are no working days for the same reason `why` (in Chinese)."""

    first: date
    last: date
    why: str

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Counted:
    """The `days` working days after `start` up to and including `end`, and what the way between them led through.

    `calendars` are those that were used, in the order of their years; `provisional_years` those without one. `skipped` are the days
    that do not count, `worked_weekends` the Saturdays and Sundays that do.
    """

    start: date
    end: date
    days: int
    calendars: tuple[Calendar, ...]
    provisional_years: tuple[int, ...]
    skipped: tuple[Stretch, ...]
    worked_weekends: tuple[date, ...]

    def sentences(self) -> tuple[str, ...]:
        """The reckoning as a clerk reads it: the result, what was left out, what was counted, on which basis."""
        return (self._result(), *self._days_told(), *self._basis_told())

    def _result(self) -> str:
        return f"自{_long(self.start)}的次日起至{_long(self.end)}，共{self.days}个工作日。"

    def _days_told(self) -> Iterator[str]:
        weekends = sum(each.days for each in self.skipped if each.why == _WEEKEND)
        left_out = [f"{_WEEKEND}{weekends}天"] if weekends else []
        left_out += [self._stretch(each) for each in self.skipped if each.why != _WEEKEND]
        if left_out:
            yield f"不计入：{'；'.join(left_out)}。"
        if self.worked_weekends:
            yield f"调休上班、照常计入：{'、'.join(self._short(day) + _weekday(day) for day in self.worked_weekends)}。"

    def _basis_told(self) -> Iterator[str]:
        for source, group in itertools.groupby(self.calendars, key=lambda calendar: calendar.source):
            years = [calendar.year for calendar in group]
            span = f"{years[0]}年至{years[-1]}年" if len(years) > 1 else f"{years[0]}年"
            yield f"{span}的放假安排依据：{source}。"
        if self.provisional_years:
            years_told = "、".join(f"{year}年" for year in self.provisional_years)
            yield f"没有{years_told}的放假安排，只能按星期一至星期五计算，结果是暂定的；取得放假通知、录入日历后请重新计算。"

    def _stretch(self, each: Stretch) -> str:
        if each.days == 1:
            return f"{each.why}（{self._short(each.first)}）"
        return f"{each.why}（{self._short(each.first)}至{self._short(each.last)}，{each.days}天）"

    def _short(self, day: date) -> str:
        """The day without its year where that is the year of the start."""
        return f"{day.month}月{day.day}日" if day.year == self.start.year else f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True)
class Reckoning(Counted):
    """A term of `days` working days after `start`, with its last day `due`."""

    @property
    def due(self) -> date:
        """The last day of the term: a working day, or `start` itself where the term has no days."""
        return self.end

    def _result(self) -> str:
        if not self.days:
            return f"期限为0个工作日，即{_long(self.start)}当日。"
        return f"自{_long(self.start)}起算，当日不计，第{self.days}个工作日是{_long(self.due)}。"


_Passage = TypeVar("_Passage", bound=Counted)


class Workdays:
    """The working days by `calendars`, each under its year, and by `local` days off, each with why it is one (in Chinese).

    Never changes: `with_calendars` and `with_local_days_off` make another one. Every day must be a plain `date`; a `datetime` is
    refused with `TypeError`, since it equals no date.
    """

    __slots__ = ("_local", "_off", "_table", "_work", "calendars")

    calendars: Mapping[int, Calendar]

    def __init__(self, calendars: Mapping[int, Calendar], local: Mapping[date, str] | None = None) -> None:
        for year, calendar in calendars.items():
            if year != calendar.year:
                raise ValueError(f"{calendar.year}年的日历放在了{year}年之下")
        self.calendars = MappingProxyType(dict(sorted(calendars.items())))
        self._local = dict(local or {})
        self._off: dict[date, str] = {}
        self._work: set[date] = set()
        for calendar in self.calendars.values():  # the later year wins, where its notice reaches back into December
            self._work = (self._work - calendar.off) | calendar.work
            self._off.update((day, calendar.names.get(day, _UNNAMED)) for day in calendar.off)
        for day, why in self._local.items():
            if self._works(day):
                self._work.discard(day)
                self._off[day] = why
        self._table: list[int] = []

    def is_workday(self, day: date) -> bool:
        """Whether `day` is a working day; in a year that is not `known` whether it is one of the plain week."""
        return self._works(_plain(day))

    def known(self, year: int) -> bool:
        """Whether there is a published calendar of `year`."""
        return year in self.calendars

    def next_workday(self, day: date) -> date:
        """`day` itself where it is a working day, else the first one after it."""
        found = _plain(day)
        while not self._works(found):
            found += _DAY
        return found

    def add(self, start: date, n: int) -> Reckoning:
        """The `n`-th working day after `start`, which is not counted itself; `start` where `n` is 0.

        Raises `ValueError` (in Chinese) where `n` is negative or the day lies beyond the year 9999.
        """
        if n < 0:
            raise ValueError(f"工作日的天数不能是负数：{n}")
        day, left = _plain(start), n
        try:
            while left:
                day += _DAY
                left -= self._works(day)
        except OverflowError:
            raise ValueError(f"{start}之后的第{n}个工作日超出了9999年，请核对天数") from None
        return self._passage(Reckoning, start, day, n)

    def nth(self, start: date, n: int) -> date:
        """The day alone that `add` gives: looked up and not walked to, for those who ask of thousands of clocks."""
        table = self._table or self._tabulated()
        found = bisect_right(table, _plain(start).toordinal())
        if n > 0 and table[0] <= start.toordinal() and found + n <= len(table):
            return date.fromordinal(table[found + n - 1])
        return self.add(start, n).end

    def number(self, start: date, end: date) -> int:
        """The number alone that `count` gives, 0 where `end` is not after `start`."""
        table = self._table or self._tabulated()
        first, last = _plain(start).toordinal(), _plain(end).toordinal()
        if last <= first:
            return 0
        if table[0] <= first and last <= table[-1]:
            return bisect_right(table, last) - bisect_right(table, first)
        return sum(map(self._works, _after(start, end)))

    def count(self, start: date, end: date) -> Counted:
        """How many working days there are after `start` up to and including `end`.

        Raises `ValueError` (in Chinese) where `end` is before `start`.
        """
        if _plain(end) < _plain(start):
            raise ValueError(f"截止日期{end}早于起始日期{start}，请核对两个日期")
        return self._passage(Counted, start, end, sum(map(self._works, _after(start, end))))

    def with_calendars(self, more: Iterable[Calendar]) -> Workdays:
        """The same with `more` calendars, each in the place of the one of its year."""
        return Workdays({**self.calendars, **{calendar.year: calendar for calendar in more}}, self._local)

    def with_local_days_off(self, days: Iterable[date], source: str) -> Workdays:
        """The same with the days off that a local government sets besides; `source` says in Chinese who set them for what."""
        if not source.strip():
            raise ValueError("地方假日没有写明出处，请填写规定放假的文件")
        return Workdays(self.calendars, {**self._local, **dict.fromkeys(map(_plain, days), source)})

    def _tabulated(self) -> list[int]:
        """The working days, as ordinals, of the years around those with a calendar."""
        years = [*self.calendars, _FIRST_YEAR]
        first, last = date(min(years), 1, 1), date(max(years) + 3, 12, 31)
        self._table = [day.toordinal() for day in _after(first - _DAY, last) if self._works(day)]
        return self._table

    def _works(self, day: date) -> bool:
        return day in self._work or (day.weekday() < 5 and day not in self._off)

    def _passage(self, kind: type[_Passage], start: date, end: date, days: int) -> _Passage:
        years = range((start + _DAY).year, end.year + 1) if start < end else range(0)
        skipped: list[Stretch] = []
        worked: list[date] = []
        for day in _after(start, end):
            if self._works(day):
                if day.weekday() >= 5:
                    worked.append(day)
                continue
            why = self._off.get(day, _WEEKEND)
            if skipped and skipped[-1].why == why and skipped[-1].last == day - _DAY:
                skipped[-1] = Stretch(skipped[-1].first, day, why)
            else:
                skipped.append(Stretch(day, day, why))
        return kind(
            start=start,
            end=end,
            days=days,
            calendars=tuple(self.calendars[year] for year in years if self.known(year)),
            provisional_years=tuple(year for year in years if not self.known(year)),
            skipped=tuple(skipped),
            worked_weekends=tuple(worked),
        )


@cache
def standard() -> Workdays:
    """The working days by all calendars that are known here: our own table, and for other years the library, where it is installed."""
    return Workdays({**collected(), **published()})


def _plain(day: date) -> date:
    if isinstance(day, datetime):
        raise TypeError(f"a date is needed, not the datetime {day!r}: it would equal no day of a calendar")
    return day


def _after(start: date, end: date) -> Iterator[date]:
    """The days after `start` up to and including `end`."""
    return map(date.fromordinal, range(start.toordinal() + 1, end.toordinal() + 1))


def _weekday(day: date) -> str:
    return f"（星期{_WEEKDAYS[day.weekday()]}）"


def _long(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日{_weekday(day)}"
