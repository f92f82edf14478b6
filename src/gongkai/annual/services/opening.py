"""Beginning a report: the form of its year, its parts with a first draft, its figures."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.annual.models import AnnualReport, Part, PartText
from gongkai.annual.prose.drafting import draft, headings, lead
from gongkai.annual.prose.fields import Figures
from gongkai.annual.services.counting import recount
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
    form = form_for(year)
    if form is None:
        raise NotReady(f"{year}年还没有全国统一的年度报告格式，不能在这里编写。")
    if year > today().year:
        raise NotReady(f"{year}年还没有到，不能编写它的年度报告。")
    if unit.closed_on and unit.closed_on.year < year:
        raise NotReady(f"{unit.name}已于{unit.closed_on}撤销，{year}年度没有报告；职能由哪个机构承接，由那个机构报告。")
    report = AnnualReport.objects.create(unit=unit, year=year, form_id=form.id, name=unit.name, created_by=by)
    report.lead = lead(report)
    report.save(update_fields=["lead"])
    recount(report)
    figures = Figures(report, cells_of(report))
    own = dict(PartText.objects.filter(unit=unit, form_id=form.id).values_list("position", "text"))
    for position, heading in enumerate(headings(form.id, form.sections)):
        text = own.get(position) or draft(report, position, figures)
        Part.objects.create(report=report, position=position, heading=heading, text=text)
    record("annual.begun", report, by=by, unit=unit.code, after={"year": year, "form": form.id})
    return report
