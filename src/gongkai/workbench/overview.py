"""What a supervising office sees of the units below it: who is late, who publishes nothing, whose guide or review chain has gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from gongkai.audit.log import record
from gongkai.publishing.models import Item
from gongkai.publishing.services.chains import standings
from gongkai.units.access import has_role_anywhere, units_of
from gongkai.units.calendars import today
from gongkai.units.models import Mail, Role, Unit
from gongkai.workbench.clock import soon_until
from gongkai.workbench.sheets import workbook_response
from gongkai.workbench.states import State, in_state

WATCHERS = {Role.SUPERVISOR, Role.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Row:
    """One unit: counts of its items now and in the year, and what is missing."""

    unit: Unit
    review: int
    soon: int
    overdue: int
    published: int
    late: int
    timed: int
    """Of the published ones those that had a last day."""
    last: date | None
    missing: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def late_share(self) -> str:
        """The share of items published after their last day; blank where none had one."""
        return f"{self.late / self.timed:.0%}" if self.timed else ""


COLUMNS = {
    "review": "审核中",
    "soon": "5个工作日内到期",
    "overdue": "已逾期",
    "published": "本年公开",
    "late_share": "逾期公开占比",
    "last": "最近公开",
    "missing": "指南缺项",
    "problems": "审核程序问题",
}


def rows(units: QuerySet[Unit], year: int) -> list[Row]:
    """The rows of `units` in the order of the tree, in a handful of queries however many there are."""
    items = Item.objects.filter(unit__in=units.values("pk"))
    waiting = items.filter(live=False, withdrawn_at=None)
    review = _by_unit(in_state(items, State.REVIEW))
    soon = _by_unit(waiting.filter(due_on__gte=today(), due_on__lte=soon_until()))
    overdue = _by_unit(waiting.filter(due_on__lt=today()))
    late = Q(first_published_at__date__gt=F("due_on"))
    start, end = (timezone.make_aware(datetime(each, 1, 1)) for each in (year, year + 1))  # noqa: DTZ001 -- made aware
    public = items.filter(openness="proactive", index_number__isnull=False, first_published_at__isnull=False)
    this_year = {
        row["unit"]: row
        for row in public.filter(first_published_at__gte=start, first_published_at__lt=end)
        .values("unit")
        .annotate(n=Count("pk"), late=Count("pk", filter=late), timed=Count("due_on"))
        .order_by()
    }
    last = dict(public.values("unit").annotate(last=Max("first_published_at")).values_list("unit", "last").order_by())
    found = list(units.order_by("path"))
    chains = standings(found)
    none = {"n": 0, "late": 0, "timed": 0}
    return [
        Row(
            unit=unit,
            review=review.get(unit.pk, 0),
            soon=soon.get(unit.pk, 0),
            overdue=overdue.get(unit.pk, 0),
            published=(done := this_year.get(unit.pk, none))["n"],
            late=done["late"],
            timed=done["timed"],
            last=timezone.localdate(last[unit.pk]) if unit.pk in last else None,
            missing=tuple(unit.missing_facts),
            problems=chains[unit.pk].problems,
        )
        for unit in found
    ]


def _by_unit(items: QuerySet[Item]) -> dict[int, int]:
    return dict(items.values("unit").annotate(n=Count("pk")).values_list("unit", "n").order_by())


def _ordered(found: list[Row], order: str) -> list[Row]:
    """Worst first, by one column; in the order of the tree otherwise."""
    if order == "last":
        return sorted(found, key=lambda row: row.last or date.min)
    if order == "late_share":
        return sorted(found, key=lambda row: -(row.late / row.timed if row.timed else -1))
    if order in ("missing", "problems"):
        return sorted(found, key=lambda row: -len(getattr(row, order)))
    return sorted(found, key=lambda row: -getattr(row, order)) if order in COLUMNS else found


class OverviewView(WagtailAdminTemplateMixin, TemplateView):
    """The table."""

    template_name = "workbench/overview.html"
    page_title = "监督总览"
    header_icon = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_role_anywhere(request.user, *WATCHERS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def rows(self) -> list[Row]:
        """The rows of the units that the person watches over, in the order asked for."""
        units = units_of(self.request.user, WATCHERS).filter(closed_on=None)
        return _ordered(rows(units, today().year), self.request.GET.get("order", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.rows()
        totals = {name: sum(getattr(row, name) for row in found) for name in ("review", "soon", "overdue", "published")}
        items = reverse(Item.snippet_viewset.get_url_name("list"))
        return super().get_context_data(
            **kwargs,
            rows=found,
            columns=COLUMNS,
            totals=totals,
            items_url=items,
            year=today().year,
            order=self.request.GET.get("order", ""),
            sender=settings.MAIL and settings.MAIL["sender"],
            unmailed=Mail.objects.filter(state=Mail.State.FAILED, on__gt=today() - timedelta(7)).count(),
        )


class OverviewExport(OverviewView):
    """The table as a workbook."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record("export", by=request.user, after={"what": self.page_title, "day": today()})
        return workbook_response(
            f"监督总览{today()}", ["机构代码", "机构", *COLUMNS.values()], map(_cells, self.rows())
        )


def _cells(row: Row) -> list[Any]:
    return [row.unit.code, row.unit.name, *(_cell(getattr(row, name)) for name in COLUMNS)]


def _cell(value: Any) -> Any:
    return "；".join(value) if isinstance(value, tuple) else value


class OverviewMenuItem(MenuItem):
    """Shown to who watches over a unit."""

    def is_shown(self, request: HttpRequest) -> bool:
        return has_role_anywhere(request.user, *WATCHERS)


class OverviewViewSet(ViewSet):
    """The overview in the menu."""

    name = "overview"
    icon = "view"
    menu_label = "监督总览"
    menu_item_class = OverviewMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", OverviewView.as_view(), name="index"),
            path("xlsx/", OverviewExport.as_view(), name="export"),
        ]
