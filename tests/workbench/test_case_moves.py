"""What is done with a request on its page: terms, corrections, extensions, fees, third parties."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from gongkai.casework.models import Case, State
from gongkai.units.models import Role
from tests.workbench.desk import NAME, TODAY, a_case, deliver, do, page, signed_in
from tests.world import World


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.mark.once
def test_the_strip_counts_working_days_and_marks_the_last(world: World) -> None:
    case = a_case(world)
    told = page(signed_in(world, Role.CASE_OFFICER), case)
    assert "11月3日，第1个工作日" in told
    assert "11月30日，第20个工作日，期限最后一日" in told
    assert "11月7日，不是工作日" in told
    assert "11月20日，第14个工作日，今天" in told
    assert "什么都不做会怎样" in told
    assert "到2026年11月30日还没有答复，就是逾期" in told


@pytest.mark.once
def test_days_on_which_a_third_party_is_asked_are_not_counted_in_the_strip(world: World) -> None:
    case, client = a_case(world), signed_in(world, Role.CASE_OFFICER)
    data = {
        "kind": "third_party",
        "name": "云溪县测试第三方",
        "person": "on",
        "question": "合同中的报价",
        "on": "2026-11-04",
    }
    answer = do(client, case, "consult", **data)
    assert answer.status_code == 302
    told = page(client, case)
    assert "11月5日，征求意见，不计入" in told
    assert "云某某" in told
    assert sorted(case.letters.values_list("kind", flat=True)) == ["third_party", "third_party_applicant"]
    letter = case.letters.get(kind="third_party")
    assert letter.addressee.open() == "云溪县测试第三方"
    assert NAME not in str(letter.words)


def test_a_correction_makes_its_letter_and_is_refused_the_second_time_with_the_reason(world: World) -> None:
    case, client = a_case(world), signed_in(world, Role.CASE_OFFICER)
    data = {"on": "2026-11-04", "what": "没有写明年份", "guidance": "请写明年份", "until": "2026-11-25"}
    do(client, case, "ask_correction", **data)
    letter = case.letters.get()
    assert (letter.kind, letter.signed_on) == ("correction", date(2026, 11, 4))
    assert "2026年11月25日" in letter.words["until"]
    do(client, case, "receive_correction", on="2026-11-10", text="2024年")
    case.refresh_from_db()
    assert case.due_on == date(2026, 12, 8)
    assert "只能通知一次" in client.get(reverse("cases:move", args=[case.pk, "ask_correction"])).content.decode()
    assert "只能通知一次" in page(client, case)  # told beside the button that cannot be pressed
    do(client, case, "ask_correction", **{**data, "on": "2026-11-12"})
    assert case.letters.count() == 1


def test_what_a_service_refuses_leaves_neither_step_nor_letter_behind(world: World) -> None:
    case, client = a_case(world), signed_in(world, Role.HEAD)
    told = do(client, case, "extend", on="2026-11-30", days="20", reason="查阅档案").content.decode()
    assert "还没有到" in told
    assert not case.steps.exists()
    assert not case.letters.exists()


@pytest.mark.once
def test_the_head_extends_once_and_the_letter_names_the_new_last_day(world: World) -> None:
    case, client = a_case(world), signed_in(world, Role.HEAD)
    do(client, case, "extend", on="2026-11-20", days="5", reason="需要查阅的档案较多")
    case.refresh_from_db()
    assert case.due_on == date(2026, 12, 7)
    assert "延长5个工作日，最迟于2026年12月7日答复" in case.letters.get().words["until"]


@pytest.mark.once
def test_an_officer_is_not_offered_what_only_the_head_decides(world: World) -> None:
    case, client = a_case(world), signed_in(world, Role.CASE_OFFICER)
    assert client.get(reverse("cases:move", args=[case.pk, "extend"])).status_code == 404
    assert "延长期限" not in page(client, case)


@pytest.mark.once
def test_a_fee_is_told_by_its_bands_and_its_notice_comes_before_its_term(world: World) -> None:
    for _ in range(10):
        case = a_case(world)
    case, client = a_case(world), signed_in(world, Role.CASE_OFFICER)
    form = client.get(reverse("cases:move", args=[case.pk, "notice_fee"])).content.decode()
    assert "本月的第11件" in form
    assert "每件100元，合计100元" in form
    do(client, case, "notice_fee", on="2026-11-18", scale="items", way="到收费窗口缴纳")
    letter = case.letters.get()
    assert "100元" in letter.words["amount"]
    assert Case.objects.get(pk=case.pk).state == State.OPEN  # nothing runs until the applicant has the notice
    deliver(client, letter, way="in_person", sent_on="2026-11-19")
    paying = Case.objects.get(pk=case.pk)
    assert (paying.state, paying.waiting_until) == (State.PAYING, date(2026, 12, 17))
    client.post(reverse("cases:waive", args=[case.pk]), {"on": "2026-11-20", "reason": "低保对象"})
    case.refresh_from_db()
    assert (case.state, case.due_on) == (State.OPEN, date(2026, 12, 18))


def test_a_new_calendar_tells_which_requests_moved(world: World, settings: Any) -> None:
    settings.TODAY = date(2026, 12, 10)
    case = a_case(world, on=date(2026, 12, 7))
    assert (case.due_on, case.due_provisional) == (date(2027, 1, 4), True)
    assert "暂定" in page(signed_in(world, Role.CASE_OFFICER), case)
    admin = signed_in(world, Role.ADMINISTRATOR, world.county)
    data = {"year": "2027", "notice": "关于2027年部分节假日安排的通知", "off": "2027-01-01至2027-01-05", "worked": ""}
    answer = admin.post(reverse("calendars:add"), data, follow=True).content.decode()
    case.refresh_from_db()
    assert (case.due_on, case.due_provisional) == (
        date(2027, 1, 7),
        False,
    )  # day 18 is 31 December, 19 and 20 are the 6th and 7th
    assert "有1件申请的答复期限变了" in answer


@pytest.mark.once
def test_a_third_party_who_objected_is_told_of_a_decision_with_reason_day_and_remedy(world: World) -> None:
    case, client = a_case(world), signed_in(world, Role.CASE_OFFICER)
    do(client, case, "consult", kind="third_party", name="云溪县测试公司", question="合同报价", on="2026-11-04")
    assert "告知第三方公开决定" not in page(client, case)
    asked = case.consultations.get()
    do(client, case, "hear", asked=asked.pk, on="2026-11-10", opinion="disagrees", reasons="属于商业秘密")
    assert "告知第三方公开决定" in page(client, case)
    data = {"asked": asked.pk, "decision": "合同全文", "reason": "涉及公共资金", "until": "2027-01-20"}
    client.post(reverse("cases:tell_third_party", args=[case.pk]), data)
    letter = case.letters.get(kind="third_party_disclosed")
    assert letter.addressee.open() == "云溪县测试公司"
    assert "2027年1月20日公开" in letter.words["until"]
    assert "可以同时申请暂停公开" in letter.words["review"]
