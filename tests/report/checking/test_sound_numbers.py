"""A sound report has no finding above `note`: tables that add up, of bodies of several kinds, with and without last year's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compose.consistent import consistent_cells
from tests.report.checking.reports import YEARS, make, run

RULES = ("arithmetic", "blank", "carry", "form", "implausible", "late", "value")
UNITS = ("云溪县大桥镇人民政府", "东门街道办事处", "云溪县财政局", "云溪县人民政府", "云山省人民政府", "云溪县第一中学")


@pytest.mark.parametrize("form", YEARS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_nothing_above_a_note(form: str, data: st.DataObject) -> None:
    cells, unit = data.draw(consistent_cells(form)), data.draw(st.sampled_from(UNITS))
    report = make(form, cells, unit=unit, published=f"{YEARS[form] + 1}-01-20")

    assert [finding for rule in RULES for finding in run(rule, report) if finding.severity != "note"] == []


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_sound_year_after_a_sound_year(data: st.DataObject) -> None:
    """Last year's open requests are those carried in, last year's stock of documents is what the flows of the year leave."""
    cells = data.draw(consistent_cells("2021"))
    last = data.draw(consistent_cells("2021"))
    for column in ("person", "business", "research", "welfare", "legal", "other", "total"):
        last[f"t3.carried_out.{column}"] = cells[f"t3.carried_in.{column}"]
    for row in ("rules", "normative"):
        last[f"t2.{row}.in_force"] = cells[f"t2.{row}.in_force"] - cells[f"t2.{row}.made"] + cells[f"t2.{row}.repealed"]

    findings = run("carry", make("2021", cells), make("2021", last, year=2023))

    assert {finding.severity for finding in findings} <= {"note"}
