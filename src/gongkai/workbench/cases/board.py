"""The officer's board by due day, and the list behind each of its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpRequest

from gongkai.casework.models import READERS, Case, CaseQuerySet, State
from gongkai.casework.services.intake import overdue_confirmations
from gongkai.statute.receipt import Unconfirmed, unconfirmed
from gongkai.statute.workdays import Workdays
from gongkai.units.access import has_role_anywhere, units_of
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person, Post, Role, Unit
from gongkai.workbench.cases.views import RoleView
from gongkai.workbench.clock import SOON, Days, days_to
from gongkai.workbench.listing import BOUND

SHOWN = 20
"""Cards of a column; the rest is in the list."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the board: which cases stand in it, and what is to be done with them."""

    id: str
    title: str
    todo: str
    where: Q


def lanes(now: date, soon: date) -> list[Lane]:
    """The columns, for today and the last day that is soon."""
    working = Q(state=State.OPEN)
    return [
        Lane("today", "今天及逾期", "今天必须答复", working & Q(due_on__lte=now)),
        Lane("soon", "5日内", "5个工作日内到期", working & Q(due_on__gt=now, due_on__lte=soon)),
        Lane("arrived", "待确认收到", "与申请人确认", Q(state=State.ARRIVED)),
        Lane("working", "办理中", "继续办理", working & (Q(due_on__gt=soon) | Q(due_on=None))),
        Lane("waiting", "待申请人", "等补正、缴费", Q(state__in=[State.CORRECTING, State.PAYING])),
        Lane("submitted", "待审批", "等负责人审批", Q(state=State.SUBMITTED)),
        Lane("approved", "待送达", "送达后登记", Q(state=State.APPROVED)),
    ]


