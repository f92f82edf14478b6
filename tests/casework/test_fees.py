"""The information-processing fee of a request, from the count to the payment, the lapse or the waiver."""

from __future__ import annotations

import pytest

from gongkai.casework.counts import fees_paid
from gongkai.casework.models import Case, State
from gongkai.casework.services import answering, fees, intake
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from tests.casework.office import WHAT, Office, day


def _register(office: Office, number: int, on: str = "2026-03-02", identity: str = "测试0001") -> list[Case]:
    who = office.who(identity_number=identity)
    return [office.request(on, who=who) for _ in range(number)]


def test_by_item_the_eleventh_of_the_month_costs_and_each_month_begins_anew(office: Office) -> None:
    cases = _register(office, 12)
    assert [fees.counted(case, "items").amount for case in (cases[9], cases[10], cases[11])] == [0, 100, 100]
    april = office.request("2026-04-01")
    assert (fees.item_number(april), fees.counted(april, "items").amount) == (1, 0)


def test_by_item_each_applicant_and_each_body_is_counted_alone(office: Office) -> None:
    _register(office, 10)
    other = office.request("2026-03-02", who=office.who(name="苏测试", identity_number="测试0002"))
    assert fees.item_number(other) == 1
    elsewhere, _ = intake.register(
        office.world.township,
        office.who(),
        WHAT,
        way="in_person",
        arrived_on=day("2026-03-02"),
        by=office.world.person(office.world.township, Role.CASE_OFFICER),
    )
    assert fees.item_number(elsewhere) == 1


def test_by_item_the_order_is_that_of_receipt_not_of_entry(office: Office) -> None:
    late = office.request("2026-03-20")
    early = office.request("2026-03-02")
    assert (fees.item_number(early), fees.item_number(late)) == (1, 2)


def test_a_letter_with_fourteen_matters_costs_four_hundred_by_item(office: Office) -> None:
    matters = [intake.What(f"第{number}项", f"第{number}项信息") for number in range(14)]
    parts = intake.split(office.request(), matters, by=office.officer)
    assert sum(fees.counted(part, "items").amount for part in parts) == 400


@pytest.mark.parametrize(("pages", "amount"), [(30, 0), (31, 10), (68, 380), (150, 1700), (250, 4700)])
def test_by_page_each_request_is_counted_alone(office: Office, pages: int, amount: int) -> None:
    assert fees.counted(office.request(), "pages", pages).amount == amount


@pytest.mark.parametrize(
    ("scale", "pages", "way", "why"),
    [
        ("items", 0, "大厅", "0元"),
        ("pages", 30, "大厅", "0元"),
        ("pages", 0, "大厅", "填写页数"),
        ("pages", 68, " ", "缴纳的方式"),
    ],
)
def test_a_notice_that_asks_for_nothing_or_does_not_say_how_is_refused(
    office: Office, scale: str, pages: int, way: str, why: str
) -> None:
    case = office.request()
    with pytest.raises(NotReady, match=why):
        fees.notice_fee(case, scale, pages=pages, on=day("2026-03-03"), way=way, by=office.officer)  # type: ignore[arg-type]
    assert office.now(case).state == State.OPEN


def test_nothing_could_be_charged_before_2021(office: Office) -> None:
    case = office.request("2020-12-07")
    with pytest.raises(NotReady, match="2021年1月1日"):
        office.notice_fee(case, "2020-12-08")


def test_what_is_noticed_is_kept_and_what_is_paid_is_counted_in_its_year(office: Office) -> None:
    case = office.request("2025-12-08")
    office.notice_fee(case, "2025-12-10")
    fees.pay_fee(case, on=day("2026-01-06"), voucher="0001", by=office.officer)
    assert case.steps.get(kind="fee_noticed").facts["amount"] == 380
    assert (fees_paid(office.unit, 2025), fees_paid(office.unit, 2026)) == (0, 380)
    case = office.now(case)
    assert (case.state, case.due_on) == (State.OPEN, day("2026-02-03"))
    with pytest.raises(NotReady, match="已经通知过缴费"):
        office.notice_fee(case, "2026-01-07")


def test_a_fee_is_waived_with_a_reason_and_then_counts_as_none(office: Office) -> None:
    case = office.request()
    office.notice_fee(case, "2026-03-03")
    with pytest.raises(NotReady, match="写明理由"):
        fees.waive_fee(case, reason="", on=day("2026-03-09"), by=office.officer)
    fees.waive_fee(case, reason="家庭经济困难", on=day("2026-03-09"), by=office.officer)
    case = office.now(case)
    assert (case.state, case.due_on) == (State.OPEN, day("2026-04-07"))
    assert fees_paid(office.unit, 2026) == 0


def test_who_does_not_pay_is_told_so_only_after_the_last_day_for_it(office: Office) -> None:
    case = office.request("2026-02-02")
    office.notice_fee(case, "2026-02-03")  # to be paid by 2026-03-09
    office.on("2026-03-09")
    office.draft(case, "unpaid")
    with pytest.raises(NotReady, match="缴费期限还没有届满"):
        answering.submit(case, by=office.officer)
    case = office.answered(case, "2026-03-10", "unpaid")
    assert (case.state, case.answer_kind) == (State.CLOSED, "unpaid")
