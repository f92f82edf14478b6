"""The portal in a browser: accessibility by axe-core, phones, zoom, keyboard, no scripts, no foreign hosts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.publishing.services import publication
from tests.annual import editions
from tests.portal.conftest import attach, normative, repeal
from tests.world import make_world

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
WIDE = "<table><tr>" + "<th>一个很宽的表头</th>" * 14 + "</tr><tr>" + "<td>内容</td>" * 14 + "</tr></table>"

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(live_server: Any, settings: Any, tmp_path: Path) -> dict[str, str]:
    """A page of every kind, by name, from a county with something in it."""
    settings.MEDIA_ROOT = tmp_path
    world = make_world()
    text = [("text", "<h2>一、范围</h2><p>各校应当做好招生工作，联系<a href='https://yunxi.invalid/'>平台</a>。</p>")]
    item = world.published(
        document_number="云教〔2026〕12号", keywords="招生", body=[*text, ("imported", WIDE)], field_node="f.education"
    )
    attach(item, "计划.pdf", b"%PDF-1.4 x")
    old, new = normative(world, "民办教育管理办法"), normative(world, "废止部分文件的决定", explains=item)
    repeal(old, by=new)
    amended = normative(world, "食堂管理规定")
    publication.end(amended, by=None, kind="amended", on=date(2026, 3, 5), by_text="《修改决定》")
    gone = world.published(title="撤下的决定")
    publication.withdraw(gone, by=None, reason="已被撤销")
    world.published(title="云溪县教育局2025年政府信息公开工作年度报告", node="20.15")
    editions.published(world.education, 2024, t3_received_total=6)
    editions.published(world.education, 2024, why="更正收到的申请。", t3_received_total=7)
    editions.uploaded(world.education, 2023, t3_received_total=5)
    unit = "/u/yunxi-jyj/"
    paths = {
        "home": "/",
        "unit": unit,
        **{part: f"{unit}{part}/" for part in ("guide", "rules", "catalogue", "annual", "request")},
        "report": f"{unit}annual/2024/",
        "figures": f"{unit}annual/2023/",
        "years": f"{unit}annual/compare/",
        "below": "/u/yunxi/annual/",
        "node": f"{unit}catalogue/?node=20.11",
        "item": item.get_absolute_url(),
        "repealed": old.get_absolute_url(),
        "amended": amended.get_absolute_url(),
        "withdrawn": gone.get_absolute_url(),
        "search": "/search?q=招生&since=2026-01-01",
        "nothing": "/search?q=没有这样的词",
        "missing": "/i/none",
    }
    return {name: f"{live_server.url}{path}" for name, path in paths.items()}


def test_axe_finds_no_violation_of_wcag_on_any_kind_of_page_at_any_width(
    browser: Browser, addresses: dict[str, str]
) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python", reason="axe-playwright-python is not installed: axe-core is in it"
    )
    script = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    page = browser.new_context(bypass_csp=True).new_page()
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for name, address in addresses.items():
            page.goto(address)
            page.evaluate(script)
            found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
            assert len(found["passes"]) > 10, name
            wrong = [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]]
            assert not wrong, f"{name} at {width}: {wrong}"


@pytest.mark.long
def test_no_page_scrolls_sideways_on_a_phone_or_at_twice_its_size_and_wide_tables_do_by_themselves(
    browser: Browser, addresses: dict[str, str]
) -> None:
    for width, scale in ((640, 2), (360, 1)):  # 640 is what is left of 1280 at 200 %
        context = browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=scale)
        page = context.new_page()
        for name, address in addresses.items():
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} at {width}"
    page.goto(addresses["item"])
    table = page.locator(".scroll")
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    table.focus()
    assert table.evaluate("box => box === document.activeElement")
    page.goto(addresses["report"])
    table = page.locator(".table", has=page.locator("#t3"))
    table.evaluate("box => box.scrollLeft = 150")
    label = page.locator("#t3 th[scope=row]", has_text="1.属于国家秘密")
    assert label.bounding_box()["x"] == pytest.approx(table.bounding_box()["x"], abs=2)  # type: ignore[index]


def test_pages_load_nothing_from_elsewhere_and_work_without_scripts(
    browser: Browser, addresses: dict[str, str]
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    asked: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )
    for address in addresses.values():
        page.goto(address)
    host = addresses["home"].removesuffix("/")
    assert asked
    assert not [url for url in asked if not url.startswith(host)]
    assert not refused
    page.goto(addresses["home"])
    page.fill("main input[name=q]", "招生")
    page.press("main input[name=q]", "Enter")
    expect(page.locator("ol.hits mark").first).to_be_visible()  # a click waits for a page to begin, not for all of it
    page.click("ol.hits h3 a")
    expect(page.locator("dl.head")).to_be_visible()
    before = page.locator(".body").evaluate("e => getComputedStyle(e).fontSize")
    page.check("#size-l")
    assert page.locator(".body").evaluate("e => getComputedStyle(e).fontSize") != before


def test_the_keyboard_reaches_everything_and_one_sees_where_it_is(browser: Browser, addresses: dict[str, str]) -> None:
    page = browser.new_page()
    page.goto(addresses["catalogue"])
    page.keyboard.press("Tab")
    assert _focused(page) == "跳到正文"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(_focused(page))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none" or page.evaluate("document.activeElement === document.body")
    assert {"政府信息公开指南", "检索"} <= reached
    assert any(text.startswith("民生政策措施") for text in reached)


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText || ''"))
