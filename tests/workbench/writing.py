"""What tests of items on the screens share: who is signed in, where they go, what they are told."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from gongkai.publishing.models import Item
from gongkai.publishing.services import chain
from gongkai.units.models import Role
from tests.world import World

REVIEWERS = [Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.SECRECY_REVIEWER, Role.FINAL_REVIEWER]
PHONE = "<p>联系人手机13812345678。</p>"


def to(name: str, *args: Any) -> str:
    return reverse(f"items:{name}", args=args)


def again(item: Item) -> Item:
    return Item.objects.get(pk=item.pk)


def told(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"]) if response.context else ""


def submitted(world: World) -> Item:
    world.staff(world.education)
    item = world.draft()
    chain.submit(item, by=world.person(world.education, Role.AUTHOR))
    return again(item)
