"""The status page: what a query code shows, and that it shows nobody else's."""

from __future__ import annotations

from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.casework.models import Case
from gongkai.units.models import Role
from tests.portal.office import SECRETS, Office, facts, page_of, refuse
from tests.portal.requesting import FORM, STATUS, Citizen, code_in

pytestmark = pytest.mark.once


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
    refuse(office, case, None)
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
