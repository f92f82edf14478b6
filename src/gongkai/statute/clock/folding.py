"""Events folded into the last day for a reply. Pure: the same events, in whatever order they come, give the same clock.

The regulation does not say on which days exactly the time for asking others begins and ends. By our convention it is from the day after
the letter is sent up to and including the day on which the opinion arrives or the term for it lapses; time for asking several at once is
left out once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongkai.statute.clock.events import ClockError, Event, in_order, told
from gongkai.statute.clock.outcome import Clock, Pause, Step
from gongkai.statute.clock.texts import Text, text_on
from gongkai.statute.workdays import Workdays

_DAY = timedelta(days=1)


def fold(received: date, events: Iterable[Event], workdays: Workdays) -> Clock:
    """The clock of a request that was received on the day `received` (Art. 31), after `events`.

    Raises `ClockError` (in Chinese) for events that cannot be: out of order, twice where the law allows once, before the regulation.
    """
    folding = _Folding(received, text_on(received), workdays)
    for event in in_order(received, events):
        folding.take(event)
    return folding.clock()


@dataclass(slots=True)
class _Folding:
    """The present term while events are taken: from `start`, without `pauses`, with an `extension`; and what else is remembered."""

    received: date
    text: Text
    workdays: Workdays
    start: date = field(init=False)
    pauses: list[Pause] = field(default_factory=list)
    open: dict[tuple[str, str], list[tuple[date, date | None]]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    extension: Event | None = None
    later: Event | None = None
    answered: Event | None = None
    waiting: str = ""
    unbound: bool = False
    until: date | None = None
    past: dict[str, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.start = self.received
        self._step(self.received, "received", self.text.reply)

    def take(self, event: Event) -> None:
        if self.answered:
            raise ClockError(f"{self.answered.on}已经答复，{told(event)}不能再发生，请核对日期")
        kind, _, stage = event.kind.rpartition("_")
        if kind in ("third_party", "joint"):
            self._asked(kind, event) if stage == "asked" else self._heard(kind, event)
        else:
            getattr(self, f"_{event.kind}")(event)

    def clock(self) -> Clock:
        """What all events come to."""
        for (kind, _), letters in self.open.items():
            for asked, lapse in letters:
                self._silent(kind, asked, lapse)
        first = self._end(self.text.reply)
        due = self._extended_end(first)
        if self.later:
            due = self._later_end(due)
        unknown = self.waiting or self.unbound or any(pause.last is None for pause in self.pauses)
        reached = None if unknown else due
        for pause in self.pauses:
            if pause.first > due:
                self._step(pause.first - _DAY, "without_pause", day=due)
        if self.answered:
            late = reached is not None and self.answered.on > reached
            self._step(self.answered.on, "answered_late" if late else "answered", day=reached)
        elif reached:
            self._step(reached, "due")
        last = reached or self.until or self.start
        return Clock(
            received=self.received,
            start=self.start,
            due=reached,
            provisional=any(not self.workdays.known(year) for year in _years(self.received, last)),
            excluded_workdays=self._excluded(due),
            pauses=tuple(sorted(self.pauses)),
            steps=tuple(sorted(self.steps, key=lambda step: step.on)),
            waiting=self.waiting,
            waiting_until=self.until,
            extended=bool(self.extension) and due != first,
            first_due=None if unknown else first,
            answered=self.answered.on if self.answered else None,
            text=self.text,
        )

    def _correction_asked(self, event: Event) -> None:
        if "correction_asked" in self.past:
            raise ClockError(f"{self.past['correction_asked']}已经通知过补正，只能通知一次，{told(event)}不能成立")
        self._running(event)
        self.past["correction_asked"] = event.on
        self.waiting, self.until = "correction", self._time_to_correct(event)
        limit = self.text.correction_notice
        last = self.workdays.nth(self.received, limit) if limit else None
        late = last is not None and event.on > last
        self._step(event.on, "correction_asked_late" if late else "correction_asked", limit, last)

    def _time_to_correct(self, event: Event) -> date | None:
        """By when to correct: as many working days after the notice arrived as it gave on the day it went out (Art. 30: reasonable)."""
        if event.until is None or event.received is None:
            return event.until
        return max(event.until, self.workdays.nth(event.received, self.workdays.number(event.on, event.until)))

    def _correction_received(self, event: Event) -> None:
        self._ends_waiting("correction", event, "没有通知过补正，却有")
        self._restart(event)
        self._step(event.on, "correction_received", self.text.reply)

    def _fee_noticed(self, event: Event) -> None:
        if "fee_noticed" in self.past:
            raise ClockError(f"{self.past['fee_noticed']}已经通知过缴费，{told(event)}是第二次，请核对")
        self._running(event)
        self.past["fee_noticed"] = event.on
        self.waiting, self.until = "payment", self.workdays.nth(event.on, self.text.payment)
        self._step(event.on, "fee_noticed", self.text.payment, self.until)

    def _fee_paid(self, event: Event) -> None:
        self._ends_waiting("payment", event, "没有通知过缴费，却有")
        self._restart(event)
        self._step(event.on, "fee_paid", self.text.reply)

    def _asked(self, kind: str, event: Event) -> None:
        self._running(event)
        days = self.text.third_party if kind == "third_party" else self.text.joint
        lapse = self.workdays.nth(event.received or event.on, days) if days else None
        self.open.setdefault((kind, event.party), []).append((event.on, lapse))
        open_ended = lapse is None or (kind == "joint" and not self.text.joint_pauses)
        self._step(event.on, f"{kind}_asked_open" if open_ended else f"{kind}_asked", days, lapse)

    def _heard(self, kind: str, event: Event) -> None:
        letters = self.open.get((kind, event.party))
        if not letters:
            raise ClockError(f"{told(event)}之前没有征求过这一方的意见，请先登记征求意见的日期")
        asked, lapse = letters.pop(0)
        if lapse and event.on > lapse:
            self._silent(kind, asked, lapse)
        else:
            self._pause(kind, asked, event.on)
            self._step(event.on, f"{kind}_answered")

    def _silent(self, kind: str, asked: date, lapse: date | None) -> None:
        self._pause(kind, asked, lapse)
        if lapse and not (self.answered and self.answered.on < lapse):
            self._step(lapse, f"{kind}_lapsed")

    def _extended(self, event: Event) -> None:
        if self.extension:
            raise ClockError(f"{self.extension.on}已经延长过一次，{told(event)}是第二次，期限只能延长一次")
        if event.days is not None and not 1 <= event.days <= self.text.extension:
            raise ClockError(f"{told(event)}延长了{event.days}个工作日，应当是1至{self.text.extension}个")
        self._running(event)
        self.extension = event

    def _reasons_asked(self, event: Event) -> None:
        self._running(event)
        self._step(event.on, event.kind)

    def _reasons_given(self, event: Event) -> None:
        self._step(event.on, event.kind)

    def _later_date_set(self, event: Event) -> None:
        if event.until is None or event.until <= event.on:
            raise ClockError(f"{told(event)}没有写明延至哪一天，或者那一天不在其后")
        self._running(event)
        self.later = event

    def _answered(self, event: Event) -> None:
        self.answered, self.unbound = event, bool(self.waiting)
        self.waiting, self.until = "", None

    def _running(self, event: Event) -> None:
        if self.waiting:
            what = "补正" if self.waiting == "correction" else "缴费"
            raise ClockError(f"正在等申请人{what}，{told(event)}不能在收到之前发生，请核对日期")

    def _ends_waiting(self, what: str, event: Event, why: str) -> None:
        if self.waiting != what:
            raise ClockError(f"{why}{told(event)}，请先登记通知的日期")
        self.waiting, self.until = "", None

    def _restart(self, event: Event) -> None:
        """The term begins anew: what was added before counts no more; who was asked and is still silent is still waited for."""
        self.start, self.extension, self.later = event.on, None, None

    def _pause(self, kind: str, asked: date, last: date | None) -> None:
        if kind == "joint" and not self.text.joint_pauses:
            return
        if last is None or last > asked:
            self.pauses.append(Pause(asked + _DAY, last, kind))

    def _extended_end(self, first: date) -> date:
        event = self.extension
        if event is None:
            return first
        days = event.days or self.text.extension
        if event.on > first:
            self._step(event.on, "extended_late", days, first)
            return first
        self._step(event.on, "extended", days, first)
        return self._end(self.text.reply + days)

    def _later_end(self, due: date) -> date:
        if self.later is None or self.later.until is None:
            return due
        if self.later.on > due:
            self._step(self.later.on, "later_date_late", day=due)
            return due
        self._step(self.later.on, "later_date_set", day=self.later.until)
        return max(due, self.later.until)

    def _end(self, days: int) -> date:
        end = self.workdays.nth(self.start, days)
        for first, last in self._merged():
            if first > end:
                break
            days += self.workdays.number(first - _DAY, last)
            end = self.workdays.nth(self.start, days)
        return end

    def _excluded(self, due: date) -> int:
        """The working days that the consultations took out of the present term."""
        return sum(self.workdays.number(first - _DAY, min(last, due)) for first, last in self._merged() if first <= due)

    def _merged(self) -> list[tuple[date, date]]:
        """What of the closed pauses lies in the present term, as spans that do not overlap."""
        spans: list[tuple[date, date]] = []
        closed = sorted((max(pause.first, self.start + _DAY), pause.last) for pause in self.pauses if pause.last)
        for first, last in closed:
            if last < first:
                continue
            if spans and first <= spans[-1][1] + _DAY:
                spans[-1] = spans[-1][0], max(spans[-1][1], last)
            else:
                spans.append((first, last))
        return spans

    def _step(self, on: date, what: str, n: int | None = None, day: date | None = None) -> None:
        self.steps.append(Step(on, what, n, day, self.text.id))


def _years(first: date, last: date) -> range:
    return range((first + _DAY).year, last.year + 1)
