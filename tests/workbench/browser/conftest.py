"""A real browser before the workbench."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from playwright.sync_api import Browser, Error, sync_playwright
from wagtail.models import Workflow

from tests.world import World, make_world

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# Playwright runs a loop of its own in the tests' thread, until the session ends; Django would take our queries for asynchronous ones.


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the system's, else the one that playwright brought."""
    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-quic"]
            )
        except Error as error:
            pytest.skip(f"no Chromium here: {error.message.splitlines()[0]}")
        yield found
        found.close()


@pytest.fixture
def world(transactional_db: None) -> World:  # noqa: ARG001 -- asked for by naming it
    """The county, with the review chains of the migration: tests with a server of their own empty all tables behind them."""
    if not Workflow.objects.exists():
        ContentType.objects.clear_cache()
        import_module("gongkai.publishing.migrations.0003_review_chains").add(apps, None)
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
