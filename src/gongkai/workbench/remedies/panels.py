"""The home page's part about reviews, lawsuits and complaints: what is to be answered or concluded within five working days, or overdue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from gongkai.remedies.models import Complaint, Proceeding
from gongkai.statute.workdays import Workdays
from gongkai.units.access import has_role_anywhere, units_of
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person, Role
from gongkai.workbench.cases.views import HANDLERS
from gongkai.workbench.clock import SOON, days_to
from gongkai.workbench.remedies.lists import OURS
from gongkai.workbench.remedies.views import page_url

SHOWN = 6
BOUND = 200
"""A count goes no further than this."""


class _Panel(Component):
    """A count, the first records with their last day, the way to the rest."""

    template_name = "workbench/remedies/panel.html"
    title = empty = url = ""
    due = ""
    """The field with the last day."""
    roles: tuple[str, ...] = HANDLERS

    def __init__(self, person: Person, order: int, known: Workdays) -> None:
        self.person, self.order, self.known = person, order, known

    def found(self) -> Any:
        """What waits, whenever it is due."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        soon = self.known.nth(today(), SOON)
        found = self.found().filter(**{f"{self.due}__lte": soon}).order_by(self.due, "pk")
        rows = list(found.select_related("unit")[:SHOWN])
        count = len(rows) if len(rows) < SHOWN else found.order_by()[: BOUND + 1].count()
        return {
            "panel": self,
            "rows": [(each, page_url(each), days_to(getattr(each, self.due), self.known)) for each in rows],
            "count": f"{BOUND}+" if count > BOUND else count,
            "more": count > SHOWN,
            "list_url": f"{reverse(self.url)}?{'stage' if self.url == 'remedies:index' else 'state'}=open",
        }


class Answers(_Panel):
    title, empty = "复议诉讼：答复（答辩）到期和逾期", "5个工作日内没有要提交的答复（答辩）。"
    url, due = "remedies:index", "answer_due"

    def found(self) -> Any:
        return Proceeding.objects.visible_to(self.person, *self.roles).filter(OURS).defer("claimant")


class Complaints(_Panel):
    title, empty = "投诉举报：到期和逾期", "5个工作日内没有要办结的投诉举报。"
    url, due = "complaints:index", "due_on"

    def found(self) -> Any:
        offices = units_of(self.person, self.roles)
        return Complaint.objects.filter(office__in=offices).open().defer("complainant", "contact")


def panels_for(person: Person, order: int) -> list[Component]:
    """The panels for `person`, numbered from `order` on: for those who handle or decide."""
    if not has_role_anywhere(person, Role.CASE_OFFICER, Role.HEAD):
        return []
    known = workdays()
    return [kind(person, order + number, known) for number, kind in enumerate((Answers, Complaints))]
