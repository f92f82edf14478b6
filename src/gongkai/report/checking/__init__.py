"""Saying what cannot be right in a report: one module a rule, each with its articles, all found by walking this package.

A module is named after its rule (`prose_table.py` is the rule `prose-table`) and has a `RULE` and a generator `check(case)`. It says
nothing where it cannot know: silence is no finding, and a sound report has none above `note`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from types import ModuleType
from typing import Literal, TypeAlias

from gongkai.report.model import Number, Report
from gongkai.statute.bodies import same_body
from gongkai.statute.equations import Level
from gongkai.statute.forms import Form, form_for, forms

Severity: TypeAlias = Literal["error", "warning", "note"]
"""`error` cannot be right, `warning` is very likely wrong, `note` deserves a look."""

SEVERITY_OF: Mapping[Level, Severity] = {"must": "error", "should": "warning", "remark": "note"}


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule checks and why, for `gongkai explain` and docs/rules.md, in Chinese. `basis` are article ids of the statute."""

    id: str
    title: str
    checks: str
    why: str
    basis: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in one report. `message` is a Chinese sentence a clerk can act on, `basis` the cited article or notice."""

    rule: str
    severity: Severity
    message: str
    basis: str
    cells: tuple[str, ...] = ()
    expected: Number | None = None
    found: Number | None = None
    quote: str | None = None


@dataclass(frozen=True)
class Case:
    """A report to be checked, with the same unit's other reports that it may be held against."""

    report: Report
    against: Sequence[Report] = ()

    @cached_property
    def form(self) -> Form | None:
        """The form that the report is made in; `None` for prose alone or tables of a local make."""
        return forms().get(self.report.form)

    @cached_property
    def form_in_force(self) -> Form | None:
        """The form that the report's year demands; `None` where the year is unknown or had no form."""
        return form_for(self.report.year) if self.report.year else None

    @cached_property
    def last(self) -> Report | None:
        """The same unit's report of the year before among `against`; one that names another unit is not it."""
        year, unit = self.report.year, self.report.unit
        before = (other for other in self.against if year and other.year == year - 1)
        return next((other for other in before if same_body(unit, other.unit) is not False), None)


@cache
def checks() -> Mapping[str, ModuleType]:
    """The check modules by rule id, in the order of the rule ids; what they share stands in modules with a leading underscore."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    return {module.RULE.id: module for module in modules}


def check(report: Report, against: Sequence[Report] = ()) -> Iterator[Finding]:
    """Put every rule to `report`; findings come rule by rule, each rule's in the order of the report."""
    case = Case(report, against)
    for module in checks().values():
        yield from module.check(case)
