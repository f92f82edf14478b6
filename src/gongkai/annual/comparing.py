"""Figures held against each other: one unit over its years, and the units of a year with what stands out among them.

What is compared says `comparing.toml`. A figure is compared only where the forms mean the same by it; where they do not, or a report is
not known, that is told in place of a value.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from gongkai.annual.members import faults
from gongkai.annual.models import AnnualReport, Figure, Reading
from gongkai.annual.published import newest, read_elsewhere
from gongkai.report.model import Number
from gongkai.statute.equations import Term, parse_side
from gongkai.statute.loading import read_toml
from gongkai.units.models import Unit

FEWEST = 8
"""With fewer values nothing can be said to stand out."""
FAR = 3.5
"""From this modified z-score on a value stands out (Iglewicz and Hoaglin 1993)."""
LEAST = {"%": 10.0, "件": 5.0, "万元": 5.0}
"""By unit: what lies nearer to the median than this never stands out, however alike the others are."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Something to compare: by form the cells whose sum it is, and for a share those that are the whole."""

    name: str
    unit: str
    cells: Mapping[str, tuple[Term, ...]]
    of: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    unlike: Mapping[str, str] = field(default_factory=dict)
    outliers: bool = False

    def terms(self) -> Iterable[Term]:
        """Every cell of any form that it is made of."""
        return (term for sides in (self.cells, self.of) for side in sides.values() for term in side)


@dataclass(frozen=True, slots=True)
class Said:
    """What a report says of a measure: its value, or `None` and why there is none."""

    value: Number | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """The figures of a unit's report of a year, and where they are from.

    `here` where that is a report published here, `doubted` where it was uploaded and does not balance: then nothing is compared.
    """

    unit_id: int
    year: int
    form_id: str
    cells: Mapping[str, Number | None]
    where: str
    here: bool = False
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One measure of one unit, year by year."""

    measure: Measure
    values: Mapping[int, Said]

    @property
    def known(self) -> bool:
        """Whether any year has a value."""
        return any(said.value is not None for said in self.values.values())


@dataclass(frozen=True, slots=True)
class Beside:
    """A unit among the others: what its report says, and `far` in words where that stands out."""

    unit: Unit
    said: Said
    far: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One measure over the units of a year. `median` is `None` where no unit has a value, `enough` whether outliers were looked for."""

    measure: Measure
    median: float | None
    enough: bool
    units: Sequence[Beside]


@cache
def measures() -> Mapping[str, Measure]:
    """All measures by name, in the order in which they are shown."""
    data = read_toml("gongkai.annual", "comparing.toml")
    lists = {name: tuple(members) for name, members in data["lists"].items()}

    def sides(entry: Mapping[str, str]) -> dict[str, tuple[Term, ...]]:
        return {form: parse_side(side, lists) for form, side in entry.items()}

    return {
        entry["name"]: Measure(
            entry["name"],
            entry["unit"],
            sides(entry["cells"]),
            sides(entry.get("of", {})),
            entry.get("unlike", {}),
            entry.get("outliers", False),
        )
        for entry in data["measures"]
    }


@cache
def charts() -> Sequence[tuple[str, tuple[Measure, ...]]]:
    """What is drawn together: a title and its measures."""
    entries = read_toml("gongkai.annual", "comparing.toml")["charts"]
    return [(entry["title"], tuple(measures()[name] for name in entry["measures"])) for entry in entries]


def said(measure: Measure, form_id: str, cells: Mapping[str, Number | None]) -> Said:
    """What a report in this form, with these figures, says of `measure`."""
    side = measure.cells.get(form_id)
    if side is None:
        return Said(None, measure.unlike.get(form_id, "这一年的格式没有这一项"))
    value, whole = _sum(side, cells), _sum(measure.of[form_id], cells) if measure.of else None
    if value is None or (measure.of and whole is None):
        return Said(None, "报告中没有填写")
    if not measure.of:
        return Said(value)
    return Said(round(100 * value / whole, 1)) if whole else Said(None, "没有办结的申请，算不出占比")


def known_years(unit: Unit) -> dict[int, Known]:
    """The figures of `unit` that the public can know, by year: of the reports published here, else of published ones that were uploaded."""
    found = {}
    for reading in read_elsewhere([unit]):
        found[reading.year] = _read(reading)
    for edition in newest([unit]):
        content = edition.content
        found[content["year"]] = Known(
            unit.pk, content["year"], content["form"], content["cells"], "本平台公布的报告", True
        )
    return dict(sorted(found.items()))


