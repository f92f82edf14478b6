"""Cells that hold no plain number."""

from __future__ import annotations

import pytest

from gongkai.report.model import Doubt, Number
from tests.report.checking.reports import make, run

SOUND = {
    "zero": ("2021", "t2.penalty.decisions", 0, None),
    "a count": ("2021", "t2.licensing.decisions", 1353, None),
    "a count with a thousands separator": ("2021", "t2.licensing.decisions", 1353, "1,353"),
    "a count in full-width digits": ("2021", "t2.licensing.decisions", 36, "３６"),
    "an amount with decimals": ("2021", "t2.charges.amount", 18.871, "18.8710"),
    "a budget with decimals": ("2014", "s.budget", 3.5, None),
    "a change below zero": ("2019", "t2.licensing.change", -417, "-417"),
    "a change with a plus sign": ("2019", "t2.licensing.change", 22, "+22"),
    "a cell of another form": ("2021", "t2.licensing.decisions", 5, None),
}

FAULTY = {
    "a count below zero": ("2021", "t2.penalty.decisions", -3, "数量不能小于0"),
    "a count with a fraction": ("2021", "t3.received.total", 1.5, "数量应当是整数"),
    "a change with a fraction": ("2019", "t2.licensing.change", -0.5, "数量应当是整数"),
    "an amount below zero": ("2021", "t2.charges.amount", -0.5, "金额不能小于0"),
}


@pytest.mark.parametrize(("form", "code", "value", "raw"), SOUND.values(), ids=SOUND)
def test_sound_values_have_no_finding(form: str, code: str, value: Number, raw: str | None) -> None:
    assert run("value", make(form, {code: value}, raw={code: raw} if raw else {})) == []


@pytest.mark.parametrize(("form", "code", "value", "words"), FAULTY.values(), ids=FAULTY)
def test_faulty_values_are_errors(form: str, code: str, value: Number, words: str) -> None:
    (finding,) = run("value", make(form, {code: value}))

    assert (finding.severity, finding.cells, finding.found) == ("error", (code,), value)
    assert words in finding.message


def test_strokes_are_told_together() -> None:
    cells = ["t2.licensing.decisions", "t2.penalty.decisions"]

    (finding,) = run("value", make("2021", dict.fromkeys(cells), raw=dict.fromkeys(cells, "/")))

    assert (finding.severity, finding.cells, finding.quote) == ("warning", tuple(cells), "/")
    assert "没有发生的应当填0" in finding.message


def test_a_unit_inside_the_cell_is_a_note() -> None:
    (finding,) = run("value", make("2021", {"t3.received.total": 3}, raw={"t3.received.total": "3件"}))

    assert (finding.severity, finding.quote) == ("note", "3件")


def test_units_in_many_cells_are_told_together() -> None:
    raw = {"t3.received.person": "1件", "t3.received.total": "1 件", "t2.charges.amount": "24.5万元"}
    cells = {"t3.received.person": 1, "t3.received.total": 1, "t2.charges.amount": 24.5}

    findings = run("value", make("2021", cells, raw=raw))

    assert [finding.cells for finding in findings] == [
        ("t3.received.person", "t3.received.total"),
        ("t2.charges.amount",),
    ]


def test_digits_run_together_are_told_and_not_guessed() -> None:
    doubt = Doubt("t4.review.upheld", "000", "几个数字连在一起，无法分开")

    (finding,) = run("value", make("2021", {"t4.review.upheld": None}, doubts=[doubt]))

    assert (finding.severity, finding.quote) == ("warning", "000")
    assert "“行政复议·结果维持”读取时有疑问（原文“000”）" in finding.message


def test_a_doubt_about_a_cell_that_was_read_is_a_note() -> None:
    doubt = Doubt("t4.review.upheld", "0/0", "一格中有两个数字")

    (finding,) = run("value", make("2021", doubts=[doubt]))

    assert finding.severity == "note"


def test_a_doubt_about_where_a_blank_belongs_is_a_note() -> None:
    """The blank itself is told by the rule `blank`."""
    doubt = Doubt("t2.rules.in_force", "规章", "这一行少一格")

    (finding,) = run("value", make("2021", {"t2.rules.in_force": None}, doubts=[doubt]))

    assert finding.severity == "note"


def test_a_doubt_about_no_cell_is_not_told_here() -> None:
    assert run("value", make("2021", doubts=[Doubt(None, "云溪县", "标题中没有年份")])) == []
