"""A real browser before the workbench."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.world import World, make_world


@pytest.fixture
def world(transactional_db: None) -> World:  # noqa: ARG001 -- asked for by naming it
    """The county, in tables that the server's own thread can see."""
    return make_world()


@pytest.fixture
def complaints() -> list[str]:
    """What browsers complained of: violations of the content policy, errors of scripts, missing files."""
    return []


@pytest.fixture
def sit_down(browser: Browser, live_server: Any, complaints: list[str]) -> Iterator[Any]:
    """Somebody at a browser of their own, signed in by typing name and password."""
    contexts = []

    def sit(username: str) -> Any:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: _ours(asked.url, live_server.url, complaints))
        page.goto(f"{live_server.url}/workbench/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", "云溪县测试口令")
        page.click("button[type=submit]")
        page.wait_for_url("**/workbench/")
        return page

    yield sit
    for context in contexts:
        context.close()


def _ours(address: str, server: str, complaints: list[str]) -> None:
    if not address.startswith((server, "data:", "blob:")):
        complaints.append(f"a request to somebody else: {address}")
