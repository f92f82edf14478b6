"""Disclosure requests on the workbench's screens: what a clerk enters, sees, is offered and is refused."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pdfplumber
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.audit.models import Entry
from gongkai.casework.letters import document
from gongkai.casework.models import Case, Letter, LetterText, State
from gongkai.casework.services import answering, handling, intake
from gongkai.publishing.models import Item
from gongkai.typesetting import Paragraph
from gongkai.units.models import Post, Role
from gongkai.workbench.cases.views import text_of
from tests.world import World

NAME = "云溪县测试申请人甲"
TODAY = date(2026, 11, 20)
RECEIVED = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.TODAY = TODAY


def signed_in(world: World, role: Role, unit: Any = None) -> Client:
    client = Client()
    client.force_login(world.person(unit or world.education, role))
    return client


def a_case(
    world: World, *, way: str = "in_person", on: date = RECEIVED, unit: Any = None, title: str = "校车采购合同"
) -> Case:
    unit = unit or world.education
    who = intake.Who("person", NAME, identity_number="0000", telephone="0000-1234567")
    what = intake.What(title, f"申请公开{title}全文。")
    by = world.person(unit, Role.CASE_OFFICER)
    case, _ = intake.register(unit, who, what, way=way, arrived_on=on, by=by)
    return Case.objects.get(pk=case.pk)


def do(client: Client, case: Case, move: str, **data: Any) -> Any:
    return client.post(reverse("cases:move", args=[case.pk, move]), data)


def deliver(client: Client, letter: Letter, **data: Any) -> Any:
    return client.post(reverse("cases:deliver", args=[letter.case_id, letter.pk]), data)


def page(client: Client, case: Case) -> str:
    return client.get(reverse("cases:page", args=[case.pk])).content.decode()


ENTRY = {
    "kind": "person", "name": NAME, "telephone": "0000-1234567", "title": "校车采购合同", "description": "申请公开2024年校车采购合同。",
}  # fmt: skip


def test_what_came_in_person_is_received_on_its_day_and_asks_for_no_confirmation(world: World) -> None:
    client = signed_in(world, Role.CASE_OFFICER)
    address = reverse("case_entry:add", args=["in_person"])
    assert "confirmed_on" not in client.get(address).content.decode()
    answer = client.post(address, {**ENTRY, "unit": world.education.pk, "arrived_on": "2026-11-02"}, follow=True)
    case = Case.objects.get()
    assert (case.received_on, case.due_on, case.officer.name) == (RECEIVED, date(2026, 11, 30), "县教育局依申请")
    told = answer.content.decode()
    assert case.code.open() in told
    assert "最迟2026年11月30日答复" in told


def test_an_ordinary_letter_waits_for_its_confirmation_and_keeps_every_attempt(world: World) -> None:
    client = signed_in(world, Role.CASE_OFFICER)
    data = {**ENTRY, "unit": world.education.pk, "arrived_on": "2026-11-02", "attempts": "2026-11-02\n2026-11-03"}
    client.post(reverse("case_entry:add", args=["ordinary_post"]), data)
    case = Case.objects.get()
    assert (case.state, case.received_on, case.steps.filter(kind="attempt").count()) == (State.ARRIVED, None, 2)
    assert "确认收到申请" in page(client, case)
    do(client, case, "confirm", on="2026-11-04")
    case.refresh_from_db()
    assert (case.state, case.received_on) == (State.OPEN, date(2026, 11, 4))


def test_the_correction_of_a_record_is_entered_with_a_letter_and_answers_of_its_own(world: World) -> None:
    client = signed_in(world, Role.CASE_OFFICER)
    data = {**ENTRY, "unit": world.education.pk, "arrived_on": "2026-11-02", "matter": "record"}
    entered = client.post(reverse("case_entry:add", args=["email"]), data, follow=True).content.decode()
    assert "制作受理告知书" in entered
    case = Case.objects.get()
    shown = page(client, case)
    assert "没有法定期限" in shown
    assert "通知补正" not in shown
    chosen = client.get(reverse("cases:answer", args=[case.pk])).content.decode()
    assert "不予更正" in chosen
    assert "予以公开" not in chosen
    assert "更正申请" in client.get(reverse("cases:index")).content.decode()


@pytest.mark.once
@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("arrived_on", "2026-12-01", "还没有到"),
        ("arrived_on", "2007-01-01", "早于条例施行"),
        ("telephone", "", "没有填写联系方式"),
        ("description", "", "此项必填，请填写。"),
    ],
)
def test_what_an_entry_lacks_is_told_at_the_form_and_nothing_typed_is_lost(
    world: World, field: str, value: str, told: str
) -> None:
    client = signed_in(world, Role.CASE_OFFICER)
    data = {**ENTRY, "unit": world.education.pk, "arrived_on": "2026-11-02", field: value}
    answer = client.post(reverse("case_entry:add", args=["in_person"]), data).content.decode()
    assert told in answer
    assert NAME in answer
    assert not Case.objects.exists()


def test_after_the_entry_earlier_requests_for_the_same_and_published_items_are_offered(world: World) -> None:
    earlier = a_case(world, title="义务教育学校招生入学工作的通知")
    world.published(title="关于义务教育学校招生入学工作的通知")
    again = a_case(world, title="义务教育学校招生入学工作的通知")
    client = signed_in(world, Role.CASE_OFFICER)
    told = client.get(reverse("case_entry:entered", args=[again.pk])).content.decode()
    assert earlier.number in told
    assert "可能已经主动公开" in told


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


def test_an_answer_goes_from_its_kind_to_the_delivered_letter(world: World) -> None:
    case = a_case(world)
    officer, head = signed_in(world, Role.CASE_OFFICER), signed_in(world, Role.HEAD)
    answer = reverse("cases:answer", args=[case.pk])
    assert "信息不存在" in officer.get(answer).content.decode()
    officer.post(f"{answer}?kind=not_existing", {"possible_holder": ""})
    assert "没有检索记录" in officer.get(answer).content.decode()
    officer.post(reverse("cases:submit", args=[case.pk]))
    assert Case.objects.get().state == State.OPEN  # what is missing keeps it here
    search = {"on": "2026-11-05", "place": "局档案室", "words": "校车", "period": "2024年", "result": "没有找到。"}
    do(officer, case, "search", **search)
    officer.post(f"{answer}?kind=not_existing", {"possible_holder": ""})
    officer.post(reverse("cases:submit", args=[case.pk]))
    assert Case.objects.get().state == State.SUBMITTED
    assert case.number in head.get(reverse("case_approvals:index")).content.decode()
    shown = head.get(reverse("cases:decide", args=[case.pk])).content.decode()
    assert "在局档案室以“校车”检索2024年的信息" in shown
    assert "申请行政复议" in shown
    refused = head.post(reverse("cases:decide", args=[case.pk]), {"action": "send_back", "opinion": ""})
    assert "退回修改要写明意见" in refused.content.decode()
    head.post(reverse("cases:decide", args=[case.pk]), {"action": "approve", "opinion": ""})
    data = {"way": "post", "sent_on": "2026-11-20", "received_on": ""}
    assert "请填写邮件号码" in do(officer, case, "send", **data, tracking="").content.decode()
    do(officer, case, "send", **data, tracking="XA0001")
    case.refresh_from_db()
    assert (case.state, case.closed_on, case.answer_kind) == (State.CLOSED, TODAY, "not_existing")
    letter = case.letters.get()
    assert "还不知道申请人哪天收到" in page(officer, case)
    how = {"way": "post", "sent_on": "2026-11-20", "tracking": "XA0001"}
    deliver(officer, letter, **how, evidence=SimpleUploadedFile("存根.txt", "邮寄存根".encode()))
    assert "早于送出" in deliver(officer, letter, **how, received_on="2026-11-19").content.decode()
    deliver(officer, letter, **how, received_on="2026-11-20")
    letter.delivery.refresh_from_db()
    assert (letter.delivery.received_on, letter.delivery.evidence.kind) == (TODAY, "receipt")


@pytest.mark.once
def test_what_is_meant_for_another_body_is_answered_with_its_name_and_contact_from_the_tree(world: World) -> None:
    case, officer = a_case(world), signed_in(world, Role.CASE_OFFICER)
    answer = f"{reverse('cases:answer', args=[case.pk])}?kind=not_ours"
    asked = officer.get(answer).content.decode()
    assert "云溪县青石镇人民政府" in asked
    officer.post(answer, {"body": world.township.pk, "holder": "", "holder_contact": ""})
    words = "".join(case.answers.get().letter.words.values())
    assert "云溪县青石镇人民政府" in words
    assert "云溪县和平路1号" in words
    assert "电话0000-1234567" in words


def test_a_finding_of_the_guard_keeps_the_answer_until_a_reason_is_given(world: World) -> None:
    case, officer = a_case(world), signed_in(world, Role.CASE_OFFICER)
    answer = reverse("cases:answer", args=[case.pk])
    officer.post(f"{answer}?kind=granted", {"provided": "合同复印件，联系人手机13812345678。"})
    shown = officer.get(answer)
    finding = shown.context["findings"][0]
    assert "放行的理由" in shown.content.decode()
    officer.post(reverse("cases:override", args=[case.pk]), {"fingerprint": finding.fingerprint, "reason": ""})
    assert officer.get(answer).context["problems"]
    data = {"fingerprint": finding.fingerprint, "reason": "本人书面同意"}
    officer.post(reverse("cases:override", args=[case.pk]), data)
    officer.post(reverse("cases:submit", args=[case.pk]))
    assert Case.objects.get().state == State.SUBMITTED


@pytest.mark.once
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_letter_is_a_file_with_the_sealed_name_and_code_and_its_reading_is_on_record(
    world: World, ending: str
) -> None:
    case, client = a_case(world), signed_in(world, Role.CASE_OFFICER)
    client.post(reverse("cases:make_letter", args=[case.pk]), {"letter": "receipt"})
    letter = case.letters.get()
    assert case.code.open() not in str(letter.words)
    answer = client.get(reverse("cases:letter", args=[case.pk, letter.pk, ending]))
    assert answer.content[:4] in (b"%PDF", b"PK\x03\x04")
    assert Entry.objects.filter(action="personal_data.read").count() == 1


def test_personal_data_is_shown_on_a_click_that_is_recorded_and_to_nobody_else(world: World) -> None:
    case, client = a_case(world), signed_in(world, Role.CASE_OFFICER)
    address = reverse("cases:reveal", args=[case.pk])
    assert NAME not in page(client, case)
    assert client.get(address).status_code == 405
    assert NAME in client.post(address).content.decode()
    entry = Entry.objects.filter(action="personal_data.read").get()
    assert (entry.actor, entry.object_id) == ("县教育局依申请", str(case.pk))
    for role in (Role.STATISTICIAN, Role.AUDITOR, Role.SUPERVISOR):
        reader = signed_in(world, role)
        assert reader.post(address).status_code == 404
        told = page(reader, case)
        assert case.title in told
        assert case.description not in told


def test_the_board_puts_every_open_case_in_the_column_that_says_what_to_do(world: World) -> None:
    expected = {
        a_case(world, on=date(2026, 10, 9), title="逾期的").title: "today",
        a_case(world, on=date(2026, 10, 29), title="快到期的").title: "soon",
        a_case(world, way="online", title="待确认的").title: "arrived",
        a_case(world, title="办着的").title: "working",
    }
    waiting = a_case(world, title="补正的")
    officer = world.person(world.education, Role.CASE_OFFICER)
    handling.ask_correction(
        waiting, on=date(2026, 11, 4), what="甲", guidance="乙", until=date(2026, 11, 25), by=officer
    )
    answered = a_case(world, title="送审的")
    answering.draft(answered, "granted", stated={"provided": "随信附上"}, by=officer)
    answering.submit(answered, by=officer)
    expected |= {"补正的": "waiting", "送审的": "submitted"}
    board = signed_in(world, Role.CASE_OFFICER).get(reverse("cases:index")).context["columns"]
    found = {card.case.title: lane.id for lane, _, cards in board for card in cards}
    assert found == expected
    assert {lane.id: count for lane, count, _ in board}["approved"] == 0


def test_what_nobody_confirms_stands_on_the_board_with_its_working_days_and_turns_red(world: World) -> None:
    a_case(world, way="online", on=date(2026, 11, 17), title="等了三日的")
    late = a_case(world, way="online", on=date(2026, 11, 16), title="等了四日的")
    client = signed_in(world, Role.CASE_OFFICER)
    board = client.get(reverse("cases:index"))
    cards = {card.case.title: card for lane, _, cards in board.context["columns"] for card in cards}
    assert {title: (card.tone, card.when) for title, card in cards.items()} == {
        "等了三日的": ("soon", "11月17日到达，3个工作日没有确认"), "等了四日的": ("overdue", "11月16日到达，4个工作日没有确认"),
    }  # fmt: skip
    assert "1件已经拖延" in board.context["next"]
    assert "最迟应当在2026年12月14日答复" in page(client, late)
    table = signed_in(world, Role.SUPERVISOR, world.county).get(reverse("case_supervision:index"))
    row = next(row for row in table.context["rows"] if row.unit == world.education)
    assert (row.unconfirmed, row.unconfirmed_late) == (2, 1)
    for role, unit in ((Role.HEAD, world.education), (Role.SUPERVISOR, world.county)):
        home = signed_in(world, role, unit).get(reverse("wagtailadmin_home")).content.decode()
        assert "拖延确认收到的申请" in home
        assert "等了四日的" in home
        assert "等了三日的" not in home


def test_a_board_shows_no_other_units_cases_and_its_filters_take_no_other_unit(world: World) -> None:
    other = a_case(world, unit=world.office)
    client = signed_in(world, Role.CASE_OFFICER)
    for address in (reverse("cases:index"), reverse("cases:list")):
        assert other.number not in client.get(address, {"unit": other.unit_id}).content.decode()
    assert client.get(reverse("cases:page", args=[other.pk])).status_code == 404


def test_the_supervisor_sees_who_is_late_demands_and_reads_the_reply(world: World) -> None:
    case = a_case(world, on=date(2026, 10, 9))
    supervisor = signed_in(world, Role.SUPERVISOR, world.county)
    table = supervisor.get(reverse("case_supervision:index"))
    row = next(row for row in table.context["rows"] if row.unit == world.education)
    assert (row.open, row.overdue, row.average) == (1, 1, None)
    supervisor.post(reverse("cases:demand", args=[case.pk]), {"text": "请三日内答复"})
    officer = signed_in(world, Role.CASE_OFFICER)
    assert "请三日内答复" in officer.get(reverse("wagtailadmin_home")).content.decode()
    demand = case.demands.get()
    officer.post(reverse("cases:reply", args=[case.pk, demand.pk]), {"text": "已经拟好答复"})
    assert "已经拟好答复" in page(supervisor, case)


@pytest.mark.once
def test_average_days_are_those_between_receipt_and_answer(world: World) -> None:
    officer, head = world.person(world.education, Role.CASE_OFFICER), world.person(world.education, Role.HEAD)
    for received, days in ((date(2026, 11, 10), 10), (date(2026, 11, 16), 4)):
        case = a_case(world, on=received)
        answering.draft(case, "granted", stated={"provided": "随信附上"}, by=officer)
        answering.submit(case, by=officer)
        answering.approve(case, by=head)
        answering.send(case, way="in_person", sent_on=TODAY, by=officer)
        assert (TODAY - received).days == days
    rows = signed_in(world, Role.SUPERVISOR, world.county).get(reverse("case_supervision:index")).context["rows"]
    row = next(row for row in rows if row.unit == world.education)
    assert (row.answered, row.late, row.average, row.groups["provide"]) == (2, 0, 7, 2)


@pytest.mark.once
def test_a_template_with_a_mistake_is_told_at_its_part_with_the_fields_that_there_are(world: World) -> None:
    client = signed_in(world, Role.HEAD)
    address = reverse("case_desk:words", args=[world.education.code, "receipt"])
    for wrong in ("已收到{nobody}的申请。", "已收到{number的申请。"):
        told = client.post(address, {"receipt": wrong}).content.decode()
        assert "可以使用：{you}" in told
    assert not LetterText.objects.exists()
    client.post(address, {"receipt": "本局已收到您的申请，编号{number}。"})
    assert "本局已收到您的申请，编号{number}。" in client.get(address).content.decode()
    case = a_case(world)
    signed_in(world, Role.CASE_OFFICER).post(reverse("cases:make_letter", args=[case.pk]), {"letter": "receipt"})
    assert case.letters.get().words["receipt"] == f"本局已收到您的申请，编号{case.number}。"


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


def test_a_letter_with_several_matters_is_split_and_two_are_joined(world: World) -> None:
    case, client = a_case(world), signed_in(world, Role.CASE_OFFICER)
    do(client, case, "split", title1="甲", text1="甲的内容", title2="乙", text2="乙的内容")
    part = Case.objects.get(split_from=case)
    assert (part.title, part.received_on) == ("乙", RECEIVED)
    do(client, part, "join", to=case.pk)
    part.refresh_from_db()
    assert part.joined_to == case
    assert part.number in page(client, case)


@pytest.mark.once
def test_an_answer_goes_into_the_disclosure_log_only_without_its_applicant(world: World) -> None:
    case = a_case(world)
    officer, head = world.person(world.education, Role.CASE_OFFICER), world.person(world.education, Role.HEAD)
    answering.draft(case, "granted", stated={"provided": "随信附上"}, by=officer)
    answering.submit(case, by=officer)
    answering.approve(case, by=head)
    answering.send(case, way="in_person", sent_on=TODAY, by=officer)
    client = signed_in(world, Role.CASE_OFFICER)
    data = {"title": "校车采购合同", "asked": "校车采购合同全文", "answered": f"已提供给{NAME}。"}
    assert "写有申请人的姓名" in do(client, case, "log", **data).content.decode()
    do(client, case, "log", **{**data, "answered": "已提供复印件。"})
    assert case.logged.title == "校车采购合同"


def test_a_logged_answer_becomes_an_item_in_one_step_and_only_once(world: World) -> None:
    case = a_case(world)
    officer, head = world.person(world.education, Role.CASE_OFFICER), world.person(world.education, Role.HEAD)
    answering.draft(case, "granted", stated={"provided": "随信附上"}, by=officer)
    answering.submit(case, by=officer)
    answering.approve(case, by=head)
    answering.send(case, way="in_person", sent_on=TODAY, by=officer)
    client = signed_in(world, Role.CASE_OFFICER)
    address = reverse("cases:publish", args=[case.pk])
    do(client, case, "log", title="校车采购合同", asked="2024年校车采购合同", answered="合同<b>金额</b>100元。")
    client.post(address)
    assert not Item.objects.exists()  # an officer who writes no items
    Post.objects.create(person=officer, unit=world.education, role=Role.AUTHOR)
    assert "转为主动公开信息" in page(client, case)
    client.post(address)
    client.post(address)
    item = Item.objects.get()
    assert (item.title, item.unit, item.live) == ("校车采购合同", world.education, False)
    assert client.get(reverse("items:edit", args=[item.pk])).status_code == 200
    assert "&lt;b&gt;" in str(item.body)


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


@pytest.mark.once
def test_what_an_agent_asks_is_delivered_to_the_agent_whose_authorisation_is_missed_until_it_comes(
    world: World,
) -> None:
    client = signed_in(world, Role.CASE_OFFICER)
    agent = {"agent": "云溪县测试代理乙", "agent_contact": "0000-2223334"}
    data = {**ENTRY, **agent, "unit": world.education.pk, "arrived_on": "2026-11-02"}
    client.post(reverse("case_entry:add", args=["in_person"]), data)
    case = Case.objects.get()
    told = page(client, case)
    assert "还没有授权委托书" in told
    assert "测试代理乙" not in told
    assert "测试代理乙" in client.post(reverse("cases:reveal", args=[case.pk])).content.decode()
    client.post(reverse("cases:make_letter", args=[case.pk]), {"letter": "receipt"})
    letter = case.letters.get()
    assert "还没有登记送达" in page(client, case)
    assert "送达代理人" in client.get(reverse("cases:deliver", args=[case.pk, letter.pk])).content.decode()
    said = [block.text for block in document(letter).blocks if isinstance(block, Paragraph)]
    assert any("云溪县测试代理乙" in text for text in said)
    deliver(client, letter, way="in_person", sent_on="2026-11-20")
    assert "还没有登记送达" not in page(client, case)
    paper = SimpleUploadedFile("委托书.txt", "委托".encode())
    client.post(reverse("cases:add_file", args=[case.pk]), {"kind": "authorisation", "content": paper})
    assert "还没有授权委托书" not in page(client, case)


@pytest.mark.once
@pytest.mark.parametrize("kind", ["receipt", "answer.granted"])
def test_a_units_own_words_are_looked_at_as_the_document_before_they_are_saved(world: World, kind: str) -> None:
    client = signed_in(world, Role.HEAD)
    address = reverse("case_desk:words", args=[world.education.code, kind])
    looked = client.post(address, {"receipt": "本局收到{applicant}{number}的申请。", "look": ""})
    assert looked["Content-Type"] == "application/pdf"
    with pdfplumber.open(io.BytesIO(looked.content)) as pdf:
        text = re.sub(r"\s", "", "".join(page.extract_text() for page in pdf.pages))
    assert "本局收到【申请人的姓名或者名称】【登记编号】的申请。" in text
    assert "云溪县教育局" in text
    assert not LetterText.objects.exists()
    assert "不认识的" in client.post(address, {"receipt": "{strange}", "look": ""}).content.decode()


def test_the_board_asks_the_same_number_of_questions_however_many_cases_there_are(
    world: World, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(world, Role.CASE_OFFICER)
    for number in range(25):
        a_case(world, title=f"第{number}件")
    with django_assert_max_num_queries(25):
        board = client.get(reverse("cases:index"))
    working = next(each for each in board.context["columns"] if each[0].id == "working")
    assert (working[1], len(working[2])) == (25, 20)


@pytest.mark.once
def test_a_file_that_is_not_what_its_name_says_is_refused_and_a_good_one_is_sealed(world: World) -> None:
    case, client = a_case(world), signed_in(world, Role.CASE_OFFICER)
    address = reverse("cases:add_file", args=[case.pk])
    wrong = SimpleUploadedFile("合同.pdf", b"this is no PDF")
    told = client.post(address, {"kind": "evidence", "content": wrong}, follow=True).content.decode()
    assert "案卷文件" in told
    assert not case.files.exists()
    good = SimpleUploadedFile("台账.txt", "校车采购台账".encode())
    client.post(address, {"kind": "evidence", "content": good})
    file = case.files.get()
    with file.content.open("rb") as sealed:
        assert "校车采购台账".encode() not in sealed.read()
    answer = client.get(reverse("cases:file", args=[case.pk, file.pk]))
    assert answer.content.decode() == "校车采购台账"
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.once
def test_pages_of_requests_are_kept_by_no_browser(world: World) -> None:
    case, client = a_case(world), signed_in(world, Role.CASE_OFFICER)
    for answer in (
        client.get(reverse("cases:page", args=[case.pk])),
        client.post(reverse("cases:reveal", args=[case.pk])),
    ):
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.once
@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "{applicant}{code}", "%s{0}"])
def test_hostile_words_of_an_applicant_stay_words(world: World, words: str) -> None:
    case, client = a_case(world, title=words), signed_in(world, Role.CASE_OFFICER)
    told = page(client, case)
    assert "<script>alert" not in told
    assert NAME not in told
    client.post(reverse("cases:make_letter", args=[case.pk]), {"letter": "receipt"})
    assert client.get(reverse("cases:letter", args=[case.pk, case.letters.get().pk, "pdf"])).status_code == 200


@pytest.mark.once
def test_a_field_that_somebody_types_opens_nothing_that_is_sealed(world: World) -> None:
    case, client = a_case(world), signed_in(world, Role.CASE_OFFICER)
    data = {"kind": "third_party", "name": "云溪县测试公司", "question": "合同{applicant}{code}", "on": "2026-11-04"}
    do(client, case, "consult", **data)
    letter = case.letters.get(kind="third_party")
    said = [block.text for block in document(letter).blocks if isinstance(block, Paragraph)]
    assert any("｛applicant｝" in text for text in said)
    assert not any(NAME in text or case.code.open() in text for text in said)


def test_what_is_posted_is_kept_without_signs_that_no_database_holds() -> None:
    assert text_of({"opinion": " 同意\x00。\ufffe "}, "opinion") == "同意。"
