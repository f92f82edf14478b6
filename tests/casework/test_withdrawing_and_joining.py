"""Requests that are withdrawn, split, joined, found to be alike, or told as incomplete."""

from __future__ import annotations

import pytest

from gongkai.casework.models import Case, State
from gongkai.casework.services import answering, intake, status
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from tests.casework.office import WHAT, Office, day


def test_an_applicant_withdraws_at_any_time_and_a_draft_falls_away(office: Office) -> None:
    case = office.request()
    office.draft(case)
    answering.withdraw(case, on=day("2026-03-05"), by=None)
    case = office.now(case)
    assert (case.state, case.closed_on, case.answer_kind) == (State.CLOSED, day("2026-03-05"), "withdrawn")
    assert [letter.kind for letter in case.letters.all()] == ["answer.withdrawn"]
    assert status.remedies_of(case).paths == ()


def test_what_nobody_handles_yet_can_be_withdrawn_and_a_signed_letter_keeps_its_number(office: Office) -> None:
    unheard, _ = intake.register(
        office.unit, office.who(), WHAT, way="online", arrived_on=day("2026-03-02"), by=None, origin="portal"
    )
    answering.withdraw(unheard, on=day("2026-03-03"), by=None)
    unheard = office.now(unheard)
    assert (unheard.state, unheard.received_on, unheard.closed_on) == (
        State.CLOSED, day("2026-03-03"), day("2026-03-03"),
    )  # fmt: skip
    case = office.request()
    signed = office.approved(case).letter
    answering.withdraw(case, on=day("2026-05-29"), by=office.officer)
    assert list(case.letters.values_list("kind", flat=True)) == ["answer.granted", "answer.withdrawn"]
    assert len(set(case.letters.values_list("number", flat=True))) == 2
    signed.refresh_from_db()
    assert signed.number


def test_a_letter_with_three_matters_becomes_three_requests_with_the_same_days(office: Office) -> None:
    from gongkai.casework.services.fees import item_number

    case = office.request("2026-03-02", "email", "2026-03-03")
    matters = [intake.What(f"第{number}项", f"第{number}项信息的全文") for number in range(1, 4)]
    parts = intake.split(case, matters, by=office.officer)
    assert len({part.number for part in parts}) == len({part.code_digest for part in parts}) == 3
    assert {(part.received_on, part.due_on, part.applicant_id) for part in parts} == {
        (day("2026-03-03"), day("2026-03-31"), case.applicant_id)
    }
    assert [part.description for part in Case.objects.order_by("pk")] == [matter.description for matter in matters]
    assert [item_number(part) for part in parts] == [1, 2, 3]
    assert all(status.by_code(part.code.open()) == part for part in Case.objects.all())


def test_what_was_split_off_keeps_that_the_applicant_was_turned_to(office: Office) -> None:
    case = office.request("2026-03-02", "email")
    intake.attempt(case, on=day("2026-03-03"), how="电话没有接通", by=office.officer)
    for part in intake.split(case, [WHAT, WHAT], by=office.officer):
        intake.confirm(part, on=day("2026-03-04"), by=None)
        assert office.now(part).received_on == day("2026-03-04")


def test_joined_requests_stay_two_with_a_term_and_an_answer_each(office: Office) -> None:
    first, second = office.request("2026-03-02"), office.request("2026-03-04")
    intake.join(second, first, by=office.officer)
    assert office.now(second).joined_to == first
    assert (office.now(first).due_on, office.now(second).due_on) == (day("2026-03-30"), day("2026-04-01"))
    third = office.request("2026-03-05")
    with pytest.raises(NotReady, match="合并办理"):
        intake.join(third, second, by=office.officer)
    with pytest.raises(NotReady, match="已有申请并入"):
        intake.join(first, third, by=office.officer)
    with pytest.raises(NotReady, match="合并办理"):
        intake.join(third, _elsewhere(office), by=office.officer)


def _elsewhere(office: Office) -> Case:
    by = office.world.person(office.world.township, Role.CASE_OFFICER)
    return intake.register(
        office.world.township, office.who(), WHAT, way="in_person", arrived_on=day("2026-03-02"), by=by
    )[0]


def test_the_same_applicant_asking_for_something_alike_is_shown_and_others_are_not(office: Office) -> None:
    first = office.request()
    again = office.request("2026-03-04", what=intake.What("校车办法", "请公开2026年修订的云溪县校车管理办法的全文"))
    office.request("2026-03-04", who=office.who(name="苏测试", identity_number="测试0002"))
    office.request("2026-03-04", what=intake.What("水库", "水库清淤工程验收材料"))
    assert [other for other, _ in intake.look_alikes(again)] == [first]


def test_what_is_missing_in_a_request_is_told_all_at_once(office: Office) -> None:
    with pytest.raises(NotReady) as told:
        intake.register(
            office.unit,
            intake.Who("martian", " "),
            intake.What("", ""),
            way="in_person",
            arrived_on=day("2026-03-02"),
            by=office.officer,
        )
    assert len(told.value.messages) == 5
    with pytest.raises(NotReady, match="申请内容摘要"):
        office.request(what=intake.What("长" * 201, "内容"))


def test_a_query_code_is_found_however_it_is_typed_and_nothing_else_is(office: Office) -> None:
    case = office.request()
    code = case.code.open()
    assert len(code.replace("-", "")) == 16
    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} "):
        assert status.by_code(typed) == case
    for typed in ("", " ", code[:-1], f"{code}2", case.number, str(case.pk), "%", "X" * 5000):
        assert status.by_code(typed) is None
