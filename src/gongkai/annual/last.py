"""Last year's report: the one made here, else the published one that somebody uploaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.annual.models import GOVERNMENTS, AnnualReport, Reading
from gongkai.report.model import Number, Report, Section
from gongkai.units.models import Unit


@dataclass(frozen=True)
class LastYear:
    """What last year's report says. `where` tells which it is, for the one who reads the figure."""

    form_id: str
    cells: Mapping[str, Number | None]
    where: str
    sections: tuple[tuple[str, str], ...] = field(default=())

    def read(self, unit: str, year: int) -> Report:
        """As a report that checks hold this year's against."""
        sections = [Section(heading, text) for heading, text in self.sections]
        text = "\n".join(text for _, text in self.sections)
        return Report(
            "", "", unit=unit, year=year, form=self.form_id, cells=dict(self.cells), sections=sections, text=text
        )


def last_year(report: AnnualReport) -> LastYear | None:
    """The same unit's report for the year before; `None` where none is known, or where it speaks of other bodies."""
    if not of_the_same_bodies(report):
        return None
    return _made_here(report.unit, report.year - 1) or _uploaded(report.unit, report.year - 1)


def of_the_same_bodies(report: AnnualReport) -> bool:
    """Whether last year's can be held against it: a government's speaks of all below it, one of its own records alone does not."""
    return report.rolled or report.unit.kind not in GOVERNMENTS


def _made_here(unit: Unit, year: int) -> LastYear | None:
    report = AnnualReport.objects.filter(unit=unit, year=year).first()
    edition = report.editions.order_by("-number").first() if report else None
    if report is None or edition is None:
        return None
    content = edition.content
    sections = tuple((part["heading"], part["text"]) for part in content["sections"])
    return LastYear(report.form_id, content["cells"], f"本平台公布的{year}年度报告", sections)


def _uploaded(unit: Unit, year: int) -> LastYear | None:
    reading = Reading.objects.filter(unit=unit, year=year).select_related("file").first()
    if reading is None:
        return None
    sections = tuple((part["heading"], part["text"]) for part in reading.content["sections"])
    return LastYear(
        reading.content["form"], reading.content["cells"], f"上传的{year}年度报告“{reading.file.name}”", sections
    )
