"""政府信息公开年报: the archive of a unit, a report with its editions and files, and its years side by side."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from gongkai.annual import charts, comparing, files
from gongkai.annual.members import members, rolls_up
from gongkai.annual.models import Edition
from gongkai.annual.published import corrected, public_editions
from gongkai.annual.written import from_edition
from gongkai.portal import columns, markup, reports
from gongkai.portal.head import head, item_url
from gongkai.portal.views.files import PDF_POLICY, POLICY
from gongkai.portal.views.unit import below, platform
from gongkai.publishing.models import Item
from gongkai.report.writing import FORMATS, Written, body
from gongkai.report.writing.grid import printed
from gongkai.statute.articles import article, cite
from gongkai.statute.forms import forms
from gongkai.typesetting import UnprintableError
from gongkai.units.calendars import today
from gongkai.units.models import Unit

PART = "annual"


@require_safe
def archive(request: HttpRequest, code: str) -> HttpResponse:
    """The reports of all years, the newest first; a government's page also has the reports of the bodies below it, year by year."""
    unit, context = platform(code, PART)
    if rolls_up(unit):
        last = today().year - 1
        year = _number(request.GET.get("year"), last)
        years, listed = reports.of_government(unit, list(members(unit, year)), year)
        context |= {
            "units": listed,
            "units_year": year,
            "units_years": sorted({last, year, *(each.year for each in years if each.year)}, reverse=True),
            "without": sum(each.missing for _, each in listed),
        }
    else:
        years = reports.archive(unit)
        context["below"] = below(unit)
    return markup.page(
        "portal/annual/archive.html",
        {
            **context,
            "years": years,
            "comparable": any(each.made or each.read for each in years),
            "terms": [(cite(key), article(key).says) for key in ("r2019.49.1", "r2019.49.2")],
        },
    )


