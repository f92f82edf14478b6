"""The home page: what this person has to do today, in the order in which it burns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from gongkai.publishing.models import Item
from gongkai.publishing.services.chains import standings
from gongkai.units.access import REVIEWERS, has_role_anywhere, units_of
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person, Role
from gongkai.units.services import administered_by, administers_a_root
from gongkai.workbench import due
from gongkai.workbench.aftercare import Left, left_in
from gongkai.workbench.annual import panels as annual
from gongkai.workbench.cases import panels as cases
from gongkai.workbench.item_list import due_filter, look_closely
from gongkai.workbench.states import State, changing, in_state, to_sign, watched_units

SHOWN = 8
"""Rows of a panel; the rest is in the list."""
BOUND = 200
"""A count goes no further than this."""
ANNOUNCED = 11
"""The month in which the State Council's office has announced the days off of the next year."""
RECENT = timedelta(days=90)
"""How long what somebody began to change of a public item is shown to them."""


class Todo(Component):
    """One panel: a count, the first rows, a way to the rest."""

    template_name = "workbench/home/todo.html"
    title = ""
    empty = ""
    """What it means that there is nothing."""
    tone = ""
    """The colour of the count: critical, warning or plain."""
    query = ""
    """How the list of items is asked for the same."""

    def __init__(self, person: Person, order: int) -> None:
        self.person, self.order = person, order

    def items(self) -> QuerySet[Item]:
        """What is to be done, the most urgent first."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        found = self.items()
        rows = list(found.select_related("unit", "latest_revision").defer("body")[:SHOWN])
        look_closely(rows)
        count = len(rows) if len(rows) < SHOWN else found.order_by()[: BOUND + 1].count()
        return {
            "panel": self,
            "rows": rows,
            "count": f"{BOUND}+" if count > BOUND else count,
            "more": count > SHOWN,
            "list_url": f"{reverse(Item.snippet_viewset.get_url_name('list'))}?{self.query}",
            "several_units": watched_units(self.person).count() > 1,
        }


class ToSign(Todo):
    title, tone, query = "待我审核", "critical", "state=review"
    empty = "没有等您签署的信息。"

    def items(self) -> QuerySet[Item]:
        steps = to_sign(self.person)
        waiting = steps.filter(item_pk=OuterRef("pk")).values("started_at")[:1]
        return (
            Item.objects.filter(pk__in=steps.order_by().values("item_pk"))
            .annotate(since=waiting)
            .order_by("since", "pk")
        )


class SentBack(Todo):
    title, tone, query = "退回修改", "critical", "state=sent_back"
    empty = "没有被退回的信息。"

    def items(self) -> QuerySet[Item]:
        return in_state(_written(self.person), State.SENT_BACK).order_by("due_on", "pk")


class Overdue(Todo):
    title, tone, query = "已逾期", "critical", "due=overdue"
    empty = "没有超过公开时限的信息。"

    def items(self) -> QuerySet[Item]:
        return due_filter(_watched(self.person), "overdue").order_by("due_on", "pk")


class Soon(Todo):
    title, tone, query = "即将到期", "warning", "due=soon"
    empty = "5个工作日内没有到期的信息。"

    def items(self) -> QuerySet[Item]:
        return due_filter(_watched(self.person), "soon").order_by("due_on", "pk")


class Drafts(Todo):
    title, tone, query = "草稿", "plain", "state=draft"
    empty = "没有写到一半的信息。点“新建信息”开始。"

    def items(self) -> QuerySet[Item]:
        """Drafts, and what this person lately began to change of what is public."""
        written = _written(self.person)
        begun = changing(written, self.person, since=timezone.now() - RECENT)
        drafts = in_state(written, State.DRAFT)
        return Item.objects.filter(Q(pk__in=drafts.values("pk")) | Q(pk__in=begun.values("pk"))).order_by("-pk")


class InReview(Todo):
    title, tone, query = "审核中", "plain", "state=review"
    empty = "没有正在审核的信息。"

    def items(self) -> QuerySet[Item]:
        return in_state(_written(self.person), State.REVIEW).order_by("due_on", "pk")


class Scheduled(Todo):
    title, tone, query = "定时发布", "plain", "state=scheduled"
    empty = "没有等待定时发布的信息。"

    def items(self) -> QuerySet[Item]:
        return in_state(_watched(self.person), State.SCHEDULED).order_by("pk")


class Remaining(Todo):
    """What published items still ask for; not shown while there is nothing."""

    tone = "warning"

    def __init__(self, person: Person, order: int, what: Left) -> None:
        super().__init__(person, order)
        self.what, self.title, self.query = what, what.label, f"left={what}"

    def items(self) -> QuerySet[Item]:
        units = units_of(self.person, {Role.AUTHOR, Role.FINAL_REVIEWER})
        return left_in(Item.objects.filter(unit__in=units), self.what).order_by("pk")


class Gaps(Component):
    """For who administers units: review chains that cannot work (条例 Art. 17), and what is missing of the guide (Art. 12)."""

    template_name = "workbench/home/gaps.html"

    def __init__(self, person: Person, order: int) -> None:
        self.person, self.order = person, order

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        units = list(administered_by(self.person).open().order_by("path"))
        chains = standings(units)
        rows = []
        for unit in units:
            people = f"{reverse('people:index')}?unit={unit.pk}"
            rows += [(unit, people, problem) for problem in chains[unit.pk].problems]
            if missing := unit.missing_facts:
                rows.append((unit, reverse("units:edit", args=[unit.pk]), f"指南缺：{'、'.join(missing)}"))
        return {"panel": self, "rows": rows[:SHOWN], "count": len(rows), "more": len(rows) > SHOWN}


class Welcome(Component):
    """Who is here, for which units, and the one big button."""

    template_name = "workbench/home/welcome.html"
    order = 0

    def __init__(self, request: HttpRequest) -> None:
        self.person = request.user

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {
            "person": self.person,
            "posts": self.person.posts.select_related("unit").order_by("unit__path", "role"),
            "add_url": reverse(Item.snippet_viewset.get_url_name("add")) if _writes(self.person) else None,
            "list_url": reverse(Item.snippet_viewset.get_url_name("list")),
            "missing_year": self._missing_year(),
        }

    def _missing_year(self) -> int | None:
        """Next year, where its days off are known by now and this person is the one to enter them."""
        year = today().year + 1
        asked = today().month >= ANNOUNCED and administers_a_root(self.person)
        return year if asked and year not in workdays().calendars else None


def panels_for(request: HttpRequest) -> list[Component]:
    """The panels of the home page for who asks: only those that their roles can ever fill."""
    person: Person = request.user  # type: ignore[assignment]
    kinds: list[type[Todo]] = []
    if has_role_anywhere(person, *REVIEWERS):
        kinds.append(ToSign)
    if _writes(person):
        kinds.append(SentBack)
    if watched_units(person).exists():
        kinds += [Overdue, Soon]
    if _writes(person):
        kinds += [Drafts, InReview]
    if has_role_anywhere(person, Role.AUTHOR, *REVIEWERS):
        kinds.append(Scheduled)
    panels: list[Component] = [Welcome(request), *(kind(person, order) for order, kind in enumerate(kinds, 1))]
    for what in Left:
        if (remaining := Remaining(person, len(panels), what)).items().exists():
            panels.append(remaining)
    if has_role_anywhere(person, Role.ADMINISTRATOR):
        panels.append(Gaps(person, len(panels)))
    panels += due.panels_for(person, len(panels))
    panels += annual.panels_for(person, len(panels))
    return [*panels, *cases.panels_for(person, len(panels))]


def _writes(person: Person) -> bool:
    return has_role_anywhere(person, Role.AUTHOR)


def _written(person: Person) -> QuerySet[Item]:
    return Item.objects.filter(unit__in=units_of(person, {Role.AUTHOR}))


def _watched(person: Person) -> QuerySet[Item]:
    return Item.objects.filter(unit__in=watched_units(person))
