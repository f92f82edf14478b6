"""Figures that a body can hardly have; look-alikes that are sound come first."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.report.model import Figure, Number
from tests.report.checking.reports import make, run

Cells = dict[str, Number | None]

SOUND: dict[str, tuple[str, Cells, dict[str, Any]]] = {
    "a township without rules": ("2021", {}, {}),
    "a province has rules": ("2021", {"t2.rules.in_force": 120}, {"unit": "云山省人民政府"}),
    "a city of unknown level may have rules": ("2021", {"t2.rules.in_force": 12}, {"unit": "清江市人民政府"}),
    "the office may report for its government": ("2021", {"t2.rules.made": 1}, {"unit": "清江市人民政府办公室"}),
    "a unit of unknown kind": ("2021", {"t2.rules.made": 1}, {"unit": "云溪县第一中学"}),
    "a county can collect a hundred million": ("2021", {"t2.charges.amount": 12000}, {"unit": "云溪县人民政府"}),
    "a cell in 万元 that says so": ("2021", {"t2.charges.amount": 24.5}, {"raw": {"t2.charges.amount": "24.5万元"}}),
    "an amount without a prescribed unit": (
        "2019",
        {"t2.procurement.amount": 251000},
        {"raw": {"t2.procurement.amount": "251000元"}},
    ),
    "a suit after a review of this year": ("2021", {"t4.suit_after_review.total": 1, "t4.review.total": 1}, {}),
    "a suit after a review, last year's report unknown": ("2021", {"t4.suit_after_review.total": 1}, {}),
    "a few open requests": ("2021", {"t3.carried_out.total": 3, "t3.received.total": 3}, {}),
    "an unpaid request among many": ("2021", {"t3.other_unpaid.total": 1, "t3.received.total": 60}, {}),
    "cost fees under the 2008 text": ("2014", {"s.fees": 0.2}, {"year": 2016}),
    "training with trained people": ("2014", {"s.trainings": 1, "s.trained": 60}, {}),
    "refusals and suits before 2024": ("2021", {"t3.denied_secret.total": 1, "t4.suit.upheld": 1}, {"year": 2023}),
}

DOUBTFUL: dict[str, tuple[str, Cells, dict[str, Any], str, str]] = {
    "a township with rules": ("2021", {"t2.rules.made": 2}, {}, "warning", "没有规章制定权"),
    "a county with rules": ("2019", {"t2.rules.in_force": 5}, {"unit": "云溪县人民政府"}, "warning", "没有规章制定权"),
    "元 in a cell in 万元": (
        "2021",
        {"t2.charges.amount": 2510},
        {"raw": {"t2.charges.amount": "2510元"}},
        "warning",
        "应当填0.251",
    ),
    "a township that collects a hundred million": (
        "2021",
        {"t2.charges.amount": 251000},
        {},
        "warning",
        "可能误按元填写",
    ),
    "a county department likewise": (
        "2021",
        {"t2.charges.amount": 10000},
        {"unit": "云溪县财政局"},
        "warning",
        "可能误按元填写",
    ),
    "people trained without any training": ("2014", {"s.trained": 60}, {}, "warning", "应当举办过培训"),
    "more open requests than two months bring": (
        "2021",
        {"t3.carried_out.total": 40, "t3.received.total": 100},
        {},
        "note",
        "两个月",
    ),
    "unpaid fees where few asked": (
        "2021",
        {"t3.other_unpaid.total": 1, "t3.received.total": 2},
        {},
        "note",
        "信息处理费",
    ),
    "fees in a year without fees": ("2014", {"s.fees": 0.2}, {"year": 2018}, "note", "2017年4月1日"),
    "a refusal and a suit without review since 2024": (
        "2021",
        {"t3.denied_secret.total": 1, "t4.suit.upheld": 1},
        {"year": 2024},
        "note",
        "先申请行政复议",
    ),
}


@pytest.mark.parametrize(("form", "cells", "more"), SOUND.values(), ids=SOUND)
def test_sound(form: str, cells: Cells, more: dict[str, Any]) -> None:
    assert run("implausible", make(form, cells, **more)) == []


@pytest.mark.parametrize(("form", "cells", "more", "severity", "words"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_doubtful(form: str, cells: Cells, more: dict[str, Any], severity: str, words: str) -> None:
    (finding,) = run("implausible", make(form, cells, **more))

    assert finding.severity == severity
    assert words in finding.message
    assert finding.basis


@pytest.mark.parametrize(("value", "approximate", "found"), [(380, False, 1), (380, True, 0), (0, False, 0)])
def test_fees_told_in_the_prose_of_a_unit_that_few_ask(value: int, approximate: bool, found: int) -> None:
    fee = Figure("fees", value, f"全年收取信息处理费{value}元", approximate)

    findings = run("implausible", make("2021", {"t3.received.total": 1}, figures=[fee]))

    assert [finding.severity for finding in findings] == ["note"] * found


def test_a_suit_after_a_review_that_neither_year_had() -> None:
    report = make("2021", {"t4.suit_after_review.total": 1})

    (finding,) = run("implausible", report, make("2021", year=2023))

    assert finding.severity == "warning"
    assert run("implausible", report, make("2021", {"t4.review.total": 1}, year=2023)) == []


JUMPS = {
    "a ninefold rise": (100, 900, None),
    "a tenfold rise of few": (3, 40, None),
    "from nothing": (0, 900, None),
    "a tenfold rise": (30, 300, "note"),
    "a fall to a tenth": (300, 30, "note"),
    "a hundredfold rise": (15, 1500, "warning"),
}


@pytest.mark.parametrize(("before", "now", "severity"), JUMPS.values(), ids=JUMPS)
def test_jumps_of_decisions(before: int, now: int, severity: str | None) -> None:
    report = make("2021", {"t2.penalty.decisions": now})

    findings = run("implausible", report, make("2021", {"t2.penalty.decisions": before}, year=2023))

    assert [finding.severity for finding in findings] == ([severity] if severity else [])
    assert all((finding.found, finding.expected) == (now, before) for finding in findings)


def test_a_charge_ten_thousand_times_last_years_is_one_in_the_wrong_unit() -> None:
    report = make("2021", {"t2.charges.amount": 251000}, unit="云溪县人民政府")

    (finding,) = run("implausible", report, make("2021", {"t2.charges.amount": 25.1}, year=2023, unit="云溪县"))

    assert finding.severity == "warning"
    assert "是上年的10000倍" in finding.message
