"""The home page's part about annual reports: what is to sign, what is to be written or came back, what is to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from wagtail.admin.ui.components import Component

from gongkai.annual.models import AnnualReport, Deadline, State
from gongkai.annual.rules import due
from gongkai.units.access import has_role_anywhere, units_of
from gongkai.units.models import Person, Role
from gongkai.workbench.annual.views import sent_back

SHOWN = 6


class ReportPanel(Component):
    """One panel: the reports that wait for this person, each with the way to it."""

    template_name = "workbench/annual/panel.html"
    title = empty = ""
    tone = "critical"
    roles: tuple[str, ...] = ()
    list = "annual:index"
    """Where the rest is."""

    def __init__(self, person: Person, order: int) -> None:
        self.person, self.order = person, order

    def rows(self) -> list[tuple[str, str, str]]:
        """What waits: its name, its address, a word on it."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        rows = self.rows()
        return {
            "panel": self,
            "rows": rows[:SHOWN],
            "count": len(rows),
            "more": len(rows) > SHOWN,
            "list_url": reverse(self.list),
        }


class ToSign(ReportPanel):
    title, empty = "待我签署的年度报告", "没有等您签署的年度报告。"
    roles = (Role.OFFICE_HEAD, Role.HEAD)

    def rows(self) -> list[tuple[str, str, str]]:
        waiting = AnnualReport.objects.visible_to(self.person, *self.roles).exclude(signatures__by=self.person)
        waiting = waiting.filter(state__in=[State.COUNTED, State.REVIEWED]).select_related("unit")
        mine = {role: set(units_of(self.person, {role}).values_list("pk", flat=True)) for role in self.roles}
        found = []
        for report in waiting:
            step = due(report)
            if step and report.unit_id in mine.get(step.role, ()):
                found.append((str(report), reverse("annual:page", args=[report.pk]), report.get_state_display()))
        return found


class InHand(ReportPanel):
    title, empty, tone = "要编写的年度报告", "没有要编写的年度报告。", "warning"
    roles = (Role.STATISTICIAN,)

    def rows(self) -> list[tuple[str, str, str]]:
        mine = AnnualReport.objects.visible_to(self.person, *self.roles)
        found = [(report, _how(report)) for report in mine.filter(state__in=[State.DRAFT, State.SIGNED])]
        found.sort(key=lambda each: "退回" not in each[1])
        begun = [(str(report), reverse("annual:page", args=[report.pk]), how) for report, how in found]
        return [*begun, *self._not_begun()]

    def _not_begun(self) -> Iterator[tuple[str, str, str]]:
        """The reports that are asked for and that nobody has begun."""
        begun = AnnualReport.objects.filter(unit=OuterRef("unit"), year=OuterRef("year"))
        waiting = Deadline.objects.open().filter(~Exists(begun), unit__in=units_of(self.person, self.roles))
        for deadline in waiting.select_related("unit").order_by("due_on", "pk"):
            day = deadline.due_on
            where = reverse("annual:unit", args=[deadline.unit.code])
            yield f"{deadline.unit.name}{deadline}", where, f"还没有开始，最迟{day.year}年{day.month}月{day.day}日公布"


def _how(report: AnnualReport) -> str:
    """Where a report that its writer has in hand stands: what came back is said with why."""
    if report.state == State.SIGNED:
        return report.get_state_display()
    if report.returned_at:
        return "上级退回"
    if back := sent_back(report):
        return f"退回修改：{back.after['opinion']}"
    told = "正在勘误" if report.editions.exists() else "编写中"
    return f"{told}，{report.errors}个错误" if report.errors else told


class ToReview(ReportPanel):
    title, empty, tone = "待审看的下级报告", "没有等着审看的年度报告。", "warning"
    roles = (Role.SUPERVISOR,)
    list = "annual_board:index"

    def rows(self) -> list[tuple[str, str, str]]:
        own = self.person.posts.filter(role=Role.SUPERVISOR).values("unit")
        below = AnnualReport.objects.visible_to(self.person, *self.roles).exclude(unit__in=own).handed_in()
        waiting = below.filter(accepted_at=None).order_by("-year", "unit__path")
        return [
            (str(report), reverse("annual:page", args=[report.pk]), report.get_state_display()) for report in waiting
        ]


def panels_for(person: Person, order: int) -> list[Component]:
    """The panels for `person`, numbered from `order` on: only those that their roles can ever fill."""
    kinds = [kind for kind in (ToSign, InHand, ToReview) if has_role_anywhere(person, *kind.roles)]
    return [kind(person, order + number) for number, kind in enumerate(kinds)]
