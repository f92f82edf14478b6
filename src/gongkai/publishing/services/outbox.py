"""Into the outbox: what becomes public goes out on the unit's channels, what is withdrawn is taken back from them."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone

from gongkai.publishing.models import Channel, Delivery, Item, Release
from gongkai.publishing.models.items import Openness
from gongkai.units.calendars import today
from gongkai.units.models import Unit

PORTAL = "portal"
"""The `adapter` of the channel that this platform itself is."""
_PORTAL_NAME = "政府网站（本平台）"


def announce(item: Item, event: str) -> None:
    """Put `event` (publish, change, withdraw) of `item` into the outbox of its channels, in the caller's transaction.

    The portal is a channel on which it is released at once. The day of a release stays what it was first.
    """
    if event == "withdraw" or item.openness != Openness.PROACTIVE:
        for release in _interfaces(item):
            _take_back(release)
        return
    if not release_on_portal([item]) and event == "change":
        for release in _interfaces(item):
            _send(release)
        return
    for channel in Channel.objects.filter(unit=item.unit, active=True, by_default=True).exclude(adapter=PORTAL):
        Release.objects.get_or_create(item=item, channel=channel)
    for release in _interfaces(item):
        _send(release)


def release_on_portal(items: Sequence[Item]) -> int:
    """Record that public `items` stand on the portal since the day of their first publication; how many were not recorded yet."""
    channels = {unit.pk: portal_channel(unit) for unit in {item.unit for item in items}}
    known = set(Release.objects.filter(item__in=items, channel__in=channels.values()).values_list("item_id", flat=True))
    new = [
        Release(
            item=item,
            channel=channels[item.unit_id],
            released_on=timezone.localdate(item.first_published_at) if item.first_published_at else today(),
            place=f"{settings.BASE_URL}{item.get_absolute_url()}",
        )
        for item in items
        if item.pk not in known
    ]
    Release.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def portal_channel(unit: Unit) -> Channel:
    """The channel of `unit` that is the portal itself; made when it is first asked for."""
    channel = Channel.objects.filter(unit=unit, adapter=PORTAL).first()
    if channel is None:
        channel, _ = Channel.objects.get_or_create(
            unit=unit,
            name=_PORTAL_NAME,
            defaults={"kind": "site", "adapter": PORTAL, "address": f"{settings.BASE_URL}{unit.get_absolute_url()}"},
        )
    return channel


def queue(release: Release) -> None:
    """Send what is public now on a channel that was chosen after the publication."""
    if release.channel.active and release.channel.adapter not in ("", PORTAL):
        _send(release)


def _interfaces(item: Item) -> list[Release]:
    """The releases of `item` on channels that a program delivers to."""
    releases = item.releases.filter(channel__active=True).exclude(channel__adapter__in=["", PORTAL])
    return list(releases.select_related("channel"))


def _send(release: Release) -> None:
    """Queue what is public now: as a change where the other side has the item. What waits untried carries it already.

    Touching the waiting row settles who is first, this change or a worker that claims the row: the worker reads the item afterwards.
    """
    untried = release.deliveries.filter(state=Delivery.State.WAITING, attempts=0)
    untried.filter(event="withdraw").update(state=Delivery.State.DROPPED, error="信息已重新公开，不再撤下。")
    if untried.update(next_at=timezone.now()):
        return
    last = release.deliveries.exclude(state=Delivery.State.DROPPED).order_by("-pk").first()
    _create(release, "publish" if last is None or last.event == "withdraw" else "change")


def _take_back(release: Release) -> None:
    """Drop what has not gone out, and queue a withdrawal where anything may have arrived."""
    held = release.deliveries.exclude(event="withdraw")
    reason = "信息已撤下，不再投递。"
    held.filter(state__in=[Delivery.State.WAITING, Delivery.State.DEAD]).update(
        state=Delivery.State.DROPPED, error=reason
    )
    last = release.deliveries.filter(attempts__gt=0).order_by("-pk").first()
    waiting = release.deliveries.filter(event="withdraw", state=Delivery.State.WAITING)
    if last is not None and last.event != "withdraw" and not waiting.exists():
        _create(release, "withdraw")


def _create(release: Release, event: str) -> None:
    from gongkai.publishing.tasks import deliver

    delivery = Delivery.objects.create(release=release, event=event, next_at=timezone.now())
    deliver.enqueue(delivery.pk)
