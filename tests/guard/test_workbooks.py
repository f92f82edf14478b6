"""Workbooks: hidden sheets, rows and columns, comments, other files, and every cell with its place."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from tests.guard.reading import ADULT, MOBILE, file_findings, only, rules


def _book(change: Callable[[Any], None] = lambda _: None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "发放表"
    for row in (
        ("2025年补助发放表",),
        ("姓名", "村", "金额（元）"),
        ("张三", "东风村", 1200),
        ("李四", "红旗村", 800.5),
    ):
        sheet.append(row)
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _read(change: Callable[[Any], None], name: str = "名单.xlsx") -> Any:
    return file_findings(name, _book(change))


def test_a_plain_list_of_grants_is_silent() -> None:
    assert _read(lambda _: None) == []


def test_masked_numbers_in_a_list_are_silent() -> None:
    def change(book: Any) -> None:
        book.active["D2"], book.active["E2"] = "身份证号", "电话"
        book.active["D3"], book.active["E3"] = "510***********1234", "138****1234"

    assert _read(change) == []


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_told_and_its_cells_are_read(state: str) -> None:
    def change(book: Any) -> None:
        sheet = book.create_sheet("底表")
        sheet["B5"] = ADULT
        sheet.sheet_state = state

    found = _read(change)

    hidden = only(found, "hidden-sheet")
    assert (hidden.severity, hidden.place) == ("error", "附件“名单.xlsx”第2张工作表“底表”")
    assert ("深度隐藏" in hidden.message) == (state == "veryHidden")
    assert only(found, "identity-number").place == "附件“名单.xlsx”第2张工作表“底表”B5"


def test_hidden_rows_and_columns_are_named() -> None:
    def change(book: Any) -> None:
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["C"].hidden = True

    found = _read(change)

    assert "第3行" in only(found, "hidden-rows").message
    assert "C列" in only(found, "hidden-columns").message


def test_a_comment_is_told_and_read() -> None:
    def change(book: Any) -> None:
        book.active["A3"].comment = Comment(f"本人电话{MOBILE}", "科员")

    found = _read(change)

    assert MOBILE not in only(found, "comment").quote
    assert only(found, "mobile-number").place == "附件“名单.xlsx”第1张工作表“发放表”A3的批注"


@pytest.mark.parametrize("value", [MOBILE, int(MOBILE), float(MOBILE)])
def test_a_mobile_number_is_found_whether_kept_as_text_or_as_a_number(value: object) -> None:
    def change(book: Any) -> None:
        book.active["D2"], book.active["D3"] = "联系方式", value

    finding = only(_read(change), "mobile-number")

    assert (finding.severity, finding.place) == ("error", "附件“名单.xlsx”第1张工作表“发放表”D3")


def test_a_column_far_from_the_first_still_has_its_head() -> None:
    def change(book: Any) -> None:
        book.active["H2"], book.active["H4"] = "一卡通账号", "10000200003"

    assert only(_read(change), "bank-account").place.endswith("H4")


def test_formulas_and_names_that_lead_into_other_files_are_told() -> None:
    def formula(book: Any) -> None:
        book.active["C5"] = "='file:///D:/[底表.xlsx]Sheet1'!A1"

    def name(book: Any) -> None:
        book.defined_names["总数"] = DefinedName("总数", attr_text="[1]Sheet1!$A$1")

    assert "C5" in only(_read(formula), "external-file").message
    assert "总数" in only(_read(name), "external-file").quote


def test_a_formula_within_the_book_is_silent() -> None:
    def change(book: Any) -> None:
        book.active["C5"] = "=SUM(C3:C4)"

    assert _read(change) == []


def test_an_author_is_told() -> None:
    def change(book: Any) -> None:
        book.properties.creator = "王小明"

    assert rules(_read(change)) == {"author"}
