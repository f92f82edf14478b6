"""Channels with an interface, and what happens to items on them, for the tests of the outbox."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from gongkai.publishing.models import Channel, Delivery, Item
from gongkai.publishing.services import chain, channels, publication
from gongkai.units.models import Role
from tests.publishing.servers import Server
from tests.publishing.wechat_server import APPID, SECRET
from tests.world import World, sign_all

State = Delivery.State


def webhook(world: World, here: Server, **fields: Any) -> Channel:
    return channels.create(
        world.education,
        by=world.person(world.education, Role.ADMINISTRATOR),
        kind="screen",
        name="电子屏",
        adapter="webhook",
        address=f"{here.url}/in",
        secrets={"secret": "made-up"},
        **{"by_default": True, **fields},
    )


def official_account(world: World, here: Server) -> Channel:
    return channels.create(
        world.education,
        by=world.person(world.education, Role.ADMINISTRATOR),
        kind="wechat",
        name="云溪教育",
        adapter="wechat",
        address=here.url,
        secrets={"appid": APPID, "secret": SECRET, "thumb_media_id": "cover"},
        by_default=True,
    )


def change(world: World, item: Item, title: str) -> Item:
    draft = item.get_latest_revision_as_object()
    draft.title, draft.change_reason = title, "更正名称"
    draft.save_revision(user=world.person(item.unit, Role.AUTHOR))
    chain.submit(Item.objects.get(pk=item.pk), by=world.person(item.unit, Role.AUTHOR))
    return sign_all(world, item)


def withdraw(world: World, item: Item) -> None:
    publication.withdraw(item, by=world.person(item.unit, Role.FINAL_REVIEWER), reason="内容有误")


def bring_due(delivery: Delivery) -> None:
    """As if the pause before the next attempt, or a worker's lease, were over."""
    Delivery.objects.filter(pk=delivery.pk).update(next_at=timezone.now())


def events(here: Server) -> list[str]:
    return [request.document["event"] for request in here.received]
