"""A request in a browser: by keyboard from the form to its withdrawal, accessible at each step, with and without scripts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.casework.models import Case
from gongkai.casework.services import intake
from gongkai.casework.services.status import by_code
from gongkai.units.calendars import today
from gongkai.units.models import Role
from gongkai.untrusted import challenge
from tests.world import World, make_world

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(settings: Any, tmp_path: Path, monkeypatch: Any) -> World:
    """The county with an officer in the education bureau and something published; nobody waits before sending."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.RATES = tmp_path / "rates.sqlite3"
    monkeypatch.setattr(challenge, "AT_LEAST", 0)
    made = make_world()
    made.person(made.education, Role.CASE_OFFICER)
    made.published(title="云溪县青石镇小学校舍维修工程合同公告")
    return made


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core."""
    package = pytest.importorskip(
        "axe_playwright_python", reason="axe-playwright-python is not installed: axe-core is in it"
    )
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def _accessible(page: Page, script: str, name: str) -> None:
    """No violation at a desk's and a phone's width, and no scrolling sideways."""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} at {width}"
        page.evaluate(script)
        found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
        assert len(found["passes"]) > 10, name
        wrong = [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]]
        assert not wrong, f"{name} at {width}: {wrong}"
    page.set_viewport_size({"width": 1280, "height": 900})


def _tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


def _type(page: Page, selector: str, text: str) -> None:
    _tab_to(page, selector)
    page.keyboard.type(text)


def _press(page: Page, selector: str, key: str = "Enter") -> None:
    _tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press(key)


def _answer(page: Page) -> str:
    digits = "零一二三四五六七八九十"
    found = re.match(r"(.)([加减])(.)", page.inner_text("#id_answer_helptext"))
    assert found
    first, second = digits.index(found[1]), digits.index(found[3])
    return str(first + second if found[2] == "加" else first - second)


def _fill(page: Page) -> None:
    """Fill in the form by keyboard from its top."""
    _tab_to(page, "#id_kind_0")
    page.keyboard.press("Space")
    _type(page, "#id_name", "云小溪")
    _tab_to(page, "#id_identity_kind")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    _type(page, "#id_identity_number", "YX0000001")
    _type(page, "#id_email", "xiaoxi@yunxi.invalid")
    _type(page, "#id_subject", "青石镇小学校舍维修合同")
    _tab_to(page, "#id_form_wanted_0")
    page.keyboard.press("Space")
    _tab_to(page, "#id_way_wanted_0")
    page.keyboard.press("Space")


@pytest.mark.usefixtures("world")
def test_by_keyboard_alone_from_the_form_to_receipt_status_and_withdrawal_each_page_accessible(
    browser: Browser, live_server: Any, axe: str
) -> None:
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(f"{live_server.url}/u/yunxi-jyj/request/")
    _accessible(page, axe, "form")
    _press(page, "button[value=check]")
    assert page.evaluate("document.activeElement.id") == "summary"
    _accessible(page, axe, "mistakes")
    _tab_to(page, "#summary a")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_kind_0"
    _fill(page)
    _press(page, "button[value=check]")
    assert "云溪县青石镇小学校舍维修工程合同公告" in page.inner_text("main")
    _accessible(page, axe, "check")
    _type(page, "#id_answer", _answer(page))
    with page.expect_navigation():
        page.keyboard.press("Enter")  # in a field, where the browser takes the first button
    code = page.inner_text(".code strong")
    assert by_code(code) == Case.objects.get()
    _accessible(page, axe, "receipt")
    with page.expect_download() as downloaded:
        _tab_to(page, "button[value='receipt.pdf']")
        page.keyboard.press("Enter")
    assert downloaded.value.suggested_filename.endswith(".pdf")
    page.goto(f"{live_server.url}/request/status/")
    _accessible(page, axe, "code")
    _type(page, "#code", "ABCD-EFGH")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    _accessible(page, axe, "wrong code")
    _type(page, "#code", code)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert code not in page.url
    _accessible(page, axe, "status")
    _tab_to(page, "details:last-of-type summary")
    page.keyboard.press("Enter")
    _press(page, "button[value=withdraw]")
    assert "请先勾选" in page.inner_text("#summary")
    _accessible(page, axe, "refused move")
    _tab_to(page, "#id_withdraw-sure")
    page.keyboard.press("Space")
    _press(page, "button[value=withdraw]")
    assert "申请已经撤回" in page.inner_text(".done")
    _accessible(page, axe, "withdrawn")
    page.reload()
    assert Case.objects.get().answers.count() == 1


@pytest.mark.long
def test_two_clicks_at_once_make_one_request(browser: Browser, live_server: Any, world: World) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/u/yunxi-jyj/request/")
    _fill(page)
    _press(page, "button[value=check]")
    page.fill("#id_answer", _answer(page))
    page.evaluate("() => { const b = document.querySelector('button[value=send]'); b.click(); b.click(); b.click(); }")
    page.wait_for_selector(".code strong")
    assert by_code(page.inner_text(".code strong")) == Case.objects.get()
    assert Case.objects.get().unit == world.education


@pytest.mark.usefixtures("world")
def test_without_scripts_the_same_way_is_open_and_with_them_likely_items_come_while_typing(
    browser: Browser, live_server: Any
) -> None:
    refused: list[str] = []
    plain = browser.new_context(java_script_enabled=False).new_page()
    scripted = browser.new_page()
    for page in (plain, scripted):
        page.on("console", lambda message: refused.append(message.text))
        page.goto(f"{live_server.url}/u/yunxi-jyj/request/")
    scripted.fill("#id_subject", "青石镇小学校舍维修合同")
    scripted.wait_for_selector("#likely a")
    assert "云溪县青石镇小学校舍维修工程合同公告" in scripted.inner_text("#likely")
    assert plain.locator("#likely").is_hidden()
    plain.check("#id_kind_0")
    plain.fill("#id_name", "云小溪")
    plain.select_option("#id_identity_kind", "护照")
    plain.fill("#id_identity_number", "YX0000001")
    plain.fill("#id_email", "xiaoxi@yunxi.invalid")
    plain.fill("#id_subject", "青石镇小学校舍维修合同")
    plain.check("#id_form_wanted_0")
    plain.check("#id_way_wanted_0")
    plain.click("button[value=check]")
    expect(plain.locator("main")).to_contain_text("您要找的是不是")
    plain.click("button[value=edit]")
    expect(plain.locator("#id_subject")).to_have_value("青石镇小学校舍维修合同")
    plain.click("button[value=check]")
    plain.fill("#id_answer", _answer(plain))
    plain.click("button[value=send]")
    expect(plain.locator(".code strong")).to_be_visible()
    plain.wait_for_load_state()
    assert not plain.locator("[data-print]").is_visible()
    assert not refused


@pytest.mark.long
def test_what_belongs_to_organisations_is_asked_of_them_alone(browser: Browser, live_server: Any, world: World) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/u/{world.education.code}/request/")
    assert page.locator("#id_representative").is_visible()
    page.check("#id_kind_0")
    assert page.locator("#id_representative").is_hidden()
    assert page.locator("#id_identity_kind").is_visible()
    page.check("#id_kind_1")
    assert page.locator("#id_representative").is_visible()
    assert page.locator("#id_identity_kind").is_hidden()


def test_silence_shows_remedies_and_reckoning_accessibly(
    browser: Browser, live_server: Any, axe: str, world: World, settings: Any
) -> None:
    from datetime import date

    settings.TODAY = date(2026, 3, 2)
    who = intake.Who(kind="person", name="云小溪", telephone="0000-7654321")
    what = intake.What(title="校舍维修合同", description="校舍维修合同")
    case, code = intake.register(world.education, who, what, way="online", arrived_on=today(), by=None)
    intake.confirm(case, on=today(), by=world.person(world.education, Role.CASE_OFFICER))
    settings.TODAY = date(2026, 4, 10)
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(f"{live_server.url}/request/status/")
    page.fill("#code", code)
    page.press("#code", "Enter")
    page.wait_for_selector("div.way")
    _accessible(page, axe, "silence")
    assert page.locator("ol.reckoning li").count() >= 2
    with page.expect_download() as downloaded:
        page.click("button[value='review.pdf']")
    assert downloaded.value.suggested_filename.startswith("行政复议申请书")
