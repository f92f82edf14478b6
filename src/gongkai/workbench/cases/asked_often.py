"""反复申请的信息: what several applicants asked for and got, to be published for everybody (Art. 44)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from gongkai.casework.models import State
from gongkai.casework.services import asked_often
from gongkai.statute.articles import cite
from gongkai.units.access import units_of
from gongkai.units.models import Person, Role, Unit
from gongkai.workbench.cases.views import HANDLERS, RoleView

SHOWN = 30
"""Groups of a unit."""
MEMBERS = 5
"""Requests of a group, the newest; of the rest their number."""


class AskedOftenView(RoleView):
    """The groups of the person's units, each with the next step towards an item."""

    page_title = "反复申请的信息"
    template_name = "workbench/cases/asked_often.html"
    header_icon = "group"
    roles = HANDLERS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.request.user
        writes, enters = (
            set(units_of(person, {role}).values_list("pk", flat=True)) for role in (Role.AUTHOR, Role.CASE_OFFICER)
        )
        rows = [
            {
                "group": group,
                "newest": group.cases[: -MEMBERS - 1 : -1],
                "more": max(len(group.cases) - MEMBERS, 0),
                "may_publish": unit.pk in writes,
                "may_log": unit.pk in enters and group.given.state == State.CLOSED,
            }
            for unit in _units(person)
            for group in asked_often.groups(unit)[:SHOWN]
        ]
        return super().get_context_data(
            **kwargs,
            rows=rows,
            years=asked_often.YEARS,
            article=cite("r2019.44"),
            next="核对各件申请的是不是同一信息；可以公开的，先列入公开申请记录，再转为主动公开。" if rows else "",
        )


class AskedOften(Component):
    """The home page's word of it."""

    template_name = "workbench/cases/asked_often_panel.html"

    def __init__(self, person: Person, order: int) -> None:
        self.person, self.order = person, order

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        count = sum(map(asked_often.how_many, _units(self.person)))
        return {"panel": self, "count": count, "url": reverse("case_asked_often:index")}


def _units(person: Person) -> list[Unit]:
    return list(units_of(person, HANDLERS).filter(closed_on=None).order_by("path"))
