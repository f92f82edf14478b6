"""The workbook that a clerk fills in: a sheet for the items, one that explains the columns, one with the words that can be chosen."""

from __future__ import annotations

from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.publishing.exchange.columns import COLUMNS, Column
from gongkai.untrusted.unpacking import MAX_ROWS

_IMPORTED = [column for column in COLUMNS if not column.only_told]
_WORDS = "可选值"
_ROWS = 20_000
"""Rows for which the lists to choose from are set."""

_NOTES = (
    "在“信息”表中从第二行起填写，一行一条；列的次序可以调整，不需要的列可以删去，列的名称不要改动。",
    "红色的列必须填写；有下拉列表的从列表中选择，全部可选的词见“可选值”表。",
    "日期写成2026-01-05、2026年1月5日或者20260105都可以。",
    "已经导入过的索引号不会重复导入，也不会改动平台上的内容；可以先试运行，看清问题再正式导入。",
    f"一个文件最多{MAX_ROWS - 1}条，更多的请分成几个文件。",
)


def write_template(target: BinaryIO) -> None:
    """Write the template to `target`."""
    book = Workbook()
    sheet = book.active
    sheet.title = "信息"
    _fill_items(sheet)
    _fill_notes(book.create_sheet("说明"))
    _fill_words(book.create_sheet(_WORDS), sheet)
    book.save(target)


def _fill_items(sheet: Worksheet) -> None:
    for number, column in enumerate(_IMPORTED, 1):
        cell = sheet.cell(1, number, column.header)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="B3261E" if _needed(column) else "44546A")
        cell.alignment = Alignment(horizontal="center", vertical="center")
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = 40 if column.field in ("title", "body") else 18
        sheet.column_dimensions[letter].number_format = "@"  # so that 2026-00001 stays what it is
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "A2"


def _fill_notes(sheet: Worksheet) -> None:
    for note in _NOTES:
        sheet.append([note])
    sheet.append([])
    sheet.append(["列", "必填", "说明", "示例"])
    head = sheet.max_row
    for cell in sheet[head]:
        cell.font = Font(bold=True)
    for column in _IMPORTED:
        sheet.append([column.header, "是" if _needed(column) else "", column.help, column.example])
    for letter, width in zip("ABCD", (24, 8, 70, 40), strict=True):
        sheet.column_dimensions[letter].width = width


def _fill_words(sheet: Worksheet, items: Worksheet) -> None:
    """The words, a column a list, and in the sheet of items a list to choose from."""
    listed = [(number, column) for number, column in enumerate(_IMPORTED, 1) if column.words]
    for place, (number, column) in enumerate(listed, 1):
        words = list(column.words().values()) if column.words else []
        for row, text in enumerate([column.header, *words], 1):
            sheet.cell(row, place, text).font = Font(bold=row == 1)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = 36
        choice = DataValidation(
            type="list", formula1=f"={_WORDS}!${letter}$2:${letter}${len(words) + 1}", allow_blank=True
        )
        choice.errorTitle, choice.error = column.header, f"请从列表中选择，全部可选的词见“{_WORDS}”表。"
        choice.add(f"{get_column_letter(number)}2:{get_column_letter(number)}{_ROWS}")
        items.add_data_validation(choice)


def _needed(column: Column) -> bool:
    return column.required or column.field == "index_number"
