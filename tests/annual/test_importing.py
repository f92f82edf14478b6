"""Figures from a table: a template that asks for what nothing counts, checked row by row, then taken over."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from gongkai.annual import importing
from gongkai.annual.models import AnnualReport, Entered
from gongkai.untrusted.unpacking import UnreadableTableError
from tests.annual.desk import Desk

pytestmark = pytest.mark.once


def rows_of(report: AnnualReport) -> list[tuple[Any, ...]]:
    return list(load_workbook(io.BytesIO(importing.template(report)))["数据"].iter_rows(values_only=True))


def run(desk: Desk, report: AnnualReport, path: Path, *, dry_run: bool = False) -> Any:
    return importing.run(report, path, path.suffix[1:], by=desk.statistician(report.unit), dry_run=dry_run)


def test_the_template_asks_for_what_nothing_counts_and_comes_back_filled_in(desk: Desk, tmp_path: Path) -> None:
    report = desk.begun()
    assert [row[0] for row in rows_of(report)[1:] if "表外" not in row[1]] == [
        "t2.licensing.decisions", "t2.penalty.decisions", "t2.coercion.decisions", "t2.charges.amount",
    ]  # fmt: skip
    book = load_workbook(io.BytesIO(importing.template(report)))
    sheet = book["数据"]
    for row, value in ((2, 1234), (3, "1,005"), (5, "１２．５")):
        sheet.cell(row, 4, value)
        sheet.cell(row, 5, "行政执法台账")
    book.save(tmp_path / "filled.xlsx")

    checked = run(desk, report, tmp_path / "filled.xlsx", dry_run=True)
    assert (checked.new, checked.problems, Entered.objects.count()) == (3, [], 0)
    assert run(desk, report, tmp_path / "filled.xlsx").new == 3
    assert [desk.value(report, f"t2.{code}") for code in ("licensing.decisions", "penalty.decisions", "charges.amount")] == [
        1234, 1005, 12.5,
    ]  # fmt: skip
    again = run(desk, report, tmp_path / "filled.xlsx")
    assert (again.new, again.known, Entered.objects.count()) == (0, 3, 3)
    assert rows_of(desk.now(report))[1][3:] == (1234, "行政执法台账")


def test_a_bad_row_is_told_with_its_column_and_the_sound_ones_are_taken(desk: Desk, tmp_path: Path) -> None:
    report = desk.begun()
    lines = [
        "代码,数值,来源",
        "t2.licensing.decisions,5,台账",
        "t2.penalty.decisions,五件,台账",
        "t2.coercion.decisions,1.5,台账",
        "t2.charges.amount,3,",
        "t9.nothing,3,台账",
        "t2.licensing.decisions,6,台账",
        "t3.received.total,,",
    ]
    (tmp_path / "figures.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    done = run(desk, report, tmp_path / "figures.csv")
    assert done.new == 1
    assert [(problem.row, problem.column) for problem in done.problems] == [
        (3, "数值"), (4, "数值"), (5, "来源"), (6, "代码"), (7, "代码"),
    ]  # fmt: skip
    assert desk.value(report, "t2.licensing.decisions") == 5


@pytest.mark.long
def test_a_table_of_something_else_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("姓名,电话\n甲,1\n", encoding="utf-8")
    with pytest.raises(UnreadableTableError, match="代码"):
        run(desk, desk.begun(), tmp_path / "other.csv")
