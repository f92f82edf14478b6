"""What is delivered to a channel, and what an adapter is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from gongkai.publishing.models import Channel


@dataclass(frozen=True, slots=True)
class Message:
    """An event (`publish`, `change`, `withdraw`) of an item, read at the time of sending: it always tells what is public now.

    `html` is harmless HTML; it is empty in a withdrawal, where `reason` says why. `remote_id` is what the other side called this
    message, or in a withdrawal the published one, where it told; `feed` is the address of the unit's feed.
    """

    event: str
    index_number: str
    url: str
    title: str
    unit: str
    unit_name: str
    feed: str
    reason: str = ""
    summary: str = ""
    html: str = ""
    document_number: str = ""
    issuing_body: str = ""
    formed_on: date | None = None
    published_at: datetime | None = None
    remote_id: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a message arrived: the other side's id of it, and the address under which it stands there, where it told."""

    remote_id: str = ""
    place: str = ""


class Temporary(Exception):
    """Not delivered this time, for the reason in Chinese; to be tried again.

    `remote_id` where the other side took the message and works on it still: the next attempt only asks.
    """

    def __init__(self, reason: str, *, remote_id: str = "") -> None:
        super().__init__(reason)
        self.remote_id = remote_id


class Permanent(Exception):
    """Not deliverable, or nobody knows whether it arrived: the reason in Chinese says what a person has to do."""


class Adapter(Protocol):
    """An interface to a kind of channel.

    `label` is its Chinese name, `secrets` the names and labels of what `Channel.sealed_secret` must hold for it. `repeatable` where the
    other side recognises a repeated message by its key, so that an attempt of unknown outcome may simply be made again.
    """

    label: str
    secrets: dict[str, str]
    needs_address: bool
    repeatable: bool

    def deliver(self, channel: Channel, message: Message, key: UUID) -> Receipt:
        """Send `message` to `channel`. Raises `Temporary` and `Permanent`."""
        ...


def secrets_of(channel: Channel) -> dict[str, str]:
    """The channel's secrets by name. Raises `Permanent` where they are missing or cannot be opened."""
    from gongkai.units.sealing import SealBroken, unseal

    if not channel.sealed_secret:
        raise Permanent("渠道没有填写密钥，请管理员补上后重新投递。")
    try:
        return dict(json.loads(unseal(channel.sealed_secret)))
    except SealBroken as error:
        raise Permanent(f"{error}请管理员重新填写渠道的密钥。") from error
