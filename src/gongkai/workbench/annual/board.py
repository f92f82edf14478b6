"""The board of a government: each body below it, how far its report is, who is late; its remarks; the days that it sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from gongkai.annual.calendar import LastDay, last_days, lawful_day
from gongkai.annual.members import LABELS, Member, board, members
from gongkai.annual.models import READERS, AnnualReport, LocalDay
from gongkai.annual.services import remarking, reminding, signing
from gongkai.annual.services.signing import Comment
from gongkai.units.access import has_role, units_down, units_of
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Kind, Role, Unit
from gongkai.units.problems import NotReady
from gongkai.workbench.acting import ActForm, FormActs
from gongkai.workbench.annual.units import FIRST_YEAR, asked_year
from gongkai.workbench.annual.views import button, is_above, page_url
from gongkai.workbench.cases.views import DayField, RoleView, text_of
from gongkai.workbench.clock import Days, days_to
from gongkai.workbench.saving import ActView

WATCHERS = (Role.SUPERVISOR, Role.AUDITOR)
"""Who finds the board in the menu; who makes a government's report comes to it from there."""

ALL_IN = "各机构都已报送，可以汇总本级政府的报告。"


@dataclass(frozen=True, slots=True)
class Row:
    """A body on the board."""

    member: Member
    last: LastDay | None
    days: Days | None
    published: date | None

    @property
    def late(self) -> bool:
        """Whether its last day has passed without a published report."""
        return self.days is not None and self.days.passed

    @property
    def out_late(self) -> bool:
        """Whether it was published, but after its last day."""
        return self.published is not None and self.last is not None and self.published > self.last.day


def offices_of(person: Any) -> list[Unit]:
    """The bodies whose members' reports `person` may see, the highest first."""
    return list(units_down(person, READERS).filter(numchild__gt=0))


def rows_of(office: Unit, year: int) -> list[Row]:
    """Every member with its standing and its days."""
    found = board(office, year)
    reports = [member.report.pk for member in found if member.report]
    published = dict(
        AnnualReport.objects.filter(pk__in=reports, editions__number=1).values_list("pk", "editions__published_on")
    )
    last, known = last_days([member.unit for member in found], year), workdays()
    rows = []
    for member in found:
        day, on = last.get(member.unit.pk), published.get(member.report.pk) if member.report else None
        done = on is not None or member.reading is not None
        rows.append(Row(member, day, days_to(day.day, known) if day and not done else None, on))
    return rows


class BoardView(RoleView):
    """The board."""

    page_title = "各机构年度报告"
    template_name = "workbench/annual/board.html"
    header_icon = "view"
    roles = READERS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, asked = self.request.user, self.request.GET
        offices = offices_of(person)
        office = next((unit for unit in offices if unit.code == asked.get("unit")), offices[0] if offices else None)
        year = year_of(self.request)
        rows = rows_of(office, year) if office else []
        counts = Counter(row.member.standing for row in rows)
        wanted = asked.get("standing", "")
        shown = [row for row in rows if (row.late if wanted == "late" else not wanted or row.member.standing == wanted)]
        own = AnnualReport.objects.filter(unit=office, year=year).first() if office else None
        may_set = office is not None and has_role(person, office, Role.SUPERVISOR)
        return super().get_context_data(
            **kwargs,
            office=office,
            offices=offices,
            year=year,
            years=years(),
            rows=[(row, is_above(person, row.member.unit)) for row in shown],
            all=len(rows),
            counts=[(standing, label, counts[standing]) for standing, label in LABELS.items() if counts[standing]],
            late=sum(row.late for row in rows),
            wanted=wanted,
            own=own,
            may_set=may_set,
            next=_next(rows, counts) if may_set else _waits(rows),
        )


def _next(rows: list[Row], counts: Mapping[str, int]) -> str:
    if not rows:
        return "没有下级机构。"
    told = []
    if submitted := counts.get("submitted"):
        told.append(f"{submitted}份报告已经报送，打开看过以后采纳，或者写明意见退回。")
    if late := [row for row in rows if row.late]:
        told.append(f"{_names(late)}已经过了公布的最后一日，请督促。")
    if none := counts.get("none"):
        told.append(f"还有{none}个机构没有开始；不在平台上编写的，上传它公布的报告。")
    unset = sum(row.last is None and not row.member.counts for row in rows)
    if unset and any(row.last and row.last.day >= today() for row in rows):
        told.append(f"{unset}个机构没有法定的最后一日，不会提醒：按通知的要求，在“规定本地的日期”中填写。")
    if told:
        return "".join(told)
    if all(row.member.counts for row in rows):
        return ALL_IN
    return "等各机构编写、签署。点“查看”，看它的报告。"


def _waits(rows: list[Row]) -> str:
    """The same for who only reads: whose figures a government's report has not yet."""
    if missing := [row for row in rows if not row.member.counts]:
        return f"{_names(missing)}的数还没有计入汇总，由监督员催报、审看。"
    return ALL_IN if rows else "没有下级机构。"


