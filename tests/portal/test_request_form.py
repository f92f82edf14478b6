"""The form for requests on a unit's page: what it asks, what it refuses, that nothing is lost and nothing is registered twice."""

from __future__ import annotations

import io
import logging
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from selectolax.lexbor import LexborHTMLParser

from gongkai.casework.models import Case, CaseFile, State
from gongkai.casework.services import files
from gongkai.casework.services.status import by_code
from gongkai.portal.views import request as views
from gongkai.units.models import Role, Unit
from tests.portal.requesting import FILLED, FORM, Citizen, answer_to, code_in
from tests.world import World

pytestmark = pytest.mark.once

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.fixture(autouse=True)
def place(settings: Any, tmp_path: Path) -> None:
    """A day, a folder and counts of its own for each test."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.RATES = tmp_path / "rates.sqlite3"
    settings.TODAY = date(2026, 3, 2)


@pytest.fixture
def desk(world: World) -> World:
    """The education bureau has somebody who handles requests."""
    world.person(world.education, Role.CASE_OFFICER)
    return world


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


@pytest.mark.usefixtures("desk")
def test_a_token_of_somebody_else_s_making_opens_no_receipt() -> None:
    token = Citizen().token()
    code = code_in(Citizen().send(token=token))
    kept = Case.objects.get().origin_id
    key, issued, seal = token.split(".")
    for forged in (
        kept,
        key,
        f"{key}.{issued}.{'0' * 64}",
        f"{key}.{int(issued) + 1}.{seal}",
        f"{kept}.{issued}.{seal}",
        "",
    ):
        answer = Citizen().send(token=forged or "x", answer="1")
        assert code not in answer.content.decode()
    assert Case.objects.count() == 1


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("late", "fields", "told"),
    [
        (60, {"answer": "100"}, "答案不对"),
        (60, {"answer": ""}, "请填写验证问题的答案"),
        (1, {}, "提交得太快"),
        (2 * 86400, {}, "页面打开的时间太久"),
        (60, {"website": "spam.invalid"}, "有一栏应当留空"),
    ],
)
def test_a_program_is_not_let_through_and_a_person_only_answers_again(
    late: int, fields: dict[str, str], told: str
) -> None:
    page = Citizen(late=late).send(**fields).content.decode()
    assert told in page
    assert "等于多少？" in page
    assert 'value="青石镇小学校舍维修合同"' in page
    assert not Case.objects.exists()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("written", ["{}", " {} ", "word"])
def test_the_answer_may_be_written_in_figures_of_any_width_or_in_words(written: str) -> None:
    citizen = Citizen()
    token = citizen.token()
    number = int(answer_to(token))
    words = "零一二三四五六七八九十"
    word = words[number] if number <= 10 else f"十{words[number - 10]}"
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    answer = word if written == "word" else written.format(wide)
    code_in(citizen.send(token=token, answer=answer))


def _zip_bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", b"0" * 1_000_000)
    return made.getvalue()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("证明.pdf", b"MZ\x90\x00 a program", "内容不是pdf格式"),
        ("证明.exe", b"MZ\x90\x00", "只接受"),
        ("证明.html", b"<script>alert(1)</script>", "只接受"),
        ("证明.svg", b"<svg onload=alert(1)>", "只接受"),
        ("证明.jpg", b"<html><script>alert(1)</script>", "内容不是jpg格式"),
        ("证明.txt", b"<!doctype html><script>alert(1)</script>", "内容不是txt格式"),
        ("空.pdf", b"", "空文件"),
        ("大.pdf", b"%PDF-1.4" + b"0" * (20 * 1024 * 1024), "超过上限"),
        ("../../etc/passwd", b"root", "只接受"),
    ],
)
def test_a_hostile_file_is_refused_with_its_reason_and_nothing_is_registered_or_kept(
    name: str, data: bytes, told: str, settings: Any
) -> None:
    page = Citizen().send(identity_files=SimpleUploadedFile(name, data)).content.decode()
    assert told in page
    assert "请重新选择" in page
    assert not Case.objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("path", [FORM, "/request/status/"])
def test_more_than_all_files_may_have_is_refused_before_it_is_read(path: str) -> None:
    class Unread(io.BytesIO):
        def read(self, *_: Any) -> bytes:
            raise AssertionError("what is too large is not read")

    response = Citizen().client.generic(
        "POST",
        path,
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(10**9),
        **{"wsgi.input": Unread()},
    )
    assert response.status_code == 413
    assert "文件太大" in response.content.decode()


@pytest.mark.usefixtures("desk")
def test_files_are_kept_sealed_under_no_name_of_the_applicant_and_too_many_are_refused(settings: Any) -> None:
    proof = b"%PDF-1.4 " + "云小溪的护照".encode()
    many = [SimpleUploadedFile(f"{n}.pdf", proof) for n in range(7)]
    assert "最多上传6个文件" in Citizen().send(identity_files=many).content.decode()
    four = [SimpleUploadedFile(f"{n}.pdf", proof) for n in range(4)]
    both = Citizen().send(
        identity_files=four, other_files=[SimpleUploadedFile(f"委托书{n}.pdf", proof) for n in range(3)]
    )
    assert "各栏合计最多上传6个文件" in both.content.decode()
    assert not CaseFile.objects.exists()
    code_in(
        Citizen().send(
            identity_files=SimpleUploadedFile("云小溪 护照<b>.pdf", proof),
            other_files=SimpleUploadedFile("bomb.zip", _zip_bomb()),
        )
    )
    identity, other = CaseFile.objects.order_by("pk")
    assert (identity.kind, other.kind) == ("identity", "request")
    assert files.content(identity, by=None) == proof
    assert "云小溪" not in identity.name
    on_disk = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert len(on_disk) == 2
    for path in on_disk:
        assert "云小溪" not in str(path)
        assert proof not in path.read_bytes()


@pytest.mark.usefixtures("desk")
def test_a_failure_while_files_are_stored_leaves_neither_case_nor_file(settings: Any, monkeypatch: Any) -> None:
    whole = files.store

    def failing(case: Case, upload: Any, kind: str, *, by: None) -> CaseFile:
        if kind == "request":
            raise OSError(28, "No space left on device")
        return whole(case, upload, kind, by=by)

    monkeypatch.setattr(files, "store", failing)
    proof = SimpleUploadedFile("a.pdf", b"%PDF-1.4")
    citizen = Citizen()
    with pytest.raises(OSError, match="No space"):
        citizen.send(identity_files=proof, other_files=SimpleUploadedFile("b.pdf", b"%PDF-1.4"))
    assert not Case.objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "field",
    [name for name in FILLED if name != "other_form"]
    + ["number", "features", "address", "representative", "help_how", "token", "step", "answer"],
)
def test_no_field_carries_a_script_into_a_page(field: str) -> None:
    citizen = Citizen()
    evil = {field: EVIL}
    pages = [citizen.check(**evil), citizen.post(**{**FILLED, "step": "edit", **evil}), citizen.send(**evil)]
    if case := Case.objects.first():
        pages.append(citizen.status(case.code.open()))
    for response in pages:
        page = response.content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


@pytest.mark.usefixtures("desk")
def test_pages_of_a_request_are_kept_by_no_cache_and_found_by_no_search_engine(settings: Any) -> None:
    from django.core.cache import cache

    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "requests"}}
    cache.clear()
    citizen = Citizen()
    first, second = citizen.client.get(FORM), citizen.client.get(FORM)
    assert "no-store" in first["Cache-Control"]
    tokens = [
        LexborHTMLParser(page.content.decode()).css_first("input[name=token]").attributes["value"]
        for page in (first, second, Citizen().client.get(FORM))
    ]
    assert len(set(tokens)) == 3
    for response in (citizen.check(), citizen.send(), citizen.client.get("/request/status/")):
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert "ETag" not in response
    assert "Disallow: /request/" in citizen.client.get("/robots.txt").content.decode()


@pytest.mark.usefixtures("desk")
def test_a_form_without_its_csrf_token_is_refused() -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(FORM, FILLED).status_code == 403
    assert not Case.objects.exists()


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


@pytest.mark.usefixtures("desk")
def test_more_than_five_forms_an_hour_from_one_address_wait_with_everything_kept_and_others_do_not() -> None:
    citizen = Citizen()
    for n in range(5):
        code_in(citizen.send(subject=f"第{n}份合同"))
    refused = citizen.send(subject="第六份合同")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    page = refused.content.decode()
    assert "以后再试" in page
    assert "第六份合同" in page
    assert Case.objects.count() == 5
    code_in(Citizen("192.0.2.2").send())


@pytest.mark.usefixtures("desk")
def test_addresses_of_one_network_of_version_six_are_one() -> None:
    for n in range(5):
        code_in(Citizen(f"2001:db8:0:1::{n + 1}").send(subject=f"第{n}份合同"))
    assert Citizen("2001:db8:0:1:ffff::9").send().status_code == 429
    assert Citizen("2001:db8:0:2::1").send().status_code == 200


@pytest.mark.once
@pytest.mark.usefixtures("desk")
def test_of_a_flood_of_forms_from_one_address_those_accepted_are_there_and_no_more(caplog: Any) -> None:
    caplog.set_level(logging.ERROR, "django.request")  # a thousand lines that say that somebody had to wait
    citizen = Citizen()
    codes, refused = [], 0
    for n in range(300):
        response = citizen.send(subject=f"第{n}份合同")
        if response.status_code == 200:
            codes.append(code_in(response))
        else:
            assert response.status_code == 429
            assert int(response["Retry-After"]) > 0
            refused += 1
    assert len(codes) == 5
    assert refused == 295
    assert len(set(codes)) == Case.objects.count() == 5
    assert {by_code(code) for code in codes} == set(Case.objects.all())
