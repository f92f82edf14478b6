"""The status page: what a query code shows and allows, that it shows nobody else's, and what can be done against an answer or silence."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from selectolax.lexbor import LexborHTMLParser

from gongkai.audit import log
from gongkai.casework.models import Case, CaseFile, Consultation, Delivery, Letter, State, Step
from gongkai.casework.services import answering, desks, files, handling, intake
from gongkai.casework.services import letters as letter_services
from gongkai.units.models import Person, Role
from tests.portal.requesting import FORM, STATUS, Citizen, code_in
from tests.world import World

pytestmark = pytest.mark.once

SECRETS = ("云小溪", "YX0000001", "0000-7654321", "xiaoxi@yunxi.invalid")


class Office:
    """The education bureau's side of a request, on days that the test sets."""

    def __init__(self, world: World, settings: Any) -> None:
        self.world = world
        self.settings = settings
        self.officer: Person = world.person(world.education, Role.CASE_OFFICER)
        self.head: Person = world.person(world.education, Role.HEAD)

    def on(self, day: date) -> date:
        """Let today be `day`."""
        self.settings.TODAY = day
        return day

    def asked(self, day: date = date(2026, 3, 2), confirmed: date | None = date(2026, 3, 3)) -> tuple[Case, str]:
        """A request from the portal, confirmed by the officer, with its code."""
        self.on(day)
        code = code_in(Citizen().send())
        case = Case.objects.order_by("-pk")[0]
        if confirmed:
            intake.confirm(case, on=self.on(confirmed), by=self.officer)
            handling.assign(case, self.officer, by=self.head)
        return Case.objects.get(pk=case.pk), code

    def answer(
        self, case: Case, kind: str, *, way: str = "electronic", received: date | None = None, **stated: str
    ) -> Letter:
        """An answer from its draft to its delivery today."""
        ground = stated.pop("ground", "")
        answering.draft(case, kind, ground=ground, stated=stated, by=self.officer)
        answering.submit(case, by=self.officer)
        answer = answering.approve(case, by=self.head)
        tracking = "EA000000001CN" if way == "post" else ""
        answering.send(
            case, way=way, sent_on=self.settings.TODAY, received_on=received, tracking=tracking, by=self.officer
        )
        letter = answer.letter
        assert letter is not None
        return letter


@pytest.fixture
def office(world: World, settings: Any, tmp_path: Path) -> Office:
    """The bureau with an officer and a head, and counts and a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.RATES = tmp_path / "rates.sqlite3"
    return Office(world, settings)


def page_of(response: Any) -> LexborHTMLParser:
    """The page of an answer."""
    assert response.status_code == 200, response.status_code
    return LexborHTMLParser(response.content.decode())


def text_of_pdf(data: bytes) -> str:
    """All text of a PDF, without spaces and line ends."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return re.sub(r"\s", "", "".join(page.extract_text() for page in pdf.pages))


def facts(page: LexborHTMLParser) -> dict[str, str]:
    """The facts of the page by name."""
    return {row.css_first("th").text(): row.css("td")[0].text() for row in page.css("table.facts tr")}


def moves(page: LexborHTMLParser) -> list[str]:
    """The moves that the page offers."""
    return [str(button.attributes["value"]) for button in page.css("button[name=do]")]


def test_the_code_shows_state_days_and_reckoning_with_articles_and_nothing_of_the_applicant(office: Office) -> None:
    case, code = office.asked()
    response = Citizen().status(code)
    page = page_of(response)
    told = facts(page)
    assert told["申请人"] == "云某某"
    assert told["收到申请之日"] == "2026年3月3日"
    # twenty working days after 3 March 2026, over no holiday but weekends
    assert told["答复的最后一日"] == "2026年3月31日"
    assert "最迟应当在2026年3月31日答复" in page.text()
    assert "第三十三条" in page.css_first("ol.reckoning").text()
    for secret in SECRETS:
        assert secret not in response.content.decode()
    assert case.number in told["登记编号"]


