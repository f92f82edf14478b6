"""Annual report days under both texts: 31 March for all until 2019, then by level; dates of the calendar do not roll."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.statute.bodies import kind_of
from gongkai.statute.publication import Due, due

CASES = {
    "under the 2008 text a township had until 31 March": ("大桥镇人民政府", 2017, Due(date(2018, 3, 31), "r2008.31")),
    "under the 2008 text a department had until 31 March": ("云溪县财政局", 2017, Due(date(2018, 3, 31), "r2008.31")),
    "the report of 2018 was still due under the 2008 text": (
        "云溪县人民政府",
        2018,
        Due(date(2019, 3, 31), "r2008.31"),
    ),
    "under the 2008 text a body of unknown kind had a day too": (
        "云溪县第一中学",
        2015,
        Due(date(2016, 3, 31), "r2008.31"),
    ),
    "the first report under the 2019 text: a department": ("云溪县财政局", 2019, Due(date(2020, 1, 31), "r2019.49.1")),
    "the first report under the 2019 text: a county": ("云溪县人民政府", 2019, Due(date(2020, 3, 31), "r2019.49.2")),
    "the government's office publishes the level's report": (
        "云溪县人民政府办公室",
        2021,
        Due(date(2022, 3, 31), "r2019.49.2"),
    ),
    "a city of either level has one day": ("清江市人民政府", 2022, Due(date(2023, 3, 31), "r2019.49.2")),
    "an authorised organisation is bound like a department": (
        "清江市住房公积金管理中心",
        2023,
        Due(date(2024, 1, 31), "r2019.49.1"),
    ),
    "31 January 2026 is a Saturday and stays the day": ("云溪县财政局", 2025, Due(date(2026, 1, 31), "r2019.49.1")),
    "the 2019 text names no day for townships": ("大桥镇人民政府", 2019, None),
    "the 2019 text names no day for street offices": ("东门街道办事处", 2024, None),
    "a body of unknown kind has no day under the 2019 text": ("云溪县第一中学", 2024, None),
    "departments of the State Council are left open": ("水利部", 2024, None),
    "before the 2008 text was in force there was no day": ("云溪县财政局", 2006, None),
}


@pytest.mark.parametrize(("unit", "year", "expected"), CASES.values(), ids=CASES)
def test_due(unit: str, year: int, expected: Due | None) -> None:
    assert due(kind_of(unit), year) == expected
