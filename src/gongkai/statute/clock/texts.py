"""The terms of the two texts of the regulation, and what a step of the reckoning says: from `clock.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from gongkai.statute.clock.events import ClockError
from gongkai.statute.loading import build, read_toml


@dataclass(frozen=True, slots=True)
class Text:
    """The terms in working days of the text in force from `since`; `None` where it sets none."""

    id: str
    since: date
    reply: int
    extension: int
    payment: int
    joint_pauses: bool
    correction_notice: int | None = None
    third_party: int | None = None
    joint: int | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """What a step says in Chinese, with the ids of the articles of both texts."""

    id: str
    says: str
    r2019: str
    r2008: str


def text_on(received: date) -> Text:
    """The text that binds a request received on that day; raises `ClockError` where it is older than the regulation."""
    for text in texts():
        if text.since <= received:
            return text
    raise ClockError(f"收到申请的日期{received}早于条例施行的{texts()[-1].since}，请核对日期")


@cache
def texts() -> tuple[Text, ...]:
    """All texts, the newest first."""
    return tuple(sorted((build(Text, entry) for entry in _data()["texts"]), key=lambda text: text.since, reverse=True))


@cache
def sayings() -> Mapping[str, Saying]:
    """All steps by id."""
    return MappingProxyType({entry["id"]: build(Saying, entry) for entry in _data()["steps"]})


@cache
def _data() -> Mapping[str, Any]:
    return read_toml("gongkai.statute.clock", "clock.toml")
