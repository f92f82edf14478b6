"""Published reports as rows, for tests that only read them: no desk, no signatures."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from gongkai.annual.models import AnnualReport, Edition, Figure, Part, Reading, State
from gongkai.annual.services.publishing import ORIGIN
from gongkai.publishing.models import File, Item
from gongkai.publishing.services.indexing import index_items
from gongkai.report.model import Number
from gongkai.statute.forms import Form, form_for
from gongkai.units.models import Unit

NUMBERS = "一二三四五六"


def published(
    unit: Unit, year: int, *, on: str = "", why: str = "", text: str = "情况见表。", **cells: Number
) -> Edition:
    """An edition of the unit's report, a correction where there is one already: zeros, but for `cells` (by code with _ for the dots)."""
    form = form_for(year)
    assert form is not None
    report, _ = AnnualReport.objects.get_or_create(
        unit=unit,
        year=year,
        defaults={"form_id": form.id, "name": unit.name, "state": State.PUBLISHED, "signed_on": date(year + 1, 1, 10)},
    )
    before = report.editions.last()
    day = date.fromisoformat(on or f"{year + 1}-01-20")
    content = {
        "form": form.id,
        "unit": unit.name,
        "year": year,
        "title": f"{unit.name}{year}年政府信息公开工作年度报告",
        "lead": f"编制{year}年度报告。",
        "sections": [{"heading": heading, "text": text} for heading in headings(form)],
        "cells": figures(form, cells),
        "sources": {},
        "signed": f"{year + 1}-01-10",
    }
    item = before.item if before else _item(unit, year, content["title"], day)
    return Edition.objects.create(
        report=report,
        number=(before.number if before else 0) + 1,
        why=why,
        content=content,
        item=item,
        published_on=day,
    )


def elsewhere(unit: Unit, year: int, title: str = "") -> Item:
    """An item of the catalogue that is a report made elsewhere, and is found."""
    item = _item(unit, 0, title or f"{unit.name}{year}年政府信息公开工作年度报告", date(year + 1, 1, 20))
    index_items([item])
    return item


def handed_in(unit: Unit, year: int, *texts: str, **cells: Number) -> AnnualReport:
    """A signed report with its figures, and `texts` as the first of its parts."""
    form = form_for(year)
    assert form is not None
    report = AnnualReport.objects.create(unit=unit, year=year, form_id=form.id, name=unit.name, state=State.SIGNED)
    Figure.objects.bulk_create(
        Figure(report=report, code=code, value=value, source="counted") for code, value in figures(form, cells).items()
    )
    Part.objects.bulk_create(
        Part(report=report, position=position, heading=heading, text=text)
        for position, (heading, text) in enumerate(zip(headings(form), texts, strict=False))
    )
    return report


def uploaded(unit: Unit, year: int, *, text: str = "", form: Form | None = None, **cells: Number) -> Reading:
    """What was read in a report that was published elsewhere."""
    found = form or form_for(year)
    assert found is not None
    file = File.objects.create(unit=unit, name="report.pdf", media_type="application/pdf", size=1, sha256="0")
    content = {
        "form": found.id,
        "unit": unit.name,
        "year": year,
        "cells": figures(found, cells),
        "sections": [{"heading": "一、总体情况", "text": text}],
    }
    return Reading.objects.create(unit=unit, year=year, file=file, content=content)


def headings(form: Form) -> list[str]:
    return [f"{number}、{title}" for number, title in zip(NUMBERS, form.sections, strict=False)]


def figures(form: Form, wanted: dict[str, Any]) -> dict[str, Any]:
    """Zeros, but for what is wanted."""
    found = {code: wanted.pop(code.replace(".", "_"), 0) for code in form.cells}
    assert not wanted, wanted
    return found


def _item(unit: Unit, year: int, title: str, day: date) -> Item:
    number = f"{unit.front}/{day.year}-{Item.objects.count() + 70_000:05}"
    moment = datetime.combine(day, time(9), timezone.get_default_timezone())
    return Item.objects.create(
        unit=unit, title=title, issuing_body=unit.name, formed_on=day, node="20.15", live=True, index_number=number,
        first_published_at=moment, last_published_at=moment, origin=ORIGIN if year else "", origin_id=str(year or ""),
        body=[("imported", "<p>情况见表。</p>")],
    )  # fmt: skip
