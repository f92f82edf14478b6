"""On which day a request counts as received, by the way in which it came (Art. 31). Every term of the reply begins there; and from when
a confirmation that has not come is late.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Literal

from gongkai.statute.loading import StatuteDataError, build, read_toml
from gongkai.statute.workdays import Workdays

ARTICLE = "r2019.31"


@dataclass(frozen=True, slots=True)
class Way:
    """A way of coming in. By its `rule` the day of arrival or that of confirmation counts.

    A confirmation is late after `confirm_within` working days, by `confirm_article`. `row` is the row of form 2014 that counts the way.
    """

    id: str
    label: str
    rule: Literal["arrival", "confirmation"]
    says: str
    row: str
    confirm_within: int = 0
    confirm_article: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether the day of receipt is that of a confirmation."""
        return self.rule == "confirmation"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The day of receipt, `None` while it is not fixed; `why` in Chinese, `todo` what is still to be done for it, '' for nothing."""

    on: date | None
    why: str
    todo: str = ""
    article: str = ARTICLE


@cache
def ways() -> Mapping[str, Way]:
    """All ways by id, in the order of the file."""
    found = [build(Way, entry) for entry in read_toml("gongkai.statute", "receipt.toml")["ways"]]
    return MappingProxyType({each.id: each for each in found})


def way(key: str) -> Way:
    """The way of the id; raises `StatuteDataError` where there is none."""
    try:
        return ways()[key]
    except KeyError:
        raise StatuteDataError(f"receipt.toml: there is no way {key!r}; known are {list(ways())}") from None


def receipt(way_id: str, arrived: date, confirmed: date | None = None, attempts: Sequence[date] = ()) -> Receipt:
    """The day of receipt of what came on the day `arrived`.

    `confirmed` is the day on which receipt was confirmed with the applicant, `attempts` the days on which that was tried in vain. Raises
    `ValueError` (in Chinese) where a day is before the arrival.
    """
    how = way(way_id)
    for day, what in ((confirmed, "与申请人确认的日期"), *((day, "联系申请人的日期") for day in attempts)):
        if day is not None and day < arrived:
            raise ValueError(f"{what}{day}早于申请到达的日期{arrived}，请核对两个日期")
    if not how.confirmed:
        return Receipt(arrived, f"{how.says}。")
    if confirmed:
        return Receipt(confirmed, f"{how.says}。" + _waited(arrived, confirmed, attempts))
    tried = f"已经联系{len(attempts)}次，最近一次是{max(attempts)}；请继续联系并逐次记下。" if attempts else ""
    todo = f"请{'尽快' if how.confirm_within else '于到达当日'}与申请人确认收到申请，并记下确认的日期。{tried}"
    return Receipt(None, f"{how.says}；还没有确认，期限尚未起算。", todo)


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """How long a request waits for its confirmation: working days since it arrived, and how many there may be by the article."""

    days: int
    within: int
    article: str

    @property
    def late(self) -> bool:
        """Whether it should have been confirmed by now."""
        return self.days > self.within


def unconfirmed(way_id: str, arrived: date, now: date, workdays: Workdays) -> Unconfirmed:
    """How long what arrived by a way that needs a confirmation has waited for it."""
    how = way(way_id)
    return Unconfirmed(workdays.number(arrived, now), how.confirm_within, how.confirm_article)


def late_before(way_id: str, now: date, workdays: Workdays) -> date:
    """What arrived before this day and is not confirmed is late."""
    within, day = way(way_id).confirm_within, now
    while workdays.number(day - timedelta(1), now) <= within:
        day -= timedelta(1)
    return day


def of_record(arrived: date) -> Receipt:
    """The day of receipt of what asks for the correction of a record (Art. 41): that of its arrival, for no term runs from it."""
    return Receipt(arrived, "要求更正与自身相关的记录的，到达即予登记；条例没有规定办理期限。", article="r2019.41")


def _waited(arrived: date, confirmed: date, attempts: Sequence[date]) -> str:
    days = (confirmed - arrived).days
    if not days:
        return ""
    reason = f"，其间联系{len(attempts)}次未果" if attempts else "，没有留下此前联系申请人的记录"
    return f"申请到达后第{days}天才确认{reason}。"
