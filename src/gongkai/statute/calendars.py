"""The calendars of working days: which days of a year are off, and which Saturdays and Sundays are worked, by the year's notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.statute.loading import build, read_toml

_FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}
"""Holidays that the library writes short."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the notice on the days off of `year` changes in the plain week.

    `off` are the days off that it lists, weekends among them or not, `work` the Saturdays and Sundays that are worked; both may also
    name days of the December before, where they win over that year's own calendar. `names` gives the holiday of a day off. `source`
    says in Chinese where the dates stand, `verified` whether they were read there. Raises `ValueError` (in Chinese) where a day
    cannot belong here.
    """

    year: int
    off: frozenset[date]
    work: frozenset[date]
    source: str
    verified: bool
    names: Mapping[date, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        days = self.off | self.work
        strange = {day for day in days if day.year != self.year and (day.year, day.month) != (self.year - 1, 12)}
        self._refuse(strange, "不在这一年，也不在上一年12月")
        self._refuse(self.off & self.work, "既列为放假，又列为上班")
        self._refuse({day for day in self.work if day.weekday() < 5}, "列为调休上班，却不是星期六、星期日")
        if not self.source.strip():
            raise ValueError(f"{self.year}年的日历没有写明出处，请填写放假通知的名称或者文号")

    def _refuse(self, days: Iterable[date], why: str) -> None:
        if listed := "、".join(map(str, sorted(days))):
            raise ValueError(f"{self.year}年的日历：{listed}{why}，请对照放假通知核对")


@dataclass(frozen=True, slots=True)
class _Holiday:
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Notice:
    """A year of the table: the notice's number, whether that is certain, and where the dates were read."""

    year: int
    number: str
    number_verified: bool
    source: str
    verified: bool
    work: tuple[date, ...]

    def calendar(self, holidays: Iterable[_Holiday]) -> Calendar:
        names = {day: each.name for each in holidays for day in _days(each.first, each.last)}
        number = self.number if self.number_verified else f"{self.number}，文号待核"
        source = f"国务院办公厅关于{self.year}年部分节假日安排的通知（{number}），日期读自{self.source}"
        return Calendar(self.year, frozenset(names), frozenset(self.work), source, self.verified, names)


def published() -> dict[int, Calendar]:
    """The calendars of our own table."""
    found = {}
    for entry in read_toml("gongkai.statute", "workdays.toml")["years"]:
        holidays = [build(_Holiday, each) for each in entry.pop("holidays")]
        notice = build(_Notice, entry)
        found[notice.year] = notice.calendar(holidays)
    return found


def collected() -> dict[int, Calendar]:
    """The calendars of the library `chinese_calendar`, none where it is not installed (it comes with the platform)."""
    try:
        import chinese_calendar as library  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        return {}
    names = {day: library.Holiday(value).chinese for day, value in library.holidays.items()}
    source = f"chinesecalendar {library.__version__}（github.com/LKI/chinese-calendar）所收历年放假通知，未逐日核对"
    found = {}
    for year in sorted({day.year for day in names}):
        off = {day: _FULL_NAMES.get(name, name) for day, name in names.items() if day.year == year}
        work = frozenset(day for day in library.workdays if day.year == year)
        found[year] = Calendar(year, frozenset(off), work, source, verified=False, names=off)
    return found


def _days(first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last`, both included."""
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