def _names(rows: list[Row]) -> str:
    names = "、".join(row.member.unit.short_name for row in rows[:5])
    return f"{names}等{len(rows)}个机构" if len(rows) > 5 else names


def years() -> range:
    """The years that can be asked for, the newest first."""
    return range(today().year, FIRST_YEAR - 1, -1)


def year_of(request: HttpRequest) -> int:
    """The year that is asked for, else the one in season."""
    typed = request.GET.get("year", "")
    return int(typed) if typed.isdigit() and FIRST_YEAR <= int(typed) <= today().year else asked_year()


def to_board(office: Unit, year: int) -> dict[str, str]:
    """The way back to the board."""
    url = f"{reverse('annual_board:index')}?unit={office.code}&year={year}"
    return {"url": url, "label": "各机构年度报告"}


@button(Role.SUPERVISOR)
def draft_remark(request: HttpRequest, report: AnnualReport) -> str:
    """Write a remark at a cell, at a part, or on the whole."""
    position = request.POST.get("position", "")
    comment = Comment(
        text_of(request.POST, "text", 500), request.POST.get("cell", ""), int(position) if position.isdigit() else None
    )
    remarking.draft_remark(report, comment, by=request.user)
    return "已记下这条意见，退回时一并发出。"


@button(Role.SUPERVISOR)
def drop_remark(request: HttpRequest, report: AnnualReport, remark: int) -> str:
    """Throw away a remark that did not go out."""
    found = report.remarks.filter(pk=remark, draft=True).first()
    if found is None:
        raise NotReady("这条意见已经发出或者删去，请刷新页面。")
    remarking.drop_remark(found, by=request.user)
    return "已删去。"


@button(Role.SUPERVISOR)
def return_report(request: HttpRequest, report: AnnualReport) -> str:
    """Return a report with what was remarked."""
    remarking.return_with_drafts(report, text_of(request.POST, "text", 500), by=request.user)
    return "已退回，意见已发给编写的机构。"


@button(Role.SUPERVISOR)
def accept(request: HttpRequest, report: AnnualReport) -> str:
    """Take a report as it is."""
    if report.remarks.filter(draft=True).exists():
        raise NotReady("还有起草的意见没有发出：先退回，或者删去这些意见再采纳。")
    signing.accept(report, seen=text_of(request.POST, "seen", 64), by=request.user)
    return "已采纳。"


class DayForm(ActForm):
    """A day for one kind of body."""

    button = "保存"
    kind = forms.ChoiceField(label="机构类别")
    day = DayField("最后一日")
    ground = forms.CharField(label="依据", max_length=200, help_text="例如：关于做好年度报告编制工作的通知，第几条。")

    def prepare(self) -> None:
        office, year = self.of
        present = {unit.kind for unit in members(office, year)}
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in Kind if kind in present]

    def act(self, values: Mapping[str, Any]) -> str:
        office, year = self.of
        made = reminding.set_day(office, year, values["kind"], values["day"], ground=values["ground"], by=self.person)
        return f"{made.get_kind_display()}的{year}年度报告，最迟{made.day}公布；提醒按这一天计算。"


class DaysView(FormActs):
    """The days of a year for the bodies below an office: the law's, and those that it sets earlier."""

    model = Unit
    template_name = "workbench/annual/days.html"
    header_icon = "calendar"
    page_title = "公布的最后一日"
    form_class = DayForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super(ActView, self).setup(request, *args, **kwargs)
        self.office = get_object_or_404(units_of(request.user, {Role.SUPERVISOR}), code=kwargs["unit"])
        self.year = year_of(request)
        self.object = (self.office, self.year)

    def get_page_subtitle(self) -> str:
        return f"{self.office.short_name}{self.year}年度"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, to_board(self.office, self.year), {"url": "", "label": self.page_title}]

    def get_success_url(self) -> str:
        return f"{reverse('annual_board:index')}?unit={self.office.code}&year={self.year}"

    def answer(self) -> HttpResponse:
        messages.success(self.request, self.done)
        return redirect(f"{reverse('annual_board:days', args=[self.office.code])}?year={self.year}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        local = {each.kind: each for each in LocalDay.objects.filter(office=self.office, year=self.year)}
        present = {unit.kind for unit in members(self.office, self.year)}
        rows = [(kind.label, lawful_day(kind, self.year), local.get(kind)) for kind in Kind if kind in present]
        return super().get_context_data(**kwargs, office=self.office, year=self.year, rows=rows)


@require_POST
def drop_day(request: HttpRequest, unit: str, day: int) -> HttpResponse:
    """Let the law's day hold again."""
    office = get_object_or_404(units_of(request.user, {Role.SUPERVISOR}), code=unit)
    local = get_object_or_404(LocalDay, office=office, pk=day)
    reminding.drop_day(local, by=request.user)
    messages.success(request, f"已取消{local.get_kind_display()}的本地日期。")
    return redirect(f"{reverse('annual_board:days', args=[unit])}?year={local.year}")


__all__ = ["BoardView", "DaysView", "accept", "draft_remark", "drop_day", "drop_remark", "page_url", "return_report"]
