"""All that a person reads in the workbench is Chinese."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import wagtail.admin
from django.test import Client
from django.urls import reverse
from lxml import etree, html

from gongkai.units.models import Person, Post, Role, Unit
from gongkai.untrusted.uploads import MEDIA_TYPES
from tests.workbench.walking import addresses, belongings
from tests.world import World

WORD = re.compile(r"[A-Za-z]{2,}")
UNREAD = {"script", "style", "code", "kbd", "option"}
"""Elements whose text is no word to a reader, or (in lists of choices) the reader's own data."""
SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-w-tooltip-content-value", "data-w-progress-active-value")
"""Attributes that a browser shows or reads out."""
KNOWN = {
    "xlsx",
    "csv",
    "https",
    "http",
    "URL",
    "Webhook",
    "JavaScript",
    "AppID",
    "AppSecret",
    "App",
    "ID",
    "IP",
    "API",
    "jpg",
    "png",
    "MB",
    "PDF",
    "Word",
    "Excel",
    "Ctrl",
    "XLSX",
    "CSV",
    *MEDIA_TYPES,
    "mp",
    "EMS",
    "Esc",
}
"""What people here call so themselves."""
SOURCES = re.compile(
    r"(?:github\.com|www\.|chinesecalendar|politics|gbitcoin|content_|127\.0\.0\.1|https?://|zh-)\S*"
    r"|\b[0-9a-f]{64}\b|\w+\.txt|（[\w-]{8}…）|\{\w+\}|</?div>"
)
"""Addresses, names of packages, files and fields, check sums, the beginnings of secrets, pieces of what scripts put together."""


WRITES_AND_KEEPS = [Role.AUTHOR, Role.ADMINISTRATOR]


@pytest.mark.once
@pytest.mark.parametrize(
    ("roles", "every"),
    [
        (WRITES_AND_KEEPS, False),
        *(pytest.param(roles, True, marks=pytest.mark.long) for roles in ([*Role], *([role] for role in Role))),
    ],
    ids=str,
)
def test_no_screen_shows_an_english_word(world: World, roles: list[Role], every: bool) -> None:
    """The screens of somebody who is several things at once, and of those who are one thing only: each view once, or each address."""
    own = belongings(world, world.county, "本机构")
    person = world.person(world.county, roles[0])
    for role in roles[1:]:
        Post.objects.create(person=person, unit=world.county, role=role)
    client = Client(raise_request_exception=False)
    client.force_login(world.person(world.county, roles[0]))
    found: dict[str, list[str]] = {}
    seen = 0
    for view, path in addresses(own):
        if not path.startswith(reverse("wagtailadmin_home")) or view == "wagtailadmin_logout":
            continue  # whoever signs out sees nothing more
        if not every and (view in found or view.endswith("_results")):
            continue
        nothing = [{"q": "没有这样的话"}] if view.endswith((":index", ":list")) else []
        for asked in ({}, *nothing):
            response = client.get(path, asked)
            text = _page(response)
            if response.status_code == 200 and text:
                seen += 1
                found[view] = [*found.get(view, []), *_english(text)]
    assert seen > 20
    assert {view: words for view, words in found.items() if words} == {}


def test_what_is_refused_is_told_in_chinese(world: World) -> None:
    client = Client()
    client.force_login(world.person(world.county, Role.ADMINISTRATOR))
    forms = ["units:add", "people:add", "channels:add", "calendars:add", "words:add", "tokens:add", "imports:add"]
    answers = {view: client.post(reverse(view), {}) for view in forms}
    assert {response.status_code for response in answers.values()} == {200}
    assert {view: words for view, response in answers.items() if (words := _english(_page(response)))} == {}


def test_every_string_of_the_editors_scripts_is_translated(world: World) -> None:
    source = Path(wagtail.admin.__file__).parent / "locale/en/LC_MESSAGES/djangojs.po"
    strings = re.findall(r'^msgid "(.+)"$', source.read_text(encoding="utf-8"), re.MULTILINE)
    client = Client()
    client.force_login(world.person(world.education, Role.AUTHOR))
    script = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    catalogue = json.loads(re.search(r"const newcatalog = (\{.*?\});\n", script, re.DOTALL)[1])  # type: ignore[index]
    assert "Insert a block" in strings
    assert [string for string in strings if string not in catalogue] == []


def _page(response: Any) -> str:
    if response.streaming:
        response.getvalue()  # to its end, where its file is closed
        return ""
    content = response.content.decode("utf-8", "replace")
    if response["Content-Type"].startswith("application/json"):
        return str(json.loads(content).get("html") or "")
    return content if response["Content-Type"].startswith("text/html") else ""


def _english(text: str) -> list[str]:
    """The pieces of `text` that have English words, what is somebody's name or code aside."""
    names = {*Person.objects.values_list("username", flat=True), *Unit.objects.values_list("code", flat=True)}
    pieces = set()
    for element in html.fromstring(text).iter():
        if isinstance(element, etree._Comment) or element.tag in UNREAD:
            pieces.add(element.tail or "")
            continue
        pieces |= {element.text or "", element.tail or "", *(element.get(name, "") for name in SPOKEN)}
    return sorted(piece.strip() for piece in pieces if _is_english(piece, names))


def _is_english(piece: str, names: set[str]) -> bool:
    if not WORD.search(piece):
        return False
    for name in sorted(names, key=len, reverse=True):
        piece = piece.replace(name, "")
    return bool(set(WORD.findall(SOURCES.sub("", piece))) - KNOWN)
