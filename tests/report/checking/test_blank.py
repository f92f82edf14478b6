"""Blanks are told once a table, with what cannot be checked for them; they are no zeros."""

from __future__ import annotations

from gongkai.statute.forms import forms
from tests.report.checking.reports import make, row, run

APPLICANTS = ["person", "business", "research", "welfare", "legal", "other"]
RESULTS = [
    row.id
    for row in forms()["2021"].tables[1].rows
    if row.id not in ("received", "carried_in", "handled", "carried_out")
]


def test_a_table_without_blanks_has_no_finding() -> None:
    assert run("blank", make("2021")) == []


def test_one_blank_cell_is_told_with_its_row_and_the_sums_it_hides() -> None:
    """The total of a row stands in one row sum, one column sum and no balance."""
    (finding,) = run("blank", make("2021", {"t3.granted.total": None}))

    assert finding.severity == "warning"
    assert finding.cells == ("t3.granted.total",)
    assert "“(一)予以公开”" in finding.message
    assert "2项合计关系无法核对" in finding.message


def test_a_table_of_totals_alone_names_the_columns() -> None:
    """25 rows have six blank columns. Unknowable are 25 row sums, and for each of 6 columns one sum and one balance."""
    blanks = {f"t3.{line.id}.{column}": None for line in forms()["2021"].tables[1].rows for column in APPLICANTS}

    (finding,) = run("blank", make("2021", blanks))

    assert finding.found == len(finding.cells) == 25 * 6
    assert "自然人、商业企业、科研机构等6列各栏都未填" in finding.message
    assert "37项合计关系无法核对" in finding.message


def test_blank_result_rows_are_named_as_whole_rows() -> None:
    """21 rows of 7 cells: 21 row sums and 7 column sums cannot be checked; the balances can."""
    blanks = {f"t3.{result}.{column}": None for result in RESULTS for column in [*APPLICANTS, "total"]}

    (finding,) = run("blank", make("2021", blanks | row("received", person=1) | row("handled", person=1)))

    assert finding.found == 147
    assert "等21行未填" in finding.message
    assert "28项合计关系无法核对" in finding.message
    assert "“(七)总计·自然人”填了1，“自然人”列“(一)予以公开”至“3.其他”21项却全部空白" in finding.message


def test_each_table_with_blanks_has_one_finding() -> None:
    findings = run("blank", make("2019", {"t2.rules.published": None, "t4.review.other": None, "t4.suit.total": None}))

    assert [finding.cells for finding in findings] == [
        ("t2.rules.published",),
        ("t4.review.other", "t4.suit.total"),
    ]


def test_a_table_left_blank_altogether() -> None:
    blanks = {cell.code: None for cell in forms()["2021"].tables[2].cells()}

    (finding,) = run("blank", make("2021", blanks))

    assert (
        finding.message
        == "“政府信息公开行政复议、行政诉讼情况”表有15个单元格空白（全部），没有发生的应当填0；因此有3项合计关系无法核对。"
    )


def test_a_stroke_is_no_blank() -> None:
    """What stands there is told by the rule `value`."""
    report = make("2021", {"t2.rules.made": None}, raw={"t2.rules.made": "/"})

    assert run("blank", report) == []


def test_known_parts_that_already_exceed_their_total_are_told() -> None:
    """Three results are written under a total of one, the other results are blank: no count can be below zero."""
    cells = {f"t3.{result}.person": None for result in RESULTS} | {"t3.granted.person": 3, "t3.handled.person": 1}

    exceeded = [finding for finding in run("blank", make("2021", cells)) if finding.expected is not None]

    (finding,) = [finding for finding in exceeded if finding.cells[0] == "t3.handled.person"]
    assert (finding.found, finding.expected, finding.severity) == (3, 1, "warning")


def test_known_parts_below_their_total_say_nothing() -> None:
    cells = {"t3.granted.total": 5, "t3.granted.person": None, "t3.granted.business": 2}

    findings = run("blank", make("2021", cells | {"t3.handled.total": None, "t3.handled.business": None}))

    assert [finding.expected for finding in findings] == [None]


def test_a_blank_change_can_be_anything() -> None:
    """Last year's 5 items and a blank change: it may be minus five."""
    findings = run("blank", make("2019", {"t2.licensing.last_year": 5, "t2.licensing.change": None}))

    assert [finding.cells for finding in findings] == [("t2.licensing.change",)]
