"""The public form and those who misuse it: programs, floods, scripts, others' receipts."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.casework.models import Case
from gongkai.casework.services.status import by_code
from tests.portal.requesting import FILLED, FORM, Citizen, answer_to, code_in

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("place")]


EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


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
