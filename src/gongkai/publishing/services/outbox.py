"""The outbox: what goes out to channels with an interface, once each, retried until it arrives or is given up."""

from __future__ import annotations

from django.utils import timezone

from gongkai.publishing.models import Channel, Delivery, Item, Release


def announce(item: Item, event: str) -> None:
    """Put `event` (publish, change, withdraw) of `item` into the outbox of its channels, in the caller's transaction."""
    if event == "publish":
        for channel in Channel.objects.filter(unit=item.unit, active=True, by_default=True):
            Release.objects.get_or_create(item=item, channel=channel)
    now = timezone.now()
    for release in item.releases.filter(channel__active=True).exclude(channel__adapter="").select_related("channel"):
        Delivery.objects.create(release=release, event=event, next_at=now)
