"""Reading published items: everybody may, nobody sees more than what is public."""

from __future__ import annotations

import json
import os
import re
import time
from datetime import date, timedelta
from ipaddress import ip_network
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from gongkai.api import access
from gongkai.publishing import freshness
from gongkai.publishing.models import Change, Item
from gongkai.publishing.services import publication
from gongkai.publishing.services.files import store_bytes
from gongkai.publishing.services.indexing import index_items
from gongkai.units.models import Role
from tests.world import World

API = "/api/v1"


def numbers(world: World, count: int, **fields: object) -> list[str]:
    """Index numbers of so many public items, the newest first."""
    now = timezone.now()
    items = [
        Item(
            unit=world.education,
            live=True,
            title=f"通知{number}",
            issuing_body="云溪县教育局",
            formed_on=date(2026, 3, 2),
            node="20.11",
            index_number=f"000000003/2026-{number:05d}",
            first_published_at=now - timedelta(days=number // 3),
            **fields,
        )
        for number in range(1, count + 1)
    ]
    Item.objects.bulk_create(items)
    Change.objects.bulk_create(Change(item=item, at=now, kind="published") for item in items)
    return [item.index_number for item in Item.objects.public().order_by("-first_published_at", "pk")]


def all_pages(client: Client, address: str) -> list[str]:
    found: list[str] = []
    while address:
        page = client.get(address).json()
        found += [item["index_number"] for item in page["items"]]
        address = page.get("next", "").removeprefix(settings.BASE_URL)
    return found


def test_a_published_item_is_read_with_its_elements_its_text_and_its_files(client: Client, world: World) -> None:
    item = world.draft(document_number="云教发〔2026〕9号")
    draft = item.get_latest_revision_as_object()
    author = world.person(world.education, Role.AUTHOR)
    file = store_bytes("名单".encode(), "名单.txt", unit=world.education, by=author)
    draft.attachments.create(file=file, label="学校名单")
    revision = draft.save_revision(user=author)
    item = publication.publish(item, revision, by=None)

    found = client.get(f"{API}/items/{item.index_number}").json()

    assert found["document_number"] == "云教发〔2026〕9号"
    assert found["unit"] == {"code": "yunxi-jyj", "name": "云溪县教育局"}
    assert "现将2026年义务教育学校招生入学工作有关事项通知如下" in found["body_html"]
    assert [attachment["sha256"] for attachment in found["attachments"]] == [file.sha256]
    assert "changed_on" not in found, "what is unknown is left out"


def test_drafts_and_items_that_are_not_open_to_all_are_never_read(client: Client, world: World) -> None:
    world.draft()
    numbers(world, 1, openness="withheld", ground="secret")

    assert client.get(f"{API}/items").json()["items"] == []
    assert client.get(f"{API}/items/000000003/2026-00001").status_code == 404
    assert client.get(f"{API}/catalogue/yunxi-jyj").json()["nodes"][0]["items"] == 0


def test_of_a_withdrawn_item_only_its_identity_is_told(client: Client, world: World) -> None:
    item = world.published(summary="不应再看到的概述")
    publication.withdraw(item, by=world.person(world.education, Role.FINAL_REVIEWER), reason="内容有误")

    found = client.get(f"{API}/items/{item.index_number}")

    assert found.json()["state"] == "withdrawn"
    assert "不应再看到的概述" not in found.content.decode()
    assert "body_html" not in found.json()
    assert client.get(f"{API}/items").json()["items"] == []


def test_following_the_pages_finds_every_item_once_while_items_come_and_go(client: Client, world: World) -> None:
    there = numbers(world, 25)
    first = client.get(f"{API}/items?limit=7").json()
    seen = [item["index_number"] for item in first["items"]]

    world.published(title="刚刚发布的通知")
    gone = Item.objects.get(index_number=there[12])
    publication.withdraw(gone, by=world.person(world.education, Role.FINAL_REVIEWER), reason="内容有误")
    seen += all_pages(client, first["next"].removeprefix(settings.BASE_URL))

    assert seen == [number for number in there if number != there[12]]


@pytest.mark.parametrize("limit", [1, 3, 200])
@pytest.mark.usefixtures("db")
def test_pages_of_any_size_make_the_same_list(client: Client, world: World, limit: int) -> None:
    there = numbers(world, 10)

    assert all_pages(client, f"{API}/items?limit={limit}&unit=yunxi-jyj&node=20&year=2026&normative=false") == there


def test_what_changed_since_a_time_is_told_with_what_was_withdrawn(client: Client, world: World) -> None:
    there = numbers(world, 3)
    Change.objects.update(at=timezone.now() - timedelta(days=30))
    item = Item.objects.get(index_number=there[1])
    publication.withdraw(item, by=world.person(world.education, Role.FINAL_REVIEWER), reason="内容有误")
    since = (timezone.now() - timedelta(days=1)).isoformat()

    found = client.get(f"{API}/items", {"changed_since": since}).json()["items"]

    assert [(each["index_number"], each["state"]) for each in found] == [(there[1], "withdrawn")]


def test_a_page_costs_the_same_queries_for_few_and_many_items(
    client: Client, world: World, django_assert_max_num_queries: object
) -> None:
    numbers(world, 60)

    with django_assert_max_num_queries(6):
        client.get(f"{API}/items?limit=50&unit=yunxi-jyj")


@pytest.mark.parametrize(
    "query",
    [
        "after=x", "after=!!!!", "after=W10", "after=WyIyMDI2LTAxLTAxIiwgMV0", "limit=0", "limit=100000", "limit=多",
        "year=abc", "year=99999999999999999999", "changed_since=昨天", "normative=maybe", "validity=dubious", "unit=%00", "node=a%07",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("db")
def test_a_query_that_makes_no_sense_is_told_with_its_path_in_chinese(client: Client, query: str) -> None:
    answer = client.get(f"{API}/items?{query}")

    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("application/problem+json")
    assert [error["path"] for error in answer.json()["errors"]] == [query.partition("=")[0]]


@pytest.mark.parametrize(
    "address", ["/items/x", "/units/nobody", "/catalogue/nobody", "/items?unit=nobody", "/nothing", "/"]
)
@pytest.mark.usefixtures("db")
def test_what_is_not_there_is_told_as_a_problem(client: Client, address: str) -> None:
    answer = client.get(API + address)

    assert answer.status_code == 404
    assert answer.json()["title"] == "没有找到"


@pytest.mark.usefixtures("db")
def test_a_method_that_an_address_has_not_is_told_as_a_problem_and_head_is_one_of_those_it_has(client: Client) -> None:
    refused, head = client.delete(f"{API}/items"), client.head(f"{API}/units")

    assert (refused.status_code, refused.json()["status"]) == (405, 405)
    assert set(refused["Allow"].split(", ")) == {"GET", "HEAD", "POST"}
    assert (head.status_code, head.content, head.has_header("ETag")) == (200, b"", True)


def test_a_database_that_is_away_is_told_to_programs_as_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any) -> None:
        raise OperationalError("connection to server at 10.0.0.5 failed")

    monkeypatch.setattr("gongkai.api.reading._units_out", away)

    answer = Client(raise_request_exception=False).get(f"{API}/units")

    assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (503, "application/problem+json")
    assert answer["Retry-After"]
    assert "数据库暂时没有应答" in answer.json()["detail"]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("address", ["/items/%00", "/units/%00", "/catalogue/%07", "/search?q=%00"])
def test_control_characters_in_an_address_reach_no_database(client: Client, address: str) -> None:
    assert client.get(API + address).status_code == 422


def test_who_has_the_answer_already_gets_304_until_something_changes(client: Client, world: World) -> None:
    item = world.published()
    address = f"{API}/items/{item.index_number}"
    etag = client.get(address)["ETag"]

    unchanged = client.get(address, headers={"If-None-Match": etag})
    publication.withdraw(item, by=world.person(world.education, Role.FINAL_REVIEWER), reason="内容有误")
    changed = client.get(address, headers={"If-None-Match": etag})

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert changed.status_code == 200


def test_last_modified_is_when_anything_public_changed_last(client: Client, world: World) -> None:
    numbers(world, 1)
    freshness.touch()
    assert not client.get(f"{API}/items").has_header("Last-Modified"), "more may change within this second"
    earlier = time.time() - 60
    os.utime(settings.HOME / "changed", (earlier, earlier))

    told = client.get(f"{API}/items")["Last-Modified"]

    assert client.get(f"{API}/items", headers={"If-Modified-Since": told}).status_code == 304


def test_search_finds_what_the_portal_finds(client: Client, world: World) -> None:
    item = world.published(title="关于松材线虫防治的通知")
    world.published(title="关于义务教育招生的通知")

    found = client.get(f"{API}/search", {"q": "松材线虫", "unit": "yunxi", "node": "20", "year": "2026"}).json()

    assert [each["index_number"] for each in found["items"]] == [item.index_number]
    assert found["total"] == 1


@pytest.mark.usefixtures("world")
def test_units_are_told_with_their_parent_and_their_contact_facts(client: Client) -> None:
    listed = {unit["code"]: unit.get("parent") for unit in client.get(f"{API}/units").json()}
    one = client.get(f"{API}/units/yunxi-jyj").json()

    assert listed["yunxi-jyj"] == "yunxi"
    assert listed["yunxi"] is None
    assert one["telephone"] == "0000-1234567"


def test_following_the_pages_of_a_search_finds_what_it_counted(client: Client, world: World) -> None:
    made = numbers(world, 45)
    index_items(Item.objects.all())
    first = client.get(f"{API}/search?q=通知&unit=yunxi-jyj").json()

    found = all_pages(client, f"{API}/search?q=通知&unit=yunxi-jyj")

    assert first["total"] == len(found) == 45
    assert sorted(found) == sorted(made)


@pytest.fixture
def seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three requests a minute."""
    monkeypatch.setattr(access.READING, "most", 3)


@pytest.mark.usefixtures("world", "seldom")
def test_who_asks_too_often_is_told_to_wait_whatever_address_they_claim(client: Client) -> None:
    asked = [
        client.get(f"{API}/units/yunxi", headers={"X-Forwarded-For": f"192.0.2.{number}"}) for number in range(1, 5)
    ]

    assert [answer.status_code for answer in asked] == [200, 200, 200, 429]
    assert 1 <= int(asked[-1]["Retry-After"]) <= 60


@pytest.mark.usefixtures("world", "seldom")
def test_behind_a_proxy_of_ours_each_client_is_counted_alone(client: Client, settings: Any) -> None:
    settings.PROXIES = [ip_network("127.0.0.1")]
    for number in (1, 2):
        asked = [
            client.get(f"{API}/units/yunxi", headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code
            for _ in range(4)
        ]
        assert asked == [200, 200, 200, 429]


@pytest.mark.usefixtures("db")
def test_the_description_names_every_address_and_needs_nobody_elses_server(client: Client) -> None:
    described = client.get(f"{API}/openapi.json").json()

    assert {"/api/v1/items", "/api/v1/items/{index_number}", "/api/v1/units", "/api/v1/search"} <= set(
        described["paths"]
    )
    assert client.get(f"{API}/docs").status_code == 404


def test_the_description_says_in_chinese_what_each_part_is_and_what_may_go_wrong(client: Client) -> None:
    described = client.get(f"{API}/openapi.json").json()
    schemas = described["components"]["schemas"]
    told = {
        f"{name}.{field}": each
        for name, schema in schemas.items()
        for field, each in schema.get("properties", {}).items()
    }
    for path, operations in described["paths"].items():
        for operation in operations.values():
            told[path] = {"description": operation["summary"] + operation.get("description", "")}
            told |= {f"{path} {each['name']}": each for each in operation["parameters"]}
            assert "Problem" in operation["responses"]["default"]["$ref"]
            assert ("令牌须有" in told[path]["description"]) == ("security" in operation)

    assert [name for name, each in told.items() if not re.search("[一-鿿]", each["description"])] == []
    assert "binary" in json.dumps(described["paths"][f"{API}/items/{{id}}/attachments"]["post"]["requestBody"])
    assert set(schemas["ErrorOut"]["properties"]) == {"path", "message"}
