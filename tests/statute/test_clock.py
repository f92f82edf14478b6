"""The clock of a request: worked cases as data, and what must hold for any events."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.statute import remedies
from gongkai.statute.articles import articles
from gongkai.statute.clock import ClockError, Event, fold, parse, strip
from gongkai.statute.clock.texts import sayings, text_on
from gongkai.statute.receipt import late_before, receipt, unconfirmed
from gongkai.statute.workdays import standard

WORKDAYS = standard()
DATA = tomllib.loads(Path(__file__).with_name("deadlines.toml").read_text(encoding="utf-8"))


def named(cases: list[dict[str, Any]]) -> Any:
    return pytest.mark.parametrize("case", cases, ids=[case["name"] for case in cases])


def day(text: str) -> date:
    return date.fromisoformat(text)


@named(DATA["cases"])
def test_a_worked_case(case: dict[str, Any]) -> None:
    if "way" in case:
        confirmed = day(case["confirmed"]) if "confirmed" in case else None
        assert receipt(case["way"], day(case["arrived"]), confirmed).on == day(case["received"])
    clock = fold(*parse(case | {"events": case.get("events", [])}), WORKDAYS)
    if "due" in case:
        assert clock.due == day(case["due"])
    if "excluded" in case:
        assert clock.excluded_workdays == case["excluded"]
    if "lapsed" in case:
        assert [step.on for step in clock.steps if step.id == "third_party_lapsed"] == [day(case["lapsed"])]
    if "waiting_until" in case:
        assert (clock.due, clock.waiting, clock.waiting_until) == (None, "payment", day(case["waiting_until"]))
    if "correction_until" in case:
        last = day(case["correction_until"])
        assert steps_of_correction(clock.received, last) == ["received", "correction_asked"]
        assert steps_of_correction(clock.received, last + timedelta(1)) == ["received", "correction_asked_late"]


def steps_of_correction(received: date, asked: date) -> list[str]:
    return [step.id for step in fold(received, [Event(asked, "correction_asked")], WORKDAYS).steps]


@named(DATA["remedies"])
def test_a_remedys_term(case: dict[str, Any]) -> None:
    assert remedies.until(case["term"], day(case["start"]), WORKDAYS) == day(case["until"])


@named(DATA["unconfirmed"])
def test_a_confirmation_that_does_not_come_is_late_and_opens_remedies_by_the_earliest_reading(
    case: dict[str, Any],
) -> None:
    arrived, now = day(case["arrived"]), day(case["now"])
    found = unconfirmed(case["way"], arrived, now, WORKDAYS)
    assert (found.days, found.late) == (case["days"], case["late"])
    assert (arrived < late_before(case["way"], now, WORKDAYS)) == case["late"]
    assert found.article in articles()
    if "due" in case:
        remedy = remedies.unconfirmed(arrived, WORKDAYS)
        assert (remedy.due, *(path.until for path in remedy.paths)) == (
            day(case["due"]), day(case["review"]), day(case["suit"]),
        )  # fmt: skip
        assert all(path.doubtful for path in remedy.paths)
        assert "争议" in remedy.doubt
        assert {remedy.article, remedy.complaint} <= set(articles())


REFUSED = {
    "a second notice of correction": (
        ["correction_asked 03-03", "correction_received 03-05", "correction_asked 03-06"],
        "只能通知一次",
    ),
    "a correction that nobody asked for": (["correction_received 03-05"], "没有通知过补正"),
    "an opinion that nobody asked for": (["third_party_answered 03-05"], "没有征求过"),
    "a payment without a notice": (["fee_paid 03-05"], "没有通知过缴费"),
    "a second extension": (["extended 03-05", "extended 03-06"], "只能延长一次"),
    "anything after the answer": (["answered 03-05", "third_party_asked 03-06"], "已经答复"),
    "two answers": (["answered 03-05", "answered 03-06"], "已经答复"),
    "anything before receipt": (["answered 03-01"], "早于收到申请"),
    "a consultation while the applicant corrects": (
        ["correction_asked 03-03", "joint_asked 03-04"],
        "正在等申请人补正",
    ),
    "an unknown kind": (["paused 03-05"], "不认识的事项"),
}


@pytest.mark.parametrize(("listed", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_with_its_reason(listed: list[str], why: str) -> None:
    events = [Event(day(f"2026-{each.split()[1]}"), each.split()[0]) for each in listed]
    with pytest.raises(ClockError, match=why):
        fold(day("2026-03-02"), events, WORKDAYS)


def test_a_request_from_before_the_regulation_is_refused() -> None:
    with pytest.raises(ClockError, match="早于条例施行"):
        fold(day("2008-04-30"), [], WORKDAYS)


@pytest.mark.parametrize("days", [0, 21])
def test_an_extension_has_one_to_twenty_days(days: int) -> None:
    with pytest.raises(ClockError, match="应当是1至20个"):
        fold(day("2026-03-02"), [Event(day("2026-03-05"), "extended", days=days)], WORKDAYS)


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ([], "JSON对象"),
        ({}, "received"),
        ({"received": "2025-02-30"}, "2025-02-30"),
        ({"received": "2025-02-03", "events": {}}, "列表"),
        ({"received": "2025-02-03", "events": ["answered"]}, "第1个事项"),
        ({"received": "2025-02-03", "events": [{"on": "2025-02-04"}]}, "第1个事项没有写明 kind"),
        ({"received": "2025-02-03", "events": [{"on": "x", "kind": "answered"}]}, "第1个事项的 on"),
        ({"received": "2025-02-03", "events": [{"on": "2025-02-04", "kind": "extended", "days": "20"}]}, "整数"),
        ({"received": "2025-02-03", "events": [{"on": "2025-02-04", "kind": "answered", "why": ""}]}, "why"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_with_the_place(document: Any, why: str) -> None:
    with pytest.raises(ClockError, match=why):
        parse(document)


def test_every_step_rests_on_an_article_that_is_known() -> None:
    for saying in sayings().values():
        assert {saying.r2019, saying.r2008} <= set(articles())


def test_the_time_to_correct_is_counted_from_the_arrival_of_the_notice() -> None:
    """It gave until the seventh working day after Wednesday 4 March; arrived on Tuesday the 10th, that is Thursday the 19th."""
    asked = Event(day("2026-03-04"), "correction_asked", until=day("2026-03-13"))
    assert fold(day("2026-03-02"), [asked], WORKDAYS).waiting_until == day("2026-03-13")
    arrived = asked._replace(received=day("2026-03-10"))
    assert fold(day("2026-03-02"), [arrived], WORKDAYS).waiting_until == day("2026-03-19")


DAYS = st.dates(date(2019, 6, 3), date(2026, 6, 1))
SPANS = st.lists(
    st.tuples(st.sampled_from(["third_party", "joint"]), st.integers(0, 40), st.integers(0, 30), st.booleans()),
    max_size=4,
)


def consulted(received: date, spans: list[tuple[str, int, int, bool]]) -> list[Event]:
    events = []
    for number, (kind, after, long, answered) in enumerate(spans):
        asked = received + timedelta(after)
        events.append(Event(asked, f"{kind}_asked", party=str(number)))
        if answered:
            events.append(Event(asked + timedelta(long), f"{kind}_answered", party=str(number)))
    return events


@given(DAYS, SPANS)
def test_asking_one_more_never_shortens_the_term(received: date, spans: list[tuple[str, int, int, bool]]) -> None:
    assume(spans)
    events = consulted(received, spans)
    fewer = [event for event in events if event.party != "0"]
    assert fold(received, events, WORKDAYS).due >= fold(received, fewer, WORKDAYS).due  # type: ignore[operator]


@given(DAYS, SPANS, st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_told_does_not_matter(received: date, spans: Any, random: Any) -> None:
    events = [*consulted(received, spans), Event(received + timedelta(9), "extended")]
    shuffled = list(events)
    random.shuffle(shuffled)
    assert fold(received, shuffled, WORKDAYS) == fold(received, events, WORKDAYS)


@given(DAYS, SPANS)
def test_the_working_days_to_the_last_day_are_those_of_the_term_and_those_left_out(received: date, spans: Any) -> None:
    clock = fold(received, consulted(received, spans), WORKDAYS)
    assert clock.due is not None
    assert WORKDAYS.number(received, clock.due) == text_on(received).reply + clock.excluded_workdays
    assert WORKDAYS.is_workday(clock.due)


@given(DAYS, SPANS, st.integers(0, 60))
def test_the_strip_counts_to_the_last_day_of_the_term(received: date, spans: Any, more: int) -> None:
    clock = fold(received, consulted(received, spans), WORKDAYS)
    assert clock.due is not None
    days = list(strip(clock, WORKDAYS, clock.due + timedelta(more)))
    assert [each.on for each in days] == [received + timedelta(number) for number in range(len(days))]
    assert [each.number for each in days if each.on == clock.due] == [text_on(received).reply]
    assert [step for each in days for step in each.steps] == list(clock.steps)


@given(DAYS, st.integers(0, 6), st.integers(1, 60), st.integers(1, 60))
def test_a_term_that_begins_anew_is_as_long_as_one_that_begins_there(received: date, a: int, b: int, c: int) -> None:
    corrected = received + timedelta(a + b)
    events = [Event(received + timedelta(a), "correction_asked"), Event(corrected, "correction_received")]
    assert fold(received, events, WORKDAYS).due == fold(corrected, [], WORKDAYS).due
    later = corrected + timedelta(c)
    paid = [*events, Event(corrected, "fee_noticed"), Event(later, "fee_paid")]
    assert fold(received, paid, WORKDAYS).due == fold(later, [], WORKDAYS).due


@given(st.dates(date(2007, 1, 1), date(2032, 1, 1)), st.integers(0, 300))
def test_looking_a_working_day_up_gives_what_walking_to_it_gives(start: date, n: int) -> None:
    assert WORKDAYS.nth(start, n) == WORKDAYS.add(start, n).end
    end = start + timedelta(n)
    assert WORKDAYS.number(start, end) == WORKDAYS.count(start, end).days


def test_a_term_that_reaches_into_a_year_without_a_calendar_is_provisional() -> None:
    assert fold(day("2026-12-18"), [], WORKDAYS).provisional
    assert not fold(day("2026-11-18"), [], WORKDAYS).provisional
