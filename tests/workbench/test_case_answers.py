"""Answers and letters on the screens, and what becomes of them: the disclosure log, items."""

from __future__ import annotations

import io
import re
from typing import Any

import pdfplumber
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.audit.models import Entry
from gongkai.casework.models import Case, LetterText, State
from gongkai.casework.services import answering
from gongkai.publishing.models import Item
from gongkai.units.models import Post, Role
from tests.workbench.desk import NAME, TODAY, a_case, deliver, do, page, signed_in
from tests.world import World


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.TODAY = TODAY


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
