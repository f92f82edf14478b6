"""A report made for whoever asks, without leaving anything behind: figures, words, what stands behind each figure, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count

from gongkai.annual import members
from gongkai.annual.checking import check
from gongkai.annual.found import Found
from gongkai.annual.members import Member
from gongkai.annual.models import AnnualReport, Figure, Source, State
from gongkai.annual.services.counting import store
from gongkai.annual.services.opening import fill, fresh
from gongkai.annual.sources import records, source_of
from gongkai.report.writing import Written
from gongkai.units.models import Unit


@dataclass(frozen=True)
class Built:
    """A report as it would be printed today. `provenance` says by cell what stands behind it, `missing` who is not in a sum."""

    written: Written
    provenance: Mapping[str, Mapping[str, Any]]
    findings: list[Found]
    missing: list[Member]


def build(unit: Unit, year: int, *, rolled: bool) -> Built:
    """The report of `unit` for `year`: the one that is there, its figures drawn anew until it is signed, else a first draft.

    `rolled` is whether a government's adds up the reports below it, or is of its own records alone. Raises `NotReady` (in Chinese)
    where the year has no report.
    """
    with transaction.atomic():
        found = AnnualReport.objects.filter(unit=unit, year=year).first()
        if found is not None and found.rolled == rolled:
            report = found
            if report.state == State.DRAFT:
                store(report)
        else:
            AnnualReport.objects.filter(unit=unit, year=year).update(
                year=0
            )  # makes room until the end of this transaction
            report = fresh(unit, year)
            report.rolled = rolled
            report.save()
            fill(report)
        checked = check(report)
        below = members.missing(unit, year) if rolled else []
        built = Built(checked.written, provenance(report), checked.findings, below)
        transaction.set_rollback(True)
    return built


def provenance(report: AnnualReport) -> dict[str, dict[str, Any]]:
    """By cell: where the figure is from, how many records of which kind were counted, which reports added, what people entered."""
    entries: dict[str, list[dict[str, Any]]] = {}
    for entry in report.entered.select_related("by"):
        value = None if entry.value is None else float(entry.value)
        told = {"value": value, "why": entry.why, "by": entry.by.name, "at": entry.at.isoformat()}
        entries.setdefault(entry.code, []).append(told)
    added = _added(report) if report.rolled else {}
    found = {}
    for figure in report.figures.all():
        told = {"source": figure.source, "records": _records(report, figure), "entries": entries.get(figure.code, [])}
        if figure.source == Source.ADJUSTED and figure.counted is not None:
            told["counted"] = float(figure.counted)
        if report.rolled:
            told["reports"] = added.get(figure.code, 0)
        found[figure.code] = told
    return {code: found[code] for code in report.form.cells if code in found}


def _records(report: AnnualReport, figure: Figure) -> dict[str, int]:
    """How many records of the unit's own stand behind a figure, by their kind."""
    source = source_of(figure.code, report.form)
    if source is None or not (figure.counted or report.rolled):
        return {}
    behind = records(figure.code, report.unit, report.year, report.form)
    number = behind.count() if behind is not None else 0
    return {source.id: number} if number else {}


def _added(report: AnnualReport) -> dict[str, int]:
    """How many of the reports below say something other than nothing under each cell."""
    below = [each for each in members.board(report.unit, report.year) if each.counts]
    made = (
        Figure.objects.filter(report__in=[each.report for each in below if each.report])
        .exclude(value=None)
        .exclude(value=0)
    )
    found = dict(made.values_list("code").annotate(Count("pk")).order_by())
    for each in below:
        if each.report is None and each.reading is not None:
            for code, value in each.reading.content["cells"].items():
                found[code] = found.get(code, 0) + bool(value)
    return found
