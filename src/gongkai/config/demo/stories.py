"""The made-up past of requests: what was asked, and day by day what happened to it. Lawful throughout, though not always in time."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from gongkai.config.demo import names
from gongkai.config.demo.places import Place
from gongkai.statute import answers
from gongkai.statute.clock import Clock, Event, fold
from gongkai.statute.fees import charged_on, fee
from gongkai.statute.loading import read_toml
from gongkai.statute.receipt import way as way_of
from gongkai.statute.workdays import Workdays

YEARS = 3
"""How many years the requests go back."""
_BEYOND = 200
"""Days after the last one, by which everything that is still to come has come."""
_PAGES = (40, 68, 120)


@dataclass(slots=True)
class Asked:
    """A consultation of the past; `opinion` is '' while there is none."""

    kind: str
    on: date
    received: date
    due: date
    answered: date | None
    opinion: str


@dataclass(slots=True)
class Told:
    """One request up to the last day: what has not happened by then is not told."""

    place: Place
    applicant: int
    applicant_kind: str
    way: str
    arrived: date
    confirmed: date | None
    received: date | None
    words: dict[str, Any]
    kind: str
    ground: str
    events: list[Event] = field(default_factory=list)
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    searched: date | None = None
    drafted: date | None = None
    submitted: date | None = None
    signed: date | None = None
    answered: date | None = None
    delivery: str = ""
    delivered: date | None = None
    clock: Clock | None = None


class Teller:
    """Tells requests that came to the units `places` from `first` to `until`, with what happened up to the day `last`."""

    def __init__(
        self, places: Sequence[Place], draw: random.Random, first: date, until: date, last: date, workdays: Workdays
    ) -> None:
        self.places, self.draw, self.last, self.workdays = places, draw, last, workdays
        start = first - timedelta(10)
        every = (start + timedelta(number) for number in range((last - start).days + _BEYOND))
        self.days = [day for day in every if workdays.is_workday(day)]
        self.first, self.end = bisect_left(self.days, first), bisect_left(self.days, until)
        self._shares = [place.share for place in places]

    def tell(self, count: int, applicants: int) -> Iterator[Told]:
        """`count` requests in the order of their arrival, by so many applicants."""
        for number in range(count):
            at = self.first + number * (self.end - self.first) // max(count, 1)
            yield self._one(at, int(self.draw.random() ** 2 * applicants))

    def contested(self, kinds: Mapping[str, tuple[int, int]], applicants: int) -> Iterator[Told]:
        """A request for each of `kinds`, the answer that it got, which came so many working days before the last of all."""
        for number, (kind, (ago, _)) in enumerate(sorted(kinds.items(), key=lambda each: -each[1][0])):
            yield self._one(self.end - ago, applicants + number, kind)

    def _one(self, at: int, applicant: int, kind: str = "") -> Told:
        draw, data = self.draw, _data()
        place = draw.choices(self.places, self._shares)[0]
        topic, thing = draw.choice(place.topics).topic, draw.choice(data["things"])
        words = {"topic": topic, "thing": thing, "year": self.days[at].year - draw.randrange(2)}
        kind = kind or _drawn(draw, "kinds")
        grounds = answers.kind(kind).allowed_grounds
        # the kind of an applicant belongs to them, whatever they ask
        applicant_kind = _drawn(random.Random(applicant), "applicants")  # noqa: S311  nothing secret is drawn
        told = Told(
            place, applicant, applicant_kind, _drawn(draw, "ways"), self.days[at], None, None, words, kind,
            draw.choice(grounds) if grounds else "",
        )  # fmt: skip
        self._happen(told, at)
        return told

    def _happen(self, told: Told, at: int) -> None:
        """Let it all happen, and take back what lies after the last day."""
        if way_of(told.way).confirmed:
            at += self.draw.choice((0, 0, 1, 2))
            if (day := self.days[at]) <= self.last:
                told.confirmed = day
            else:
                return
        told.received = self.days[at]
        if told.kind == "withdrawn":
            self._end(told, at + 1 + self.draw.randrange(8))
        else:
            self._end(told, self._answer_at(told, self._handled(told, at)))
        told.events = [event for event in told.events if event.on <= self.last]
        told.clock = fold(told.received, told.events, self.workdays)

    def _handled(self, told: Told, at: int) -> int:
        """The steps before the answer; on which day the last of them was."""
        draw = self.draw
        if told.kind in ("unclear", "uncorrected") or draw.random() < 0.07:
            at = self._corrected(told, at)
        if told.kind == "uncorrected":
            return at
        if told.kind == "excessive":
            self._event(told, at + 2, "reasons_asked", facts={"figures": "96件"})
            self._event(told, at + 6, "reasons_given", facts={"text": "（说明的理由）"})
            at += 6
        if told.kind == "unpaid" and charged_on(told.received or told.arrived):
            pages = draw.choice(_PAGES)
            facts = {
                "scale": "pages",
                "number": pages,
                "amount": fee("pages", pages).amount,
                "way": "到政务服务大厅缴纳",
            }
            self._event(told, at + 4, "fee_noticed", facts=facts)
            return at + 4 + 21
        if told.kind == "denied_third_party" or draw.random() < 0.06:
            at = self._consulted(told, at + 2, "third_party")
        elif draw.random() < 0.03:
            at = self._consulted(told, at + 2, "joint")
        if told.kind == "not_existing" or draw.random() < 0.2:
            at += 1
            told.searched = self._past(at)
        return at

    def _corrected(self, told: Told, at: int) -> int:
        asked = at + 1 + self.draw.randrange(6)
        self._event(
            told, asked, "correction_asked", until=self.days[asked + 15],
            facts={"what": "没有写明年度和项目", "guidance": "请写明年度和项目名称"},
        )  # fmt: skip
        if told.kind == "uncorrected":
            return asked + 16
        given = asked + 2 + self.draw.randrange(10)
        self._event(told, given, "correction_received", facts={"text": "（补正的内容）"})
        return given

    def _consulted(self, told: Told, at: int, kind: str) -> int:
        heard = at + 4 + self.draw.randrange(14)
        asked = Asked(kind, self.days[at], self.days[at + 1], self.days[at + 16], None, "")
        if asked.on > self.last:
            return heard
        party = str(len(told.asked) + 1)
        self._event(told, at, f"{kind}_asked", received=asked.received, party=party)
        if heard > at + 16:
            if (lapsed := self._past(at + 17)) is not None:
                asked.answered, asked.opinion = lapsed, "silent"
            heard = at + 17
        else:
            self._event(told, heard, f"{kind}_answered", party=party)
            if (day := self._past(heard)) is not None:
                opinion = "disagrees" if told.kind == "denied_third_party" else self.draw.choice(_data()["voices"])
                asked.answered, asked.opinion = day, opinion
        if asked.received > self.last:
            asked.received = asked.on
        told.asked.append(asked)
        return heard

    def _answer_at(self, told: Told, at: int) -> int:
        """On which day it was answered: most in time, some extended, a few late."""
        draw = self.draw
        due = self._due(told)
        if due is None:
            return at + 2 + draw.randrange(3)
        chance = draw.random()
        if chance < 0.14 and due - 2 > at:
            self._event(told, due - 2, "extended", days=20, facts={"reason": "需要核对的材料较多"})
            at, due = due - 2, self._due(told) or due
        if chance > 0.96:
            return due + 1 + draw.randrange(12)
        return max(at + 1, min(due, at + 2 + draw.randrange(max(due - at, 1))))

    def _due(self, told: Told) -> int | None:
        due = fold(told.received, told.events, self.workdays).due  # type: ignore[arg-type]
        return None if due is None else bisect_left(self.days, due)

    def _end(self, told: Told, at: int) -> None:
        told.drafted, told.submitted, told.signed = self._past(at - 3), self._past(at - 2), self._past(at - 1)
        told.answered = self._past(at)
        if told.answered is None:
            return
        told.events.append(Event(told.answered, "answered"))
        if told.kind == "withdrawn":
            told.drafted = told.submitted = None
            told.signed = told.answered
            return
        told.delivery = _drawn(self.draw, "deliveries")
        told.delivered = self._past(at + self.draw.randrange(2, 6)) if told.delivery == "post" else told.answered

    def _event(self, told: Told, at: int, kind: str, *, facts: Mapping[str, Any] | None = None, **more: Any) -> None:
        """Something on the working day `at`; what its letter says is kept by kind: nothing happens twice but consultations."""
        told.events.append(Event(self.days[at], kind, **more))
        told.facts[kind] = dict(facts or {})

    def _past(self, at: int) -> date | None:
        return self.days[at] if self.days[at] <= self.last else None


def person(number: int, kind: str) -> str:
    """The name of the applicant of that number. Nobody and no firm by this name is meant."""
    drawn = random.Random(number)  # noqa: S311  nothing secret is drawn
    return names.person(drawn) if kind == "person" else names.firm(drawn)


def texts_of(words: Mapping[str, Any], number: int) -> tuple[str, str]:
    """Title and description of what is asked."""
    details = _data()["details"]
    return "{year}年{topic}的{thing}".format_map(words)[:200], details[number % len(details)].format_map(words)


def stated_of(kind: str, words: Mapping[str, Any], on: date | None) -> dict[str, str]:
    """What the officer states in an answer of this kind."""
    texts = _data()["stated"]
    return {
        statement.id: on.isoformat()
        if statement.kind == "date" and on
        else texts.get(statement.id, "").format_map(words)
        for statement, _ in answers.kind(kind).statements
    }


def data() -> Mapping[str, Any]:
    """The words of requests.toml."""
    return _data()


def _drawn(draw: random.Random, what: str) -> str:
    weights = _data()[what]
    return draw.choices(list(weights), list(weights.values()))[0]


@cache
def _data() -> Mapping[str, Any]:
    return read_toml(__package__, "requests.toml")
