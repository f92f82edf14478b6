"""Channels, and what a clerk records by hand of releases on them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from gongkai.audit.models import Entry
from gongkai.publishing import counts
from gongkai.publishing.models import Channel, Delivery, Finding, Item, Release
from gongkai.publishing.services import channels, files, inspection, link_inspection
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from tests.publishing.servers import Server
from tests.world import World

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


def board(world: World, **fields: Any) -> Channel:
    values = {"kind": "notice-board", "name": "门前公告栏", "by_default": True, **fields}
    return channels.create(world.education, by=world.person(world.education, Role.ADMINISTRATOR), **values)


def clerk(world: World) -> Any:
    return world.person(world.education, Role.AUTHOR)


def test_a_release_by_hand_waits_for_its_day_and_place_and_is_counted_once_confirmed(world: World) -> None:
    channel = board(world)
    item = world.published()
    release = Release.objects.get(item=item, channel=channel)
    year = timezone.localdate().year
    assert counts.published_by_channel(world.education, year) == {"site": 1}
    photo = files.store_bytes(PNG, "公告栏.png", unit=world.education, by=clerk(world))

    channels.confirm(release, on=timezone.localdate(), place="县教育局大门东侧", evidence=photo, by=clerk(world))
    channels.confirm(release, on=timezone.localdate(), place="县教育局大门西侧", by=clerk(world))

    release.refresh_from_db()
    assert (release.place, release.evidence, release.confirmed_by) == ("县教育局大门西侧", photo, clerk(world))
    assert counts.published_by_channel(world.education, year) == {"notice-board": 1, "site": 1}
    assert Entry.objects.filter(action="release.recorded", object_id=str(release.pk)).count() == 1
    assert Entry.objects.get(action="release.changed").before["place"] == "县教育局大门东侧"


@pytest.mark.parametrize(
    ("days", "place", "words"),
    [(1, "大门东侧", "还没有到"), (0, " ", "地点"), (-4000, "大门东侧", "成文日期")],
)
def test_a_release_that_cannot_have_been_is_refused(world: World, days: int, place: str, words: str) -> None:
    channel = board(world)
    release = Release.objects.get(item=world.published(), channel=channel)

    with pytest.raises(NotReady, match=words):
        channels.confirm(release, on=timezone.localdate() + timedelta(days=days), place=place, by=clerk(world))


def test_what_somebody_put_on_a_channel_by_hand_is_not_delivered_there_too(world: World) -> None:
    item = world.published()
    push = {"adapter": "webhook", "address": "https://screen.yunxi.invalid", "secrets": {"secret": "x"}}
    by_hand = board(world, kind="screen", name="大厅电子屏", by_default=False, **push)
    by_program = board(world, kind="screen", name="门外电子屏", by_default=False, **push)

    channels.choose(item, by_hand, by=clerk(world), send=False)
    channels.choose(item, by_program, by=clerk(world))

    assert [delivery.release.channel for delivery in Delivery.objects.all()] == [by_program]


def test_a_channel_is_struck_only_while_nothing_went_out_on_it(world: World) -> None:
    channel = board(world)
    release = Release.objects.get(item=world.published(), channel=channel)
    other = Release.objects.get(item=world.published(title="另一条通知"), channel=channel)
    channels.confirm(other, on=timezone.localdate(), place="大门东侧", by=clerk(world))

    channels.drop(release, by=clerk(world))

    with pytest.raises(NotReady, match="不能取消"):
        channels.drop(other, by=clerk(world))
    assert list(Release.objects.filter(channel=channel)) == [other]


def test_a_draft_is_released_nowhere_and_nobody_else_records_releases(world: World) -> None:
    channel = board(world)
    draft = channels.choose(world.draft(), channel, by=clerk(world))
    with pytest.raises(NotReady, match="还没有公开"):
        channels.confirm(draft, on=timezone.localdate(), place="大门东侧", by=clerk(world))

    release = Release.objects.get(item=world.published(), channel=channel)
    for role in (Role.STATISTICIAN, Role.FIRST_REVIEWER):
        with pytest.raises(PermissionDenied):
            channels.confirm(release, on=timezone.localdate(), place="大门东侧", by=world.person(world.education, role))
    with pytest.raises(PermissionDenied):
        channels.confirm(
            release, on=timezone.localdate(), place="大门东侧", by=world.person(world.township, Role.AUTHOR)
        )


def test_what_the_portal_releases_is_not_recorded_by_hand(world: World) -> None:
    release = Release.objects.get(item=world.published())

    with pytest.raises(NotReady, match="由系统登记"):
        channels.confirm(release, on=timezone.localdate(), place="https://yunxi.invalid/", by=clerk(world))
    with pytest.raises(NotReady, match="系统管理"):
        channels.change(release.channel, by=world.person(world.education, Role.ADMINISTRATOR), name="网站")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "pigeon"}, "种渠道"),
        ({"name": " "}, "渠道名称"),
        ({"adapter": "webhook"}, "没有接口"),
        ({"kind": "screen", "adapter": "portal"}, "没有这一种接口"),
        ({"kind": "screen", "adapter": "webhook", "secrets": {"secret": "x"}}, "接口地址"),
        ({"kind": "screen", "adapter": "webhook", "address": "https://screen.yunxi.invalid"}, "签名密钥"),
        ({"kind": "wechat", "adapter": "wechat", "secrets": {"appid": "wx0", "secret": "x"}}, "封面图片"),
    ],
)
def test_a_channel_that_cannot_work_is_refused_with_what_is_missing(
    world: World, fields: dict[str, Any], words: str
) -> None:
    with pytest.raises(NotReady, match=words):
        board(world, **fields)
    assert not Channel.objects.exists()


def test_only_an_administrator_sets_up_channels_and_names_are_given_once(world: World) -> None:
    with pytest.raises(PermissionDenied):
        channels.create(world.education, by=clerk(world), kind="notice-board", name="门前公告栏")
    board(world)

    with pytest.raises(NotReady, match="已经有"):
        board(world)


def test_a_dead_link_of_a_published_item_is_found_and_cleared_when_it_answers_again(
    world: World, receiver: Server
) -> None:
    text = f'<p><a href="{receiver.url}/there">在</a>，<a href="{receiver.url}/gone">不在</a></p>'
    item = world.published(body=[("imported", text)])
    receiver.answer = lambda request: (404 if request.path == "/gone" else 200, {})

    assert link_inspection.inspect_links(item.pk, 7) == 1
    assert link_inspection.inspect_links(item.pk, 7) == 1
    assert link_inspection.inspect_links(item.pk + 1, 7) == 0

    finding = Finding.objects.get(item=item, rule="link-dead")
    assert finding.blocks
    assert "404" in finding.message
    assert finding in inspection.inspect(item)  # as long as the text has the link
    receiver.answer = lambda _: (200, {})
    link_inspection.inspect_links(item.pk, 7)
    finding.refresh_from_db()
    assert finding.state == Finding.State.CLEARED


def test_links_are_not_called_for_what_is_not_public(world: World, receiver: Server) -> None:
    item = world.draft(body=[("imported", f'<p><a href="{receiver.url}/gone">不在</a></p>')])

    link_inspection.inspect_links(item.pk, 1)

    assert receiver.received == []
    assert Item.objects.get(pk=item.pk).findings.count() == 0


@pytest.mark.parametrize(("status", "told"), [(200, 200), (301, 301), (403, 200), (404, 404), (410, 410), (500, 500)])
def test_a_server_that_is_closed_to_programs_is_no_dead_link(receiver: Server, status: int, told: int) -> None:
    receiver.answer = lambda _: (status, {})

    assert link_inspection.status_of(f"{receiver.url}/page") == told