@require_safe
def report(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The report of a year: its newest edition, or the one that is asked for, with what each edition corrected and its files."""
    unit, context = platform(code, PART)
    editions = _editions(unit, year)
    if not editions:
        return _instead(unit, year, context)
    edition = _chosen(request, editions)
    written = from_edition(edition.content)
    item = Item.objects.public().filter(pk=edition.item_id).values_list("index_number", flat=True).first()
    address = reports.address(code, year)
    column = columns.column(unit, PART)
    crumbs = [*columns.place(code=code).crumbs, (column.name, f"/u/{code}/{PART}/")]
    labels = [
        ("ArticleTitle", written.title),
        ("PubDate", edition.published_on.isoformat()),
        ("ContentSource", written.unit),
        ("Keywords", f"{written.unit},政府信息公开,年度报告,{year}年"),
        ("Author", written.unit),
        ("Description", f"{written.title}，{edition.published_on}公布"),
        ("Url", f"{settings.BASE_URL}{address}"),
    ]
    asked, superseded = (
        ("", "") if edition is editions[-1] else (f"?edition={edition.number}", f"（第{edition.number}版）")
    )
    return markup.page(
        "portal/annual/report.html",
        {
            **context,
            **head(f"{written.title}{superseded}", address, crumbs=crumbs, column=column, article=labels),
            **_title(written),
            "year": year,
            "edition": edition,
            "current": edition is editions[-1],
            "newest": editions[-1],
            "errata": _errata(editions),
            "first": editions[0],
            "text": SafeString(body(written)),  # everything in it is escaped where it is written
            "files": [(kind.upper(), f"{address}report.{kind}{asked}") for kind in files.KINDS],
            "item": item_url(item) if item else "",
        },
    )


@require_safe
def file(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponseBase:
    """A file of an edition, made when it is first asked for."""
    if kind not in files.KINDS:
        raise Http404(kind)
    edition = _chosen(request, _editions(columns.place(code=code).unit, year))
    try:
        made = files.file_of(edition, kind)
    except UnprintableError as error:
        raise Http404(str(error)) from error
    shown = kind == "pdf"
    response = FileResponse(
        io.BytesIO(made), as_attachment=not shown, filename=files.name_of(edition, kind), content_type=FORMATS[kind]
    )
    response["Content-Length"] = str(len(made))
    response["Content-Security-Policy"] = PDF_POLICY if shown else POLICY
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """The unit's reports over the years, in charts with a table for each."""
    unit, context = platform(code, PART)
    known = comparing.known_years(unit)
    series = {each.measure.name: each for each in comparing.over_years(known)}
    shown = [
        _chart(number, title, [series[measure.name] for measure in measures])
        for number, (title, measures) in enumerate(comparing.charts(), 1)
    ]
    column = columns.column(unit, PART)
    crumbs = [*columns.place(code=code).crumbs, (column.name, f"/u/{code}/{PART}/")]
    title = f"{unit.name}历年数据比较"
    return markup.page(
        "portal/annual/compare.html",
        {
            **context,
            **head(title, f"/u/{code}/{PART}/compare/", crumbs=crumbs, column=column),
            "charts": [each for each in shown if each],
            "known": [(each, "" if each.doubted else reports.address(code, each.year)) for each in known.values()],
        },
    )


def _instead(unit: Unit, year: int, context: dict[str, Any]) -> HttpResponse:
    """Of a year without a public report made here: what is left of a withdrawn one, the figures of one made elsewhere, or its item."""
    gone = Edition.objects.filter(report__unit=unit, report__year=year, item__live=False)
    for number in gone.values_list("item__index_number", flat=True)[:1]:
        return HttpResponseRedirect(item_url(number))
    reading = reports.read_of(unit, year)
    if reading is None:
        elsewhere = reports.elsewhere_of(unit, year)
        if elsewhere is None:
            raise Http404(f"no report of {unit.code} for {year}")
        return HttpResponseRedirect(elsewhere.url)
    content = reading.content
    figures = Written(forms()[content["form"]], unit.name_on(date(year, 12, 31)), year, content["cells"])
    column = columns.column(unit, PART)
    crumbs = [*columns.place(code=unit.code).crumbs, (column.name, f"/u/{unit.code}/{PART}/")]
    return markup.page(
        "portal/annual/figures.html",
        {
            **context,
            **head(f"{figures.title}的统计表", reports.address(unit.code, year), crumbs=crumbs, column=column),
            **_title(figures, "的统计表"),
            "year": year,
            "signed": content.get("signed"),
            "text": SafeString(body(figures)),  # everything in it is escaped where it is written
        },
    )


def _title(report: Written, more: str = "") -> dict[str, str]:
    """The title in its two halves, between which a line breaks first."""
    rest = report.title.removeprefix(report.unit)
    return {"whose": report.unit if rest != report.title else "", "what": f"{rest}{more}"}


def _editions(unit: Unit, year: int) -> list[Edition]:
    return list(public_editions().filter(report__unit=unit, report__year=year))


def _chosen(request: HttpRequest, editions: Sequence[Edition]) -> Edition:
    if not editions:
        raise Http404("no report")
    wanted = request.GET.get("edition")
    if wanted is None:
        return editions[-1]
    found = next((each for each in editions if str(each.number) == wanted), None)
    if found is None:
        raise Http404(f"no edition {wanted!r}")
    return found


def _errata(editions: Sequence[Edition]) -> list[dict[str, Any]]:
    """Every edition, the newest first, with what it corrected in the one before."""
    told = [
        {
            "edition": after,
            "corrected": corrected(before, after) if before else None,
            "address": "" if after is editions[-1] else f"?edition={after.number}",
        }
        for before, after in zip([None, *editions], editions, strict=False)
    ]
    return told[::-1] if len(told) > 1 else []


def _chart(number: int, title: str, series: Sequence[comparing.Series]) -> dict[str, Any] | None:
    """A chart and its table; `None` where no year has a value. The unknown stands in the table with why."""
    if not any(each.known for each in series):
        return None
    years = list(series[0].values)
    lines = [charts.Line(each.measure.name, [said.value for said in each.values.values()]) for each in series]
    unit = series[0].measure.unit
    draw = charts.curve if unit == "%" else charts.bars
    rows = [
        (year, [printed(each.values[year].value) or each.values[year].why for each in series])
        for year in reversed(years)
    ]
    return {
        "title": title,
        "svg": SafeString(draw(f"chart-{number}", title, [str(year) for year in years], lines, unit)),
        "heads": [f"{each.measure.name}（{unit}）" for each in series],
        "rows": rows,
    }


def _number(text: str | None, default: int) -> int:
    """The year that is asked for, if it is one."""
    return int(text) if text and text.isascii() and text.isdecimal() and 2000 <= int(text) <= default else default