def over_years(known: Mapping[int, Known]) -> list[Series]:
    """Every measure of a unit from its first year to its last, the years between them of which no report is known among them."""
    span = range(min(known), max(known) + 1) if known else range(0)
    return [
        Series(measure, {year: _of_year(measure, known.get(year)) for year in span}) for measure in measures().values()
    ]


def side_by_side(units: Iterable[Unit], year: int) -> list[Column]:
    """The units of a year under each measure that compares units: by the reports they handed in, else by uploaded ones."""
    units = list(units)
    known = _handed_in(units, year)
    return [
        _column(measure, [(unit, _of_year(measure, known.get(unit.pk))) for unit in units])
        for measure in measures().values()
        if measure.outliers
    ]


def standing_out(values: Sequence[Number], measured_in: str) -> list[float]:
    """How far each value lies from the median of all, as a modified z-score with its sign; 0 for what does not stand out.

    Numbers of cases and amounts are held against each other by how many times as large they are, shares by their difference. Where
    more than half of the values are alike, their mean deviation takes the place of the median one.
    """
    if len(values) < FEWEST:
        return [0.0] * len(values)
    scaled = [float(value) if measured_in == "%" else math.copysign(math.log1p(abs(value)), value) for value in values]
    middle, real_middle = statistics.median(scaled), statistics.median(values)
    deviations = [abs(value - middle) for value in scaled]
    if spread := statistics.median(deviations):
        spread /= 0.6745
    else:
        spread = 1.253314 * statistics.fmean(deviations)
    if not spread:
        return [0.0] * len(values)
    least = LEAST.get(measured_in, 0)
    scores = [(value - middle) / spread for value in scaled]
    return [
        score if abs(score) >= FAR and abs(value - real_middle) >= least else 0.0
        for score, value in zip(scores, values, strict=True)
    ]


def _column(measure: Measure, row: Sequence[tuple[Unit, Said]]) -> Column:
    values = [said.value for _, said in row if said.value is not None]
    scores = iter(standing_out(values, measure.unit))
    median = statistics.median(values) if values else None
    beside = []
    for unit, each in row:
        score = next(scores) if each.value is not None else 0
        words = f"远{'高' if score > 0 else '低'}于各单位的中位数{median:g}{measure.unit}" if score else ""
        beside.append(Beside(unit, each, words))
    return Column(measure, median, len(values) >= FEWEST, beside)


def _of_year(measure: Measure, known: Known | None) -> Said:
    if known is None:
        return Said(None, "本平台没有这一年的报告")
    return Said(None, "数据正在核对") if known.doubted else said(measure, known.form_id, known.cells)


def _handed_in(units: Sequence[Unit], year: int) -> dict[int, Known]:
    found = {}
    for reading in Reading.objects.filter(unit__in=units, year=year).order_by("id"):
        found[reading.unit_id] = _read(reading)
    reports = {report.pk: report for report in AnnualReport.objects.filter(unit__in=units, year=year).handed_in()}
    cells: dict[int, dict[str, Number | None]] = {pk: {} for pk in reports}
    compared = {term.code for measure in measures().values() for term in measure.terms()}
    figures = Figure.objects.filter(report__in=reports, code__in=compared)
    for pk, code, value in figures.values_list("report_id", "code", "value"):
        cells[pk][code] = None if value is None else float(value)
    for pk, report in reports.items():
        found[report.unit_id] = Known(report.unit_id, year, report.form_id, cells[pk], "报送的报告")
    return found


def _read(reading: Reading) -> Known:
    content, doubted = reading.content, bool(faults(reading))
    where = "已在别处公布的报告，数据正在核对" if doubted else "根据已公布的报告录入"
    return Known(reading.unit_id, reading.year, content["form"], content["cells"], where, doubted=doubted)


def _sum(side: Sequence[Term], cells: Mapping[str, Number | None]) -> Number | None:
    values = [cells.get(term.code) for term in side]
    if any(value is None for value in values):
        return None
    total = sum(term.sign * value for term, value in zip(side, values, strict=True) if value is not None)
    return int(total) if total == int(total) else round(total, 6)
