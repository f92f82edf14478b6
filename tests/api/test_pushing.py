"""Pushing from an office system: drafts of the token's own unit, never more."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from gongkai.api import tokens
from gongkai.api.models import Scope, Token
from gongkai.audit.models import Entry
from gongkai.publishing.models import Item
from gongkai.publishing.services import chain, files
from gongkai.units.calendars import today
from gongkai.units.models import Post, Role
from gongkai.units.problems import NotReady
from tests.world import World, sign_all

API = "/api/v1"
Make = Callable[..., Client]
GIVEN: dict[str, Any] = {
    "external_id": "OA/2026/17",
    "title": "关于做好防汛工作的通知",
    "issuing_body": "云溪县教育局",
    "formed_on": "2026-03-02",
    "node": "20.11",
    "genre": "通知",
    "summary": "部署防汛工作。",
    "joint_issuers": ["云溪县人民政府办公室"],
    "body_html": "<p>请各学校做好防汛工作。</p>",
}


def push(client: Client, **changes: Any) -> Any:
    return client.post(f"{API}/items", json.dumps(GIVEN | changes), content_type="application/json")


def test_a_pushed_document_is_a_draft_that_nobody_else_sees(client: Client, client_of: Make, world: World) -> None:
    answer = push(client_of(world.education))

    item = Item.objects.get(pk=answer.json()["id"])
    draft = item.get_latest_revision_as_object()
    assert (answer.status_code, answer.json()["state"]) == (201, "draft")
    assert (item.unit, item.live, item.index_number) == (world.education, False, None)
    assert (draft.genre, draft.created_by) == ("notice", world.person(world.education, Role.AUTHOR))
    assert [(issuer.name, issuer.unit) for issuer in item.joint_issuers.all()] == [
        ("云溪县人民政府办公室", world.office)
    ]
    assert client.get(f"{API}/items").json()["items"] == []


def test_the_same_pushed_again_changes_nothing_and_a_change_changes_the_draft(client_of: Make, world: World) -> None:
    client = client_of(world.education)
    first = push(client)
    again = push(client)
    changed = push(client, title="关于做好防汛工作的补充通知")

    item = Item.objects.get()
    assert [first.status_code, again.status_code, changed.status_code] == [201, 200, 200]
    assert item.revisions.count() == 2
    assert item.get_latest_revision_as_object().title == "关于做好防汛工作的补充通知"


def test_a_submitted_document_goes_through_the_whole_chain_before_it_is_public(client_of: Make, world: World) -> None:
    world.staff(world.education)
    client = client_of(world.education)
    submitted = push(client, submit=True).json()
    retried = push(client, submit=True).json()

    assert (submitted["state"], submitted["step"], submitted["public"]) == ("in_review", "初审", False)
    assert retried == submitted
    item = sign_all(world, Item.objects.get())
    state = client.get(f"{API}/pushed/OA/2026/17").json()
    assert (state["state"], state["public"], state["index_number"]) == ("published", True, item.index_number)
    assert state["url"].endswith(item.index_number)


def test_what_was_sent_back_tells_the_comment_and_goes_on_only_after_a_change(client_of: Make, world: World) -> None:
    world.staff(world.education)
    client = client_of(world.education)
    push(client, submit=True)
    item = Item.objects.get()
    reviewer = world.person(world.education, Role.FIRST_REVIEWER)
    chain.sign(item.current_workflow_task_state, by=reviewer, action="reject", opinion="请补充联系电话")

    unchanged = push(client, submit=True).json()
    changed = push(client, submit=True, body_html="<p>请各学校做好防汛工作。电话0000-1234567。</p>").json()

    assert (unchanged["state"], unchanged["comments"]) == ("sent_back", ["初审：请补充联系电话"])
    assert changed["state"] == "in_review"


def test_nothing_is_changed_under_the_reviewers_hands(client_of: Make, world: World) -> None:
    world.staff(world.education)
    client = client_of(world.education)
    number = push(client, submit=True).json()["id"]

    answer = push(client, title="另一个标题")
    attachment = client.post(
        f"{API}/items/{number}/attachments?name=a.txt", b"text", content_type="application/octet-stream"
    )

    assert (answer.status_code, attachment.status_code) == (409, 409)
    assert Item.objects.get().get_latest_revision_as_object().title == GIVEN["title"]
    assert Item.objects.get().get_latest_revision_as_object().attachments.count() == 0


def test_a_change_of_a_published_document_needs_a_reason_and_its_reviews(client_of: Make, world: World) -> None:
    world.staff(world.education)
    client = client_of(world.education)
    push(client, submit=True)
    sign_all(world, Item.objects.get())

    refused = push(client, title="新的标题", submit=True)
    change = {"title": "新的标题", "change_reason": "更正标题", "submit": True}
    taken = push(client, **change)

    assert "修改原因" in refused.json()["errors"][0]["message"]
    assert taken.json()["state"] == "in_review"
    assert Item.objects.get().title == GIVEN["title"]
    assert sign_all(world, Item.objects.get()).title == "新的标题"
    assert push(client, **change).json()["state"] == "published", "the same again is no new change"


def test_what_stands_in_the_way_of_submitting_is_told_and_the_draft_is_kept(client_of: Make, world: World) -> None:
    answer = push(client_of(world.education), submit=True)

    assert answer.status_code == 422
    assert any("环节没有人" in error["message"] for error in answer.json()["errors"])
    assert Item.objects.get().revisions.count() == 1


def test_what_the_guard_finds_is_told_and_blocks_until_it_is_mended(client_of: Make, world: World) -> None:
    world.staff(world.education)
    client = client_of(world.education)
    refused = push(client, submit=True, summary="")

    assert refused.status_code == 422
    assert any(error["path"] == "findings" and "内容概述" in error["message"] for error in refused.json()["errors"])
    assert any("内容概述" in finding for finding in client.get(f"{API}/pushed/OA/2026/17").json()["findings"])
    assert push(client, submit=True).json()["state"] == "in_review"


def test_hostile_markup_is_harmless_before_it_is_stored(client_of: Make, world: World) -> None:
    push(
        client_of(world.education), body_html='<p onclick="x()">正文<script>alert(1)</script><img src=x onerror=y></p>'
    )

    stored = json.dumps(list(Item.objects.get().body.raw_data), ensure_ascii=False)
    assert "正文" in stored
    assert not any(word in stored for word in ("script", "onclick", "onerror", "alert", "img"))


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"title": ""}, "title"),
        ({"title": "长" * 301}, "title"),
        ({"title": "不可见\u0000字符"}, "title"),
        ({"formed_on": "昨天"}, "formed_on"),
        ({"node": "没有的目录"}, "node"),
        ({"node": "20"}, "node"),
        ({"genre": "情书"}, "genre"),
        ({"ground": "no-such-ground"}, "ground"),
        ({"openness": "secret"}, "openness"),
        ({"joint_issuers": ["长" * 101]}, "joint_issuers.0"),
        ({"explains": "000000003/2026-99999"}, "explains"),
        ({"expires_on": "2026-01-01", "effective_on": "2026-02-01"}, "expires_on"),
        ({"external_id": " "}, "external_id"),
        ({"live": True}, "live"),
        ({"index_number": "000000003/2026-00001"}, "index_number"),
        ({"unit": "yunxi"}, "unit"),
    ],
)
@pytest.mark.usefixtures("db")
def test_a_wrong_field_is_told_in_chinese_with_its_path(
    client_of: Make, world: World, changes: dict[str, Any], path: str
) -> None:
    answer = push(client_of(world.education), **changes)

    errors = answer.json()["errors"]
    assert answer.status_code == 422
    assert [error["path"] for error in errors] == [path]
    assert all("一" <= error["message"][0] <= "鿿" or error["message"][0] == "“" for error in errors)
    assert not Item.objects.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 200_000, b"\xff\xfe", b'{"title": "\\ud800"}', b"null", b"[]"])
def test_what_is_no_json_of_the_right_kind_is_refused(client_of: Make, world: World, body: bytes) -> None:
    answer = client_of(world.education).post(f"{API}/items", body, content_type="application/json")

    assert answer.status_code in (400, 422)
    assert answer["Content-Type"].startswith("application/problem+json")


def test_a_request_that_is_too_large_is_refused(client_of: Make, world: World, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000

    assert push(client_of(world.education), body_html="字" * 10_000).status_code == 413


def test_an_attachment_is_added_once(client_of: Make, world: World) -> None:
    client = client_of(world.education)
    address = f"{API}/items/{push(client).json()['id']}/attachments?name=../../etc/附件.txt&label=名单"
    first = client.post(address, "名单".encode(), content_type="application/octet-stream")
    again = client.post(address, "名单".encode(), content_type="application/octet-stream")

    attachments = list(Item.objects.get().get_latest_revision_as_object().attachments.all())
    assert [first.status_code, again.status_code] == [201, 200]
    assert [(each.file.name, each.label, each.file.unit) for each in attachments] == [
        ("附件.txt", "名单", world.education)
    ]
    with attachments[0].file.content.open("rb") as content:
        assert content.read().decode() == "名单"
    assert push(client).status_code == 200
    assert Item.objects.get().get_latest_revision_as_object().attachments.count() == 1


def test_a_file_takes_the_place_of_the_one_of_its_name_and_can_be_taken_off_again(
    client_of: Make, world: World
) -> None:
    world.staff(world.education)
    client = client_of(world.education)
    address = f"{API}/items/{push(client).json()['id']}/attachments?name="

    def upload(name: str, text: str) -> Any:
        return client.post(address + name, text.encode(), content_type="application/octet-stream")

    assert [upload(*one).status_code for one in (("甲.txt", "一"), ("乙.txt", "二"), ("甲.txt", "三"))] == [
        201,
        201,
        200,
    ]
    assert client.get(f"{API}/pushed/OA/2026/17").json()["attachments"] == ["甲.txt", "乙.txt"]
    draft = Item.objects.get().get_latest_revision_as_object()
    with draft.attachments.all()[0].file.content.open("rb") as content:
        assert content.read().decode() == "三"

    assert client.delete(address + "乙.txt").json()["attachments"] == ["甲.txt"]
    assert client.delete(address + "乙.txt").status_code == 404
    assert client_of(world.office).delete(address + "甲.txt").status_code == 404
    push(client, submit=True)
    assert client.delete(address + "甲.txt").status_code == 409
    item = sign_all(world, Item.objects.get())
    assert [each.file.name for each in item.attachments.all()] == ["甲.txt"]


def test_a_file_that_is_not_what_it_claims_or_too_large_is_refused(
    client_of: Make, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(world.education)
    address = f"{API}/items/{push(client).json()['id']}/attachments"
    lying = client.post(f"{address}?name=a.pdf", b"<script>", content_type="application/pdf")
    page = client.post(f"{address}?name=a.txt", b"\xef\xbb\xbf <html>", content_type="text/plain")
    program = client.post(f"{address}?name=a.exe", b"MZ", content_type="application/octet-stream")
    empty = client.post(f"{address}?name=a.txt", b"", content_type="application/octet-stream")
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    large = client.post(f"{address}?name=a.txt", b"x" * 1001, content_type="application/octet-stream")

    assert [answer.status_code for answer in (lying, page, program, empty, large)] == [422, 422, 422, 422, 413]


def test_another_units_items_can_be_neither_read_nor_changed(client_of: Make, world: World) -> None:
    number = push(client_of(world.education)).json()["id"]
    stranger = client_of(world.office)

    read = stranger.get(f"{API}/pushed/OA/2026/17")
    attached = stranger.post(f"{API}/items/{number}/attachments?name=a.txt", b"x", content_type="text/plain")
    own = push(stranger, title="办公室自己的文件")

    assert (read.status_code, attached.status_code, own.status_code) == (404, 404, 201)
    assert Item.objects.get(pk=number).title == GIVEN["title"]
    assert own.json()["id"] != number


def test_what_was_written_in_the_workbench_cannot_be_reached_with_a_token(client_of: Make, world: World) -> None:
    item = world.draft()
    client = client_of(world.education)

    assert (
        client.post(f"{API}/items/{item.pk}/attachments?name=a.txt", b"x", content_type="text/plain").status_code == 404
    )
    assert client.get(f"{API}/pushed/{item.pk}").status_code == 404


@pytest.mark.parametrize(
    ("scopes", "statuses"),
    [
        ([Scope.PUSH], {"push": 201, "state": 200, "export": 403}),
        ([Scope.READ], {"push": 403, "state": 404, "export": 403}),
        ([Scope.EXPORT], {"push": 403, "state": 403, "export": 200}),
    ],
)
def test_a_token_does_what_its_scopes_say(
    client_of: Make, world: World, scopes: list[Scope], statuses: dict[str, int]
) -> None:
    client = client_of(world.education, *scopes)
    got = {
        "push": push(client).status_code,
        "state": client.get(f"{API}/pushed/OA/2026/17").status_code,
        "export": client.get(f"{API}/export/items.csv").status_code,
    }

    assert got == statuses


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic eDp5", "Bearer \u00e9"])
@pytest.mark.usefixtures("db")
def test_without_a_good_token_nothing_is_pushed(client: Client, header: str) -> None:
    answer = client.post(f"{API}/items", "{}", content_type="application/json", headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_token_ends_when_it_is_revoked_runs_out_or_its_author_leaves(client_of: Make, world: World) -> None:
    revoked, late, orphan = (client_of(world.education) for _ in range(3))
    tokens.revoke(Token.objects.order_by("pk")[0], by=world.person(world.education, Role.ADMINISTRATOR))
    Token.objects.filter(pk=Token.objects.order_by("pk")[1].pk).update(expires_on=today() - timedelta(days=1))

    assert [push(revoked).status_code, push(late).status_code] == [401, 401]
    Post.objects.filter(person=world.person(world.education, Role.AUTHOR)).delete()
    assert push(orphan).status_code == 403


def test_of_a_tokens_secret_nothing_is_kept(world: World) -> None:
    admin = world.person(world.education, Role.ADMINISTRATOR)
    token, secret = tokens.issue(
        world.education,
        name="办公系统",
        scopes=[Scope.PUSH],
        responsible=world.person(world.education, Role.AUTHOR),
        expires_on=today(),
        by=admin,
    )

    kept = json.dumps(list(Token.objects.values()), default=str) + json.dumps(list(Entry.objects.values()), default=str)
    assert secret not in kept
    assert tokens.find(secret) == token


@pytest.mark.parametrize("expires_on", [date(2020, 1, 1), today() + timedelta(days=3650)])
def test_a_token_is_not_given_out_for_ever_nor_for_the_past(world: World, expires_on: date) -> None:
    with pytest.raises(NotReady, match="有效期"):
        tokens.issue(
            world.education,
            name="办公系统",
            scopes=[Scope.PUSH],
            responsible=world.person(world.education, Role.AUTHOR),
            expires_on=expires_on,
            by=world.person(world.education, Role.ADMINISTRATOR),
        )


def test_the_log_names_the_token_and_the_person_who_answers_for_it(client_of: Make, world: World) -> None:
    push(client_of(world.education))

    entry = Entry.objects.filter(action="item.created").get()
    assert entry.actor == f"{world.person(world.education, Role.AUTHOR).name}（接口：办公系统）"
    assert entry.after["external_id"] == "OA/2026/17"
    assert entry.unit == "yunxi-jyj"
