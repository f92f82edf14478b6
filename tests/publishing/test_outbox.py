"""What goes out to which channel, when, in which order, and how often: once."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.utils import timezone

from gongkai.audit.models import Entry
from gongkai.publishing import counts
from gongkai.publishing.models import Channel, Delivery, Item, Release
from gongkai.publishing.services import chain, channels, deliveries, outbox, publication
from gongkai.units.models import Role
from tests.publishing.channels import State, bring_due, change, events, webhook, withdraw
from tests.publishing.servers import Server
from tests.world import World, sign_all


def test_a_published_item_is_released_on_the_portal_at_once_and_counts_once(world: World) -> None:
    item = world.published()
    change(world, item, "关于2026年义务教育学校招生入学工作的通知（更正）")

    release = Release.objects.get(item=item)
    assert (release.channel.kind, release.released_on) == ("site", timezone.localdate(item.first_published_at))
    assert release.place.endswith(item.get_absolute_url())
    assert counts.published_by_channel(world.education, release.released_on.year) == {"site": 1}
    assert not Delivery.objects.exists()


def test_many_items_are_recorded_on_the_portal_by_the_day_of_their_first_publication(world: World) -> None:
    items = [world.published(), world.published()]
    Release.objects.all().delete()
    day = datetime(2024, 12, 31, 17, tzinfo=UTC)  # the next year already in Beijing
    for item in items:
        item.first_published_at = day

    assert outbox.release_on_portal(items) == 2
    assert outbox.release_on_portal(items) == 0
    assert counts.published_by_channel(world.education, 2025) == {"site": 2}
    assert Channel.objects.filter(unit=world.education).count() == 1


def test_what_is_not_open_to_the_public_is_released_nowhere(world: World, receiver: Server) -> None:
    webhook(world, receiver)

    world.published(openness="on_request")

    assert not Release.objects.exists()


def test_a_publication_arrives_signed_once_and_is_recorded_as_released(world: World, receiver: Server) -> None:
    channel = webhook(world, receiver)
    item = world.published()

    assert deliveries.deliver_due() == 1
    assert deliveries.deliver_due() == 0

    (request,) = receiver.received
    assert request.document["item"]["index_number"] == item.index_number
    assert request.document["item"]["html"].count("义务教育") == 1
    release = Release.objects.get(item=item, channel=channel)
    assert release.released_on == timezone.localdate()
    assert release.place == "https://screen.yunxi.invalid/1"
    delivery = release.deliveries.get()
    assert (delivery.state, delivery.remote_id, delivery.attempts) == (State.DONE, "r-1", 1)
    assert request.headers["idempotency-key"] == str(delivery.key)
    assert Entry.objects.filter(action="release.recorded", object_id=str(release.pk)).count() == 1


def test_a_rolled_back_publication_leaves_nothing_in_the_outbox(world: World, receiver: Server) -> None:
    webhook(world, receiver)
    item = world.draft()

    def fail_at_the_end() -> None:
        with transaction.atomic():
            publication.publish(item, item.latest_revision, by=None)
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        fail_at_the_end()

    assert not Delivery.objects.exists()
    assert not Release.objects.exists()
    deliveries.deliver_due()
    assert receiver.received == []


def test_a_publication_that_was_withdrawn_before_it_went_out_is_never_sent(world: World, receiver: Server) -> None:
    webhook(world, receiver)
    item = world.published()

    withdraw(world, item)
    deliveries.deliver_due()

    assert [delivery.state for delivery in Delivery.objects.all()] == [State.DROPPED]
    assert receiver.received == []


def test_what_arrived_is_taken_back_without_its_content(world: World, receiver: Server) -> None:
    webhook(world, receiver)
    item = world.published()
    deliveries.deliver_due()

    withdraw(world, item)
    deliveries.deliver_due()

    assert events(receiver) == ["publish", "withdraw"]
    told = receiver.received[1].document["item"]
    assert (told["reason"], told["remote_id"], told["html"], told["summary"]) == ("内容有误", "r-1", "", "")


def test_what_may_have_arrived_is_taken_back_too(world: World, receiver: Server) -> None:
    webhook(world, receiver)
    receiver.answer = lambda _: (0, None)
    item = world.published()
    deliveries.deliver_due()
    receiver.answer = lambda _: (404, {})

    withdraw(world, item)
    deliveries.deliver_due()

    assert events(receiver) == ["publish", "withdraw"]
    assert [delivery.state for delivery in Delivery.objects.order_by("pk")] == [State.DROPPED, State.DONE]


def test_a_withdrawal_does_not_wait_for_a_dead_change(world: World, receiver: Server) -> None:
    webhook(world, receiver)
    item = world.published()
    deliveries.deliver_due()
    accepts, receiver.answer = receiver.answer, lambda _: (400, {})
    item = change(world, item, "关于2026年义务教育学校招生入学工作的通知（二）")
    deliveries.deliver_due()
    receiver.answer = accepts

    withdraw(world, item)
    deliveries.deliver_due()

    assert events(receiver) == ["publish", "change", "withdraw"]


def test_events_of_an_item_go_out_in_their_order(world: World, receiver: Server) -> None:
    webhook(world, receiver)
    accepts, receiver.answer = receiver.answer, lambda _: (503, {})
    item = world.published()
    deliveries.deliver_due()
    receiver.answer = accepts
    change(world, item, "关于2026年义务教育学校招生入学工作的通知（二）")

    deliveries.deliver_due()
    assert events(receiver) == ["publish"]
    bring_due(Delivery.objects.get(event="publish"))
    deliveries.deliver_due()
    deliveries.deliver_due()

    assert events(receiver) == ["publish", "publish", "change"]
    keys = [request.headers["idempotency-key"] for request in receiver.received]
    assert keys[0] == keys[1] != keys[2]


def test_a_change_before_the_first_attempt_goes_out_with_it(world: World, receiver: Server) -> None:
    webhook(world, receiver)
    item = world.published()

    change(world, item, "更正后的名称")
    deliveries.deliver_due()

    assert [request.document["item"]["title"] for request in receiver.received] == ["更正后的名称"]


def test_what_is_published_again_after_a_withdrawal_goes_out_as_new(world: World, receiver: Server) -> None:
    webhook(world, receiver)
    item = world.published()
    deliveries.deliver_due()
    withdraw(world, item)
    deliveries.deliver_due()
    item = Item.objects.get(pk=item.pk)
    item.save_revision(user=world.person(item.unit, Role.AUTHOR))
    chain.submit(Item.objects.get(pk=item.pk), by=world.person(item.unit, Role.AUTHOR))

    sign_all(world, item)
    deliveries.deliver_due()

    assert events(receiver) == ["publish", "withdraw", "publish"]
    assert Release.objects.filter(item=item).count() == 2


def test_a_channel_chosen_later_gets_the_item_at_once_and_only_once(world: World, receiver: Server) -> None:
    item = world.published()
    channel = webhook(world, receiver, by_default=False)
    author = world.person(item.unit, Role.AUTHOR)

    for _ in range(2):
        channels.choose(item, channel, by=author)
        deliveries.deliver_due()

    assert events(receiver) == ["publish"]


def test_the_audit_log_never_shows_a_channels_secrets(world: World, receiver: Server) -> None:
    channel = webhook(world, receiver)
    channels.change(
        channel, by=world.person(world.education, Role.ADMINISTRATOR), secrets={"secret": "another-made-up"}
    )

    kept = json.dumps(list(Entry.objects.values_list("before", "after")), ensure_ascii=False)
    assert "made-up" not in kept
    assert "made-up" not in Channel.objects.get(pk=channel.pk).sealed_secret
