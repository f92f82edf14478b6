"""What a supervising office sees of requests in the units below it: open, due, overdue, days to an answer, kinds of answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Func, IntegerField, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.audit.log import record
from gongkai.casework.models import Case, Demand, State
from gongkai.casework.services.intake import overdue_confirmations
from gongkai.statute.answers import kinds
from gongkai.units.access import units_of
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Role, Unit
from gongkai.workbench.cases.answers import GROUPS
from gongkai.workbench.cases.views import RoleView
from gongkai.workbench.clock import SOON
from gongkai.workbench.sheets import workbook_response

WATCHERS = (Role.SUPERVISOR,)


class DaysBetween(Func):
    """Calendar days from the first date to the second."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="(JULIANDAY(%(expressions)s))", arg_joiner=") - JULIANDAY(", **context
        )

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="(%(expressions)s)", arg_joiner=" - ", **context)


@dataclass(slots=True)
class Row:
    """One unit: its open requests now, and those first answered in the year. `days` are all their days together."""

    unit: Unit
    open: int = 0
    soon: int = 0
    overdue: int = 0
    unconfirmed: int = 0
    unconfirmed_late: int = 0
    answered: int = 0
    late: int = 0
    days: float = 0
    groups: Counter[str] = field(default_factory=Counter)
    demands: int = 0

    @property
    def average(self) -> float | None:
        """Calendar days from receipt to answer; `None` where nothing was answered."""
        return self.days / self.answered if self.answered else None

    @property
    def kinds(self) -> list[int]:
        """How many answers of each group, in the order of `GROUPS`."""
        return [self.groups[name] for name in GROUPS]


COLUMNS = {
    "open": "在办",
    "unconfirmed": "待确认收到",
    "soon": "5个工作日内到期",
    "overdue": "已逾期",
    "demands": "督办未回复",
    "answered": "本年答复",
    "late": "逾期答复",
    "average": "平均天数",
}


def rows(units: QuerySet[Unit], now: date, soon: date, late: Q) -> list[Row]:
    """The rows of `units` in the order of the tree, in four queries however many there are; `late`: confirmations that should be there."""
    found = {unit.pk: Row(unit) for unit in units.order_by("path")}
    cases = Case.objects.requests().filter(unit__in=units.values("pk")).order_by()
    overdue = Q(due_on__lt=now)
    for row in (
        cases.open()
        .values("unit_id")
        .annotate(
            n=Count("pk"),
            unconfirmed=Count("pk", filter=Q(state=State.ARRIVED)),
            unconfirmed_late=Count("pk", filter=late),
            overdue=Count("pk", filter=overdue),
            soon=Count("pk", filter=Q(due_on__gte=now, due_on__lte=soon)),
        )
    ):
        each = found[row["unit_id"]]
        each.open, each.soon, each.overdue = row["n"], row["soon"], row["overdue"]
        each.unconfirmed, each.unconfirmed_late = row["unconfirmed"], row["unconfirmed_late"]
    start = date(now.year, 1, 1)
    days = DaysBetween(F("closed_on"), F("received_on"))
    closed = cases.filter(closed_on__gte=start).values("unit_id", "answer_kind")
    for row in closed.annotate(n=Count("pk"), days=Sum(days), late=Count("pk", filter=Q(late=True))):
        each = found[row["unit_id"]]
        each.answered += row["n"]
        each.days += row["days"] or 0
        each.late += row["late"]
        each.groups[kinds()[row["answer_kind"]].group] += row["n"]
    waiting = Demand.objects.filter(case__unit__in=units.values("pk"), replied_at=None).order_by()
    for unit, n in waiting.values_list("case__unit").annotate(n=Count("pk")):
        found[unit].demands = n
    return list(found.values())


class SupervisionView(RoleView):
    """The table."""

    page_title = "依申请公开督办"
    template_name = "workbench/cases/supervision.html"
    header_icon = "view"
    roles = WATCHERS

    def rows(self) -> list[Row]:
        """The rows of the units that the person watches over, in the order asked for."""
        known = workdays()
        units = units_of(self.request.user, WATCHERS).filter(closed_on=None)
        found = rows(units, today(), known.nth(today(), SOON), overdue_confirmations(known))
        order = self.request.GET.get("order", "")
        return sorted(found, key=lambda row: -(getattr(row, order) or 0)) if order in COLUMNS else found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.rows()
        totals = {name: sum(getattr(row, name) or 0 for row in found) for name in COLUMNS if name != "average"}
        return super().get_context_data(
            **kwargs,
            rows=found,
            totals=totals,
            columns=COLUMNS,
            groups=GROUPS,
            order=self.request.GET.get("order", ""),
            board_url=reverse("cases:index"),
            list_url=reverse("cases:list"),
            year=today().year,
            next="先看“已逾期”一列：点数字看是哪几件，打开后写督办意见。"
            if totals["overdue"]
            else "没有逾期的申请。点数字可以看是哪几件。",
        )


class SupervisionExport(SupervisionView):
    """The table as a workbook."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record("export", by=request.user, after={"what": self.page_title, "day": today()})
        header = ["机构代码", "机构", *COLUMNS.values(), *GROUPS.values()]
        return workbook_response(f"依申请公开督办{today()}", header, map(_cells, self.rows()))


def _cells(row: Row) -> list[Any]:
    values: Mapping[str, Any] = {name: getattr(row, name) for name in COLUMNS}
    average = None if row.average is None else round(row.average, 1)
    return [row.unit.code, row.unit.name, *{**values, "average": average}.values(), *row.kinds]
