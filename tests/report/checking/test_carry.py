"""What was open at the end of a year comes back in the next one."""

from __future__ import annotations

from tests.report.checking.reports import make, row, run


def test_silent_without_last_year() -> None:
    report = make("2021", row("carried_in", person=2))

    assert run("carry", report) == []
    assert run("carry", report, make("2021", year=2022)) == []  # two years before
    assert run("carry", report, make("2021", year=2023, unit="云溪县石门乡人民政府")) == []  # another unit's


def test_a_balance_carried_over_is_sound() -> None:
    report = make("2021", row("carried_in", person=2))
    last = make("2021", row("carried_out", person=2), year=2023, unit="大桥镇")

    assert run("carry", report, last) == []


def test_a_balance_that_got_lost_is_an_error_and_its_column_a_warning() -> None:
    report = make("2021", row("carried_in", person=2))
    last = make("2021", row("carried_out", person=5), year=2023)

    findings = run("carry", report, last)

    assert [(finding.severity, finding.cells, finding.found, finding.expected) for finding in findings] == [
        ("error", ("t3.carried_in.total",), 2, 5),
        ("warning", ("t3.carried_in.person",), 2, 5),
    ]
    assert "2023年度报告的“四、结转下年度继续办理·总计”是5" in findings[0].message


def test_an_applicant_sorted_anew_is_no_error() -> None:
    report = make("2021", row("carried_in", person=1, business=1))
    last = make("2021", row("carried_out", person=2), year=2023)

    assert {finding.severity for finding in run("carry", report, last)} == {"warning"}


def test_the_stock_of_documents_is_last_years_plus_made_less_repealed() -> None:
    last = make("2021", {"t2.normative.in_force": 10}, year=2023)
    flows = {"t2.normative.made": 3, "t2.normative.repealed": 1}

    assert run("carry", make("2021", {**flows, "t2.normative.in_force": 12}), last) == []
    (finding,) = run("carry", make("2021", {**flows, "t2.normative.in_force": 15}), last)
    assert (finding.severity, finding.found, finding.expected) == ("warning", 15, 12)
    assert "2023年度报告的“行政规范性文件·现行有效件数”加“行政规范性文件·本年制发件数”" in finding.message


def test_the_stock_is_not_compared_across_the_change_of_forms() -> None:
    """对外公开总数量 of form 2019 is not 现行有效件数 of form 2021; the open requests are the same thing in both."""
    report = make("2021", {"t2.normative.in_force": 15}, year=2021)
    last = make("2019", {"t2.normative.in_force": 99, "t3.carried_out.total": 1}, year=2020)

    assert [finding.cells for finding in run("carry", report, last)] == [("t3.carried_in.total",)]


def test_items_of_2019_continue_in_2020() -> None:
    last = make("2019", {"t2.penalty.last_year": 98, "t2.penalty.change": -8}, year=2019)

    assert run("carry", make("2019", {"t2.penalty.last_year": 90}), last) == []
    (finding,) = run("carry", make("2019", {"t2.penalty.last_year": 98}), last)
    assert (finding.severity, finding.found, finding.expected) == ("error", 98, 90)


def test_from_the_old_table_the_balance_can_only_be_guessed() -> None:
    last = make("2014", {"s.received": 5, "s.closed": 4}, year=2018)

    (finding,) = run("carry", make("2019", year=2019), last)

    assert (finding.severity, finding.cells) == ("note", ("t3.carried_in.total",))


def test_a_blank_of_last_year_is_no_zero() -> None:
    report = make("2021", row("carried_in", person=2))
    last = make("2021", {"t3.carried_out.total": None, "t3.carried_out.person": None}, year=2023)

    assert run("carry", report, last) == []
