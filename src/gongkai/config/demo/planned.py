"""What has its place in the years: normative documents with what became of them, annual reports, budgets and accounts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import chain, count, islice

from gongkai.annual.services.publishing import ORIGIN
from gongkai.config.demo import reports
from gongkai.config.demo.composing import Composer, Piece
from gongkai.config.demo.places import Place, Topic
from gongkai.config.demo.timeline import YEARS, Timeline
from gongkai.publishing.models.items import Validity

_MAKERS = ("county", "department", "township")
_REGULATED = {"notice", "scheme", "guide", "plan", "display"}
"""A topic that is written about in one of these styles is one on which rules are made."""
_KINDS = ("管理办法", "实施办法", "若干规定", "工作细则")
_YEARLY = {
    "annual-report": (Topic("政府信息公开工作年度报告", "20.15", ()), (1, 31)),
    "budget": (Topic("部门预算", "20.7.budget", (), "f.budgets.unit-budget"), (3, 10)),
    "accounts": (Topic("部门决算", "20.7.accounts", (), "f.budgets.unit-accounts"), (9, 20)),
    "law-report": (Topic("法治政府建设年度报告", "20.15.law-reports", ()), (3, 28)),
}
"""The yearly documents, and by which day of the year they are out."""


class Planner:
    """Composes what is planned, on the days of `timeline`."""

    def __init__(self, places: Sequence[Place], composer: Composer, timeline: Timeline) -> None:
        self.places, self.composer, self.timeline = places, composer, timeline
        self.draw: random.Random = composer.draw
        topics = ((place, [each for each in place.topics if _REGULATED & {*each.styles}]) for place in places)
        self._told = reports.scenes(places)
        self._makers = [(place, regulated) for place, regulated in topics if place.kind in _MAKERS and regulated]

    def yearly(self, most: int) -> list[Piece]:
        """At most `most` yearly documents, the last annual reports first."""
        years = range(self.timeline.last.year, self.timeline.last.year - YEARS + 1, -1)
        first = [(year, "annual-report") for year in years[: reports.YEARS + 1]]
        others = ((year, style) for year in years for style in _YEARLY if (year, style) not in first)
        every = (
            piece
            for year, style in chain(first, others)
            for place in self.places
            if (piece := self._yearly(place, style, year))
        )
        return list(islice(every, most))

    def normative(self, most: int) -> list[Piece]:
        """About `most` normative documents and explainers, series by series: each document amends or repeals the one before."""
        pieces: list[Piece] = []
        for number in count():
            pieces += self._series(number)
            if len(pieces) >= most:
                break
        pieces.sort(key=lambda piece: piece.published)
        for piece in pieces:
            if piece.fields:
                self._finish(piece)
        return pieces

    def _yearly(self, place: Place, style: str, year: int) -> Piece | None:
        topic, by = _YEARLY[style]
        made_here = style == "annual-report" and year - 1 in reports.last_years(self.timeline.last)
        if style == "annual-report":
            found = reports.out_by(place, year - 1, self.timeline.last, self._told)
            if found is None:
                return None
            by = found
        if style != "annual-report" and place.kind in ("county", "authorised"):
            return None
        number = self.timeline.number(date(year, *by)) - self.draw.randrange(4)
        if not 0 < number < self.timeline.length - 5 or date(year, *by) > self.timeline.last:
            return None
        formed = self.timeline.days[self.timeline.before + number - 2 - self.draw.randrange(5)]
        piece = self.composer.compose(place, topic, style, formed, self._moment(number))
        if made_here:
            piece.fields = {"origin": ORIGIN, "origin_id": str(year - 1)}
        return piece

    def _series(self, number: int) -> Iterator[Piece]:
        place, topics = self._makers[number % len(self._makers)]
        topic = topics[number // len(self._makers) % len(topics)]
        title = f"云溪县{topic.topic}{_KINDS[number % len(_KINDS)]}"
        on_trial = number % 4 == 1
        day, last = self.draw.randrange(self.timeline.length // 3), None
        for generation in count():
            if day >= self.timeline.length - 5:
                return
            amends = last is not None and (number + generation) % 3 == 1
            piece = self._document(place, topic, title, day, last, amends=amends, on_trial=on_trial)
            yield piece
            if not amends and self.draw.random() < 0.5:
                yield self._explainer(piece, title, day)
            last = None if amends else piece
            if on_trial or amends or (generation and self.draw.random() < 0.5):
                return
            day += 220 + self.draw.randrange(400)

    def _document(
        self, place: Place, topic: Topic, title: str, day: int, last: Piece | None, *, amends: bool, on_trial: bool
    ) -> Piece:
        moment, formed = self._moment(day), self.timeline.days[self.timeline.before + day - self.draw.randrange(12)]
        name = f"{title}（{formed.year}年修订）" if last and not amends else f"{title}（试行）" if on_trial else title
        style = "amendment" if amends else "normative"
        filed = replace(topic, node="20.1.normative", field="")
        piece = self.composer.compose(place, filed, style, formed, moment, document=name)
        effective = moment.date() + timedelta(30)
        years = 2 if on_trial else 5
        expires = effective.replace(year=effective.year + years, day=min(effective.day, 28)) - timedelta(1)
        piece.fields = {
            "normative": True,
            "effective_on": effective,
            "expires_on": None if amends else expires,
        }
        if last is not None:
            last.endings.append(("amended" if amends else "repealed", effective, piece))
        return piece

    def _finish(self, piece: Piece) -> None:
        """Give numbers, in the order of publication, and say from when the document holds and which other it ends."""
        place, year = piece.place, piece.formed.year
        piece.document_number = self.composer.number(f"{place.word}规", year)
        piece.fields["uniform_number"] = self.composer.number(f"YX{place.number:02d}", year)
        piece.paragraphs.append(f"本文件自{_long(piece.fields['effective_on'])}起施行。")
        if expires := piece.fields["expires_on"]:
            piece.paragraphs.append(f"本文件有效期至{_long(expires)}。")
        for kind, _, by in piece.endings:
            if kind == "repealed":
                by.paragraphs.append(f"{piece.title}（{piece.document_number}）同时废止。")

    def _explainer(self, document: Piece, title: str, day: int) -> Piece:
        day = min(day + self.draw.randrange(4), self.timeline.length - 1)
        published = max(self._moment(day), document.published + timedelta(minutes=5))
        topic = Topic(document.topic, "20.1.normative", ())
        piece = self.composer.compose(document.place, topic, "explainer", published.date(), published, document=title)
        piece.explains = document
        return piece

    def _moment(self, number: int) -> datetime:
        return self.timeline.moment(number, self.draw.randrange(7 * 3600))


def validity(piece: Piece, today: date) -> str:
    """The validity of a normative document on the day `today`; '' for any other item."""
    if not piece.fields.get("normative"):
        return ""
    kinds = {kind for kind, on, _ in piece.endings if on <= today}
    expires = piece.fields["expires_on"]
    if "repealed" in kinds:
        return Validity.REPEALED.value
    if expires and expires < today:
        return Validity.EXPIRED.value
    return Validity.AMENDED.value if kinds else Validity.VALID.value


def _long(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
