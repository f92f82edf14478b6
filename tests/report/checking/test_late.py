"""Published after the legal day: by the text in force, and silent where that is not known."""

from __future__ import annotations

import pytest

from tests.report.checking.reports import make, run

TOWN, COUNTY, BUREAU = "大桥镇人民政府", "云溪县人民政府", "云溪县财政局"

IN_TIME = {
    "on the last day of the 2008 text": (TOWN, 2017, "2018-03-31", None),
    "a department on 31 January": (BUREAU, 2023, "2024-01-31", None),
    "a county on 31 March": (COUNTY, 2023, "2024-03-31", None),
    "a township in April: the 2019 text names no day": (TOWN, 2023, "2024-04-20", None),
    "a body of unknown kind": ("云溪县第一中学", 2023, "2024-06-01", None),
    "no year": (BUREAU, None, "2024-06-01", None),
    "no date": (BUREAU, 2023, None, None),
    "a date that is none": (BUREAU, 2023, "2024-13-40", None),
    "signed after the day but published before it: the page's date counts": (BUREAU, 2023, "2024-01-30", "2024-02-02"),
}

LATE = {
    "a township under the 2008 text": (
        TOWN,
        2017,
        "2018-04-24",
        None,
        "晚了24天",
        "《政府信息公开条例》（2008年施行）第三十一条",
    ),
    "the report of 2018 in April 2019": (
        COUNTY,
        2018,
        "2019-04-01",
        None,
        "晚了1天",
        "《政府信息公开条例》（2008年施行）第三十一条",
    ),
    "a department in February": (
        BUREAU,
        2023,
        "2024-02-01",
        None,
        "晚了1天",
        "《政府信息公开条例》（2019年修订）第四十九条第一款",
    ),
    "a county in April": (
        COUNTY,
        2023,
        "2024-04-01",
        None,
        "晚了1天",
        "《政府信息公开条例》（2019年修订）第四十九条第二款",
    ),
    "signed after the day, no other date": (
        BUREAU,
        2023,
        None,
        "2024-03-01",
        "晚了30天",
        "《政府信息公开条例》（2019年修订）第四十九条第一款",
    ),
}


@pytest.mark.parametrize(("unit", "year", "published", "signed"), IN_TIME.values(), ids=IN_TIME)
def test_nothing_to_say(unit: str, year: int | None, published: str | None, signed: str | None) -> None:
    assert run("late", make("2021", unit=unit, year=year, published=published, signed=signed)) == []


@pytest.mark.parametrize(("unit", "year", "published", "signed", "words", "basis"), LATE.values(), ids=LATE)
def test_late(unit: str, year: int, published: str | None, signed: str | None, words: str, basis: str) -> None:
    (finding,) = run("late", make("2021", unit=unit, year=year, published=published, signed=signed))

    assert (finding.severity, finding.basis) == ("warning", basis)
    assert words in finding.message


def test_years_late_is_more_likely_a_page_that_moved() -> None:
    (finding,) = run("late", make("2014", unit=TOWN, year=2014, published="2018-09-01"))

    assert finding.severity == "note"
