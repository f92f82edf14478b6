"""The annual reports of the last two years, made on the platform: counted from the made-up records, written, signed, published.

They go in as rows, as the services would have left them; the items that they are in the catalogue are there already. The reports of
the last year stand where reports stand in spring: most are accepted, some are not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.annual.checking import check
from gongkai.annual.figures import Drawn, draw
from gongkai.annual.models import (
    AnnualReport,
    Edition,
    Entered,
    Figure,
    Part,
    Remark,
    Signature,
    Source,
    State,
    Step,
)
from gongkai.annual.prose.counts import WORK, count_each
from gongkai.annual.prose.drafting import draft, headings, lead
from gongkai.annual.prose.fields import Figures, fields
from gongkai.annual.prose.rendering import rendered
from gongkai.annual.services.publishing import ORIGIN, content
from gongkai.annual.sources import counted_each
from gongkai.config.demo import phrases, rows
from gongkai.config.demo.places import Place
from gongkai.publishing.bulk import Table
from gongkai.publishing.models import Change, Item
from gongkai.publishing.services.clock import reckoning
from gongkai.publishing.services.indexing import index_items
from gongkai.report.model import Number
from gongkai.report.writing import Part as WrittenPart
from gongkai.report.writing import Written, body
from gongkai.statute.forms import form_for
from gongkai.statute.workdays import Workdays
from gongkai.units.models import Person, Role, Unit

YEARS = 2
"""How many years' reports are made on the platform."""
SCENES = ("late", "none", "uploaded", "returned", "draft", "waiting", "submitted")
"""How reports of the last year stand that are not simply accepted: one unit each, from the last unit on."""
NOT_PUBLISHED = {"none", "uploaded", "draft", "waiting"}
CORRECTED = "jyj"
"""Whose report of the year before had to be corrected after its publication."""
_WRONG = "t2.charges.amount"
_LATE_BY = (2, 26)
_OF_A_CORRECTION = ("changed_on", "last_published_at", "due_on", "due_provisional")


def scenes(places: Sequence[Place]) -> dict[str, str]:
    """By unit code how its report of the last year stands: the county's waits for its units'."""
    members = places[1:]
    shown = SCENES[: max(0, len(members) - 2)]
    told = {place.code: "accepted" for place in members}
    told |= {place.code: scene for place, scene in zip(reversed(members), shown, strict=False)}
    return {places[0].code: "draft", **told}


def last_years(last: date) -> range:
    """The years whose reports are made on the platform."""
    return range(last.year - YEARS, last.year)


def out_by(place: Place, year: int, last: date, told: Mapping[str, str]) -> tuple[int, int] | None:
    """By which day of the year after `year` its report is out; `None` where none is published here."""
    scene = told[place.code] if year == last.year - 1 else "accepted"
    if scene in NOT_PUBLISHED:
        return None
    return _LATE_BY if scene == "late" else (3, 31) if place.kind == "county" else (1, 31)


