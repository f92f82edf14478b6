"""Letters are delivered: the days live in the delivery, and every term that runs from them follows."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.casework.models import Case, Letter, State, Step
from gongkai.casework.services import answering, delivering, fees, letters
from gongkai.casework.services.clock import clock_of
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from tests.casework.office import Office, day


def letter_of(office: Office, step: Step, kind: str, **more: str) -> Letter:
    """The letter that tells `step`, dated the same day."""
    return letters.make(step.case, kind, {}, on=step.on, step=step, by=office.officer, **more)


def deliver(office: Office, letter: Letter, sent: str, received: str = "", way: str = "post", **more: Any) -> None:
    delivering.deliver(
        letter,
        way=way,
        sent_on=day(sent),
        received_on=day(received) if received else None,
        **{"tracking": "TEST0001", "by": office.officer, **more},
    )


def corrected(office: Office) -> tuple[Case, Letter]:
    """A request with a notice of correction of 4 March, a Wednesday, that gives until 13 March: seven working days."""
    case = office.request()
    office.ask_correction(case, "2026-03-04", "2026-03-13")
    return case, letter_of(office, case.steps.get(), "correction")


def test_time_to_correct_runs_from_the_arrival_of_the_notice_and_is_not_over_while_nobody_knows_of_it(
    office: Office,
) -> None:
    case, letter = corrected(office)
    assert office.now(case).waiting_until == day("2026-03-13")
    assert "correction_lapsed" not in answering.present_records(office.now(case))
    deliver(office, letter, "2026-03-05")
    assert "correction_lapsed" not in answering.present_records(office.now(case))
    deliver(office, letter, "2026-03-05", "2026-03-10")
    assert case.steps.get().on == day("2026-03-05")  # the notice was given on the day it was posted
    assert office.now(case).waiting_until == day("2026-03-18")  # it gave six working days on the fifth
    assert "correction_lapsed" in answering.present_records(office.now(case))
    told = office.draft(office.now(case), "uncorrected").letter.words["corrected"]
    assert told == "因申请内容不明确，本机关于2026年3月5日告知补正（2026年3月10日送达），补正期限至2026年3月18日届满。"


def test_a_fee_notice_stops_the_clock_once_the_applicant_has_it_and_not_before(office: Office) -> None:
    case = office.request("2026-02-02")
    step = fees.notice_fee(case, "pages", pages=68, on=day("2026-02-02"), way="大厅", by=office.officer)
    letter = letter_of(office, step, "fee")
    deliver(office, letter, "2026-02-02")
    assert (office.now(case).state, office.now(case).due_on) == (State.OPEN, day("2026-03-06"))
    with pytest.raises(NotReady, match="登记申请人收到的日期"):
        office.ask_correction(case, "2026-02-03", "2026-02-25")
    deliver(office, letter, "2026-02-02", "2026-02-03")
    assert (office.now(case).state, office.now(case).waiting_until) == (State.PAYING, day("2026-03-09"))


def test_a_fee_notice_that_arrives_after_the_answer_changes_nothing_and_is_kept(office: Office) -> None:
    office.on("2026-03-05")
    case = office.request("2026-03-02")
    step = fees.notice_fee(case, "pages", pages=68, on=day("2026-03-02"), way="大厅", by=office.officer)
    letter = letter_of(office, step, "fee")
    case = office.answered(case, "2026-03-05")
    office.on("2026-03-09")
    deliver(office, letter, "2026-03-03", "2026-03-09")
    assert (office.now(case).state, office.now(case).late) == (State.CLOSED, False)
    assert Letter.objects.get(pk=letter.pk).delivery.received_on == day("2026-03-09")


def test_whoever_is_asked_has_fifteen_working_days_from_the_arrival_and_the_pause_begins_when_it_went_out(
    office: Office,
) -> None:
    office.on("2026-03-10")
    case = office.request("2026-03-02")
    asked = office.consult(case, "third_party", "2026-03-03")
    letter = letter_of(office, asked.steps.get(), "third_party", addressee="云溪县某施工单位")
    assert asked.due_on == day("2026-03-24")
    office.on("2026-05-29")
    with pytest.raises(NotReady, match="收到之日起算"):
        office.hear(asked, "2026-04-01", "silent")
    answer = office.draft(case, "denied_third_party", "trade-secret")
    assert any("收到征求意见书的日期" in problem for problem in answering.problems_of(answer))
    deliver(office, letter, "2026-03-04", "2026-03-06")
    asked.refresh_from_db()
    assert (asked.asked_on, asked.due_on) == (day("2026-03-04"), day("2026-03-27"))
    clock = clock_of(office.now(case))
    assert clock is not None
    assert [(pause.first, pause.last) for pause in clock.pauses] == [(day("2026-03-05"), day("2026-03-27"))]
    assert not answering.problems_of(answer)
    office.hear(asked, "2026-04-01", "silent")


def test_an_extension_that_went_out_after_the_term_ended_extends_nothing(office: Office) -> None:
    case = office.request("2026-03-02")
    office.extend(case, "2026-03-30")
    assert office.now(case).extended
    letter = letter_of(office, case.steps.get(), "extension")
    deliver(office, letter, "2026-03-31")
    assert (office.now(case).extended, office.now(case).due_on) == (False, day("2026-03-30"))
    deliver(office, letter, "2026-03-30", way="in_person", tracking="")  # it was mistyped
    assert office.now(case).extended


def test_a_notice_of_correction_that_was_followed_keeps_no_fee_from_lapsing_though_its_delivery_is_unknown(
    office: Office,
) -> None:
    case, _ = corrected(office)
    office.correct(case, "2026-03-10")
    office.notice_fee(case, "2026-03-11")
    assert "payment_lapsed" in answering.present_records(office.now(case))


def test_an_answer_that_a_withdrawal_overtook_waits_for_no_delivery(office: Office) -> None:
    case = office.request()
    overtaken = office.approved(case).letter
    answering.withdraw(case, on=day("2026-05-29"), by=None)
    assert [letter.kind for letter in delivering.undelivered(case.letters.all())] == ["answer.withdrawn"]
    with pytest.raises(NotReady, match="已经撤回"):
        deliver(office, Letter.objects.get(pk=overtaken.pk), "2026-05-29")


REFUSED = {
    "sent tomorrow": ({"sent": "2026-05-30"}, "还没有到"),
    "sent before it was signed": ({"sent": "2026-03-03"}, "早于签发"),
    "arrived before it was sent": ({"sent": "2026-03-05", "received": "2026-03-04"}, "早于送出"),
    "by post without a number": ({"sent": "2026-03-05", "tracking": ""}, "邮件号码"),
    "in no known way": ({"sent": "2026-03-05", "way": "pigeon"}, "送达方式"),
    "with a proof that is none": (
        {"sent": "2026-03-05", "evidence": SimpleUploadedFile("回执.pdf", b"MZ")}, "不是pdf格式",
    ),
    "after the correction came": ({"sent": "2026-03-12"}, "没有通知过补正"),
}  # fmt: skip


@pytest.mark.parametrize(("how", "why"), REFUSED.values(), ids=REFUSED)
def test_a_delivery_that_cannot_be_is_refused_and_leaves_no_trace(
    office: Office, how: dict[str, Any], why: str
) -> None:
    case, letter = corrected(office)
    office.correct(case, "2026-03-11")
    before = office.now(case).due_on
    with pytest.raises(NotReady, match=why):
        deliver(office, letter, **how)
    assert not hasattr(Letter.objects.get(pk=letter.pk), "delivery")
    assert (office.now(case).due_on, case.files.count()) == (before, 0)


def test_who_may_record_it_what_is_missing_and_that_an_answer_waits_for_its_approval(office: Office) -> None:
    case, letter = corrected(office)
    letters.make(case, "delivery", {}, by=office.officer)
    assert delivering.undelivered(case.letters.all()) == [letter]
    for person in (
        office.world.person(office.unit, Role.STATISTICIAN),
        office.world.person(office.world.office, Role.HEAD),
    ):
        with pytest.raises(PermissionDenied):
            deliver(office, letter, "2026-03-05", by=person)
    deliver(office, letter, "2026-03-05", evidence=SimpleUploadedFile("回执.pdf", b"%PDF-1.4"))
    assert delivering.undelivered(case.letters.all()) == []
    assert [file.kind for file in case.files.all()] == ["receipt"]
    office.correct(case, "2026-03-11")
    answer = office.draft(case)
    with pytest.raises(NotReady, match="还没有批准"):
        deliver(office, answer.letter, "2026-03-20")
