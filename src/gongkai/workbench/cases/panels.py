"""The home page's part about requests: what is to approve, to confirm, to send, demanded, for who has the roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.urls import reverse
from wagtail.admin.ui.components import Component

from gongkai.casework.models import Case, CaseQuerySet, Demand, State
from gongkai.casework.services.intake import overdue_confirmations
from gongkai.statute.workdays import Workdays
from gongkai.units.access import has_role_anywhere, units_of
from gongkai.units.calendars import workdays
from gongkai.units.models import Person, Role
from gongkai.workbench.cases.asked_often import AskedOften
from gongkai.workbench.cases.board import cards
from gongkai.workbench.cases.views import HANDLERS

SHOWN = 6
BOUND = 200
"""A count goes no further than this."""


class CasePanel(Component):
    """One panel: a count, the first cases, the way to the rest."""

    template_name = "workbench/cases/panel.html"
    title = empty = query = ""
    tone = "critical"
    roles: tuple[str, ...] = HANDLERS
    url = "cases:list"

    def __init__(self, person: Person, order: int, known: Workdays) -> None:
        self.person, self.order, self.known = person, order, known

    def cases(self) -> CaseQuerySet:
        """What is to be done, the most urgent first."""
        raise NotImplementedError

    def visible(self) -> CaseQuerySet:
        """The open cases of the units where the person has the panel's roles."""
        return Case.objects.visible_to(self.person, *self.roles).open()

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        found = self.cases()
        rows = cards(found[:SHOWN], self.known)
        count = len(rows) if len(rows) < SHOWN else found.order_by()[: BOUND + 1].count()
        return {
            "panel": self,
            "cards": rows,
            "count": f"{BOUND}+" if count > BOUND else count,
            "more": count > SHOWN,
            "list_url": f"{reverse(self.url)}?{self.query}",
        }


class ToApprove(CasePanel):
    title, empty, url, roles = "待我审批的答复", "没有等您审批的答复。", "case_approvals:index", (Role.HEAD,)

    def cases(self) -> CaseQuerySet:
        return self.visible().filter(state=State.SUBMITTED).order_by("due_on", "pk")


class ToConfirm(CasePanel):
    title, empty, query, roles = "待确认收到的申请", "没有等着确认的申请。", "lane=arrived", (Role.CASE_OFFICER,)

    def cases(self) -> CaseQuerySet:
        return self.visible().filter(state=State.ARRIVED).order_by("arrived_on", "pk")


class LateToConfirm(CasePanel):
    title, empty, query = "拖延确认收到的申请", "没有拖延确认的申请。", "lane=arrived"
    roles = (Role.HEAD, Role.SUPERVISOR)

    def cases(self) -> CaseQuerySet:
        return self.visible().filter(overdue_confirmations(self.known)).order_by("arrived_on", "pk")


class ToSend(CasePanel):
    title, empty, query, roles = "待送达的答复", "没有等着送达的答复。", "lane=approved", (Role.CASE_OFFICER,)
    tone = "warning"

    def cases(self) -> CaseQuerySet:
        return self.visible().filter(state=State.APPROVED).order_by("due_on", "pk")


class Demands(Component):
    """Demands of the supervising office that wait for a word."""

    template_name = "workbench/cases/demands.html"

    def __init__(self, person: Person, order: int) -> None:
        self.person, self.order = person, order

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        units = units_of(self.person, HANDLERS)
        office = units_of(self.person, {Role.SUPERVISOR})
        waiting = Demand.objects.filter(
            Q(case__unit__in=units) | Q(office__in=office, case__unit__in=office), replied_at=None
        )
        return {"panel": self, "demands": waiting.select_related("case", "office").distinct()[:SHOWN]}


def panels_for(person: Person, order: int) -> list[Component]:
    """The panels for `person`, numbered from `order` on: only those that their roles can ever fill."""
    known = workdays()
    kinds = [kind for kind in (ToApprove, ToConfirm, LateToConfirm, ToSend) if has_role_anywhere(person, *kind.roles)]
    panels: list[Component] = [kind(person, order + number, known) for number, kind in enumerate(kinds)]
    if has_role_anywhere(person, *HANDLERS, Role.SUPERVISOR):
        panels.append(Demands(person, order + len(panels)))
    if has_role_anywhere(person, *HANDLERS):
        panels.append(AskedOften(person, order + len(panels)))
    return panels
