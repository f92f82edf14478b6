"""Working-day calendars in the workbench: the years of the statute, and those that an administrator enters from the notice."""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from gongkai.casework.models import Case
from gongkai.casework.services import clock as cases
from gongkai.publishing.models import Item
from gongkai.publishing.services.clock import recompute_open
from gongkai.statute.workdays import Workdays, standard
from gongkai.units import services
from gongkai.units.access import EVERY_ROLE, has_role_anywhere
from gongkai.units.calendars import workdays
from gongkai.units.models import Calendar, Person
from gongkai.workbench.saving import CreateView, EditView
from gongkai.workbench.scoping import ScopedViewSet, UnitPolicy

_RANGE = re.compile(r"^(\d{4}-\d{1,2}-\d{1,2})(?:\s*(?:至|到|~|～|—)\s*(\d{4}-\d{1,2}-\d{1,2}))?$")
_MOST = 60
"""The longest stretch of days that is believed."""


def read_days(text: str) -> list[date]:
    """The days of `text`, a day or a stretch of days on each line. Raises `ValidationError` naming the line that cannot be read."""
    days: list[date] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            days += _stretch(line.strip(), number)
    return sorted(set(days))


def _stretch(line: str, number: int) -> Iterable[date]:
    match = _RANGE.match(line)
    try:
        first, last = (_day(part) for part in (match[1], match[2] or match[1])) if match else (None, None)
    except ValueError:
        first = last = None
    if first is None or last is None:
        raise ValidationError(f"第{number}行“{line[:30]}”不是日期，请写成2027-01-01，或者2027-01-01至2027-01-03。")
    if last < first:
        raise ValidationError(f"第{number}行“{line[:30]}”的后一天早于前一天，请核对。")
    if (last - first).days >= _MOST:
        raise ValidationError(f"第{number}行“{line[:30]}”有{(last - first).days + 1}天，请核对年份和月份。")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _day(text: str) -> date:
    return date(*(int(part) for part in text.split("-")))


def write_days(days: Collection[date]) -> str:
    """`days` as lines that `read_days` reads back, days in a row as one stretch."""
    lines: list[list[date]] = []
    for day in sorted(days):
        if lines and day - lines[-1][-1] == timedelta(days=1):
            lines[-1].append(day)
        else:
            lines.append([day])
    return "\n".join(f"{run[0]}" if len(run) == 1 else f"{run[0]}至{run[-1]}" for run in lines)


