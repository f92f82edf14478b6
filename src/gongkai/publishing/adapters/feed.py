"""Channels that fetch the unit's Atom feed: nothing is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from gongkai.publishing.adapters.message import Message, Receipt

if TYPE_CHECKING:
    from gongkai.publishing.models import Channel


class Feed:
    """The feed carries every public item, so that a message has arrived as soon as its item is public."""

    label = "订阅源（由对方读取）"
    secrets: dict[str, str] = {}
    needs_address = False
    repeatable = True

    def deliver(self, channel: Channel, message: Message, key: UUID) -> Receipt:
        """Tell where the feed stands."""
        return Receipt(place=message.feed)
