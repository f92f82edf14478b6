"""Reports for the tests of the checks: every cell zero, which is sound, and then what a test puts in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.report.checking import Case, Finding, checks
from gongkai.report.model import Number, Report
from gongkai.statute.forms import forms

YEARS = {"2014": 2017, "2019": 2020, "2021": 2024}
TOWNSHIP = "云溪县大桥镇人民政府"


def make(form: str = "2021", cells: Mapping[str, Number | None] | None = None, **more: Any) -> Report:
    """A report of the made-up township in `form`, all cells 0 but those given."""
    figures: dict[str, Number | None] = dict.fromkeys(forms()[form].cells, 0)
    unknown = set(cells or ()) - set(figures)
    assert not unknown, f"no such cells in form {form}: {unknown}"
    own = {"source": "made-up", "sha256": "0", "unit": TOWNSHIP, "year": YEARS[form], "form": form}
    return Report(**{**own, **more}, cells=figures | dict(cells or {}))


def row(row: str, person: int = 0, business: int = 0, total: int | None = None) -> dict[str, Number | None]:
    """The cells of a row of table three that the columns given add up in; `total` where it shall not be their sum."""
    amount = person + business if total is None else total
    return {f"t3.{row}.person": person, f"t3.{row}.business": business, f"t3.{row}.total": amount}


def run(rule: str, report: Report, *against: Report) -> list[Finding]:
    """What one rule finds."""
    return list(checks()[rule].check(Case(report, against)))
