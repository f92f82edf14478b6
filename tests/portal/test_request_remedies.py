"""What can be done against an answer or against silence, as the page of a request tells it."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest

from gongkai.casework.services import desks
from tests.portal.office import Office, page_of, refuse, text_of_pdf
from tests.portal.requesting import Citizen

pytestmark = pytest.mark.once


def test_after_a_refusal_the_review_comes_first_by_the_day_computed_and_the_application_is_filled_in(
    office: Office,
) -> None:
    case, code = office.asked()
    office.on(date(2026, 3, 10))
    letter = refuse(office, case, date(2026, 3, 10))
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
    refuse(office, case, None)
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
