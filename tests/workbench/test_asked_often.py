"""What is asked often leads an officer, step by step, to an item that everybody can read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from gongkai.casework.models import Case, State
from gongkai.casework.services import intake
from gongkai.publishing.models import Item
from gongkai.units.models import Post, Role
from tests.world import World

ON = date(2026, 11, 2)


def shown(client: Client, name: str) -> str:
    return client.get(reverse(name)).content.decode()


def test_a_group_is_counted_at_home_listed_logged_and_turned_into_an_item(world: World, settings: Any) -> None:
    settings.TODAY = date(2026, 11, 20)
    cache.clear()
    officer = world.person(world.education, Role.CASE_OFFICER)
    for name in "甲乙":
        who, what = (
            intake.Who("person", name, telephone="0000-1234567"),
            intake.What("校车采购合同", "校车采购合同全文"),
        )
        case, _ = intake.register(world.education, who, what, way="in_person", arrived_on=ON, by=officer)
    Case.objects.update(state=State.CLOSED, closed_on=ON, answer_kind="granted")
    client, elsewhere = Client(), Client()
    client.force_login(officer)
    elsewhere.force_login(world.person(world.office, Role.CASE_OFFICER))
    assert "1项信息有多人申请" in shown(client, "wagtailadmin_home")
    assert "没有多人申请" in shown(elsewhere, "wagtailadmin_home")
    assert "校车采购合同" not in shown(elsewhere, "case_asked_often:index")

    page = shown(client, "case_asked_often:index")
    assert all(text in page for text in ("2个", "予以公开2件", case.number))
    log = reverse("cases:move", args=[case.pk, "log"])
    assert log in page
    client.post(log, {"title": "校车采购合同", "asked": "校车采购合同", "answered": "合同全文"})
    assert "由拟稿人转为主动公开" in shown(client, "case_asked_often:index")

    Post.objects.create(person=officer, unit=world.education, role=Role.AUTHOR)
    publish = reverse("cases:publish", args=[case.pk])
    assert publish in shown(client, "case_asked_often:index")
    client.post(publish)
    assert Item.objects.get().title == "校车采购合同"
    assert "校车采购合同" not in shown(client, "case_asked_often:index")
    assert "没有多人申请" in shown(client, "wagtailadmin_home")
