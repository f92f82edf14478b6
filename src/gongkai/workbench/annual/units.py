"""A unit's reports over the years: which are there, what is next, beginning one, uploading one that was published elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from gongkai.annual.calendar import LastDay, last_day
from gongkai.annual.models import READERS, AnnualReport, Reading, State
from gongkai.annual.services import opening, outside
from gongkai.annual.services.reminding import FROM_MONTH
from gongkai.report.writing.into_html import table_html
from gongkai.statute.forms import form_for
from gongkai.statute.forms import forms as all_forms
from gongkai.units.access import has_role, posts_of, units_down, units_of
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Role, Unit, UnitQuerySet
from gongkai.units.problems import NotReady
from gongkai.workbench.annual.views import is_above
from gongkai.workbench.cases.views import RoleView
from gongkai.workbench.clock import Days, days_to
from gongkai.workbench.saving import ActView

FIRST_YEAR = 2014
"""The first year for which there is a national form."""


def own_units(person: Any) -> UnitQuerySet:
    """The units in which `person` has a post that reads reports; those below them are on the board."""
    ids = {unit_id for role, unit_id, _ in posts_of(person) if role in READERS}
    return Unit.objects.filter(pk__in=ids)


def unit_or_404(person: Any, code: str) -> Unit:
    """The unit among those whose reports `person` may see."""
    return get_object_or_404(units_down(person, READERS), code=code)


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a unit: its report, or what was uploaded for it, and its last day while it is not out."""

    year: int
    report: AnnualReport | None
    reading: Reading | None
    editions: tuple[Any, ...]
    last: LastDay | None
    days: Days | None


def years_of(unit: Unit) -> list[Year]:
    """The years that have something, and those that can be begun, the newest first."""
    reports = {each.year: each for each in unit.annual_reports.prefetch_related("editions")}
    readings: dict[int, Reading] = {}
    for reading in unit.readings.select_related("file", "by"):
        readings.setdefault(reading.year, reading)
    asked = asked_year()
    known = workdays()
    found = []
    for year in sorted({*reports, *readings, asked, asked - 1}, reverse=True):
        report, reading = reports.get(year), readings.get(year)
        editions = tuple(report.editions.all()) if report else ()
        waited = not editions and not reading and (report is not None or year == asked)
        last = last_day(unit, year) if waited else None
        found.append(Year(year, report, reading, editions, last, days_to(last.day, known) if last else None))
    return found


class IndexView(RoleView):
    """One's own units, or right away the only one."""

    page_title = "年度报告"
    template_name = "workbench/annual/units.html"
    header_icon = "doc-full"
    roles = READERS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        units = list(own_units(request.user)[:200])
        if len(units) == 1:
            return redirect("annual:unit", units[0].code)
        return self.render_to_response(self.get_context_data(units=[(unit, years_of(unit)[:2]) for unit in units]))


class UnitView(RoleView):
    """The years of one unit."""

    page_title = "年度报告"
    template_name = "workbench/annual/unit.html"
    header_icon = "doc-full"
    roles = READERS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.unit = unit_or_404(request.user, kwargs["unit"])

    def get_header_title(self) -> str:
        return f"{self.unit.short_name}：年度报告"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("annual:index"), "label": "年度报告"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.unit.short_name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, years = self.request.user, years_of(self.unit)
        writes = has_role(person, self.unit, Role.STATISTICIAN)
        wanted = next((row for row in years if row.year == asked_year()), None)
        shown = {
            "unit": self.unit,
            "years": years,
            "writes": writes,
            "may_upload": writes or is_above(person, self.unit),
            "asked": asked_year(),
            "first": FIRST_YEAR,
            "this_year": today().year,
            "next": _next(wanted, years, writes),
        }
        return super().get_context_data(**{**kwargs, **shown})


def asked_year() -> int:
    """The year whose report is in season: last year's, from December on this year's."""
    now = today()
    return now.year if now.month >= FROM_MONTH else now.year - 1


def _next(row: Year | None, years: list[Year], writes: bool) -> str:
    year = asked_year()
    if row is None or (row.report is None and row.reading is None):
        if not writes:
            return f"{year}年度报告还没有开始，由统计员编写。"
        text = f"点“编写{year}年度报告”，数据从记录中统计，正文有一份初稿。"
        before = next((each for each in years if each.year == year - 1), None)
        if before is not None and before.report is not None and not (before.editions or before.reading):
            text += f"{year - 1}年度报告还没有公布，先编完它：结转的数和与上年的比较从它取。"
        elif before is None or not (before.editions or before.reading):
            text += f"{year - 1}年度报告不是在这里公布的，先上传它，结转的数和与上年的比较从它取。"
        return text
    if in_hand := [each.year for each in years if each.report and each.report.state != State.PUBLISHED]:
        return f"打开{'、'.join(map(str, in_hand))}年度报告，第一行写着下一步。"
    return f"{year}年度报告已经公布。"


