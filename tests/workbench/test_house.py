"""What holds for the workbench as a whole: its addresses, its policy, signing in."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.audit.models import Entry
from gongkai.publishing.models import Channel
from gongkai.units.models import Role
from tests.workbench.desk import signed_in
from tests.workbench.writing import submitted, to
from tests.world import World

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "path",
    [
        "unpublish/{pk}/", "lock/{pk}/", "unlock/{pk}/", "copy/{pk}/", "usage/{pk}/",
        "history/{pk}/revisions/{version}/revert/", "history/{pk}/revisions/{version}/unschedule/",
        "workflow/action/{pk}/approve/{step}/", "workflow/collect_action_data/{pk}/approve/{step}/",
    ],
)  # fmt: skip
def test_wagtails_other_addresses_are_not_there(world: World, path: str) -> None:
    item = submitted(world)
    numbers = {"pk": item.pk, "version": item.latest_revision_id, "step": item.current_workflow_task_state.pk}
    address = to("list") + path.format(**numbers)

    for role in (Role.AUTHOR, Role.FIRST_REVIEWER, Role.FINAL_REVIEWER):
        client = signed_in(world, role)
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404


def test_signing_in_is_on_record(world: World) -> None:
    person = world.person(world.education, Role.AUTHOR)

    Client().post(reverse("wagtailadmin_login"), {"username": person.username, "password": "云溪县测试口令"})

    assert Entry.objects.filter(action="person.signed_in", actor_id=person.pk).exists()


def test_the_workbench_has_its_own_policy_and_the_portal_keeps_the_strict_one(world: World) -> None:
    author = signed_in(world, Role.AUTHOR)

    inside = author.get(to("add"))["Content-Security-Policy"]
    outside = author.get("/")["Content-Security-Policy"]

    assert "style-src 'self' 'unsafe-inline'" in inside
    assert "unsafe" not in inside.partition("script-src")[2].partition(";")[0]
    assert "unsafe" not in outside


def test_a_link_leads_to_an_address_or_an_email_and_to_no_page_of_wagtails(world: World) -> None:
    client = Client()
    client.force_login(world.person(world.education, Role.AUTHOR))
    for name in ("choose_page", "choose_page_external_link", "choose_page_email_link"):
        dialog = client.get(reverse(f"wagtailadmin_{name}")).json()["html"]
        assert "内部链接" not in dialog
        assert "显示的文字" in dialog


def test_the_platforms_own_channel_is_not_edited_by_hand(world: World) -> None:
    world.published(unit=world.education)
    channel = Channel.objects.filter(unit=world.education, adapter="portal").first()
    client = Client()
    client.force_login(world.person(world.education, Role.ADMINISTRATOR))
    assert channel is not None
    assert client.get(reverse("channels:edit", args=[channel.pk])).url == reverse("channels:index")
