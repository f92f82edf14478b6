"""From what is recorded of a request to its last day: the worked examples of the law, done by the people of an office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from gongkai.casework.models import State, Step
from gongkai.casework.services import answering, handling, intake
from gongkai.casework.services.clock import clock_of, recompute_open
from gongkai.units.models import Calendar
from gongkai.units.problems import NotReady
from tests.casework.office import WHAT, Office, day

RECEIPTS = {
    "what is handed in counts from that day": ("in_person", "2025-09-25", "", "2025-09-25"),
    "what is said and written down counts from that day": ("oral", "2025-09-25", "", "2025-09-25"),
    "a registered letter counts from the signature": ("signed_post", "2024-09-09", "", "2024-09-09"),
    "an ordinary letter counts from the confirmation": ("ordinary_post", "2024-09-12", "2024-09-13", "2024-09-13"),
    "an e-mail counts from the confirmation": ("email", "2026-02-06", "2026-02-09", "2026-02-09"),
    "a form on the internet counts from the confirmation": ("online", "2026-02-06", "2026-02-09", "2026-02-09"),
    "a fax counts from the confirmation": ("fax", "2026-02-06", "2026-02-09", "2026-02-09"),
    "an e-mail that nobody confirmed counts from no day": ("email", "2026-02-06", "", ""),
}


@pytest.mark.parametrize(("way", "arrived", "confirmed", "received"), RECEIPTS.values(), ids=RECEIPTS)
def test_receipt_by_the_way_of_coming_in(office: Office, way: str, arrived: str, confirmed: str, received: str) -> None:
    case = office.request(arrived, way, confirmed)
    assert case.received_on == (day(received) if received else None)
    assert case.state == (State.OPEN if received else State.ARRIVED)
    assert (case.due_on is None) == (not received)


def test_the_term_begins_with_the_confirmation_that_comes_later_and_attempts_in_vain_are_kept(office: Office) -> None:
    case = office.request("2026-02-06", "email")
    intake.attempt(case, on=day("2026-02-06"), how="电话无人接听", by=office.officer)
    intake.confirm(case, on=day("2026-02-09"), by=office.officer)
    case = office.now(case)
    assert (case.received_on, case.due_on) == (day("2026-02-09"), day("2026-03-13"))
    assert [step.kind for step in case.steps.all()] == ["attempt", "confirmed"]


def _corrected(office: Office, case: object) -> None:
    office.ask_correction(case, "2025-04-29", "2025-05-20")  # type: ignore[arg-type]
    office.correct(case, "2025-05-12")  # type: ignore[arg-type]


def _heard(office: Office, case: object) -> None:
    asked = office.consult(case, "third_party", "2024-09-12", "2024-09-13")  # type: ignore[arg-type]
    office.hear(asked, "2024-10-08")


def _paid(office: Office, case: object) -> None:
    from gongkai.casework.services import fees

    office.notice_fee(case, "2026-02-03")  # type: ignore[arg-type]
    fees.pay_fee(case, on=day("2026-02-25"), voucher="0001", by=office.officer)  # type: ignore[arg-type]


def _nothing(office: Office, case: object) -> None:
    pass


TERMS: dict[str, tuple[str, str, Callable[[Office, object], None], str]] = {
    "across National Day and Mid-Autumn": ("in_person", "2025-09-25", _nothing, "2025-10-29"),
    "that, extended": ("in_person", "2025-09-25", lambda o, c: o.extend(c, "2025-10-20"), "2025-11-26"),  # type: ignore[arg-type]
    "extended on the last day": ("in_person", "2025-09-25", lambda o, c: o.extend(c, "2025-10-29"), "2025-11-26"),  # type: ignore[arg-type]
    "ending on a Saturday that is worked": ("signed_post", "2024-09-09", _nothing, "2024-10-12"),
    "across New Year's Eve of 2024": ("in_person", "2024-02-08", _nothing, "2024-03-13"),
    "beginning anew with the correction": ("in_person", "2025-04-21", _corrected, "2025-06-10"),
    "without the days of the third party": ("in_person", "2024-09-09", _heard, "2024-10-30"),
    "beginning anew with the payment": ("in_person", "2026-02-02", _paid, "2026-03-24"),
}


@pytest.mark.parametrize(("way", "arrived", "happens", "due"), TERMS.values(), ids=TERMS)
def test_the_last_day(
    office: Office, way: str, arrived: str, happens: Callable[[Office, object], None], due: str
) -> None:
    case = office.request(arrived, way)
    happens(office, case)
    assert office.now(case).due_on == day(due)


def test_while_the_applicant_is_to_pay_there_is_no_last_day_but_one_for_paying(office: Office) -> None:
    case = office.request("2026-02-02")
    office.notice_fee(case, "2026-02-03")
    case = office.now(case)
    assert (case.state, case.due_on, case.waiting_until) == (State.PAYING, None, day("2026-03-09"))


def test_a_correction_asked_after_the_seventh_working_day_is_told_to_be_late(office: Office) -> None:
    case = office.request("2025-04-21")
    office.ask_correction(case, "2025-04-30", "2025-05-20")
    clock = clock_of(office.now(case))
    assert clock is not None
    assert [step.id for step in clock.steps][-1] == "correction_asked_late"
    assert "2025年4月29日" in clock.steps[-1].what


def test_a_silent_third_party_decides_nothing_and_the_term_runs_on_after_fifteen_days(office: Office) -> None:
    case = office.request("2024-09-09")
    asked = office.consult(case, "third_party", "2024-09-12", "2024-09-13")
    assert asked.due_on == day("2024-10-11")
    with pytest.raises(NotReady, match="2024-10-11才届满"):
        office.hear(asked, "2024-10-11", "silent")
    office.hear(asked, "2024-10-12", "silent")
    case = office.now(case)
    clock = clock_of(case)
    assert clock is not None
    assert ("third_party_lapsed", day("2024-10-11")) in [(step.id, step.on) for step in clock.steps]
    assert "视为" not in next(step.what for step in clock.steps if step.id == "third_party_lapsed")
    assert case.consultations.get().opinion == "silent"


def test_a_silent_joint_body_agrees(office: Office) -> None:
    case = office.request("2026-03-02")
    asked = office.consult(case, "joint", "2026-03-04", "2026-03-04", name="云溪县财政局")
    office.hear(asked, "2026-04-01", "silent")
    clock = clock_of(office.now(case))
    assert clock is not None
    assert "同意" in next(step.what for step in clock.steps if step.id == "joint_lapsed")


def test_days_on_which_two_are_asked_at_once_are_left_out_once(office: Office) -> None:
    one, both = office.request("2026-03-02"), office.request("2026-03-02")
    office.hear(office.consult(one, "third_party", "2026-03-04"), "2026-03-13")
    office.hear(office.consult(both, "third_party", "2026-03-04"), "2026-03-13")
    office.hear(office.consult(both, "joint", "2026-03-05", name="云溪县财政局"), "2026-03-12", "agrees")
    assert office.now(one).due_on == office.now(both).due_on == day("2026-04-09")  # seven days, and the sixth of April


def test_a_colleagues_opinion_stops_no_clock(office: Office) -> None:
    case = office.request("2026-03-02")
    asked = office.consult(case, "internal", "2026-03-03", name="基础教育股")
    handling.hear(asked, on=day("2026-03-09"), opinion="agrees", reasons="", by=office.officer)
    assert office.now(case).due_on == day("2026-03-30")


def test_an_extension_comes_before_the_term_ends_or_not_at_all(office: Office) -> None:
    case = office.request("2025-09-25")
    with pytest.raises(NotReady, match="已于2025-10-29届满"):
        office.extend(case, "2025-10-30")
    assert not office.now(case).extended
    assert not Step.objects.filter(case=case).exists()


@pytest.mark.parametrize("days", [0, 21])
def test_an_extension_has_one_to_twenty_days(office: Office, days: int) -> None:
    case = office.request("2025-09-25")
    with pytest.raises(NotReady, match="1至20"):
        office.extend(case, "2025-10-20", days)


def test_asking_for_reasons_lets_the_clock_run_and_the_head_sets_a_later_day(office: Office) -> None:
    case = office.request("2026-03-02")
    office.ask_reasons(case, "2026-03-04")
    handling.give_reasons(case, on=day("2026-03-09"), text="研究需要", by=None)
    assert office.now(case).due_on == day("2026-03-30")
    handling.set_later_date(case, on=day("2026-03-10"), until=day("2026-05-29"), reason="件数很多", by=office.head)
    assert office.now(case).due_on == day("2026-05-29")


def test_a_review_that_corrects_the_answer_gives_a_term_of_its_own_and_the_first_answer_stays_the_counted_one(
    office: Office,
) -> None:
    case = office.request("2026-03-02")
    office.extend(case, "2026-03-10")
    case = office.answered(case, "2026-03-27", "denied_internal", "personnel")
    office.on("2026-05-29")
    answering.reopen(case, on=day("2026-04-10"), why="示范市人民政府复议决定1号", by=office.officer)
    case = office.now(case)
    assert (case.state, case.due_on, case.extended) == (State.OPEN, day("2026-05-12"), True)
    office.extend(case, "2026-05-11", 5)
    assert office.now(case).due_on == day("2026-05-19")
    office.approved(case)
    answering.send(case, way="in_person", sent_on=day("2026-05-29"), by=office.officer)
    case = office.now(case)
    assert (case.state, case.closed_on, case.answer_kind) == (State.CLOSED, day("2026-03-27"), "denied_internal")
    assert [(answer.round, answer.kind) for answer in case.answers.all()] == [(1, "denied_internal"), (2, "granted")]
    assert case.late is False


def test_an_answer_after_the_last_day_is_kept_as_late(office: Office) -> None:
    on_time = office.answered(office.request("2026-03-02"), "2026-03-30")
    late = office.answered(office.request("2026-03-02"), "2026-03-31")
    assert (on_time.late, late.late) == (False, True)


def test_a_year_without_a_calendar_makes_the_last_day_provisional_and_a_new_calendar_tells_which_moved(
    office: Office,
) -> None:
    office.on("2026-12-31")
    moving, staying = office.request("2026-12-18"), office.request("2026-11-18")
    assert (moving.due_provisional, staying.due_provisional) == (True, False)
    before = moving.due_on
    Calendar.objects.create(
        year=2027, notice="国务院办公厅关于2027年部分节假日安排的通知", off=["2027-01-01", "2027-01-04"], worked=[]
    )
    moved = recompute_open()
    assert [(case.pk, old) for case, old, _ in moved] == [(moving.pk, before)]
    after = office.now(moving)
    assert after.due_on == moved[0][2]
    assert after.due_on > before  # type: ignore[operator]
    assert not after.due_provisional


@pytest.mark.parametrize("seventh", [date(2008, 4, 30), date(2026, 5, 30)])
def test_a_request_from_before_the_regulation_or_from_tomorrow_is_refused(office: Office, seventh: date) -> None:
    with pytest.raises(NotReady, match=str(seventh)):
        intake.register(office.unit, office.who(), WHAT, way="in_person", arrived_on=seventh, by=office.officer)
    assert not office.unit.cases.exists()


def test_under_the_old_text_the_term_has_fifteen_days(office: Office) -> None:
    case = office.request("2018-03-05")
    assert case.due_on == day("2018-03-26")