def test_a_code_may_be_typed_without_dashes_in_small_and_full_width_letters(office: Office) -> None:
    case, code = office.asked()
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code if letter != "-")
    for typed in (code.lower(), code.replace("-", ""), f" {code} ", code.replace("-", " "), wide):
        assert case.number in Citizen().status(typed).content.decode()


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


def test_a_code_that_is_none_shows_nothing_and_a_fifth_wrong_one_makes_its_address_wait(office: Office) -> None:
    case, code = office.asked()
    guesser = Citizen("192.0.2.9")
    wrong = [
        "ABCD-EFGH-JKMN-PQRS",
        code[:-1] + ("2" if code[-1] != "2" else "3"),
        "' OR 1=1 --",
        case.number,
        str(case.pk),
    ]
    for typed in wrong:
        response = guesser.status(typed)
        assert "没有找到这个查询码的申请" in response.content.decode()
        assert case.number not in response.content.decode().replace(typed, "")
    refused = guesser.status(code)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) <= 600
    assert case.number not in refused.content.decode()
    assert guesser.file(code, "receipt.pdf").status_code == 429
    assert Citizen().status(code).status_code == 200


def test_a_code_in_the_address_is_not_looked_at(office: Office) -> None:
    case, code = office.asked()
    page = Citizen().client.get(STATUS, {"code": code}).content.decode()
    assert case.number not in page
    assert code not in page


def test_right_codes_are_limited_too(office: Office) -> None:
    _, code = office.asked()
    citizen = Citizen("192.0.2.7")
    answers = [citizen.status(code).status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]


def test_with_ones_own_code_no_other_case_s_letter_or_file_is_had(office: Office) -> None:
    first, code = office.asked()
    other, _ = office.asked()
    letter = office.answer(other, "granted", provided="合同全文")
    files.store(other, SimpleUploadedFile("合同.pdf", b"%PDF-1.4"), CaseFile.Kind.PROVIDED, by=office.officer)
    files.store(first, SimpleUploadedFile("内部.pdf", b"%PDF-1.4"), CaseFile.Kind.EVIDENCE, by=office.officer)
    asked = [
        f"letter-{letter.pk}.pdf",
        f"letter-{letter.pk}.docx",
        "letter-0.pdf",
        "letter-x.pdf",
        "review.pdf",
        "receipt.exe",
    ]
    asked += [f"file-{file.pk}" for file in CaseFile.objects.all()] + ["", "letter", "../../etc/passwd"]
    for number, what in enumerate(asked):
        assert Citizen(f"192.0.2.{100 + number}").file(code, what).status_code == 404, what


def test_letters_to_others_and_answers_that_are_not_sent_are_not_shown(office: Office) -> None:
    case, code = office.asked()
    handling.consult(
        case,
        Consultation.Kind.THIRD_PARTY,
        name="云溪县清泉有限公司",
        question="合同的价款",
        on=office.on(date(2026, 3, 5)),
        by=office.officer,
    )
    facts_ = {"question": "合同的价款", "days": "15"}
    letter_services.make(case, "third_party", facts_, addressee="云溪县清泉有限公司", by=office.officer)
    told = {"on": "2026年3月5日"}
    letter_services.make(case, "third_party_applicant", told, by=office.officer)
    answering.draft(case, "granted", stated={}, by=office.officer)
    page = page_of(Citizen().status(code))
    assert [item.css_first("span").text(deep=False) for item in page.css("ul.letters li")] == [
        "政府信息公开征求第三方意见告知书"
    ]
    assert "清泉" not in page.text()
    for letter in Letter.objects.exclude(kind="third_party_applicant"):
        assert Citizen().file(code, f"letter-{letter.pk}.pdf").status_code == 404


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


