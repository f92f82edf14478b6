"""What can be done against an answer, by when, before whom; and by when a body answers the reviewer and the court."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from gongkai.statute.answers import kind
from gongkai.statute.articles import article
from gongkai.statute.clock.texts import text_on
from gongkai.statute.loading import StatuteDataError, build, read_toml
from gongkai.statute.workdays import Workdays

REVIEW_FIRST = "arl.23"
"""The article by which a refusal must be reviewed before it can be taken to court; it binds since it is in force."""
GOVERNMENTS = ("province", "city", "county")
"""The kinds of body that review."""
_UNITS = {"days": "日", "months": "个月", "workdays": "个工作日"}
_CHINESE_MONTHS = {6: "六个月"}


@dataclass(frozen=True, slots=True)
class Term:
    """`number` calendar days, calendar months or working days for what `label` says, set by the `article` of that id."""

    id: str
    label: str
    number: int
    unit: Literal["days", "months", "workdays"]
    article: str

    @property
    def length(self) -> str:
        """How a letter says it: 60日, 六个月."""
        if self.unit == "months":
            return _CHINESE_MONTHS.get(self.number, f"{self.number}个月")
        return f"{self.number}{_UNITS[self.unit]}"


@dataclass(frozen=True, slots=True)
class ReviewBody:
    """Who reviews what a body of `kind` did: "government" (the nearest above it) or "itself"."""

    kind: str
    who: Literal["government", "itself"]
    article: str


@dataclass(frozen=True, slots=True)
class Path:
    """A way open against an answer: the id of its term, the last day, whether another must be taken first, whether that is disputed."""

    term: str
    until: date
    article: str
    only_after_review: bool = False
    doubtful: bool = False


def term(key: str) -> Term:
    """The term of the id; raises `StatuteDataError` where there is none."""
    try:
        return terms()[key]
    except KeyError:
        raise StatuteDataError(f"remedies.toml: there is no term {key!r}; known are {list(terms())}") from None


@cache
def terms() -> Mapping[str, Term]:
    """All terms by id."""
    return MappingProxyType({entry["id"]: build(Term, entry) for entry in _data()["terms"]})


def until(term_id: str, start: date, workdays: Workdays) -> date:
    """The last day of a term that runs from the day `start`, which is not counted; not on a day off (民法典 Arts. 201–203)."""
    found = term(term_id)
    if found.unit == "workdays":
        return workdays.nth(start, found.number)
    last = start + timedelta(found.number) if found.unit == "days" else _months_later(start, found.number)
    return workdays.next_workday(last)


def review_body(unit_kind: str) -> ReviewBody:
    """Who reviews what a body of this kind did (行政复议法 Art. 24); raises `StatuteDataError` for an unknown kind."""
    for entry in _data()["review_bodies"]:
        if entry["kind"] == unit_kind:
            return build(ReviewBody, entry)
    raise StatuteDataError(f"remedies.toml: it is not known who reviews a body of the kind {unit_kind!r}")


def route(kind_id: str, decided: date) -> Literal["review_first", "either", "none"]:
    """Which way an answer of this kind leads that was given on that day: "review_first", "either" or "none"."""
    found = kind(kind_id).remedy
    if found == "review_first" and not article(REVIEW_FIRST).in_force(decided):
        return "either"
    return found


def paths(kind_id: str, delivered: date, workdays: Workdays) -> tuple[Path, ...]:
    """The ways open against an answer that reached the applicant on the day `delivered`."""
    way = route(kind_id, delivered)
    if way == "none":
        return ()
    review = Path("review", until("review", delivered, workdays), term("review").article)
    if way == "review_first":
        return (review,)
    suit = until("suit", delivered, workdays)
    return review, Path("suit", suit, term("suit").article, doubtful=kind(kind_id).court_doubtful)


def paths_against_silence(due: date, workdays: Workdays) -> tuple[Path, ...]:
    """The ways open where no answer came by the last day. Whether a review must come first is disputed, so both are named."""
    return tuple(
        Path(name, until(name, due, workdays), term(name).article, doubtful=name == "suit_against_silence")
        for name in ("review_of_silence", "suit_against_silence")
    )


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """What is open where receipt was never confirmed, by the earliest reading: `due` is the last day for the reply counted from the
    arrival, `paths` run from there; `doubt` says in Chinese that this is disputed. `complaint` is the article of what is open at any time.
    """

    due: date
    paths: tuple[Path, ...]
    doubt: str
    article: str
    complaint: str


def unconfirmed(arrived: date, workdays: Workdays) -> Unconfirmed:
    """What can be done about a request that arrived on that day and whose receipt is not confirmed (Arts. 31, 51)."""
    data, due = _data()["unconfirmed"], workdays.nth(arrived, text_on(arrived).reply)
    doubt = str(data["doubt"]).format(due=f"{due.year}年{due.month}月{due.day}日")
    found = tuple(replace(path, doubtful=True) for path in paths_against_silence(due, workdays))
    return Unconfirmed(due, found, doubt, str(data["article"]), str(data["complaint"]))


def clause(
    kind_id: str, decided: date, *, body: str, court: str = "", online: str = "", court_open: bool = True
) -> str:
    """The sentence with the remedies at the end of an answer's letter, '' where there is none.

    `body` is who reviews; `court` the court's name, by default whichever has jurisdiction; `online` the address of the review
    application's form, named where the answer goes out by the internet. `court_open`: whether the unit names the court where courts
    are divided. Raises `ValueError` (in Chinese) without a reviewing body.
    """
    way = route(kind_id, decided)
    if way == "none":
        return ""
    if way == "either" and not court_open and kind(kind_id).court_doubtful:
        way = "review_alone"  # type: ignore[assignment]
    return clause_of(way, body=body, court=court) + (clause_text("online").format(address=online) if online else "")


def clause_of(name: str, *, body: str, court: str = "") -> str:
    """The clause of that name with its terms; raises `ValueError` (in Chinese) without a reviewing body."""
    if not body:
        raise ValueError("不知道由哪个机关复议：请先在机构树中补上本机构的上级人民政府")
    lengths = {"review": term("review").length, "suit": term("suit").length, "after": term("suit_after_review").length}
    return clause_text(name).format(body=body, court=court or "有管辖权的人民法院", **lengths)


def clause_text(name: str) -> str:
    """The clause of that name before it is filled in; raises `StatuteDataError` where there is none."""
    try:
        return str(_data()["clauses"][name])
    except KeyError:
        raise StatuteDataError(f"remedies.toml: there is no clause {name!r}") from None


def _months_later(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


@cache
def _data() -> Mapping[str, Any]:
    return read_toml("gongkai.statute", "remedies.toml")
