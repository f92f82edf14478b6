"""What has a last day of ours, by urgency: answers to requests, reviewing bodies and courts, appeals, complaints, annual reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet
from django.urls import reverse
from wagtail.admin.ui.components import Component

from gongkai.annual.models import AnnualReport, Deadline, State
from gongkai.annual.services.reminding import DISTANCES
from gongkai.casework.models import Case
from gongkai.remedies.models import Complaint, Proceeding
from gongkai.units.access import has_role_anywhere, units_of
from gongkai.units.calendars import workdays
from gongkai.units.models import Person, Role
from gongkai.workbench.clock import SOON, Days, days_to, soon_until

REMINDED = (Role.CASE_OFFICER, Role.HEAD, Role.SUPERVISOR)
"""Who is reminded of the last days of their units."""
OF_REPORTS = (Role.STATISTICIAN, Role.OFFICE_HEAD, Role.HEAD)
"""Who is reminded of their own unit's annual report from early on; the supervising office when it comes close."""
EVERYBODY = (*REMINDED, *OF_REPORTS)
SHOWN = 10
BOUND = 200
"""A count goes no further than this."""


@dataclass(frozen=True, slots=True)
class Due:
    """A record with its last day. `name` holds nobody's personal data; `title` may hold what an applicant wrote.

    `all` is the address where the same of several units stands together, where there is one.
    """

    what: str
    name: str
    title: str
    unit: str
    url: str
    days: Days
    all: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of record with a last day: the open ones of somebody's units, the field with the day, what is due, the list of all.

    `of` is what stands in the address of its page, `ahead` how many working days before its last day it shows.
    """

    label: str
    open: Callable[[Person], QuerySet[Any]]
    last_day: str
    what: Callable[[Any], str]
    name: Callable[[Any], str]
    page: str
    list: str
    of: Callable[[Any], object] = attrgetter("pk")
    ahead: int = SOON
    all: Callable[[Any], str] = lambda record: ""

    def soon(self, person: Person) -> QuerySet[Any]:
        """What is due within `ahead` working days or overdue, the most urgent first."""
        return (
            self.open(person).filter(**{f"{self.last_day}__lte": soon_until(self.ahead)}).order_by(self.last_day, "pk")
        )

    def due(self, record: Any) -> Due:
        """What `record` is and when it is due."""
        return Due(
            self.what(record),
            self.name(record),
            record.title if isinstance(record, Case) else record.about,
            record.unit.short_name,
            reverse(self.page, args=[self.of(record)]),
            days_to(getattr(record, self.last_day), workdays()),
            self.all(record),
        )


def _cases(person: Person) -> QuerySet[Any]:
    return Case.objects.visible_to(person, *REMINDED).open()


def _proceedings(person: Person) -> QuerySet[Any]:
    return Proceeding.objects.visible_to(person, *REMINDED).unanswered().defer("claimant")


def _appeals(person: Person) -> QuerySet[Any]:
    return Proceeding.objects.visible_to(person, *REMINDED).appealable_by_us().defer("claimant")


def _complaints(person: Person) -> QuerySet[Any]:
    offices = units_of(person, REMINDED)
    return Complaint.objects.filter(office__in=offices).open().defer("complainant", "contact")


def _reports(person: Person) -> QuerySet[Any]:
    own = Q(unit__in=units_of(person, OF_REPORTS))
    watched = Q(unit__in=units_of(person, {Role.SUPERVISOR}), due_on__lte=soon_until())
    made = AnnualReport.objects.filter(unit=OuterRef("unit"), year=OuterRef("year"))
    stands = {"state": made.values("state")[:1], "returned": made.values("returned_at")[:1]}
    return Deadline.objects.open().filter(own | watched).annotate(mine=ExpressionWrapper(own, BooleanField()), **stands)


def _left_to_do(deadline: Any) -> str:
    """What has still to be done for a report to be out."""
    if deadline.state is None:
        return "编写并公布（还没有开始）"
    if deadline.state == State.DRAFT:
        return "按上级的意见改正并公布" if deadline.returned else "编写并公布（编写中）"
    state = State(deadline.state)
    return "公布（已经签署）" if state == State.SIGNED else f"签署并公布（{state.label}）"


SOURCES = (
    Source(
        "公开申请", _cases, "due_on", lambda case: "答复申请", lambda case: case.number, "cases:page", "cases:index"
    ),
    Source(
        "复议和诉讼",
        _proceedings,
        "answer_due",
        lambda each: "提交复议答复" if each.is_review else "提交答辩",
        str,
        "remedies:page",
        "remedies:index",
    ),
    Source(
        "可以上诉的裁判",
        _appeals,
        "appeal_due",
        lambda each: "决定是否上诉",
        str,
        "remedies:page",
        "remedies:index",
    ),
    Source("投诉举报", _complaints, "due_on", lambda each: "办结", str, "complaints:page", "complaints:index"),
    Source(
        "年度报告",
        _reports,
        "due_on",
        _left_to_do,
        str,
        "annual:unit",
        "annual:index",
        attrgetter("unit.code"),
        max(DISTANCES),
        lambda each: "" if each.mine else f"{reverse('annual_board:index')}?year={each.year}",
    ),
)


class DuePanel(Component):
    """On the home page: how much is due, the most urgent of all kinds, the ways to the rest."""

    template_name = "workbench/home/due.html"

    def __init__(self, person: Person, order: int) -> None:
        self.person, self.order = person, order

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        counts = [(source, source.soon(self.person).order_by()[: BOUND + 1].count()) for source in SOURCES]
        count = sum(number for _, number in counts)
        return {
            "panel": self,
            "rows": list(islice(self._rows([source for source, number in counts if number]), SHOWN)),
            "count": f"{BOUND}+" if count > BOUND else count,
            "lists": [(self._all(source), source.label) for source, number in counts if number and count > SHOWN],
        }

    def _all(self, source: Source) -> str:
        """Where all of it is."""
        first = source.soon(self.person).select_related("unit").first()
        return (first and source.due(first).all) or reverse(source.list)

    def _rows(self, sources: list[Source]) -> Iterator[Due]:
        found = (
            [source.due(each) for each in source.soon(self.person).select_related("unit")[:SHOWN]] for source in sources
        )
        return merge(*found, key=lambda due: due.days.due)


def panels_for(person: Person, order: int) -> list[Component]:
    """The panel for `person`, in place `order`: for whom it can ever fill."""
    return [DuePanel(person, order)] if has_role_anywhere(person, *EVERYBODY) else []
