"""A workbook into blocks: merged cells once, figures as printed, text around the tables as paragraphs, hidden sheets left out."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.report.documents import open_document
from gongkai.report.model import Block, Grid, Paragraph
from gongkai.untrusted import UnreadableError


def blocks(fill: Callable[[Worksheet], object]) -> list[Block]:
    book = Workbook()
    assert book.active is not None
    fill(book.active)
    return opened(book)


def opened(book: Workbook) -> list[Block]:
    out = io.BytesIO()
    book.save(out)
    return open_document(out.getvalue()).blocks or []


def test_merged_cells_stand_once_where_they_begin() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (
            ["申请人情况", None, "法人", None],
            [None, None, "商业企业", "科研机构"],
            ["一、新收", None, 1, None],
        ):
            sheet.append(row)
        for area in ("A1:B2", "C1:D1", "A3:B3"):
            sheet.merge_cells(area)

    assert blocks(fill) == [
        Grid(
            [["申请人情况", "法人"], ["商业企业", "科研机构"], ["一、新收", "1", ""]],
            "xlsx",
            [[0, 2], [2, 3], [0, 2, 3]],
        )
    ]


def test_figures_and_days_are_written_as_people_write_them() -> None:
    row = ["规章", 3.0, 24.5, 0.1 + 0.2, -417, True, datetime.datetime(2024, 1, 18), "增98", " 5 "]  # noqa: DTZ001 - Excel has no zones

    assert blocks(lambda sheet: sheet.append(row)) == [
        Grid([["规章", "3", "24.5", "0.3", "-417", "是", "2024-01-18", "增98", "5"]], "xlsx", [list(range(9))])
    ]


def test_text_around_tables_is_paragraphs_and_an_empty_row_parts_tables() -> None:
    def fill(sheet: Worksheet) -> None:
        lines = [
            ["云溪县2023年度报告"],
            ["第二十条第（一）项"],
            ["信息内容", "本年制发件数"],
            ["规章", 0],
            [],
            ["三、收到申请情况"],
            ["自然人", "总计"],
            ["受理", None],
            ["四、复议情况"],
            ["结果维持", "总计"],
            [0, 0],
            ["云溪县柳河乡人民政府"],
        ]
        for line in lines:
            sheet.append(line)
        for area in ("A1:D1", "A2:B2", "A6:B6", "A9:B9", "A12:B12"):
            sheet.merge_cells(area)

    assert blocks(fill) == [
        Paragraph("云溪县2023年度报告"),
        Grid([["第二十条第（一）项"], ["信息内容", "本年制发件数"], ["规章", "0"]], "xlsx", [[0], [0, 1], [0, 1]]),
        Paragraph("三、收到申请情况"),
        Grid([["自然人", "总计"], ["受理", ""]], "xlsx", [[0, 1], [0, 1]]),
        Paragraph("四、复议情况"),
        Grid([["结果维持", "总计"], ["0", "0"]], "xlsx", [[0, 1], [0, 1]]),
        Paragraph("云溪县柳河乡人民政府"),
    ]


def test_hidden_sheets_are_left_out_and_the_others_come_in_order() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["规章", 1])
    for title, state in (("隐藏", "hidden"), ("深藏", "veryHidden"), ("表三", "visible")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        sheet.append([title, 2])

    assert [block.rows for block in opened(book) if isinstance(block, Grid)] == [[["规章", "1"]], [["表三", "2"]]]


def test_a_workbook_without_text_says_so() -> None:
    with pytest.raises(UnreadableError, match="没有文字"):
        opened(Workbook())
