"""What is behind a figure: the records that it is counted from, and what each body brings to a government's; open to who may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Model
from django.urls import reverse

from gongkai.annual import members
from gongkai.annual.models import AnnualReport, Reading
from gongkai.annual.sources import records, source_of
from gongkai.casework.models import Case
from gongkai.publishing.models import Item, Release
from gongkai.remedies.models import Complaint, Proceeding
from gongkai.report.writing.grid import printed
from gongkai.units.models import Person, Unit
from gongkai.workbench.annual.views import page_url

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A record behind a figure: its name, what it is about and its address for who may see it."""

    name: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class Behind:
    """The records behind a figure, a page of them."""

    label: str
    rows: list[Shown]
    page: Any


def records_behind(report: AnnualReport, code: str, person: Person, page: str | None) -> Behind | None:
    """The page `page` of the records behind a figure; `None` where it is not counted from records."""
    source = source_of(code, report.form)
    found = records(code, report.unit, report.year, report.form)
    if source is None or found is None:
        return None
    chosen = Paginator(found.order_by("pk"), PER_PAGE).get_page(page)
    rows = list(chosen.object_list)
    return Behind(source.label, _shown(rows, person), chosen)


def _shown(rows: list[Model], person: Person) -> list[Shown]:
    """The rows with their addresses, asked in one query which of them the person may see."""
    items = [row.item for row in rows if isinstance(row, Release)] + [row for row in rows if isinstance(row, Item)]
    if items:
        seen = set(
            Item.objects.visible_to(person).filter(pk__in=[item.pk for item in items]).values_list("pk", flat=True)
        )
        return [
            Shown(
                item.index_number or "", item.title, reverse("items:inspect", args=[item.pk]) if item.pk in seen else ""
            )
            for item in items
        ]
    for model, screen in ((Case, "cases:page"), (Proceeding, "remedies:page"), (Complaint, "complaints:page")):
        kept: list[Any] = [row for row in rows if isinstance(row, model)]
        if kept:
            seen = set(
                model.objects.visible_to(person).filter(pk__in=[row.pk for row in kept]).values_list("pk", flat=True)
            )
            return [
                _named(row, screen) if row.pk in seen else Shown("您没有查看这件记录的权限", "", "") for row in kept
            ]
    return []


def _named(row: Any, screen: str) -> Shown:
    name = row.number if isinstance(row, Case) else str(row)
    about = row.title if isinstance(row, Case) else row.about
    return Shown(name, about, reverse(screen, args=[row.pk]))


def shares_behind(report: AnnualReport, code: str, person: Person) -> list[tuple[members.Share, str, str]]:
    """What each unit brings to a government's figure: its share, the figure in print, where it opens for who may see it."""
    if not report.rolled:
        return []
    shares = members.behind(report, code)
    below = Unit.objects.filter(pk__in=[share.unit.pk for share in shares])
    reports = set(AnnualReport.objects.visible_to(person).filter(unit__in=below).values_list("pk", flat=True))
    readings = set(Reading.objects.visible_to(person).filter(unit__in=below).values_list("pk", flat=True))

    def address(share: members.Share) -> str:
        """The cell of the unit's own report, or what was uploaded for it."""
        made, read = share.report, share.reading
        if made and made.pk in reports and made.pk != report.pk and code in made.form.cells:
            return page_url(made, "cell", code)
        return reverse("annual:reading", args=[read.pk]) if read and read.pk in readings else ""

    return [(share, printed(share.value), address(share)) for share in shares]
