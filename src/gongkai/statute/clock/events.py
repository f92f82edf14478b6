"""What happens to a request, as far as its clock is concerned, and the order of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

LABELS: Mapping[str, str] = {
    "correction_asked": "通知补正",
    "correction_received": "收到补正",
    "third_party_asked": "征求第三方意见",
    "third_party_answered": "收到第三方意见",
    "joint_asked": "征求其他机关意见",
    "joint_answered": "收到其他机关意见",
    "reasons_asked": "要求说明理由",
    "reasons_given": "申请人说明理由",
    "later_date_set": "告知延迟答复",
    "extended": "延长答复期限",
    "fee_noticed": "收费通知",
    "fee_paid": "缴清费用",
    "answered": "答复",
}
"""The kinds of event with their Chinese names, in the order in which those of one day are taken."""

_ORDER = {kind: number for number, kind in enumerate(LABELS)}


class ClockError(ValueError):
    """Events that cannot be, in Chinese: which one, why, what to do."""


class Event(NamedTuple):
    """One event.

    `received` is the day on which whoever was asked (to correct, for an opinion) got the letter, from which their term runs; unknown,
    it runs from `on`. `days` are the working days of an extension, all that the law allows where unknown. `until` is the later date of
    Art. 35, or the last day for a correction. `party` tells several that were asked apart.
    """

    on: date
    kind: str
    received: date | None = None
    days: int | None = None
    until: date | None = None
    party: str = ""


def in_order(received: date, events: Iterable[Event]) -> list[Event]:
    """The events by day; raises `ClockError` for one of no known kind, or before the request was received."""
    listed = list(events)
    for event in listed:
        if event.kind not in _ORDER:
            known = "、".join(LABELS)
            raise ClockError(f"不认识的事项“{event.kind}”，只能是：{known}")
        if event.on < received:
            raise ClockError(f"{told(event)}早于收到申请的日期{received}，请核对两个日期")
        if event.received and event.received < event.on:
            raise ClockError(f"{told(event)}的信函在{event.received}就已收到，早于发出，请核对两个日期")
    return sorted(listed, key=lambda event: (event.on, _ORDER[event.kind], event.party))


def told(event: Event) -> str:
    """The event as a message names it."""
    return f"{event.on}的“{LABELS[event.kind]}”"


def parse(document: Mapping[str, Any]) -> tuple[date, list[Event]]:
    """The day of receipt and the events of a JSON document as `gongkai clock` takes it; raises `ClockError` for what it cannot read.

    Where the way of coming in needs confirmation (Art. 31) and the document has a day `confirmed`, that is the day of receipt.
    """
    if not isinstance(document, Mapping):
        raise ClockError("应当是一个JSON对象，含有 received（收到申请的日期）和 events（各事项）")
    day = "confirmed" if document.get("confirmed") else "received"
    events = document.get("events", [])
    if not isinstance(events, list):
        raise ClockError("events 应当是一个列表")
    return _day(document, day), [_event(number, entry) for number, entry in enumerate(events, 1)]


def _event(number: int, entry: Any) -> Event:
    where = f"第{number}个事项"
    if not isinstance(entry, Mapping):
        raise ClockError(f"{where}应当是一个JSON对象，含有 on（日期）和 kind（事项）")
    if strange := sorted(set(entry) - set(Event._fields)):
        raise ClockError(f"{where}有不认识的内容“{strange[0]}”，只能是：{'、'.join(Event._fields)}")
    kind, days, party = entry.get("kind"), entry.get("days"), entry.get("party", "")
    if not isinstance(kind, str) or not isinstance(party, str):
        raise ClockError(f"{where}没有写明 kind（事项），或者 party 不是文字")
    if days is not None and (not isinstance(days, int) or isinstance(days, bool)):
        raise ClockError(f"{where}的 days 应当是整数")
    received, until = (_day(entry, name, where) if entry.get(name) else None for name in ("received", "until"))
    return Event(_day(entry, "on", where), kind, received, days, until, party)


def _day(entry: Mapping[str, Any], name: str, where: str = "") -> date:
    text = entry.get(name)
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise ClockError(f"{where or '申请'}的 {name} 应当是2025-09-25这样的日期，现在是：{text}") from None
