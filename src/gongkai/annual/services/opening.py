"""Beginning a report: the form of its year, its parts with a first draft, its figures."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.annual.checking import recheck
from gongkai.annual.models import AnnualReport, Part, PartText
from gongkai.annual.prose.drafting import draft, headings, lead
from gongkai.annual.prose.fields import Figures
from gongkai.annual.services.counting import store
from gongkai.annual.written import cells_of
from gongkai.audit.log import record
from gongkai.statute.forms import form_for
from gongkai.units.access import has_role
from gongkai.units.calendars import today
from gongkai.units.models import Person, Role, Unit
from gongkai.units.problems import NotReady


@transaction.atomic
def begin(unit: Unit, year: int, *, by: Person) -> AnnualReport:
    """Begin the report of `unit` for `year`, or give the one that is there. Raises `NotReady` (in Chinese) for a year that has none."""
    if not has_role(by, unit, Role.STATISTICIAN):
        raise PermissionDenied("只有本机构的统计员可以编写年度报告。")
    if found := AnnualReport.objects.filter(unit=unit, year=year).first():
        return found
    report, new = AnnualReport.objects.get_or_create(
        unit=unit, year=year, defaults={**_head(unit, year), "created_by": by}
    )
    if new:
        fill(report)
        recheck(report)
        record("annual.begun", report, by=by, unit=unit.code, after={"year": year, "form": report.form_id})
    return report


def fresh(unit: Unit, year: int) -> AnnualReport:
    """A report of `unit` for `year` that is not stored yet; `NotReady` (in Chinese) for a year that has none."""
    return AnnualReport(unit=unit, year=year, **_head(unit, year))


def fill(report: AnnualReport) -> None:
    """Draw the figures of a new report and write its first draft."""
    report.lead = lead(report)
    report.save(update_fields=["lead"])
    store(report)
    figures = Figures(report, cells_of(report))
    own = dict(PartText.objects.filter(unit=report.unit, form_id=report.form_id).values_list("position", "text"))
    for position, heading in enumerate(headings(report.form_id, report.form.sections)):
        text = own.get(position) or draft(report, position, figures)
        Part.objects.create(report=report, position=position, heading=heading, text=text)


def _head(unit: Unit, year: int) -> dict[str, str]:
    form = form_for(year)
    if form is None:
        raise NotReady(f"{year}年还没有全国统一的年度报告格式，不能在这里编写。")
    if year > today().year:
        raise NotReady(f"{year}年还没有到，不能编写它的年度报告。")
    if unit.opened_on and unit.opened_on.year > year:
        raise NotReady(f"{unit.name}于{unit.opened_on}设立，{year}年度还没有报告。")
    if unit.closed_on and unit.closed_on.year < year:
        raise NotReady(f"{unit.name}已于{unit.closed_on}撤销，{year}年度没有报告；职能由哪个机构承接，由那个机构报告。")
    return {"form_id": form.id, "name": unit.name_on(date(year, 12, 31))}
