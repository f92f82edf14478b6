"""The figures that words can name: each with its value of this year, of last year where that is known, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from django.db.models import QuerySet

from gongkai.annual.figures import Drift, number
from gongkai.annual.last import LastYear, last_year, of_the_same_bodies
from gongkai.annual.members import region
from gongkai.annual.models import AnnualReport
from gongkai.annual.prose.counts import WORK, by_work, count
from gongkai.annual.sources import known_in
from gongkai.report.model import Number
from gongkai.statute.catalogue import children
from gongkai.statute.equations import Term, parse_side
from gongkai.statute.forms import Cell
from gongkai.statute.loading import read_toml
from gongkai.units.models import Unit

FIELD = "领域"
"""What a name ends in that counts the items of a field of work."""
How = Literal["cells", "counts", "entered"]
"""How a report knows what a name stands for: from cells of its form, from records counted for it, from somebody who vouches for it."""


@dataclass(frozen=True)
class Field:
    """A name that words may use: its measure word, and by form the cells whose sum it is.

    Where a form has no such cells, `counts` says what is counted instead, or `entered` that people vouch for it.
    """

    name: str
    unit: str
    cells: Mapping[str, tuple[Term, ...]]
    counts: str = ""
    entered: bool = False

    def how(self, form_id: str) -> How | None:
        """How reports in this form know it, `None` where they cannot name it."""
        if form_id in self.cells:
            return "cells"
        return "counts" if self.counts else "entered" if self.entered else None


@cache
def fields() -> Mapping[str, Field]:
    """All names, in the order in which they are offered."""
    data = read_toml("gongkai.annual.prose", "fields.toml")
    lists = {name: tuple(members) for name, members in data["lists"].items()}
    named = {
        name: Field(
            name,
            entry["unit"],
            {form: parse_side(side, lists) for form, side in entry.get("cells", {}).items()},
            entry.get("counts", ""),
            entry.get("entered", False),
        )
        for name, entry in data["fields"].items()
    }
    by_work = (Field(f"{node.label}{FIELD}", "条", {}, f"{WORK}:{node.id}") for node in children("f"))
    return named | {field.name: field for field in by_work}


@cache
def vouched_cells(form_id: str) -> Mapping[str, Cell]:
    """The names for which people vouch in reports in this form, each as if it were a cell of no table."""
    return {
        name: Cell(name, "", name, field.unit, "count", ())
        for name, field in fields().items()
        if field.how(form_id) == "entered"
    }


def cell_of(report: AnnualReport, code: str) -> Cell | None:
    """The cell `code` of the report's form, or the name of that `code` for which people vouch; `None` for neither."""
    return report.form.cells.get(code) or vouched_cells(report.form_id).get(code)


def vouched(report: AnnualReport) -> dict[str, Number | None]:
    """The names for which people vouch, with what was entered for each."""
    names = vouched_cells(report.form_id)
    known = {entry.code: entry.value for entry in report.entered.filter(code__in=names)}
    return {name: None if known.get(name) is None else number(known[name]) for name in names}


