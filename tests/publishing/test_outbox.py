"""The outbox: everything approved goes out once, in order, whatever dies on the way; nothing else goes out."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from gongkai.audit.models import Entry
from gongkai.publishing import counts
from gongkai.publishing.adapters import ADAPTERS
from gongkai.publishing.models import Channel, Delivery, Item, Release
from gongkai.publishing.services import chain, channels, deliveries, outbox, publication
from gongkai.units.models import Role, Unit
from gongkai.units.problems import NotReady
from tests.publishing.servers import Server
from tests.publishing.wechat_server import APPID, SECRET, Account
from tests.world import World, make_world, sign_all

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


def test_a_channel_chosen_later_gets_the_item_at_once_and_only_once(world: World, receiver: Server) -> None:
    item = world.published()
    channel = webhook(world, receiver, by_default=False)
    author = world.person(item.unit, Role.AUTHOR)

    for _ in range(2):
        channels.choose(item, channel, by=author)
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


def test_the_audit_log_never_shows_a_channels_secrets(world: World, receiver: Server) -> None:
    channel = webhook(world, receiver)
    channels.change(
        channel, by=world.person(world.education, Role.ADMINISTRATOR), secrets={"secret": "another-made-up"}
    )

    kept = json.dumps(list(Entry.objects.values_list("before", "after")), ensure_ascii=False)
    assert "made-up" not in kept
    assert "made-up" not in Channel.objects.get(pk=channel.pk).sealed_secret
