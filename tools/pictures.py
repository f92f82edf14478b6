"""Take the pictures that the READMEs show: start the demonstration county in a folder that goes away and look at it in Chromium.

Needs Chromium: the one named in CHROMIUM, or `chromium` on the path.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
GONGKAI = Path(sys.executable).with_name("gongkai")
PASSWORD = "Yunxi-yanshi-2026"
SIZE = {"width": 1280, "height": 860}
DAY = "2026-11-22"
"""The day taken for today, so that the same pictures come out on another day."""


@contextmanager
def served() -> Iterator[str]:
    """The platform with the demonstration county; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "GONGKAI_HOME": home, "PORT": str(port), "GONGKAI_TODAY": DAY}
        process = subprocess.Popen([GONGKAI, "serve", "--demo"], env=environment, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            if not any(line.startswith("ready ") for line in process.stdout):
                sys.exit("the platform did not start")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


def portal(browser: Browser, base: str) -> None:
    """What a citizen sees."""
    page = browser.new_page(viewport=SIZE)
    page.goto(f"{base}/")
    shoot(page, "portal-home")
    page.goto(f"{base}/search?q=规定&validity=repealed")
    found = page.locator("a[href^='/i/']").first
    found.click()
    shoot(page, "portal-item")
    page.goto(f"{base}/search?q=补贴发放")
    shoot(page, "portal-search")
    page.goto(f"{base}/u/jyj/request/")
    shoot(page, "portal-request")
    page.goto(f"{base}/u/jyj/annual/2025/")
    shoot(page, "portal-annual")
    page.goto(f"{base}/u/yunxi/annual/compare/")
    shoot(page, "portal-years")
    page.close()


def workbench(browser: Browser, base: str) -> None:
    """What a clerk and a supervisor see."""
    page = sign_in(browser, base, "jyj-author")
    shoot(page, "workbench-home")
    page.goto(f"{base}/workbench/items/?state=draft")
    page.locator("td.title a").first.click()
    page.get_by_role("link", name="继续编辑").or_(page.locator("textarea[name=summary]")).first.wait_for()
    if page.get_by_role("link", name="继续编辑").count():
        page.get_by_role("link", name="继续编辑").click()
    page.fill("textarea[name=summary]", "有关事项请与联系人联系，手机13800001234。")
    page.get_by_role("button", name="保存并检查").click()
    page.get_by_text("写有手机号码").wait_for()
    shoot(page, "workbench-editor")
    page.close()
    page = sign_in(browser, base, "yunxi-supervisor")
    page.goto(f"{base}/workbench/overview/")
    shoot(page, "workbench-overview")
    page.goto(f"{base}/workbench/cases/")
    shoot(page, "workbench-requests")
    page.close()
    page = sign_in(browser, base, "yunxi-statistician")
    page.goto(f"{base}/workbench/annual/")
    page.locator("a[href^='/workbench/annual/'][href$='/']").get_by_text("编写中").first.click()
    page.get_by_role("link", name="数据", exact=True).click()
    shoot(page, "workbench-annual")
    page.close()
    page = sign_in(browser, base, "jyj-case-officer")
    page.goto(f"{base}/workbench/cases/")
    page.locator(".gk-lane a").first.click()
    shoot(page, "workbench-request")
    page.close()


def sign_in(browser: Browser, base: str, name: str) -> Page:
    """A page of `name`'s own session."""
    page = browser.new_context(viewport=SIZE, locale="zh-CN").new_page()
    page.goto(f"{base}/workbench/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(f"{base}/workbench/")
    return page


def shoot(page: Page, name: str) -> None:
    """One picture of what is in the window."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")
    print("wrote", f"docs/pictures/{name}.png")


def main() -> None:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        sys.exit("Chromium is needed: install it, or name it in CHROMIUM")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with served() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-quic"])
        portal(browser, base)
        workbench(browser, base)
        browser.close()


if __name__ == "__main__":
    main()
