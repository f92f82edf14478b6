"""The papers of a request that its code opens: receipt, letters, what is handed out."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.casework.models import CaseFile, Consultation, Delivery, Letter
from gongkai.casework.services import answering, files, handling, intake
from gongkai.casework.services import letters as letter_services
from tests.portal.office import Office, page_of, text_of_pdf
from tests.portal.requesting import Citizen, code_in

pytestmark = pytest.mark.once


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


def test_a_name_that_the_fonts_lack_is_told_and_word_still_has_it(office: Office) -> None:
    office.on(date(2026, 3, 2))
    code = code_in(Citizen().send(name="云\U00030fff"))
    response = Citizen().file(code, "receipt.pdf")
    assert "字库中没有这些字" in response.content.decode()
    word = docx.Document(io.BytesIO(Citizen().file(code, "receipt.docx").content))
    assert "\U00030fff" in "".join(paragraph.text for paragraph in word.paragraphs)
