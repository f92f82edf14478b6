"""The form of the year, and nothing of another one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.checking.reports import make, run

FITTING = {
    "form 2014 for 2014": ("2014", 2014),
    "form 2014 for 2018": ("2014", 2018),
    "form 2019 for 2019": ("2019", 2019),
    "form 2019 for 2020": ("2019", 2020),
    "form 2021 for 2021": ("2021", 2021),
    "form 2021 for 2026": ("2021", 2026),
    "form 2014 for 2013, as some places did": ("2014", 2013),
    "no year": ("2019", None),
}

UNFIT = {
    "form 2019 for 2022": ("2019", 2022, "国办公开办函〔2021〕30号"),
    "form 2019 for 2021": ("2019", 2021, "国办公开办函〔2021〕30号"),
    "form 2014 for 2019": ("2014", 2019, "国办公开办函〔2019〕60号"),
    "form 2021 for 2020": ("2021", 2020, "国办公开办函〔2019〕60号"),
}


@pytest.mark.parametrize(("form", "year"), FITTING.values(), ids=FITTING)
def test_the_form_fits(form: str, year: int | None) -> None:
    assert run("form", make(form, year=year)) == []


@pytest.mark.parametrize(("form", "year", "basis"), UNFIT.values(), ids=UNFIT)
def test_the_form_is_not_that_of_the_year(form: str, year: int, basis: str) -> None:
    (finding,) = run("form", make(form, year=year))

    assert (finding.severity, finding.basis) == ("error", basis)
    assert f"{year}年度报告" in finding.message


@pytest.mark.parametrize("year", [2012, 2016, 2023])
def test_prose_alone_is_left_to_structure(year: int) -> None:
    assert run("form", replace(make("2014"), form="none", cells={}, year=year)) == []


def test_a_row_of_the_older_form_is_told_with_its_cells() -> None:
    report = make("2021")
    report.cells |= {"t2.other_services.last_year": 0, "t2.other_services.change": 0}

    (finding,) = run("form", report)

    assert finding.severity == "warning"
    assert finding.cells == ("t2.other_services.last_year", "t2.other_services.change")
    assert "“其他对外管理服务事项·上一年项目数量”" in finding.message


def test_the_old_statistics_table_beside_the_right_form_is_a_note() -> None:
    report = make("2019")
    report.cells |= {"s.received": 0, "s.answered": 0}

    (finding,) = run("form", report)

    assert finding.severity == "note"