@require_POST
def begin(request: HttpRequest, unit: str) -> HttpResponse:
    """Begin a year's report."""
    found = get_object_or_404(units_of(request.user, {Role.STATISTICIAN}), code=unit)
    try:
        report = opening.begin(found, _year(request.POST.get("year", "")), by=request.user)
    except NotReady as problem:
        for message in problem.messages:
            messages.error(request, message)
        return redirect("annual:unit", unit)
    messages.success(request, "已按记录统计数据，起草正文。标着“待填”的数和“请写”的地方要由您填写。")
    return redirect("annual:page", report.pk)


def _year(text: str) -> int:
    if not text.isdigit() or not FIRST_YEAR <= int(text) <= today().year:
        raise NotReady(f"年度请填{FIRST_YEAR}到{today().year}之间的年份。")
    return int(text)


class UploadForm(forms.Form):
    """A published report and its year."""

    year = forms.IntegerField(label="年度", min_value=FIRST_YEAR)
    file = forms.FileField(
        label="已公布的报告", help_text="网页、Word、PDF或者Excel文件，要有法定的表格；扫描成图片的读不出来。"
    )


class UploadView(ActView):
    """Upload a report that was published elsewhere."""

    model = Unit
    template_name = "workbench/annual/upload.html"
    header_icon = "upload"
    page_title = "上传已公布的报告"
    form_class = UploadForm
    button = "上传并读取"
    explanation = "从文件中读出表格和正文。数照原样采用，不改动；不平衡的地方会列出来。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super(ActView, self).setup(request, *args, **kwargs)
        self.object = self.unit = unit_or_404(request.user, kwargs["unit"])
        if not has_role(request.user, self.unit, Role.STATISTICIAN) and not is_above(request.user, self.unit):
            raise PermissionDenied

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("year", "")
        return {"year": int(asked) if asked.isdigit() else asked_year() - 1}

    def act(self, values: Any) -> None:
        if form_for(values["year"]) is None or values["year"] > today().year:
            raise ValidationError({"year": f"年度请填{FIRST_YEAR}到{today().year}之间的年份。"})
        try:
            self.reading = outside.upload(self.unit, values["year"], values["file"], by=self.request.user)
        except NotReady as problem:
            raise ValidationError({"file": problem.messages}) from None
        self.done = "已读取。请核对读出的数和发现的问题。"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        way = [
            {"url": reverse("annual:index"), "label": "年度报告"},
            {"url": reverse("annual:unit", args=[self.unit.code]), "label": self.unit.short_name},
        ]
        return [*self.breadcrumbs_items, *way, {"url": "", "label": self.page_title}]

    def get_success_url(self) -> str:
        if hasattr(self, "reading"):
            return reverse("annual:reading", args=[self.reading.pk])
        return reverse("annual:unit", args=[self.unit.code])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        before = self.unit.readings.select_related("file", "by")[:10]
        return super().get_context_data(**kwargs, unit=self.unit, before=before)


class ReadingView(RoleView):
    """What was read from a published report, and what is wrong in it."""

    page_title = "读出的报告"
    template_name = "workbench/annual/reading.html"
    header_icon = "doc-full"
    roles = READERS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        readings = Reading.objects.visible_to(request.user)
        self.reading = get_object_or_404(readings.select_related("unit", "file", "by"), pk=kwargs["reading"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        unit = self.reading.unit
        way = [
            {"url": reverse("annual:index"), "label": "年度报告"},
            {"url": reverse("annual:unit", args=[unit.code]), "label": unit.short_name},
        ]
        return [*self.breadcrumbs_items, *way, {"url": "", "label": f"{self.reading.year}年度（上传）"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content = self.reading.content
        form = all_forms().get(content["form"])
        cells = content["cells"]
        blanks = [cell.label for code, cell in form.cells.items() if cells.get(code) is None] if form else []
        shown = {
            "reading": self.reading,
            "form": form,
            "tables": [table_html(table, cells) for table in form.tables] if form else [],
            "sections": content["sections"],
            "blanks": blanks,
        }
        return super().get_context_data(**{**kwargs, **shown})