def test_the_receipt_and_letters_come_as_pdf_and_word_with_their_words(office: Office) -> None:
    case, code = office.asked(confirmed=None)
    response = Citizen().file(code, "receipt.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    assert "attachment" in response["Content-Disposition"]
    text = text_of_pdf(response.content)
    assert "政府信息公开申请登记回执" in text
    assert case.number in text
    assert code in text
    assert "以双方确认之日为收到申请之日" in text
    office.on(date(2026, 3, 3))
    intake.confirm(case, on=date(2026, 3, 3), by=office.officer)
    assert "最迟于2026年3月31日作出答复" in text_of_pdf(Citizen().file(code, "receipt.pdf").content)
    word = docx.Document(io.BytesIO(Citizen().file(code, "receipt.docx").content))
    assert code in "".join(paragraph.text for paragraph in word.paragraphs)


def test_what_an_electronic_answer_hands_out_is_downloaded_and_the_reading_is_recorded(office: Office) -> None:
    case, code = office.asked()
    files.store(case, SimpleUploadedFile("合同.pdf", b"%PDF-1.4 text"), CaseFile.Kind.PROVIDED, by=office.officer)
    file = CaseFile.objects.get()
    assert Citizen().file(code, f"file-{file.pk}").status_code == 404
    case.answers.all().delete()
    file.delete()
    letter = office.answer(case, "granted", provided="合同全文")
    files.store(case, SimpleUploadedFile("合同.pdf", b"%PDF-1.4 text"), CaseFile.Kind.PROVIDED, by=office.officer)
    file = CaseFile.objects.get()
    assert Citizen().file(code, f"file-{file.pk}").content == b"%PDF-1.4 text"
    assert f"letter-{letter.pk}.pdf" in Citizen().status(code).content.decode()
    Delivery.objects.update(way="post")
    assert Citizen().file(code, f"file-{file.pk}").status_code == 404


def _refuse(office: Office, case: Case, received: date | None) -> Letter:
    """By Art. 16(1)."""
    stated = {"ground": "logistics", "choice": "属于本机关的后勤管理事项"}
    return office.answer(case, "denied_internal", received=received, **stated)


def test_after_a_refusal_the_review_comes_first_by_the_day_computed_and_the_application_is_filled_in(
    office: Office,
) -> None:
    case, code = office.asked()
    office.on(date(2026, 3, 10))
    letter = _refuse(office, case, date(2026, 3, 10))
    page = page_of(Citizen().status(code))
    way = page.css("div.way")
    assert len(way) == 1
    told = way[0].text()
    assert "申请行政复议" in told
    assert "云溪县人民政府" in told
    assert "2026年5月9日" in told  # sixty days end on a Saturday that is worked for the holiday of May
    assert "应当先申请行政复议" in told
    assert "15日内" in told
    text = text_of_pdf(Citizen().file(code, "review.pdf").content)
    for words in ("行政复议申请书", "被申请人：云溪县教育局", "此致", "云溪县人民政府", letter.number, case.number):
        assert words in text
    assert "云小溪" not in text
    word = docx.Document(io.BytesIO(Citizen().file(code, "review.docx").content))
    assert any("行政复议申请书" in paragraph.text for paragraph in word.paragraphs)


def test_without_a_day_of_delivery_the_terms_are_told_as_provisional(office: Office) -> None:
    case, code = office.asked()
    office.on(date(2026, 3, 10))
    _refuse(office, case, None)
    assert "暂从本机关送出之日起算" in page_of(Citizen().status(code)).text()


def test_after_silence_review_and_suit_are_told_with_their_days_and_before_it_neither(office: Office) -> None:
    _, code = office.asked()
    office.on(date(2026, 3, 31))
    assert not page_of(Citizen().status(code)).css("div.way")
    assert Citizen().file(code, "review.pdf").status_code == 404
    office.on(date(2026, 4, 1))
    page = page_of(Citizen().status(code))
    assert "答复期限已于2026年3月31日届满" in page.text()
    told = [way.text() for way in page.css("div.way")]
    assert "云溪县人民政府" in told[0]
    assert "2026年6月1日" in told[0]  # sixty days end on Saturday 30 May
    assert "有管辖权的人民法院" in told[1]
    assert "2026年9月30日" in told[1]
    text = text_of_pdf(Citizen().file(code, "review.pdf").content)
    assert "逾期不答复" in text


def test_the_court_and_the_review_body_of_the_desk_are_named(office: Office) -> None:
    case, code = office.asked()
    desks.set_up(
        office.world.education,
        court="云溪县人民法院",
        review_body="云溪县行政复议局",
        review_address="https://review.yunxi.invalid/",
        by=office.head,
    )
    office.on(date(2026, 4, 1))
    told = [way.text() for way in page_of(Citizen().status(code)).css("div.way")]
    assert "云溪县行政复议局" in told[0]
    assert "https://review.yunxi.invalid/" in told[0]
    assert "云溪县人民法院" in told[1]
    assert case.unit_id == office.world.education.pk


def test_a_name_that_the_fonts_lack_is_told_and_word_still_has_it(office: Office) -> None:
    office.on(date(2026, 3, 2))
    code = code_in(Citizen().send(name="云\U00030fff"))
    response = Citizen().file(code, "receipt.pdf")
    assert "字库中没有这些字" in response.content.decode()
    word = docx.Document(io.BytesIO(Citizen().file(code, "receipt.docx").content))
    assert "\U00030fff" in "".join(paragraph.text for paragraph in word.paragraphs)


def test_the_form_of_another_unit_takes_the_same_token_for_a_request_of_its_own(office: Office) -> None:
    world = office.world
    world.person(world.township, Role.CASE_OFFICER)
    office.on(date(2026, 3, 2))
    citizen = Citizen()
    token = citizen.token()
    first = code_in(citizen.send(token=token))
    second = code_in(citizen.send(FORM.replace("yunxi-jyj", "yunxi-qszj"), token=token))
    assert first != second
    assert {case.unit.code for case in Case.objects.all()} == {"yunxi-jyj", "yunxi-qszj"}


def test_the_disclosure_log_stands_in_the_menu_where_there_is_something_in_it(office: Office) -> None:
    from gongkai.casework.services import disclosed

    case, _ = office.asked()
    office.on(date(2026, 3, 10))
    unit = "/u/yunxi-jyj/"
    citizen = Citizen()
    assert "公开申请记录" not in citizen.client.get(unit).content.decode()
    assert "还没有记录" in citizen.client.get(f"{unit}requests/").content.decode()
    _refuse(office, case, None)
    logged = disclosed.disclose(
        case, title="<i>校舍维修合同</i>", asked="校舍维修合同<script>", answered="不予公开", by=office.officer
    )
    assert "公开申请记录" in citizen.client.get(unit).content.decode()
    listed = LexborHTMLParser(citizen.client.get(f"{unit}requests/").content.decode())
    (link,) = listed.css("ul.rows a")
    assert link.text() == "<i>校舍维修合同</i>"
    address = str(link.attributes["href"])
    page = citizen.client.get(address).content.decode()
    assert "校舍维修合同&lt;script&gt;" in page
    sitemap = b"".join(citizen.client.get("/sitemap-requests.xml").streaming_content).decode()
    assert sitemap.count(f"{address}</loc>") == sitemap.count("/u/yunxi-jyj/requests/</loc>") == 1
    for secret in (*SECRETS, case.number, "云某某"):
        assert secret not in page
    assert citizen.client.get(f"/u/yunxi-zfb/requests/{logged.pk}/").status_code == 404
    assert citizen.client.get(f"{unit}requests/{logged.pk + 1}/").status_code == 404
    assert citizen.client.get(f"{unit}requests/{10**19}/").status_code == 404


def test_the_portal_shows_no_request_anywhere_else(office: Office) -> None:
    case, code = office.asked()
    paths = [
        "/",
        "/u/yunxi-jyj/",
        FORM,
        "/search?q=校舍维修",
        "/sitemap-0.xml",
        "/sitemap-units.xml",
        "/sitemap-requests.xml",
        "/feeds/yunxi-jyj.atom",
    ]
    for path in paths:
        response = Citizen().client.get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        page = body.decode()
        for words in (*SECRETS, case.number, code, "青石镇小学校舍维修合同"):
            assert words not in page, (path, words)