@dataclass
class Reports:
    """Makes the reports; units, people and all records are there."""

    units: Mapping[str, Unit]
    people: Mapping[tuple[str, str], Person]
    workdays: Workdays
    last: date
    _copied: Place | None = None

    def make(self, places: Sequence[Place]) -> int:
        """The reports of both years, the county's after its units'; how many."""
        told, count = scenes(places), 0
        self._copied = next((place for place in reversed(places[1:]) if told[place.code] == "accepted"), None)
        for year in last_years(self.last):
            items = {item.unit_id: item for item in Item.objects.filter(origin=ORIGIN, origin_id=year)}
            for several in (places[1:], places[:1]):
                with transaction.atomic():
                    made = [
                        (place, told[place.code] if year == self.last.year - 1 else "accepted", item)
                        for place in several
                        if (item := items.get(self.units[place.code].pk)) or self._open(place, year, told)
                    ]
                    count += len(made)
                    self._of_year(year, made)
        return count

    def _open(self, place: Place, year: int, told: Mapping[str, str]) -> bool:
        begun = year == self.last.year - 1 and told[place.code] in ("draft", "waiting")
        return begun and self.last > date(year + 1, 1, 31)

    def _of_year(self, year: int, made: Sequence[tuple[Place, str, Item | None]]) -> None:
        _REPORTS.insert(self._report(year, place, scene, item) for place, scene, item in made)
        found = AnnualReport.objects.filter(year=year, unit__in=[self.units[place.code] for place, _, _ in made])
        reports = {report.unit.code: report for report in found.select_related("unit")}
        _ENTERED.insert(row for place, _, _ in made for row in self._entered(reports[place.code], place))
        _SIGNATURES.insert(
            row for place, scene, item in made for row in self._signatures(reports[place.code], scene, item)
        )
        items, counted = [], _Counted([report.unit for report in reports.values()], year)
        for place, scene, item in made:
            report = reports[place.code]
            drawn = draw(report, counted.cells[report.unit_id])
            _FIGURES.insert(_figure(report, code, cell) for code, cell in drawn.items())
            printed = self._written(report, place, scene, drawn, counted)
            if item is not None:
                self._edition(report, printed, drawn, item)
                items.append(item)
            else:
                AnnualReport.objects.filter(pk=report.pk).update(errors=len(check(report).errors))
            if scene == "returned":
                self._remarks(report)
        Item.objects.bulk_update(items, ["body", "summary", *_OF_A_CORRECTION])
        index_items(items)

    def _report(self, year: int, place: Place, scene: str, item: Item | None) -> dict[str, Any]:
        state, signed = State.PUBLISHED, item.formed_on if item else None
        if scene in ("draft", "returned"):
            state, signed = State.DRAFT, None
        elif scene == "waiting":
            state = State.COUNTED
        form = form_for(year)
        assert form is not None  # noqa: S101  the platform's years have one
        later = self._at(date(year + 1, 3, 3), 10)
        accepted = scene in ("accepted", "late") and place.kind != "county" and later.date() <= self.last
        new = AnnualReport(
            unit=self.units[place.code], year=year, form_id=form.id, name=place.name_on(date(year, 12, 31))
        )
        return {
            "unit_id": new.unit.pk,
            "year": year,
            "form_id": form.id,
            "name": new.name,
            "lead": lead(new),
            "state": state.value,
            "version": 6,
            "counted_at": self._at(signed or date(year + 1, 1, 20), 9),
            "signed_on": signed,
            "returned_at": self._at(min(date(year + 1, 2, 12), self.last), 15) if scene == "returned" else None,
            "accepted_at": later if accepted else None,
            "created_by_id": self.people[place.code, Role.STATISTICIAN].pk,
            "created_at": self._at(date(year + 1, 1, 5), 9),
        }

    def _entered(self, report: AnnualReport, place: Place) -> Iterator[dict[str, Any]]:
        by = self.people[place.code, Role.STATISTICIAN].pk
        if report.rolled:
            return
        for number, (code, value) in enumerate(phrases.entered(place, report.year).items()):
            row = {"report_id": report.pk, "code": code, "why": phrases.why(place, code), "by_id": by}
            at = self._at(date(report.year + 1, 1, 8), 10 + number)
            if code == _WRONG and self._was_corrected(report):
                yield {**row, "value": Decimal(str(value)) * 10_000, "at": at}
                at = self._at(self._corrected_on(report), 9)
            yield {**row, "value": Decimal(str(value)), "at": at}

    def _signatures(self, report: AnnualReport, scene: str, item: Item | None) -> Iterator[dict[str, Any]]:
        signed = {"draft": 0, "returned": 0, "waiting": 1}.get(scene, 3)
        day = item.formed_on if item else date(report.year + 1, 1, 29)
        for number, step in enumerate(list(Step)[:signed]):
            by = self.people[report.unit.code, step.value].pk
            on = self._before(day, 2 - number)
            yield {"report_id": report.pk, "step": step.value, "opinion": "同意。", "by_id": by, "at": self._at(on, 16)}

    def _written(
        self, report: AnnualReport, place: Place, scene: str, drawn: Mapping[str, Drawn], counted: _Counted
    ) -> Written:
        """The parts of the report, and the report as it is printed.

        A draft has its open places still, a returned one last year's words, and one that is not looked at yet those of another unit.
        """
        writer = self._copied if scene == "submitted" and self._copied else place
        cells = {code: cell.value for code, cell in drawn.items()}
        figures, said = (Figures(report, cells, counted=counted.names(report)) for _ in range(2))
        found, parts = [], []
        for position, heading in enumerate(headings(report.form_id, report.form.sections)):
            text = draft(report, position, figures)
            if scene != "draft":
                year = report.year - (scene == "returned" and "问题" in heading)
                text = phrases.written_out(text, writer, year)
            found.append({"report_id": report.pk, "position": position, "heading": heading, "text": text})
            parts.append(WrittenPart(heading, rendered(text, said)))
        _PARTS.insert(found)
        if report.state != State.DRAFT:
            report.fixed = said.asked
            report.save(update_fields=["fixed"])
        return Written(
            report.form, report.name, report.year, figures.cells, tuple(parts), report.lead, report.signed_on
        )

    def _edition(self, report: AnnualReport, printed: Written, drawn: Mapping[str, Drawn], item: Item) -> None:
        on = timezone.localtime(item.first_published_at).date()
        said = content(report, printed)
        said["signed"] = item.formed_on.isoformat()
        row = {"report_id": report.pk, "item_id": item.pk, "by_id": self.people[report.unit.code, Role.STATISTICIAN].pk}
        editions = [{**row, "number": 1, "why": "", "content": said, "published_on": on}]
        if self._was_corrected(report):
            later, why = self._corrected_on(report), phrases.texts()["words"]["corrected"]
            wrong = {**said["cells"], _WRONG: round((said["cells"][_WRONG] or 0) * 10_000)}
            editions[0]["content"] = {**said, "cells": wrong}
            editions.append({**row, "number": 2, "why": why, "content": said, "published_on": later})
            item.changed_on, item.last_published_at = later, self._at(later, 11)
            found = reckoning(item, self.workdays)
            item.due_on, item.due_provisional = found.due, bool(found.provisional_years)
            by = self.people[report.unit.code, Role.STATISTICIAN]
            Change.objects.create(item=item, at=item.last_published_at, kind="changed", reason=f"勘误：{why}", by=by)
        _EDITIONS.insert({**each, "content": json.dumps(each["content"], ensure_ascii=False)} for each in editions)
        item.summary = f"{report.name}{report.year}年度政府信息公开工作的统计数据、问题和改进情况。"
        item.body = rows.page(item.pk, body(printed))

    def _remarks(self, report: AnnualReport) -> None:
        words, at = phrases.texts()["words"], report.returned_at
        by = self.people["yunxi", Role.SUPERVISOR].pk
        for number, (code, position, text) in enumerate(words["remarks"]):
            answered = number == 1
            remark = Remark(
                report=report, code=code, position=int(position) if position else None, text=text, by_id=by,
                reply=words["reply"] if answered else "",
                replied_at=at + timedelta(days=3) if at and answered else None,
            )  # fmt: skip
            remark.save()
            Remark.objects.filter(pk=remark.pk).update(at=at)

    def _was_corrected(self, report: AnnualReport) -> bool:
        return report.unit.code == CORRECTED and report.year == self.last.year - 2

    def _corrected_on(self, report: AnnualReport) -> date:
        return self.workdays.next_workday(date(report.year + 1, 3, 17))

    def _before(self, day: date, number: int) -> date:
        """The working day so many working days before `day`, but in its year."""
        first = date(day.year, 1, 1)
        while number and day > first:
            day -= timedelta(1)
            number -= self.workdays.is_workday(day)
        return day

    def _at(self, day: date, hour: int) -> datetime:
        return datetime.combine(day, time(hour, 20), timezone.get_default_timezone())


