"""公开属性: whether an item is disclosed to everyone, to who asks, or withheld, and on which ground it is withheld.

The grounds are those of Arts. 14, 15 and 16, and no others: openness is the norm (Art. 13).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, TypeAlias

from gongkai.statute.articles import cite, cite_all, listed
from gongkai.statute.item_fields import Word
from gongkai.statute.loading import StatuteDataError, read_toml

Openness: TypeAlias = Literal["proactive", "on_request", "withheld"]
Modality: TypeAlias = Literal["must_not", "not", "may"]
"""Art. 15: must not be disclosed; Art. 14: is not disclosed; Art. 16: may be withheld, a choice reasoned case by case."""

_PROVISION = re.compile(r"《(?P<title>[^《》]+)》[^《》]*第[零〇一二三四五六七八九十百0-9]+条")
_TOO_LOW = re.compile(r"(通知|意见|方案|函|纪要|批复|通报)(（[^（）]*）)?$")
"""How a document below a law and an administrative regulation is titled: it can forbid nothing under Art. 14."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground on which an item is withheld: its Chinese `label`, the id of its `article`, how that binds (`modality`).

    `exception` says, in Chinese, when it is disclosed all the same (empty: never); with `cites_provision` the ground is good only with
    the provision that forbids disclosure.
    """

    id: str
    label: str
    article: str
    modality: Modality
    exception: str = ""
    cites_provision: bool = False


@cache
def kinds() -> Mapping[str, Word]:
    """The three kinds of openness by id, with their Chinese labels."""
    return listed(Word, "openness.toml", _data()["openness"])


@cache
def grounds() -> Mapping[str, Ground]:
    """All grounds by id, in the order of the articles; raises `StatuteDataError` where the file is wrong."""
    return listed(Ground, "openness.toml", _data()["grounds"])


def ground(key: str) -> Ground:
    """The ground of the id `key`; raises `StatuteDataError` where there is none."""
    try:
        return grounds()[key]
    except KeyError:
        raise StatuteDataError(f"openness.toml: there is no ground {key!r}; known are {list(grounds())}") from None


def missing(
    openness: Openness | None, ground_id: str | None, provision: str = "", reassess_on: date | None = None
) -> list[str]:
    """What is missing or contradictory in an item's openness, as Chinese sentences; an empty list where all is there.

    A withheld item needs a ground, the forbidding `provision` where the ground is a law's, and the day of its next assessment
    (Art. 18). That a provision cited belongs to a law or an administrative regulation is looked at by its title only: a local
    regulation may pass. Raises `StatuteDataError` for an unknown kind or ground.
    """
    if not openness:
        return [f"尚未选择公开属性：主动公开、依申请公开或者不予公开（{cite('r2019.13')}）。"]
    if openness not in kinds():
        raise StatuteDataError(f"openness.toml: there is no openness {openness!r}; known are {list(kinds())}")
    reason = ground(ground_id) if ground_id else None
    if openness == "proactive":
        return [_contradiction(reason)] if reason else []
    found = []
    if openness == "withheld" and reason is None:
        grounds_of = cite_all("r2019.14", "r2019.15", "r2019.16.1", "r2019.16.2")
        found.append(f"不予公开的信息应当选择理由，理由限于{grounds_of}所列情形。")
    if reason and reason.cites_provision:
        found += _provision(provision, reason)
    if openness == "withheld" and reassess_on is None:
        found.append(f"不予公开的信息应当填写下次评估审查的日期（{cite('r2019.18')}）。")
    return found


def _contradiction(reason: Ground) -> str:
    kept = f"；{reason.exception}，此时删去理由并留存说明" if reason.exception else ""
    return (
        f"公开属性是主动公开，却填写了不予公开的理由“{reason.label}”（{cite(reason.article)}），两者只能取其一{kept}。"
    )


def _provision(provision: str, reason: Ground) -> list[str]:
    match = _PROVISION.search(provision)
    if match is None:
        return [
            f"理由“{reason.label}”（{cite(reason.article)}）应当写明禁止公开的法律、行政法规的具体条款，例如“《某某法》第十条”。"
        ]
    if _TOO_LOW.search(match["title"]):
        return [f"“《{match['title']}》”不是法律或者行政法规，不能作为禁止公开的依据（{cite(reason.article)}）。"]
    return []


@cache
def _data() -> Mapping[str, list[dict[str, Any]]]:
    return read_toml("gongkai.statute", "openness.toml")
