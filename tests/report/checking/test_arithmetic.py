"""Every sum of every form is put to the test; a consistent table has no finding and a changed cell is found by name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.report.model import Number
from gongkai.statute.equations import Equation
from gongkai.statute.forms import Form, forms
from tests.compose.consistent import consistent_cells
from tests.report.checking.reports import YEARS, make, row, run

EQUATIONS = [(form, equation) for form in forms().values() for equation in form.sums]


def broken(equation: Equation) -> tuple[str, Number]:
    """One cell of an equation over zeros, and a figure for it with which the equation does not hold."""
    grows = [term for term in equation.right if equation.relation == ">="] or [
        term for term in equation.left if equation.relation != ">="
    ]
    return (grows[0].code, 7) if grows else (equation.left[0].code, -7)


@pytest.mark.parametrize(("form", "equation"), EQUATIONS, ids=[f"{f.id} {e}" for f, e in EQUATIONS])
def test_each_sum_broken_once_is_found_with_all_its_cells(form: Form, equation: Equation) -> None:
    code, value = broken(equation)

    findings = run("arithmetic", make(form.id, {code: value}))

    found = [finding for finding in findings if finding.cells == equation.codes]
    assert found, findings
    assert all(finding.basis and finding.message.endswith("。") for finding in found)


@pytest.mark.parametrize("form", YEARS)
def test_all_zeros_are_sound(form: str) -> None:
    assert run("arithmetic", make(form)) == []


@pytest.mark.parametrize("form", YEARS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_consistent_table_has_no_finding(form: str, data: st.DataObject) -> None:
    assert run("arithmetic", make(form, data.draw(consistent_cells(form)))) == []


@pytest.mark.parametrize("form", ["2019", "2021"])
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_any_single_changed_cell_of_tables_three_and_four_is_found_and_named(form: str, data: st.DataObject) -> None:
    cells = data.draw(consistent_cells(form))
    code = data.draw(st.sampled_from([code for code in cells if code.startswith(("t3.", "t4."))]))
    wrong = data.draw(st.integers(0, 99).filter(lambda value: value != cells[code]))

    findings = run("arithmetic", make(form, {**cells, code: wrong}))

    errors = [finding for finding in findings if finding.severity == "error"]
    assert errors
    assert all(code in finding.cells for finding in errors)
    label = forms()[form].cells[code].label
    if code.startswith("t3."):
        assert all(f"很可能是“{label}”误填：改为{cells[code]}" in finding.message for finding in errors)


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_any_changed_cell_of_an_exact_sum_of_form_2014_is_found(data: st.DataObject) -> None:
    cells = data.draw(consistent_cells("2014"))
    exact = [equation for equation in forms()["2014"].sums if equation.relation == "=" and equation.level == "must"]
    code = data.draw(st.sampled_from(sorted({code for equation in exact for code in equation.codes})))
    wrong = data.draw(st.integers(0, 99).filter(lambda value: value != cells[code]))

    findings = run("arithmetic", make("2014", {**cells, code: wrong}))

    assert any(finding.severity == "error" and code in finding.cells for finding in findings)


def test_a_balance_that_does_not_hold_is_told_with_both_sides() -> None:
    """One request received, told as handled and as still open."""
    cells = (
        row("received", person=1) | row("granted", person=1) | row("handled", person=1) | row("carried_out", person=1)
    )

    findings = run("arithmetic", make("2021", cells))

    by_cells = {finding.cells: finding for finding in findings}
    total = by_cells["t3.received.total", "t3.carried_in.total", "t3.handled.total", "t3.carried_out.total"]
    assert (total.found, total.expected, total.severity) == (1, 2, "error")
    assert total.basis == "国办公开办函〔2021〕30号"
    assert {finding.cells[0] for finding in findings} == {"t3.received.person", "t3.received.total"}


def test_a_wrong_total_is_named_with_what_it_should_be() -> None:
    cells = row("received", person=2, business=1, total=2) | row("granted", 2, 1) | row("handled", 2, 1)

    findings = run("arithmetic", make("2021", cells))

    assert [(finding.found, finding.expected) for finding in findings] == [(2, 3), (2, 3)]
    assert findings[0].message == (
        "“一、本年新收政府信息公开申请数量·总计”填的是2，应当等于“一、本年新收政府信息公开申请数量”行“自然人”至“其他”6项之和，"
        "后者是3，相差1。很可能是“一、本年新收政府信息公开申请数量·总计”误填：改为3，有关的合计就都相符。"
    )


def test_a_sum_with_a_blank_in_it_is_not_arithmetic() -> None:
    """A blank is no zero: what cannot be known is told as `blank`."""
    report = make("2021", row("received", person=1, total=5) | {"t3.received.legal": None})

    cells = {finding.cells for finding in run("arithmetic", report)}

    assert not any("t3.received.legal" in codes for codes in cells)


SOFT = {
    "pending reviews have no row in form 2014": ({"s.review": 2, "s.review_upheld": 1}, ["warning"]),
    "channels count one item several times": (
        {"s.proactive": 10, "s.via_website": 10, "s.via_wechat": 8, "s.via_weibo": 5},
        [],
    ),
    "channels that fill equal sums are lawful": (
        {"s.proactive": 1264, "s.via_website": 240, "s.via_weibo": 65, "s.via_wechat": 202, "s.via_other": 757},
        [],
    ),
    "one channel above the total is a warning": ({"s.proactive": 10, "s.via_website": 11}, ["warning"]),
    "documents of earlier years may be published": (
        {"s.proactive": 3, "s.proactive_normative": 3, "s.via_other": 3},
        ["note"],
    ),
}


@pytest.mark.parametrize(("cells", "severities"), SOFT.values(), ids=SOFT)
def test_what_may_be_lawful_is_no_error(cells: dict[str, Number | None], severities: list[str]) -> None:
    assert [finding.severity for finding in run("arithmetic", make("2014", cells))] == severities


def test_tables_of_a_local_make_are_left_alone() -> None:
    assert run("arithmetic", replace(make("2014", {"s.received": 5}), form="none")) == []