class Figures:
    """What the names of a report's words stand for, counted when they are first asked for.

    From the first signature on the names that the words use stand for what they stood for then; `live` is without regard to that.
    What is `counted` already, by what is counted and year, is not counted again.
    """

    def __init__(
        self,
        report: AnnualReport,
        cells: Mapping[str, Number | None],
        *,
        live: bool = False,
        counted: Mapping[tuple[str, int], Number] | None = None,
    ) -> None:
        self.report, self.cells = report, cells
        self.asked: dict[str, dict[str, Number | None]] = {"value": {}, "last": {}}
        self._fixed = report.fixed or self.asked if not live else self.asked
        self._counted: dict[tuple[str, int], Number | None] = dict(counted or {})
        self._by_work: dict[int, Mapping[str, int] | None] = {}

    @cached_property
    def vouched(self) -> Mapping[str, Number | None]:
        """What people vouch for beside the cells."""
        return vouched(self.report)

    @cached_property
    def vouched_last(self) -> Mapping[str, Number | None]:
        """The same of last year's report, where that was made here, and what the words of that report counted when it was signed."""
        before = AnnualReport.objects.filter(unit=self.report.unit_id, year=self.report.year - 1)
        last = before.first() if of_the_same_bodies(self.report) else None
        return vouched(last) | counted_when_signed(last) if last else {}

    @cached_property
    def last(self) -> LastYear | None:
        """Last year's report, where one is known."""
        return last_year(self.report)

    def names(self) -> list[str]:
        """The names that this report's words may use; of the fields of work those in which something was published."""
        fitting = (field for field in fields().values() if field.how(self.report.form_id))
        return [
            field.name
            for field in fitting
            if not field.counts.startswith(f"{WORK}:") or self.value(field.name) or self.value_last(field.name)
        ]

    def busiest(self, most: int) -> list[str]:
        """The names of the fields of work in which most was published, those first; none in which nothing was."""
        names = [field.name for field in fields().values() if field.counts.startswith(f"{WORK}:")]
        counted = {name: self.value(name) or 0 for name in names}
        return sorted((name for name in names if counted[name]), key=lambda name: -counted[name])[:most]

    def measure(self, name: str) -> str:
        """The measure word of a name or a cell."""
        field = fields().get(name)
        return field.unit if field else self.report.form.cells[name].unit

    def value(self, name: str) -> Number | None:
        """The figure of a name or a cell's code, `None` where it is not known; `KeyError` where the form has no such name."""
        if name not in self._fixed["value"]:
            self.asked["value"][name] = self._value(name)
            return self.asked["value"][name]
        return self._fixed["value"][name]

    def value_last(self, name: str) -> Number | None:
        """The same of last year: from last year's report, or from our records where they reach back; `None` where neither knows."""
        if name not in self._fixed["last"]:
            self.asked["last"][name] = self._value_last(name)
            return self.asked["last"][name]
        return self._fixed["last"][name]

    def _value(self, name: str) -> Number | None:
        field = fields().get(name)
        if field is None or (how := field.how(self.report.form_id)) is None:
            return self.cells.get(name) if name in self.report.form.cells else _raise(name)
        if how == "cells":
            return _sum(field.cells[self.report.form_id], self.cells)
        return self._count(field.counts, self.report.year) if how == "counts" else self.vouched[name]

    def _value_last(self, name: str) -> Number | None:
        field, last = fields().get(name), self.last
        if field is None:
            return last.cells.get(name) if last else None
        if last and (side := field.cells.get(last.form_id)):
            return _sum(side, last.cells)
        said = self.vouched_last.get(name)
        return self._count(field.counts, self.report.year - 1) if said is None and field.counts else said

    def _units(self, year: int) -> QuerySet[Unit]:
        units = Unit.objects.filter(pk=self.report.unit_id)
        return units | region(self.report.unit, year) if self.report.rolled else units

    def _count(self, what: str, year: int) -> Number | None:
        if (what, year) not in self._counted:
            self._counted[what, year] = self._counted_now(what, year)
        return self._counted[what, year]

    def _counted_now(self, what: str, year: int) -> Number | None:
        units = self._units(year)
        if year not in self._by_work:  # all of them by one query
            self._by_work[year] = by_work(units, year) if known_in(units, year) else None
        of_work = self._by_work[year]
        if of_work is None:
            return None
        kind, _, node = what.partition(":")
        return of_work.get(node, 0) if kind == WORK else count(what, units, year)


def counted_when_signed(report: AnnualReport) -> dict[str, Number | None]:
    """What the words of `report` counted from records at its first signature, by name; nothing while it is not signed."""
    fixed = (report.fixed or {}).get("value", {})
    return {
        name: fixed[name] for name, field in fields().items() if name in fixed and field.how(report.form_id) == "counts"
    }


def drifted(report: AnnualReport) -> list[Drift]:
    """Which names in the words of a signed report stand for something else by now; the words stay as they were signed."""
    now = Figures(report, {}, live=True)
    then = counted_when_signed(report)
    return [Drift(name, value, now.value(name)) for name, value in then.items() if value != now.value(name)]


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
