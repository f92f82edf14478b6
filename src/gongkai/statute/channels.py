"""The kinds of channel on which government information is published: what each must state, and what shows that it was there.

Arts. 23 and 25 name media and places; what else is in use at the grass roots is practice and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from gongkai.statute.articles import listed
from gongkai.statute.loading import StatuteDataError, read_toml

Place: TypeAlias = Literal["url", "issue", "address", "none"]
Evidence: TypeAlias = Literal["url", "issue", "photo", "receipt", "recording"]


@dataclass(frozen=True, slots=True)
class ChannelKind:
    """A kind of channel: its Chinese `label` and the id of the `article` that names it.

    `statutory` where the regulation itself names it. A release on it states its `place` (what that is called: `place_label`) and keeps
    its `evidence` (`evidence_label`). `automatic` where a program can deliver to it.
    """

    id: str
    label: str
    article: str
    statutory: bool
    place: Place
    evidence: Evidence
    automatic: bool

    @property
    def place_label(self) -> str:
        """What a release must state, in Chinese."""
        return str(_data()["place_labels"][self.place])

    @property
    def evidence_label(self) -> str:
        """What serves as evidence, in Chinese."""
        return str(_data()["evidence_labels"][self.evidence])


@cache
def channels() -> Mapping[str, ChannelKind]:
    """All kinds of channel by id, in the order of the file; raises `StatuteDataError` where the file is wrong."""
    return listed(ChannelKind, "channels.toml", _data()["channels"])


def channel(key: str) -> ChannelKind:
    """The kind of channel of the id `key`; raises `StatuteDataError` where there is none."""
    try:
        return channels()[key]
    except KeyError:
        raise StatuteDataError(f"channels.toml: there is no channel {key!r}; known are {list(channels())}") from None


@cache
def _data() -> Mapping[str, Any]:
    return read_toml("gongkai.statute", "channels.toml")
