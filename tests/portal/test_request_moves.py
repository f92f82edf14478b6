"""What an applicant does with a request on its page: confirm, correct, supplement, ask, withdraw."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.audit import log
from gongkai.casework.models import Case, CaseFile, State, Step
from gongkai.casework.services import handling
from gongkai.casework.services import letters as letter_services
from tests.portal.office import Office, facts, moves, page_of, text_of_pdf
from tests.portal.requesting import Citizen

pytestmark = pytest.mark.once


def test_before_receipt_is_confirmed_no_term_runs_and_the_applicant_confirms_once_the_office_has_asked(
    office: Office,
) -> None:
    case, code = office.asked(confirmed=None)
    page = page_of(Citizen().status(code))
    assert "还没有确认收到" in page.text()
    assert "答复的最后一日" not in facts(page)
    assert "confirm" not in moves(page)
    assert Case.objects.get(pk=case.pk).state == State.ARRIVED
    office.on(date(2026, 3, 4))
    letter_services.make(case, "confirmation", {}, by=office.officer)
    assert "confirm" in moves(page_of(Citizen().status(code)))
    done = page_of(Citizen().status(code, do="confirm"))
    assert facts(done)["收到申请之日"] == "2026年3月4日"
    assert facts(done)["答复的最后一日"] == "2026年4月1日"


def test_a_correction_is_shown_with_its_last_day_and_handed_in_with_a_file_once(office: Office) -> None:
    case, code = office.asked()
    asked = office.on(date(2026, 3, 5))
    handling.ask_correction(
        case, on=asked, what="哪一所学校", guidance="写明校名", until=date(2026, 3, 20), by=office.officer
    )
    page = page_of(Citizen().status(code))
    assert "最迟于2026年3月20日补正" in page.text()
    assert "哪一所学校" in page.text()
    assert "视为放弃申请" in page.text()
    office.on(date(2026, 3, 10))
    empty = page_of(Citizen().status(code, do="receive_correction"))
    assert "请填写补正的内容" in empty.css_first("#summary").text()
    proof = SimpleUploadedFile("校舍.pdf", b"%PDF-1.4")
    fields = {
        "do": "receive_correction",
        "receive_correction-text": "<b>青石镇中心小学</b>",
        "receive_correction-files": proof,
    }
    done = page_of(Citizen().status(code, **fields))
    assert "答复期限重新计算" in done.css_first(".done").text()
    assert facts(done)["答复的最后一日"] == "2026年4月8日"  # twenty working days, over 清明节
    assert not done.css("b")
    again = page_of(
        Citizen().status(code, **{**fields, "receive_correction-files": SimpleUploadedFile("a.pdf", b"%PDF-")})
    )
    assert again.css_first(".done") is not None
    assert case.steps.filter(kind="correction_received").count() == 1
    assert case.files.filter(kind=CaseFile.Kind.CORRECTION).count() == 1


def test_a_hostile_file_with_a_move_is_refused_and_the_move_is_not_made(office: Office) -> None:
    case, code = office.asked()
    page = page_of(
        Citizen().status(
            code,
            **{"do": "supplement", "supplement-text": "补充", "supplement-files": SimpleUploadedFile("a.pdf", b"MZ")},
        )
    )
    assert "内容不是pdf格式" in page.css_first("#summary").text()
    assert "补充" in page.css_first("#id_supplement-text").text()
    assert not case.steps.filter(kind="supplemented").exists()


def test_supplements_and_questions_are_kept_as_steps_once_each_and_move_no_day(office: Office) -> None:
    case, code = office.asked()
    for _ in range(2):
        Citizen().status(code, **{"do": "supplement", "supplement-text": "是2025年的合同"})
        Citizen().status(code, do="progress")
    kinds = list(case.steps.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["confirmed", "supplemented", "progress"]
    assert Case.objects.get(pk=case.pk).due_on == case.due_on
    assert log.verify()[1] is None


@pytest.mark.parametrize("assigned", [True, False])
def test_a_request_is_withdrawn_after_a_tick_once_and_nothing_more_is_offered(office: Office, assigned: bool) -> None:
    case, code = office.asked(confirmed=date(2026, 3, 3) if assigned else None)
    without = page_of(Citizen().status(code, do="withdraw"))
    assert "请先勾选" in without.css_first("#summary").text()
    assert Case.objects.get(pk=case.pk).state != State.CLOSED
    for _ in range(2):
        done = page_of(Citizen().status(code, **{"do": "withdraw", "withdraw-sure": "on"}))
        assert "已经撤回" in done.css_first(".done").text()
    assert moves(done) == []
    assert "申请人撤回" in done.text()
    assert Case.objects.get(pk=case.pk).answers.count() == 1


def test_who_is_never_answered_for_want_of_a_confirmation_is_told_whom_to_turn_to_and_that_the_days_are_disputed(
    office: Office,
) -> None:
    case, code = office.asked(confirmed=None)
    on_time = page_of(Citizen().status(code))
    assert "一般在3个工作日以内与您确认" in on_time.text()
    assert "最迟应当在2026年3月30日答复" in on_time.text()
    assert not on_time.css("div.way")
    office.on(date(2026, 3, 6))
    late = page_of(Citizen().status(code))
    assert "已经过了4个工作日" in late.text()
    assert "向云溪县人民政府" in late.css_first("div.way").text()
    assert "第五十一条" in late.css_first("div.way").text()
    assert Citizen().file(code, "review.pdf").status_code == 404
    office.on(date(2026, 3, 31))
    silent = page_of(Citizen().status(code))
    assert "争议" in silent.css_first(".notice").text()
    told = [way.text() for way in silent.css("div.way")]
    days = ("2026年5月29日", "2026年9月30日", "投诉")
    assert [[word for word in days if word in way] for way in told] == [[word] for word in days]
    text = text_of_pdf(Citizen().file(code, "review.pdf").content)
    assert "没有与申请人确认收到申请" in text
    assert "已于2026年3月30日届满" in text
    assert Case.objects.get(pk=case.pk).state == State.ARRIVED


@pytest.mark.parametrize("move", ["give_reasons", "receive_correction", "confirm"])
def test_a_move_that_is_not_open_now_is_refused_with_its_reason_and_changes_nothing(office: Office, move: str) -> None:
    case, code = office.asked()
    before = list(Step.objects.values_list("pk", flat=True))
    page = page_of(Citizen().status(code, **{"do": move, f"{move}-text": "随便写写"}))
    assert "现在不能" in page.css_first("#summary").text()
    assert list(Step.objects.values_list("pk", flat=True)) == before
    assert Case.objects.get(pk=case.pk).state == State.OPEN


@pytest.mark.parametrize("move", ["approve", "draft", "send", "reopen", "log", "extend", "pay_fee", "__class__"])
def test_what_only_the_office_does_is_no_move_of_the_applicant(office: Office, move: str) -> None:
    case, code = office.asked()
    page = page_of(Citizen().status(code, do=move))
    assert move not in moves(page)
    assert Case.objects.get(pk=case.pk).state == State.OPEN
