"""The open-data catalogue of a unit, and the export of its whole stock with a token."""

from __future__ import annotations

import csv
import io
import json
import os
import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from gongkai.api.access import CATALOGUES
from gongkai.audit.models import Entry
from gongkai.publishing import freshness
from gongkai.publishing.services import publication
from gongkai.units.models import Role
from tests.world import World

pytestmark = pytest.mark.once


def body(answer: object) -> str:
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_the_catalogue_has_every_public_item_of_the_unit_and_no_other(client: Client, world: World) -> None:
    item = world.published(title="=HYPERLINK(1)")
    world.draft(title="还没有公开")
    world.published(world.office, title="另一个机构的")
    gone = world.published(title="已经撤下")
    publication.withdraw(gone, by=world.person(world.education, Role.FINAL_REVIEWER), reason="内容有误")

    rows = list(csv.DictReader(io.StringIO(body(client.get("/u/yunxi-jyj/catalogue.csv")))))
    answer = client.get("/u/yunxi-jyj/catalogue.json")
    told = json.loads(body(answer))

    assert [(row["索引号"], row["名称"]) for row in rows] == [(item.index_number, "'=HYPERLINK(1)")]
    assert [(each["index_number"], each["title"]) for each in told["items"]] == [(item.index_number, "=HYPERLINK(1)")]
    assert told["unit"] == {"code": "yunxi-jyj", "name": "云溪县教育局"}
    assert "正文" not in rows[0]


@pytest.mark.usefixtures("world")
def test_an_empty_catalogue_is_a_catalogue(client: Client) -> None:
    assert body(client.get("/u/yunxi-jyj/catalogue.csv")).startswith("索引号,名称,")
    assert json.loads(body(client.get("/u/yunxi-jyj/catalogue.json")))["items"] == []
    assert client.get("/u/nobody/catalogue.csv").status_code == 404
    assert client.post("/u/yunxi-jyj/catalogue.csv").status_code == 405


def test_an_unchanged_catalogue_is_not_sent_again(client: Client, world: World) -> None:
    world.published()
    freshness.touch()
    etag = client.get("/u/yunxi-jyj/catalogue.json")["ETag"]

    unchanged = client.get("/u/yunxi-jyj/catalogue.json", headers={"If-None-Match": etag})
    later = time.time() + 60
    os.utime(settings.HOME / "changed", (later, later))
    changed = client.get("/u/yunxi-jyj/catalogue.json", headers={"If-None-Match": etag})

    assert (unchanged.status_code, changed.status_code) == (304, 200)


def test_who_takes_catalogues_again_and_again_has_to_wait_unless_nothing_has_changed(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CATALOGUES, "most", 2)
    world.published()
    earlier = time.time() - 60
    freshness.touch()
    os.utime(settings.HOME / "changed", (earlier, earlier))
    first, _, third = (client.get("/u/yunxi-jyj/catalogue.csv") for _ in range(3))

    assert (first.status_code, third.status_code) == (200, 429)
    assert 1 <= int(third["Retry-After"]) <= 60
    for name in ("ETag", "Last-Modified"):
        again = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[name]
        assert client.get("/u/yunxi-jyj/catalogue.csv", headers={again: first[name]}).status_code == 304


@pytest.mark.parametrize(("kind", "start"), [("csv", b"\xef\xbb\xbf"), ("json", b"{"), ("xlsx", b"PK")])
def test_a_unit_exports_all_that_it_published_and_the_log_says_so(
    client_of: Callable[..., Client], world: World, kind: str, start: bytes
) -> None:
    world.published()

    answer = client_of(world.education).get(f"/api/v1/export/items.{kind}")

    assert b"".join(answer.streaming_content).startswith(start)
    assert Entry.objects.filter(action="export", unit="yunxi-jyj").count() == 1
