"""Working days: the notices' days off and moved weekends, terms counted over them, and what is told where no notice is known."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.statute.workdays import Calendar, Stretch, Workdays, standard

DAY = timedelta(days=1)
OWN_YEARS = range(2024, 2027)
LIBRARY_YEARS = range(2004, 2027)

TERMS = {
    "over National Day 2025 the first day is the Friday after a Thursday": ("2025-09-25", 1, "2025-09-26"),
    "over National Day 2025 the moved Sunday is the second day": ("2025-09-25", 2, "2025-09-28"),
    "over National Day 2025 the last day before the holiday is the fourth": ("2025-09-25", 4, "2025-09-30"),
    "over National Day 2025 the first day after the holiday is the fifth": ("2025-09-25", 5, "2025-10-09"),
    "over National Day 2025 the moved Saturday is the seventh day": ("2025-09-25", 7, "2025-10-11"),
    "over National Day 2025 the reply is due on 29 October": ("2025-09-25", 20, "2025-10-29"),
    "over National Day 2025 the extended reply is due on 26 November": ("2025-09-25", 40, "2025-11-26"),
    "over Spring Festival 2026 the moved Saturday is the fifth day": ("2026-02-09", 5, "2026-02-14"),
    "over Spring Festival 2026 the day after nine days off is the sixth": ("2026-02-09", 6, "2026-02-24"),
    "over Spring Festival 2026 the second moved Saturday is the tenth day": ("2026-02-09", 10, "2026-02-28"),
    "over Spring Festival 2026 the reply is due on 13 March": ("2026-02-09", 20, "2026-03-13"),
    "an e-mail counted from its arrival would be due a day too early": ("2026-02-06", 20, "2026-03-12"),
    "over Spring and Tomb-sweeping Festival 2026 the extended reply is due on 13 April": (
        "2026-02-09",
        40,
        "2026-04-13",
    ),
    "a term can end on a moved Saturday": ("2024-09-09", 20, "2024-10-12"),
    "fifteen days from a confirmed letter end on the Friday after National Day 2024": ("2024-09-13", 15, "2024-10-11"),
    "the moved Sunday before Labour Day 2025 counts for the seven days of a correction": (
        "2025-04-21",
        7,
        "2025-04-29",
    ),
    "over Dragon Boat Festival 2025 the Monday off does not count": ("2025-05-12", 20, "2025-06-10"),
    "what is left after a third party's answer ends on 30 October 2024": ("2024-10-08", 17, "2024-10-30"),
    "the fee of a notice received before Spring Festival 2026 is due on 9 March": ("2026-02-03", 20, "2026-03-09"),
    "a document formed on 16 September 2026 is to be published by 20 October": ("2026-09-16", 20, "2026-10-20"),
    "a penalty decided on 16 September 2026 is to be published by 24 September": ("2026-09-16", 7, "2026-09-24"),
    "the eve of Spring Festival 2024 was a working day": ("2024-02-08", 1, "2024-02-09"),
    "the second day after the eve of Spring Festival 2024 is the moved Sunday": ("2024-02-08", 2, "2024-02-18"),
    "over Spring Festival 2024 the reply is due on 13 March": ("2024-02-08", 20, "2024-03-13"),
    "a term of no days ends on the day itself": ("2025-10-01", 0, "2025-10-01"),
}


def day_of(text: str) -> date:
    return date.fromisoformat(text)


def days_of(*texts: str) -> frozenset[date]:
    return frozenset(map(day_of, texts))


def days_after(start: date, end: date) -> list[date]:
    return [start + DAY * number for number in range(1, (end - start).days + 1)]


def made_up(year: int, **more: Any) -> Calendar:
    """A calendar of a notice that does not exist."""
    given_ = {"off": days_of(f"{year}-01-01"), "work": frozenset(), "source": "假设的放假通知", "verified": False}
    return Calendar(year, **{**given_, **more})


@pytest.fixture
def without_library(monkeypatch: pytest.MonkeyPatch) -> Workdays:
    """The working days as they are where the library is not installed."""
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    return standard.__wrapped__()


class TestTerms:
    @pytest.mark.parametrize(("start", "days", "due"), TERMS.values(), ids=TERMS)
    def test_a_term_ends_as_worked_out_by_hand(self, start: str, days: int, due: str) -> None:
        assert standard().add(day_of(start), days).due == day_of(due)

    @pytest.mark.parametrize(("start", "days", "due"), TERMS.values(), ids=TERMS)
    def test_our_own_table_is_enough_for_its_years(
        self, without_library: Workdays, start: str, days: int, due: str
    ) -> None:
        reckoning = without_library.add(day_of(start), days)

        assert (reckoning.due, reckoning.provisional_years) == (day_of(due), ())

    def test_an_extension_starts_from_the_end_of_the_first_term(self) -> None:
        first = standard().add(date(2025, 9, 25), 20)

        assert standard().add(first.due, 20).due == date(2025, 11, 26)

    def test_the_day_of_receipt_is_never_counted(self) -> None:
        assert standard().count(date(2025, 9, 25), date(2025, 9, 25)).days == 0
        assert standard().count(date(2025, 9, 25), date(2025, 9, 26)).days == 1

    def test_three_days_were_used_before_the_third_party_was_asked(self) -> None:
        assert standard().count(date(2024, 9, 9), date(2024, 9, 12)).days == 3

    def test_a_day_off_rolls_to_the_next_working_day_and_a_moved_saturday_does_not(self) -> None:
        assert standard().next_workday(date(2025, 10, 4)) == date(2025, 10, 9)
        assert standard().next_workday(date(2026, 2, 15)) == date(2026, 2, 24)
        assert standard().next_workday(date(2026, 2, 28)) == date(2026, 2, 28)


class TestCalendars:
    @pytest.mark.parametrize(("year", "days"), [(2024, 251), (2025, 248), (2026, 248)])
    def test_a_year_has_as_many_working_days_as_its_notice_leaves(self, year: int, days: int) -> None:
        assert standard().count(date(year - 1, 12, 31), date(year, 12, 31)).days == days

    @pytest.mark.parametrize("year", OWN_YEARS)
    def test_our_own_table_and_the_library_agree_on_every_day(self, without_library: Workdays, year: int) -> None:
        year_days = days_after(date(year - 1, 12, 31), date(year, 12, 31))

        assert [day for day in year_days if without_library.is_workday(day) != chinese_calendar.is_workday(day)] == []

    @pytest.mark.parametrize("year", LIBRARY_YEARS)
    def test_the_librarys_years_come_through_unchanged(self, year: int) -> None:
        year_days = days_after(date(year - 1, 12, 31), date(year, 12, 31))

        assert [day for day in year_days if standard().is_workday(day) != chinese_calendar.is_workday(day)] == []

    def test_our_own_table_goes_before_the_library(self) -> None:
        calendars = standard().calendars

        assert [year for year in calendars if "国务院办公厅关于" in calendars[year].source] == list(OWN_YEARS)
        assert "chinesecalendar" in calendars[2023].source

    def test_without_the_library_a_past_year_is_provisional(self, without_library: Workdays) -> None:
        reckoning = without_library.add(date(2023, 9, 28), 5)

        assert (reckoning.due, reckoning.provisional_years) == (date(2023, 10, 5), (2023,))

    @pytest.mark.parametrize("year", [1999, 2003, 2027])
    def test_a_year_without_a_notice_is_counted_on_the_plain_week_and_told(self, year: int) -> None:
        counted = standard().count(date(year, 4, 30), date(year, 5, 31))

        assert not standard().known(year)
        assert counted.provisional_years == (year,)
        assert counted.calendars == ()
        assert counted.days == sum(day.weekday() < 5 for day in days_after(date(year, 4, 30), date(year, 5, 31)))

    def test_a_holiday_inside_another_is_one_block_with_both_names(self) -> None:
        reckoning = standard().add(date(2025, 9, 29), 4)

        assert reckoning.skipped == (Stretch(date(2025, 10, 1), date(2025, 10, 8), "国庆节、中秋节"),)

    def test_a_weekend_beside_a_holiday_is_a_stretch_of_its_own(self) -> None:
        counted = standard().count(date(2024, 6, 7), date(2024, 6, 11))

        assert counted.skipped == (
            Stretch(date(2024, 6, 8), date(2024, 6, 9), "周末"),
            Stretch(date(2024, 6, 10), date(2024, 6, 10), "端午节"),
        )

    def test_a_notice_can_reach_back_into_the_december_before(self) -> None:
        assert standard().is_workday(date(2018, 12, 29))
        assert not standard().is_workday(date(2018, 12, 31))

        moved = made_up(2027, off=days_of("2026-12-31", "2027-01-01"), work=days_of("2026-12-26"))
        workdays = standard().with_calendars([moved])
        assert workdays.is_workday(date(2026, 12, 26))
        assert not workdays.is_workday(date(2026, 12, 31))

    @pytest.mark.parametrize(
        ("wrong", "complaint"),
        [
            ({"off": days_of("2028-01-01")}, "2028-01-01不在这一年"),
            ({"off": days_of("2026-11-30")}, "2026-11-30不在这一年"),
            ({"work": days_of("2027-02-05")}, "2027-02-05列为调休上班，却不是星期六、星期日"),
            ({"off": days_of("2027-02-06"), "work": days_of("2027-02-06")}, "2027-02-06既列为放假，又列为上班"),
            ({"source": " "}, "没有写明出处"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_a_calendar_that_cannot_be_right_is_refused(self, wrong: dict[str, Any], complaint: str) -> None:
        with pytest.raises(ValueError, match=complaint):
            made_up(2027, **wrong)

    def test_a_calendar_stands_under_its_own_year(self) -> None:
        with pytest.raises(ValueError, match="2027年的日历放在了2026年之下"):
            Workdays({2026: made_up(2027)})


class TestAdditions:
    def test_an_administrators_calendar_makes_the_year_certain(self) -> None:
        start = date(2026, 12, 28)
        before = standard().add(start, 10)
        after = standard().with_calendars([made_up(2027)]).add(start, 10)

        assert (before.due, before.provisional_years) == (date(2027, 1, 11), (2027,))
        assert (after.due, after.provisional_years) == (date(2027, 1, 12), ())
        assert [calendar.year for calendar in after.calendars] == [2026, 2027]

    def test_an_administrators_calendar_takes_the_place_of_ours(self) -> None:
        workdays = standard().with_calendars([made_up(2026)])

        assert workdays.is_workday(date(2026, 10, 1))
        assert not workdays.is_workday(date(2026, 10, 10))

    def test_what_is_added_leaves_the_standard_calendar_as_it_was(self) -> None:
        standard().with_calendars([made_up(2027)])
        standard().with_local_days_off([date(2026, 7, 20)], "云溪县放假通知")

        assert not standard().known(2027)
        assert standard().is_workday(date(2026, 7, 20))

    def test_a_local_day_off_is_left_out_and_says_who_set_it(self) -> None:
        workdays = standard().with_local_days_off(days_of("2026-07-20", "2026-09-20", "2026-10-01"), "云溪县放假通知")
        counted = workdays.count(date(2026, 7, 17), date(2026, 10, 8))

        assert not workdays.is_workday(date(2026, 9, 20)), "a moved Sunday"
        assert [each.first for each in counted.skipped if each.why == "云溪县放假通知"] == [
            date(2026, 7, 20),
            date(2026, 9, 20),
        ]
        assert Stretch(date(2026, 10, 1), date(2026, 10, 7), "国庆节") in counted.skipped

    def test_local_days_off_stay_when_a_calendar_is_added(self) -> None:
        workdays = standard().with_local_days_off([date(2027, 7, 20)], "云溪县放假通知").with_calendars([made_up(2027)])

        assert not workdays.is_workday(date(2027, 7, 20))

    def test_local_days_off_need_a_source(self) -> None:
        with pytest.raises(ValueError, match="没有写明出处"):
            standard().with_local_days_off([date(2026, 7, 20)], "")


class TestRefusals:
    def test_an_end_before_the_start(self) -> None:
        with pytest.raises(ValueError, match="截止日期2025-01-01早于起始日期2025-01-02"):
            standard().count(date(2025, 1, 2), date(2025, 1, 1))

    def test_a_negative_term(self) -> None:
        with pytest.raises(ValueError, match="不能是负数：-1"):
            standard().add(date(2025, 1, 2), -1)

    def test_a_term_beyond_all_dates(self) -> None:
        with pytest.raises(ValueError, match="超出了9999年"):
            standard().add(date(9999, 12, 30), 5)

    def test_a_datetime_is_no_day_of_a_calendar(self) -> None:
        moment = datetime(2025, 10, 1, tzinfo=UTC)
        for ask in (
            lambda: standard().is_workday(moment),
            lambda: standard().add(moment, 1),
            lambda: standard().count(moment, moment),
        ):
            with pytest.raises(TypeError, match="datetime"):
                ask()


class TestSentences:
    def test_a_reckoning_tells_the_due_day_what_is_left_out_what_counts_and_why(self) -> None:
        told = standard().add(date(2025, 9, 25), 20).sentences()

        assert "2025年9月25日（星期四）" in told[0]
        assert "第20个工作日是2025年10月29日（星期三）" in told[0]
        assert "周末6天；国庆节、中秋节（10月1日至10月8日，8天）" in told[1]
        assert "9月28日（星期日）、10月11日（星期六）" in told[2]
        assert "国办发明电〔2024〕12号，文号待核" in told[3]
        assert len(told) == 4

    def test_a_provisional_reckoning_says_so_and_for_which_year(self) -> None:
        told = standard().add(date(2026, 12, 28), 10).sentences()

        assert "2027年" in told[-1]
        assert "暂定" in told[-1]
        assert "2027年1月2日" not in "".join(told), "plain weekends are told by their number"

    def test_a_count_tells_its_number_and_one_basis_for_years_of_one_source(self) -> None:
        told = standard().count(date(2018, 12, 27), date(2019, 1, 2)).sentences()

        assert "共3个工作日" in told[0]
        assert "元旦（12月30日至2019年1月1日，3天）" in told[1]
        assert [line for line in told if "依据" in line] == [told[-1]]
        assert told[-1].startswith("2018年至2019年")

    def test_a_term_of_no_days_is_the_day_itself(self) -> None:
        assert standard().add(date(2025, 1, 1), 0).sentences() == ("期限为0个工作日，即2025年1月1日（星期三）当日。",)


DAYS = st.dates(date(2001, 1, 1), date(2030, 12, 31))
LENGTHS = st.integers(0, 300)


class TestProperties:
    @given(DAYS, LENGTHS)
    def test_counting_what_was_added_gives_the_same_number(self, start: date, n: int) -> None:
        assert standard().count(start, standard().add(start, n).due).days == n

    @given(DAYS, st.integers(1, 300))
    def test_the_last_day_is_a_working_day(self, start: date, n: int) -> None:
        assert standard().is_workday(standard().add(start, n).due)

    @given(DAYS, DAYS, LENGTHS, LENGTHS)
    def test_a_later_start_or_a_longer_term_never_ends_earlier(self, one: date, other: date, n: int, m: int) -> None:
        early, late = sorted((one, other))
        short, long = sorted((n, m))

        assert standard().add(early, short).due <= standard().add(late, short).due
        assert standard().add(early, short).due <= standard().add(early, long).due

    @given(DAYS, LENGTHS, st.sets(DAYS, max_size=400))
    def test_a_day_off_more_never_shortens_a_term(self, start: date, n: int, off: set[date]) -> None:
        assert standard().with_local_days_off(off, "云溪县放假通知").add(start, n).due >= standard().add(start, n).due

    @given(DAYS, LENGTHS)
    def test_every_day_of_the_way_is_counted_or_left_out(self, start: date, n: int) -> None:
        reckoning = standard().add(start, n)
        left_out = [day for each in reckoning.skipped for day in days_after(each.first - DAY, each.last)]
        way = days_after(start, reckoning.due)

        assert len(left_out) + n == len(way)
        assert left_out == [day for day in way if not standard().is_workday(day)]
        assert list(reckoning.worked_weekends) == [
            day for day in way if day.weekday() >= 5 and standard().is_workday(day)
        ]

    @given(DAYS, LENGTHS)
    def test_a_reckoning_is_provisional_exactly_where_it_enters_a_year_without_a_calendar(
        self, start: date, n: int
    ) -> None:
        reckoning = standard().add(start, n)
        entered = {day.year for day in days_after(start, reckoning.due)}

        assert set(reckoning.provisional_years) == entered - set(LIBRARY_YEARS)
        assert [calendar.year for calendar in reckoning.calendars] == sorted(entered & set(LIBRARY_YEARS))