class DaysField(forms.CharField):
    """Days, typed as lines."""

    widget = forms.Textarea({"rows": 8, "placeholder": "2027-01-01至2027-01-03"})

    def clean(self, value: Any) -> list[date]:  # type: ignore[override]
        return read_days(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else write_days([date.fromisoformat(str(day)) for day in value or []])

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != (data or "").strip()


class CalendarForm(WagtailAdminModelForm):
    """A year's calendar."""

    year = forms.IntegerField(label="年份", min_value=2000, max_value=2100)
    off = DaysField(label="放假日", help_text="对照放假通知，每行一天或者一段；周末在放假期间的一并写上。")
    worked = DaysField(
        label="调休上班日",
        required=False,
        help_text="通知中“上班”的星期六、星期日，每行一天。",
        widget=forms.Textarea({"rows": 4, "placeholder": "2027-02-20"}),
    )

    def _post_clean(self) -> None:
        """Nothing: the service checks, by the statute's own rules."""


class _Saved:
    """Mixed into both views: keep the calendar, reckon anew, say what moved."""

    def keep(self, values: Mapping[str, Any]) -> Calendar:
        calendar = services.keep_calendar(by=self.request.user, **values)
        moved = recompute_open()
        told = f"已按{calendar.year}年的日历重新计算。"
        seen = Item.objects.filter(pk__in=moved[:1000]).visible_to(self.request.user).order_by("due_on")
        if moved:
            told += f"有{len(moved)}条未发布信息的应当公开日期变了：" + "；".join(
                f"《{item.title}》{item.due_on}" for item in seen[:10]
            )
            told += "等。" if len(moved) > 10 else "。"
        else:
            told += "没有信息的应当公开日期因此变动。"
        told += self.moved_cases()
        messages.info(self.request, told)
        return calendar

    def moved_cases(self) -> str:
        """Reckon open requests anew and say which moved, those by name that the person may see."""
        moved = cases.recompute_open()
        if not moved:
            return "没有申请的答复期限因此变动。"
        seen = set(
            Case.objects.visible_to(self.request.user)
            .filter(pk__in=[case.pk for case, _, _ in moved[:1000]])
            .values_list("pk", flat=True)
        )
        named = [f"{case.number}由{before}变为{now}" for case, before, now in moved[:1000] if case.pk in seen]
        told = f"有{len(moved)}件申请的答复期限变了"
        return f"{told}：{'；'.join(named[:10])}{'等' if len(named) > 10 else ''}。" if named else f"{told}。"

    def get_success_url(self) -> str:
        return reverse("calendars:edit", args=[self.object.pk])


class NewCalendarView(_Saved, CreateView):
    """Enter a year."""


class CalendarView(_Saved, EditView):
    """Correct a year, and look at it month by month."""

    template_name = "workbench/calendars/edit.html"

    def keep(self, values: Mapping[str, Any]) -> Calendar:
        return super().keep({**values, "year": self.stored().year})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = self.stored().year
        return super().get_context_data(**kwargs, months=preview(year, workdays()), year=year)


def preview(year: int, known: Workdays) -> list[dict[str, Any]]:
    """The months of `year` for a look: their weeks of days, each with whether it is worked and whether that is out of the ordinary."""
    weeks = months.Calendar()
    return [
        {
            "month": month,
            "weeks": [
                [_cell(day, known) if day.month == month else None for day in week]
                for week in weeks.monthdatescalendar(year, month)
            ],
        }
        for month in range(1, 13)
    ]


def _cell(day: date, known: Workdays) -> dict[str, Any]:
    worked, weekend = known.is_workday(day), day.weekday() >= 5
    if worked == weekend:
        return {"day": day.day, "kind": "worked" if worked else "off", "word": "班" if worked else "休"}
    return {"day": day.day, "kind": "weekend" if weekend else "plain", "word": ""}


class CalendarsView(generic.IndexView):
    """The years that were entered, and below them those that the software brings along."""

    template_name = "workbench/calendars/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        brought = sorted(standard().calendars.values(), key=lambda each: -each.year)
        return super().get_context_data(**kwargs, brought=brought)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            self._get_title_column("year", TitleColumn),
            Column("notice", label="依据的通知"),
            Column("off", label="放假", accessor=lambda row: f"{len(row.off)}天"),
            Column("worked", label="调休上班", accessor=lambda row: f"{len(row.worked)}天"),
            Column("added_at", label="录入时间"),
        ]


class RootPolicy(UnitPolicy):
    """Everybody who works here may look; who administers a top unit may enter."""

    def user_has_any_permission(self, user: Person, actions: Iterable[str]) -> bool:
        if "view" in actions and has_role_anywhere(user, *EVERY_ROLE):
            return True
        return not {"add", "change"}.isdisjoint(actions) and services.administers_a_root(user)

    def user_has_permission(self, user: Person, action: str) -> bool:
        return self.user_has_any_permission(user, [action])

    def instances_user_has_any_permission_for(self, user: Person, actions: Iterable[str]) -> QuerySet[Any]:
        records = self.model._default_manager
        return records.all() if self.user_has_any_permission(user, actions) else records.none()


class CalendarViewSet(ScopedViewSet, ModelViewSet):
    """Years of working days."""

    model = Calendar
    name = "calendars"
    icon = "calendar"
    menu_label = "工作日历"
    add_to_reference_index = copy_view_enabled = False
    index_view_class = CalendarsView
    add_view_class = NewCalendarView
    edit_view_class = CalendarView
    permission_policy = RootPolicy(Calendar, {})

    def get_edit_handler(self) -> Any:
        panels = [FieldPanel("year"), FieldPanel("notice"), FieldPanel("off"), FieldPanel("worked")]
        handler = ObjectList([MultiFieldPanel(panels, heading="放假安排")], base_form_class=CalendarForm)
        return handler.bind_to_model(Calendar)