class FilterForm(forms.Form):
    """Unit, officer and state; all may stay blank."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="机构", required=False, empty_label="全部机构")
    officer = forms.ModelChoiceField(Person.objects.none(), label="承办人", required=False, empty_label="全部承办人")
    state = forms.ChoiceField(label="状态", required=False)

    def __init__(self, *args: Any, person: Person, states: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_of(person, READERS)
        self.fields["unit"].queryset = units.order_by("path")
        self.several = units.count() > 1
        if not self.several:
            self.fields["unit"].widget = forms.HiddenInput()
        self.fields["officer"].queryset = Person.objects.filter(
            pk__in=Post.objects.filter(role=Role.CASE_OFFICER, unit__in=units).values("person")
        ).order_by("name")
        self.fields["state"].choices = [("", "全部状态"), *states]

    def limit(self, cases: CaseQuerySet) -> CaseQuerySet:
        """The ones of `cases` that the choices leave."""
        if not self.is_valid():
            return cases
        for name in ("unit", "officer"):
            if self.cleaned_data[name]:
                cases = cases.filter(**{name: self.cleaned_data[name]})
        return cases


@dataclass(frozen=True, slots=True)
class Card:
    """A case in a list, with the working days to its last day."""

    case: Case
    days: Days | None
    waiting: Unconfirmed | None = None

    @property
    def tone(self) -> str:
        """For the colour; the words say the same."""
        if self.waiting:
            return "overdue" if self.waiting.late else "soon"
        return self.days.state if self.days else ""

    @property
    def when(self) -> str:
        """How far it is to the last day, or what is waited for, in a few words."""
        case = self.case
        if self.days:
            return f"{_short(self.days.due)}，{self.days.words}{'（暂定）' if case.due_provisional else ''}"
        if case.closed_on and case.state == State.CLOSED:
            return f"{case.closed_on.year}年{_short(case.closed_on)}办结{'，逾期' if case.late else ''}"
        if case.waiting_until:
            return f"等到{_short(case.waiting_until)}"
        if self.waiting:
            waited = f"{self.waiting.days}个工作日没有确认" if self.waiting.days else "待确认"
            return f"{_short(case.arrived_on)}到达，{waited}"
        return ""


def cards(cases: CaseQuerySet, known: Workdays) -> list[Card]:
    """The cases as lists show them: the applicant masked, nothing opened, no column read that is not shown."""
    rows = cases.select_related("unit", "applicant", "officer").only(*_SHOWN)
    return [
        Card(
            case,
            days_to(case.due_on, known) if case.due_on and case.state != State.CLOSED else None,
            unconfirmed(case.way, case.arrived_on, today(), known) if case.state == State.ARRIVED else None,
        )
        for case in rows
    ]


_SHOWN = (
    "number", "matter", "title", "state", "way", "arrived_on", "due_on", "due_provisional", "waiting_until", "closed_on", "late",
    "unit__short_name", "applicant__masked", "officer__name",
)  # fmt: skip


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def in_columns(cases: CaseQuerySet, columns: Sequence[Lane], known: Workdays) -> dict[str, list[Card]]:
    """The first cards of each column: their numbers by the index, column by column, then the rows of all at once."""
    ordered = cases.order_by(F("due_on").asc(nulls_last=True), "pk").values_list("pk", flat=True)
    numbers = {lane.id: list(ordered.filter(lane.where)[:SHOWN]) for lane in columns}
    found = cards(Case.objects.filter(pk__in=[pk for each in numbers.values() for pk in each]), known)
    by_number = {card.case.pk: card for card in found}
    return {name: [by_number[pk] for pk in each if pk in by_number] for name, each in numbers.items()}


class BoardView(RoleView):
    """The board: every open case in the column that says what is to be done."""

    page_title = "依申请公开看板"
    template_name = "workbench/cases/board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, known = self.request.user, workdays()
        all_lanes = lanes(today(), known.nth(today(), SOON))
        states = [(lane.id, lane.title) for lane in all_lanes]
        form = FilterForm(self.request.GET, person=person, states=states)
        cases = form.limit(Case.objects.visible_to(person).open())
        chosen = form.cleaned_data.get("state") if form.is_valid() else ""
        shown = [lane for lane in all_lanes if not chosen or lane.id == chosen]
        wanted = {lane.id: lane.where for lane in shown} | {"unconfirmed": overdue_confirmations(known)}
        counts = cases.order_by().aggregate(**{name: Count("pk", filter=where) for name, where in wanted.items()})
        filled = in_columns(cases, [lane for lane in shown if counts[lane.id]], known)
        return super().get_context_data(
            **kwargs,
            form=form,
            columns=[(lane, counts[lane.id], filled.get(lane.id, [])) for lane in shown],
            unconfirmed=counts["unconfirmed"],
            query=_rest(self.request),
            may_enter=has_role_anywhere(person, Role.CASE_OFFICER),
            several=form.several,
            next=_next(counts),
        )


def _next(counts: Mapping[str, int]) -> str:
    told = {
        "today": "先办“今天及逾期”一栏的{n}件", "unconfirmed": "马上与申请人确认收到申请（{n}件已经拖延）",
        "arrived": "与申请人确认收到申请（{n}件）", "soon": "抓紧办“5日内”到期的{n}件", "approved": "送达已经批准的答复（{n}件）",
        "submitted": "请负责人审批（{n}件）", "working": "继续办理其余{n}件",
    }  # fmt: skip
    for name, text in told.items():
        if counts.get(name):
            return text.format(n=counts[name]) + "。点标题打开，里面写着怎么办。"
    return "没有要马上办的申请。收到新的申请，点“登记申请”。"


def _rest(request: HttpRequest) -> str:
    kept = request.GET.copy()
    for name in ("page", "state", "lane"):
        kept.pop(name, None)
    return kept.urlencode()


class ListView(RoleView):
    """All cases, open and closed, to look one up."""

    page_title = "全部申请"
    template_name = "workbench/cases/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, known = self.request.user, workdays()
        form = FilterForm(self.request.GET, person=person, states=list(State.choices))
        all_lanes = {lane.id: lane for lane in lanes(today(), known.nth(today(), SOON))}
        cases = form.limit(Case.objects.visible_to(person))
        if form.is_valid() and form.cleaned_data["state"]:
            cases = cases.filter(state=form.cleaned_data["state"])
        lane = all_lanes.get(self.request.GET.get("lane", ""))
        if lane:
            cases = cases.filter(lane.where).order_by(F("due_on").asc(nulls_last=True), "pk")
        typed = self.request.GET.get("q", "").strip()[:100]
        if typed:
            cases = cases.filter(Q(number__icontains=typed) | Q(title__icontains=typed))
        page = Paginator(cases.values_list("pk", flat=True)[:BOUND], 50).get_page(self.request.GET.get("page"))
        chosen = list(page.object_list)  # numbers alone are sorted; the rows of one page are read
        rows = sorted(cards(Case.objects.filter(pk__in=chosen), known), key=lambda card: chosen.index(card.case.pk))
        return super().get_context_data(
            **kwargs,
            form=form,
            lane=lane,
            typed=typed,
            page=page,
            cards=rows,
            query=_rest(self.request),
        )
