"""A report as it is to be printed: its figures, and its words with the fields filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from gongkai.annual.figures import number
from gongkai.annual.models import AnnualReport
from gongkai.annual.prose.fields import Figures
from gongkai.annual.prose.rendering import rendered
from gongkai.report.model import Number
from gongkai.report.writing import Part, Written
from gongkai.statute.forms import forms


def cells_of(report: AnnualReport) -> dict[str, Number | None]:
    """The figures of `report` as they were last drawn, every cell of its form among them."""
    known = dict(report.figures.values_list("code", "value"))
    return {code: None if known.get(code) is None else number(known[code]) for code in report.form.cells}


def written(report: AnnualReport, figures: Figures | None = None) -> Written:
    """`report` as it would be printed today."""
    figures = figures or Figures(report, cells_of(report))
    parts = tuple(Part(part.heading, rendered(part.text, figures)) for part in report.parts.all())
    return Written(
        report.form, report.name, report.year, figures.cells, parts, rendered(report.lead, figures), report.signed_on
    )


def from_edition(content: Mapping[str, Any]) -> Written:
    """A published edition, as it was."""
    parts = tuple(Part(part["heading"], part["text"]) for part in content["sections"])
    signed = date.fromisoformat(content["signed"]) if content["signed"] else None
    return Written(
        forms()[content["form"]], content["unit"], content["year"], content["cells"], parts, content["lead"], signed
    )
