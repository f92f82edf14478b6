"""The form to request a disclosure: what it asks, what becomes of it, what is told when it lacks something."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from selectolax.lexbor import LexborHTMLParser

from gongkai.casework.models import Case, State
from gongkai.casework.services.status import by_code
from gongkai.portal.views import request as views
from gongkai.units.models import Role, Unit
from tests.portal.requesting import FILLED, FORM, Citizen, code_in
from tests.world import World

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("place")]


@pytest.mark.usefixtures("desk")
def test_the_form_asks_what_the_article_names_and_never_what_for() -> None:
    page = LexborHTMLParser(Citizen().client.get(FORM).content.decode())
    names = {field.attributes.get("name") for field in page.css("#request-form [name]")}
    assert {"kind", "name", "identity_kind", "identity_number", "telephone", "address", "email"} <= names
    assert {"subject", "number", "features", "form_wanted", "way_wanted", "other_form", "help_kinds"} <= names
    kinds = [label.text(strip=True) for label in page.css("fieldset.choices")[0].css("label")]
    assert [kind.rpartition("：")[2] for kind in kinds] == [
        "公民（自然人）",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
    ]
    labels = " ".join(label.text() for label in page.css("#request-form label, #request-form legend"))
    assert "用途" not in labels
    assert "目的" not in labels


def test_a_unit_without_an_officer_says_whom_to_write_to_and_takes_nothing(world: World) -> None:
    page = Citizen().client.get(FORM).content.decode()
    assert "还没有开通网上申请" in page
    assert "云溪县和平路1号" in page
    assert 'id="request-form"' not in page
    Citizen().send()
    assert not Case.objects.exists()
    officer = world.person(world.education, Role.CASE_OFFICER)
    officer.is_active = False
    officer.save()
    assert "还没有开通网上申请" in Citizen().client.get(FORM).content.decode()


def test_a_unit_without_officer_and_address_names_the_body_above_it(world: World) -> None:
    world.education.telephone = world.education.office_address = ""
    world.education.save()
    page = Citizen().client.get(FORM).content.decode()
    assert "可以先与上级机关云溪县人民政府的政府信息公开工作机构联系" in page


@pytest.mark.usefixtures("desk")
def test_a_sent_form_is_a_request_whose_receipt_is_still_to_be_confirmed_and_the_code_opens_it() -> None:
    response = Citizen().send()
    code = code_in(response)
    case = Case.objects.get()
    assert by_code(code) == case
    assert (case.way, case.origin, case.state, case.received_on) == ("online", "portal", State.ARRIVED, None)
    assert case.arrived_on == date(2026, 3, 2)
    assert case.applicant.name.open() == "云小溪"
    assert case.description == "名称：青石镇小学校舍维修合同"
    page = response.content.decode()
    assert "以双方确认之日为收到申请之日" in page
    assert case.number in page
    assert "云小溪" not in page
    assert "YX0000001" not in page


@pytest.mark.usefixtures("desk")
def test_what_is_looked_over_names_everything_that_was_filled_in_and_registers_nothing() -> None:
    page = Citizen().check(help_kinds=["视力障碍"], help_how="请提供大字版").content.decode()
    for value in ("云小溪", "护照", "YX0000001", "0000-7654321", "青石镇小学校舍维修合同", "视力障碍", "请提供大字版"):
        assert value in page
    assert "还没有提交" in page
    assert not Case.objects.exists()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("fields", "place", "told"),
    [
        ({"kind": ""}, "id_kind_0", "请选择申请人类别"),
        ({"name": " "}, "id_name", "请填写姓名或者名称"),
        ({"identity_kind": ""}, "id_identity_kind", "请选择证件种类"),
        ({"identity_number": ""}, "id_identity_number", "请填写证件号码"),
        ({"identity_kind": "居民身份证", "identity_number": "12345"}, "id_identity_number", "应当是18位"),
        ({"identity_kind": "居民身份证", "identity_number": "622200000000000999"}, "id_identity_number", "请核对"),
        ({"telephone": "打我手机"}, "id_telephone", "联系电话只能有数字"),
        ({"email": "xiaoxi"}, "id_email", "电子邮箱的写法不对"),
        ({"email": ""}, "id_email", "请填写电子邮箱"),
        ({"way_wanted": "邮寄"}, "id_address", "请填写通信地址"),
        ({"way_wanted": "自行领取", "email": "", "telephone": ""}, "id_telephone", "至少填写一种联系方式"),
        ({"agent": "溪代理"}, "id_agent_contact", "请填写代理人的电话或者通信地址"),
        ({"subject": ""}, "id_subject", "至少填写一项"),
        ({"subject": "长" * 201}, "id_subject", "最多200个字，现在有201个"),
        ({"features": "长" * 4001}, "id_features", "最多4000个字"),
        ({"form_wanted": "飞鸽"}, "id_form_wanted_0", "请从列出的选项中选择"),
        ({"kind": "business", "identity_number": "000000000000000001"}, "id_identity_number", "统一社会信用代码"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_in_a_summary_that_leads_there_and_nothing_typed_is_lost(
    fields: dict[str, str], place: str, told: str
) -> None:
    page = LexborHTMLParser(Citizen().send(**fields).content.decode())
    links = {link.attributes["href"]: link.text() for link in page.css("#summary a")}
    assert told in links[f"#{place}"]
    target = page.css_first(f"#{place}")
    assert target is not None
    assert told in page.css_first(".wrong .error").text()
    if target.tag != "input" or target.attributes.get("type") != "radio":
        assert target.attributes["aria-invalid"] == "true"
        assert f"{place}_error" in target.attributes["aria-describedby"]
    for name, value in {**FILLED, **fields}.items():
        field = page.css_first(f"input[type=text][name={name}], input[type=email][name={name}]")
        if field is not None:
            assert (field.attributes.get("value") or "").strip() == value.strip(), name
    assert not Case.objects.exists()


@pytest.mark.usefixtures("desk")
def test_an_organisation_has_a_representative_and_a_person_none() -> None:
    more = {"representative": "溪大山", "contact": "溪小山"}
    Citizen().send(kind="research", identity_number="12345678-9", identity_kind=None, **more)
    Citizen().send(**more)
    organisation, person = (case.applicant for case in Case.objects.order_by("pk"))
    assert organisation.identity_kind == "统一社会信用代码"
    assert organisation.identity_number.open() == "123456789"
    assert organisation.representative.open() == "溪大山"
    assert person.identity_kind == "护照"
    assert not person.representative


@pytest.mark.usefixtures("desk")
def test_an_agent_attaches_the_authorisation_and_stands_in_the_receipt_but_on_no_page() -> None:
    agent = {"agent": "溪代理", "agent_contact": "0000-1112223"}
    plain = LexborHTMLParser(Citizen().client.get(FORM).content.decode())
    assert "open" not in plain.css_first("details.agent").attributes
    assert "授权委托书" not in Citizen().check().content.decode().split("<form")[-1]
    without = LexborHTMLParser(Citizen().send(**agent).content.decode())
    assert "请上传授权委托书" in without.css_first("#summary a[href='#id_authorisation_files']").text()
    assert not Case.objects.exists()
    code = code_in(Citizen().send(**agent, authorisation_files=SimpleUploadedFile("溪代理.pdf", b"%PDF-1.4")))
    case = Case.objects.get()
    assert (case.applicant.agent.open(), case.applicant.agent_contact.open()) == ("溪代理", "0000-1112223")
    assert [(file.kind, file.name) for file in case.files.all()] == [("authorisation", "授权委托书1.pdf")]
    page = Citizen().status(code).content.decode()
    assert "由代理人提出" in page
    assert "溪代理" not in page
    word = docx.Document(io.BytesIO(Citizen().file(code, "receipt.docx").content))
    assert any("代理人溪代理代为提出" in paragraph.text for paragraph in word.paragraphs)


@pytest.mark.usefixtures("desk")
def test_the_same_form_sent_again_leads_to_the_same_receipt_and_changed_words_to_a_form_of_their_own() -> None:
    citizen = Citizen()
    token = citizen.token()
    first = code_in(citizen.send(token=token))
    assert code_in(citizen.send(token=token)) == first
    assert code_in(citizen.send(token=token, answer="不知道")) == first
    changed = citizen.send(token=token, subject="另一份合同")
    assert "后来改动的内容没有登记" in changed.content.decode()
    assert "另一份合同" in changed.content.decode()
    assert first not in changed.content.decode()
    assert Case.objects.count() == 1
    page = LexborHTMLParser(changed.content.decode())
    assert page.css_first("input[name=token]").attributes["value"] != token


@pytest.mark.usefixtures("desk")
def test_a_second_click_that_comes_before_the_first_is_registered_leads_to_its_receipt(monkeypatch: Any) -> None:
    citizen = Citizen()
    token = citizen.token()
    first = code_in(citizen.send(token=token))
    whole, asked = views._sent_before, []

    def seen_too_late(unit: Unit, token: str) -> Case | None:
        asked.append(token)
        return None if len(asked) == 1 else whole(unit, token)

    monkeypatch.setattr(views, "_sent_before", seen_too_late)
    assert code_in(citizen.send(token=token)) == first
    assert len(asked) == 2
    assert Case.objects.count() == 1


@pytest.mark.usefixtures("desk")
def test_after_an_hour_the_form_no_longer_tells_the_code(settings: Any) -> None:
    citizen = Citizen()
    token = citizen.token()
    code = code_in(citizen.send(token=token))
    case = Case.objects.get()
    Case.objects.update(created_at=case.created_at.replace(year=case.created_at.year - 1))
    page = citizen.send(token=token).content.decode()
    assert code not in page
    assert "查询码当时已经告知" in page
    assert Case.objects.count() == 1
    assert case.arrived_on == settings.TODAY


def test_likely_items_are_offered_while_typing_and_before_sending(desk: World) -> None:
    desk.published(title="云溪县青石镇小学校舍维修工程合同公告")
    desk.published(title="关于义务教育招生的通知", document_number="云教〔2026〕1号")
    offered = Citizen().post(f"{FORM}likely", text="我要青石镇小学校舍维修的合同").content.decode()
    assert "云溪县青石镇小学校舍维修工程合同公告" in offered
    assert "招生" not in offered
    page = Citizen().check().content.decode()
    assert "您要找的是不是" in page
    assert "云溪县青石镇小学校舍维修工程合同公告" in page
    assert Citizen().post(f"{FORM}likely", text="水库大坝").content.decode() == ""
    assert Citizen().post(f"{FORM}likely", text="").content.decode() == ""
