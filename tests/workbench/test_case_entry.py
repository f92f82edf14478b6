"""Requests as a clerk enters them, finds them again, splits and joins them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.casework.letters import document
from gongkai.casework.models import Case, State
from gongkai.typesetting import Paragraph
from gongkai.units.models import Role
from gongkai.workbench.cases.views import text_of
from tests.workbench.desk import ENTRY, NAME, RECEIVED, TODAY, a_case, deliver, do, page, signed_in
from tests.world import World


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.TODAY = TODAY


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


def test_what_is_posted_is_kept_without_signs_that_no_database_holds() -> None:
    assert text_of({"opinion": " 同意\x00。\ufffe "}, "opinion") == "同意。"
