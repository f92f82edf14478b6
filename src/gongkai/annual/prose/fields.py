"""The figures that words can name: each with its value of this year, of last year where that is known, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from django.db.models import QuerySet

from gongkai.annual.last import LastYear, last_year
from gongkai.annual.members import region
from gongkai.annual.models import AnnualReport
from gongkai.casework import counts as casework
from gongkai.casework.models import Case, Logged, Step
from gongkai.publishing import counts as publishing
from gongkai.publishing.models import Item
from gongkai.remedies.models import Complaint
from gongkai.report.model import Number
from gongkai.statute.channels import channels
from gongkai.statute.equations import Term, parse_side
from gongkai.statute.loading import read_toml
from gongkai.units.models import Unit


@dataclass(frozen=True)
class Field:
    """A name that words may use: its measure word, and by form the cells whose sum it is, or what is counted for it."""

    name: str
    unit: str
    cells: Mapping[str, tuple[Term, ...]]
    counts: str = ""

    def fits(self, form: str) -> bool:
        """Whether reports in this form can name it."""
        return bool(self.counts) or form in self.cells


@cache
def fields() -> Mapping[str, Field]:
    """All names, in the order in which they are offered."""
    data = read_toml("gongkai.annual.prose", "fields.toml")
    lists = {name: tuple(members) for name, members in data["lists"].items()}
    return {
        name: Field(
            name,
            entry["unit"],
            {form: parse_side(side, lists) for form, side in entry.get("cells", {}).items()},
            entry.get("counts", ""),
        )
        for name, entry in data["fields"].items()
    }


class Figures:
    """What the names of a report's words stand for, counted when they are first asked for."""

    def __init__(self, report: AnnualReport, cells: Mapping[str, Number | None]) -> None:
        self.report, self.cells = report, cells
        self._counted: dict[tuple[str, int], Number] = {}

    @cached_property
    def last(self) -> LastYear | None:
        """Last year's report, where one is known."""
        return last_year(self.report.unit, self.report.year)

    def names(self) -> list[str]:
        """The names that this report's words may use."""
        return [name for name, field in fields().items() if field.fits(self.report.form_id)]

    def measure(self, name: str) -> str:
        """The measure word of a name or a cell."""
        field = fields().get(name)
        return field.unit if field else self.report.form.cells[name].unit

    def value(self, name: str) -> Number | None:
        """The figure of a name or a cell's code, `None` where it is not known; `KeyError` where the form has no such name."""
        field = fields().get(name)
        if field is None or not field.fits(self.report.form_id):
            return self.cells.get(name) if name in self.report.form.cells else _raise(name)
        if field.counts:
            return self._count(field.counts, self.report.year)
        return _sum(field.cells[self.report.form_id], self.cells)

    def value_last(self, name: str) -> Number | None:
        """The same of last year: from last year's report, or from our records where they reach back; `None` where neither knows."""
        field = fields().get(name)
        if field is not None and field.counts:
            return self._count(field.counts, self.report.year - 1) or (0 if self._reach_back else None)
        if self.last is None:
            return None
        if field is None:
            return self.last.cells.get(name)
        side = field.cells.get(self.last.form_id)
        return _sum(side, self.last.cells) if side else None

    @cached_property
    def _reach_back(self) -> bool:
        """Whether our records begin before the year: else nothing counted is unknown, not nothing."""
        begin = date(self.report.year, 1, 1)
        units = self._units(self.report.year - 1)
        return (
            Case.objects.filter(unit__in=units, received_on__lt=begin).exists()
            or Item.objects.filter(unit__in=units, first_published_at__year__lt=self.report.year).exists()
        )

    def _units(self, year: int) -> QuerySet[Unit]:
        units = Unit.objects.filter(pk=self.report.unit_id)
        return units | region(self.report.unit, year) if self.report.rolled else units

    def _count(self, what: str, year: int) -> Number:
        if (what, year) not in self._counted:
            self._counted[what, year] = count(what, self._units(year), year)
        return self._counted[what, year]


def count(what: str, units: QuerySet[Unit], year: int) -> Number:
    """A count of the records of a year that `units` have, beside the cells of the form."""
    kind, _, of = what.partition(":")
    if kind == "channel":
        return _released(units, year, of)
    return _COUNTS[kind](units, year)


def _released(units: QuerySet[Unit], year: int, kind: str) -> int:
    found: QuerySet = publishing.released_in(units, year)
    named = [each.counts.partition(":")[2] for each in fields().values() if each.counts.startswith("channel:")]
    others = [each for each in channels() if each not in named]
    found = found.filter(channel__kind__in=others if kind == "*" else [kind])
    return found.values("item").distinct().count()


def _fees(units: QuerySet[Unit], year: int) -> int:
    """In 元. Fees are rare: each unit that had one is asked for itself."""
    paying = units.filter(pk__in=Step.objects.filter(kind="fee_paid", on__year=year).values("case__unit"))
    return sum(casework.fees_paid(unit, year) for unit in paying)


def _answered(units: QuerySet[Unit], year: int, **how: bool) -> int:
    return Case.objects.filter(unit__in=units, closed_on__year=year, **how).count()


_COUNTS: Mapping[str, Callable[[QuerySet[Unit], int], Number]] = {
    "published": lambda units, year: publishing.published_in(units, year).count(),
    "explainers": lambda units, year: publishing.published_in(units, year).exclude(explains=None).count(),
    "withdrawn": lambda units, year: publishing.withdrawn_in(units, year).count(),
    "fees": _fees,
    "complaints": lambda units, year: Complaint.objects.filter(unit__in=units, received_on__year=year).count(),
    "late_items": lambda units, year: publishing.published_late_in(units, year).count(),
    "late_answers": lambda units, year: _answered(units, year, late=True),
    "extended": lambda units, year: _answered(units, year, extended=True),
    "turned": lambda units, year: Logged.objects.filter(
        case__unit__in=units, at__year=year, item_id__isnull=False
    ).count(),
}


def _sum(side: tuple[Term, ...], cells: Mapping[str, Number | None]) -> Number | None:
    total: Number = 0
    for term in side:
        value = cells.get(term.code)
        if value is None:
            return None
        total += term.sign * value
    return total


def _raise(name: str) -> Number:
    raise KeyError(name)
