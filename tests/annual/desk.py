"""A desk at which annual reports are made, for tests: reports begun, filled in, written, signed, handed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.annual.checking import check
from gongkai.annual.models import AnnualReport, Reading, State
from gongkai.annual.rules import due
from gongkai.annual.services import counting, opening, outside, publishing, signing
from gongkai.casework.models import Applicant, Case, Step
from gongkai.publishing.models import Item
from gongkai.report.model import Number
from gongkai.report.writing import Part, Written, write
from gongkai.statute.forms import form_for, forms
from gongkai.units.models import Person, Role, Unit
from tests.world import World

YEAR = 2025


def _at(day: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{day}T09:00"))


@dataclass
class Desk:
    """The county, and what its units do about their reports."""

    world: World
    settings: Any

    @property
    def unit(self) -> Unit:
        """The education bureau."""
        return self.world.education

    def on(self, text: str) -> None:
        """Let it be that day."""
        self.settings.TODAY = date.fromisoformat(text)

    def __post_init__(self) -> None:
        """The platform knows every unit from 2010 on: each has an item of then."""
        for unit in self.world.units:
            item = self.world.draft(unit, formed_on=date(2010, 1, 4))
            known = Item.objects.filter(pk=item.pk)
            known.update(live=True, index_number=f"{unit.front}/2010-00001", first_published_at=_at("2010-01-05"))

    def statistician(self, unit: Unit) -> Person:
        return self.world.person(unit, Role.STATISTICIAN)

    def begun(self, unit: Unit | None = None, year: int = YEAR) -> AnnualReport:
        """A report with its first draft and the figures of today; what only people know is not there yet."""
        unit = unit or self.unit
        return opening.begin(unit, year, by=self.statistician(unit))

    def enter(self, report: AnnualReport, code: str, value: Number | None, why: str = "业务台账") -> None:
        counting.enter(report, code, value, why=why, by=self.statistician(report.unit))

    def filled(self, unit: Unit | None = None, year: int = YEAR, **figures: Number) -> AnnualReport:
        """A report that can be signed: what is not counted is entered (0, or `figures` by code with _ for .), open places are written."""
        report = self.begun(unit, year)
        self.fill(report, **figures)
        for part in report.parts.all():
            part.text = re.sub(r"\{请写[：:][^{}]*\}", "这一方面的工作按年度计划完成", part.text) or "情况见表。"
            part.save()
        report = self.now(report)
        self.explain(report)
        return report

    def explain(self, report: AnnualReport) -> None:
        """Say why every warning is let stand."""
        if marks := [found.fingerprint for found in check(self.now(report)).open_warnings]:
            signing.explain(report, marks, reason="已经核实", by=self.statistician(report.unit))

    def signed(self, unit: Unit | None = None, year: int = YEAR, **figures: Number) -> AnnualReport:
        """A report with all its signatures, each by somebody else."""
        return self.sign_all(self.filled(unit, year, **figures))

    def handed_in(self, unit: Unit | None = None, year: int = YEAR, **figures: Number) -> AnnualReport:
        """A report as if it had been signed: for what comes of its figures above."""
        report = self.begun(unit, year)
        self.fill(report, **figures)
        AnnualReport.objects.filter(pk=report.pk).update(state=State.SIGNED)
        return self.now(report)

    def fill(self, report: AnnualReport, **figures: Number) -> None:
        """Enter what is not counted: 0, or what `figures` (by code with _ for .) say."""
        wanted = {code: figures.pop(code.replace(".", "_"), 0) for code in self.blank(report)}
        assert not figures, figures
        entries = [counting.Entry(code, value, "业务台账") for code, value in wanted.items()]
        counting.enter_all(report, entries, by=self.statistician(report.unit))

    def sign_all(self, report: AnnualReport) -> AnnualReport:
        """Every signature that is still due."""
        while (waited := due(self.now(report))) is not None:
            for role in (Role.OFFICE_HEAD, Role.HEAD):
                self.world.person(report.unit, role)
            signing.sign(report, by=self.world.person(report.unit, waited.role))
        return self.now(report)

    def published(self, unit: Unit | None = None, year: int = YEAR, **figures: Number) -> AnnualReport:
        report = self.signed(unit, year, **figures)
        publishing.publish(report, by=self.statistician(report.unit))
        return self.now(report)

    def now(self, report: AnnualReport) -> AnnualReport:
        """The report as it is now."""
        return AnnualReport.objects.select_related("unit").get(pk=report.pk)

    def blank(self, report: AnnualReport) -> list[str]:
        """The cells that nothing fills yet."""
        return list(report.figures.filter(value=None).values_list("code", flat=True))

    def value(self, report: AnnualReport, code: str) -> Number | None:
        figure = report.figures.get(code=code)
        return None if figure.value is None else float(figure.value)

    def uploaded(
        self, unit: Unit, year: int = YEAR, to: str = "html", *, form: str = "", **cells: Number | None
    ) -> Reading:
        """The unit's published report, read from a file: see `file`."""
        file = self.file(unit, year, to, form=form, **cells)
        return outside.upload(unit, year, file, by=self.statistician(unit))

    def file(
        self, unit: Unit, year: int = YEAR, to: str = "html", *, form: str = "", **cells: Number | None
    ) -> SimpleUploadedFile:
        """The unit's published report as a file: zeros, but for `cells` (by code with _ for .)."""
        made = forms()[form] if form else form_for(year)
        assert made is not None
        found: dict[str, Number | None] = {code: cells.get(code.replace(".", "_"), 0) for code in made.cells}
        parts = tuple(
            Part(f"{number}、{title}", "情况见表。")
            for number, title in zip("一二三四五六", made.sections, strict=False)
        )
        report = Written(made, unit.name, year, found, parts, signed=date(year + 1, 1, 10))
        return SimpleUploadedFile(f"report.{to}", write(report, to))

    def case(
        self, unit: Unit, received: str, answered: str = "", kind: str = "granted", column: str = "person"
    ) -> Case:
        """A request as past years' were taken over: when received, when answered and how."""
        applicant = Applicant.objects.create(unit=unit, kind=column, name="云某人", masked="云某某", same="1")
        number = Case.objects.count() + 1
        closed = date.fromisoformat(answered) if answered else None
        case = Case.objects.create(
            unit=unit, number=f"{unit.code}-{number}", code=f"c{number}", code_digest=f"d{number}", applicant=applicant,
            applicant_kind=column, way="online", arrived_on=received, received_on=received, title="校车管理办法",
            description="请公开校车管理办法", state="closed" if closed else "open", closed_on=closed,
            answer_kind=kind if closed else "",
        )  # fmt: skip
        if closed:
            Step.objects.create(case=case, kind="answered", on=closed)
        return case

    def document(self, unit: Unit, formed: str, published: str = "", **fields: Any) -> Item:
        """A normative document of `unit` that is public."""
        item = self.world.draft(unit, formed_on=date.fromisoformat(formed), normative=True, validity="valid", **fields)
        number = Item.objects.count()
        Item.objects.filter(pk=item.pk).update(
            live=True,
            index_number=f"{unit.front}/{formed[:4]}-{number:05}",
            first_published_at=_at(published or formed),
        )
        return Item.objects.get(pk=item.pk)


__all__ = ["YEAR", "Desk", "State"]