class _Counted:
    """What the records of several units say of a year, each thing counted once for all of them."""

    def __init__(self, units: Sequence[Unit], year: int) -> None:
        form = form_for(year)
        assert form is not None  # noqa: S101  the platform's years have one
        self.cells = counted_each(units, year, form)
        every = Unit.objects.filter(pk__in=[unit.pk for unit in units])
        named = [field.counts for field in fields().values() if field.counts and not field.counts.startswith(WORK)]
        self._names = {(what, each): count_each(what, every, each) for what in named for each in (year, year - 1)}

    def names(self, report: AnnualReport) -> dict[tuple[str, int], Number]:
        """What the names in the words of a unit's report count; a government's count the bodies below it too."""
        return {} if report.rolled else {key: each.get(report.unit_id, 0) for key, each in self._names.items()}


def _figure(report: AnnualReport, code: str, cell: Drawn) -> dict[str, Any]:
    return {
        "report_id": report.pk,
        "code": code,
        "value": _decimal(cell.value),
        "counted": _decimal(cell.counted),
        "source": Source(cell.source).value,
    }


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else round(Decimal(str(value)), 6)


_REPORTS = Table(AnnualReport)
_ENTERED = Table(Entered)
_FIGURES = Table(Figure)
_PARTS = Table(Part)
_SIGNATURES = Table(Signature)
_EDITIONS = Table(Edition)
