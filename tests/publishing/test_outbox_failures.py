"""Deliveries that fail, are interrupted or taken for dead: repeated under their key, or told to a person."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from gongkai.audit.models import Entry
from gongkai.publishing.adapters import ADAPTERS
from gongkai.publishing.models import Channel, Delivery, Item, Release
from gongkai.publishing.services import channels, deliveries
from gongkai.units.models import Role, Unit
from gongkai.units.problems import NotReady
from tests.publishing.channels import State, bring_due, events, official_account, webhook
from tests.publishing.servers import Server
from tests.publishing.wechat_server import Account
from tests.world import World, make_world


def test_failed_attempts_are_repeated_with_growing_pauses_under_one_key_and_end_with_the_dead(
    world: World, receiver: Server
) -> None:
    webhook(world, receiver)
    receiver.answer = lambda _: (503, {})
    world.published()
    delivery = Delivery.objects.get()
    pauses = []
    for _ in range(6):
        bring_due(delivery)
        began = timezone.now()
        deliveries.deliver_due()
        delivery.refresh_from_db()
        pauses.append((delivery.next_at - began) / timedelta(minutes=1))

    assert delivery.state == State.DEAD
    assert "503" in delivery.error
    for pause, least in zip(pauses, (1, 5, 15, 60, 240), strict=False):
        assert least <= pause <= least * 1.2 + 0.2
    assert {request.headers["idempotency-key"] for request in receiver.received} == {str(delivery.key)}
    assert len(receiver.received) == 6
    bring_due(delivery)
    deliveries.deliver_due()
    assert len(receiver.received) == 6


def test_what_is_dead_is_sent_again_when_a_person_says_so_with_the_same_key(world: World, receiver: Server) -> None:
    webhook(world, receiver)
    accepts, receiver.answer = receiver.answer, lambda _: (400, {})
    item = world.published()
    deliveries.deliver_due()
    dead = Delivery.objects.get(state=State.DEAD)
    with pytest.raises(PermissionDenied):
        deliveries.retry(dead, by=world.person(world.township, Role.AUTHOR))
    receiver.answer = accepts

    deliveries.retry(dead, by=world.person(item.unit, Role.AUTHOR))
    deliveries.deliver_due()

    dead.refresh_from_db()
    assert dead.state == State.DONE
    first, second = receiver.received
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"]
    assert Entry.objects.filter(action="delivery.retried").count() == 1
    with pytest.raises(NotReady):
        deliveries.retry(dead, by=world.person(item.unit, Role.AUTHOR))


def test_giving_up_needs_a_reason_and_settles_a_delivery(world: World, receiver: Server) -> None:
    webhook(world, receiver)
    item = world.published()
    delivery = Delivery.objects.get()
    by = world.person(item.unit, Role.AUTHOR)
    with pytest.raises(NotReady, match="原因"):
        deliveries.give_up(delivery, by=by, reason=" ")

    deliveries.give_up(delivery, by=by, reason="电子屏已拆除")
    deliveries.deliver_due()

    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (State.DROPPED, "电子屏已拆除")
    assert receiver.received == []


def test_an_interrupted_delivery_is_sent_again_with_its_key_once_the_lease_is_over(
    world: World, receiver: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    webhook(world, receiver)
    world.published()
    delivery = Delivery.objects.get()

    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(ADAPTERS["webhook"].__class__, "deliver", killed)
        with pytest.raises(SystemExit):
            deliveries.deliver(delivery.pk)
    deliveries.deliver_due()
    assert receiver.received == []  # somebody may still be at it
    bring_due(delivery)
    deliveries.deliver_due()

    (request,) = receiver.received
    assert request.headers["idempotency-key"] == str(delivery.key)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (State.DONE, 2)


def test_an_interrupted_post_to_an_account_that_cannot_tell_repeats_waits_for_a_person(
    world: World, wechat: Server, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = official_account(world, wechat)
    item = world.published()
    delivery = Delivery.objects.get()
    submit = Account.freepublish_submit

    def killed_after_submit(*arguments: Any) -> Any:
        submit(*arguments)
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(
            ADAPTERS["wechat"].__class__, "deliver", lambda *_: killed_after_submit(account, {"media_id": "draft-1"})
        )
        account.drafts.append({"title": item.title})
        with pytest.raises(SystemExit):
            deliveries.deliver(delivery.pk)
    bring_due(delivery)
    for _ in range(3):
        deliveries.deliver_due()

    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (State.DEAD, deliveries.INTERRUPTED)
    assert len(account.published) == 1
    release = Release.objects.get(channel=channel)
    channels.confirm(
        release,
        on=timezone.localdate(),
        place="https://mp.weixin.invalid/s/1",
        by=world.person(item.unit, Role.AUTHOR),
    )
    delivery.refresh_from_db()
    assert delivery.state == State.DONE


def test_a_late_success_of_a_worker_taken_for_dead_is_still_recorded(
    world: World, wechat: Server, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    official_account(world, wechat)
    world.published()
    delivery = Delivery.objects.get()
    adapter = ADAPTERS["wechat"].__class__
    deliver = adapter.deliver

    def slow(*arguments: Any) -> Any:
        receipt = deliver(*arguments)
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda: datetime.now(UTC) + 2 * deliveries.LEASE)
            assert deliveries.free_interrupted() == 1
        return receipt

    with monkeypatch.context() as patch:
        patch.setattr(adapter, "deliver", slow)
        deliveries.deliver(delivery.pk)

    delivery.refresh_from_db()
    assert (delivery.state, len(account.published)) == (State.DONE, 1)


def test_an_error_of_the_program_ends_with_the_dead_and_not_in_repeats(
    world: World, receiver: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    webhook(world, receiver)
    world.published()
    monkeypatch.setattr(ADAPTERS["webhook"].__class__, "deliver", lambda *_: 1 / 0)

    deliveries.deliver_due()

    assert "程序出错" in Delivery.objects.get(state=State.DEAD).error
    assert "ZeroDivisionError" in caplog.text


def test_messages_of_a_channel_that_is_switched_off_wait_until_it_is_on_again(world: World, receiver: Server) -> None:
    channel = webhook(world, receiver)
    world.published()
    administrator = world.person(world.education, Role.ADMINISTRATOR)
    channels.change(channel, by=administrator, active=False)
    deliveries.deliver_due()
    deliveries.deliver(Delivery.objects.get().pk)
    assert receiver.received == []

    channels.change(channel, by=administrator, active=True)
    deliveries.deliver_due()

    assert events(receiver) == ["publish"]


@pytest.mark.usefixtures("transactional_db")
def test_two_workers_claim_a_message_only_once(receiver: Server) -> None:
    world = make_world()
    webhook(world, receiver)
    unit = Unit.objects.get(pk=world.education.pk)
    item = Item.objects.create(
        unit=unit, title="关于停水的通知", formed_on=timezone.localdate(), node="20.11", index_number="000000003/2026-1",
        live=True, first_published_at=timezone.now(), issuing_body=unit.name,
    )  # fmt: skip
    for number in range(12):
        channel = Channel.objects.get() if number == 0 else None
        if channel is None:
            channel = channels.create(
                unit, by=world.person(unit, Role.ADMINISTRATOR), kind="screen", name=f"电子屏{number}",
                adapter="webhook", address=f"{receiver.url}/in", secrets={"secret": "made-up"},
            )  # fmt: skip
        release = Release.objects.create(item=item, channel=channel)
        Delivery.objects.create(release=release, event="publish", next_at=timezone.now())
    ids = list(Delivery.objects.order_by("pk").values_list("pk", flat=True))
    together = threading.Barrier(4)
    failures: list[BaseException] = []

    def work() -> None:
        try:
            connection.ensure_connection()
            for delivery_id in ids:
                together.wait(30)
                deliveries.deliver(delivery_id)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert failures == []
    keys = [request.headers["idempotency-key"] for request in receiver.received]
    assert sorted(keys) == sorted(str(key) for key in Delivery.objects.values_list("key", flat=True))
    assert set(Delivery.objects.values_list("state", "attempts")) == {(State.DONE, 1)}
