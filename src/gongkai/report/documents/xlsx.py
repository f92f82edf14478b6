"""A workbook into blocks: each visible sheet's tables, merged cells once, and the lines of text around them."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import python_calamine

from gongkai.report.documents.limits import MAX_AREA, MAX_CELLS, MAX_COLUMNS, POLICY
from gongkai.report.model import Block, Grid, Paragraph
from gongkai.untrusted import UnreadableError
from gongkai.untrusted.bounds import readable
from gongkai.untrusted.package import Package

_REFERENCE = re.compile(rb"\br\s*=\s*[\"']\s*([A-Za-z]{0,7})(\d{0,9})\s*[\"']")
_TITLE = re.compile(r"[一二三四五六七八九十]+、|附件|附表|表[一二三四五六]")
_BLOCK_HEAD = re.compile(r"第.{1,4}条第.{1,5}项")
"""What heads each block of table two, merged over its columns: part of the table."""

_LONG = 60
"""Characters: a line of text alone in its row, not a table's row of one cell."""

_Value: TypeAlias = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


class _Cell(NamedTuple):
    """A cell where it begins; the cells that a merged one covers are left out."""

    column: int
    across: int
    text: str


_Row: TypeAlias = list[_Cell]


def read_xlsx(data: bytes) -> list[Block]:
    """The blocks of all visible sheets in order; raises `UnreadableError` where there is no text in any."""
    _check(Package(data, POLICY))
    blocks: list[Block] = []
    with readable("Excel工作簿", POLICY):
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheets_metadata:
            if (
                sheet.visible is python_calamine.SheetVisibleEnum.Visible
                and sheet.typ is python_calamine.SheetTypeEnum.WorkSheet
            ):
                blocks += _sheet(book.get_sheet_by_name(sheet.name))
    if not blocks:
        raise UnreadableError("Excel工作簿里没有文字", "核对文件")
    return blocks


def _check(package: Package) -> None:
    """Refuse a workbook whose sheets hold more or reach further than any report's, before the reader sees it.

    A single cell far out makes the reader fill all before it; and it would inflate a part of any size.
    """
    filled = area = 0
    for name in package.names:
        if name.lower().endswith((".xml", ".rels", ".vml", ".bin")):
            part = package.read(name) or b""
            if b"worksheet" in part[:3000] or name.startswith("xl/worksheets"):
                filled += part.count(b"</c>") + part.count(b":c>")
                area += _area(part)
    if filled > MAX_CELLS:
        raise UnreadableError(f"Excel工作簿超过{MAX_CELLS}个单元格，不像是年度报告", "核对文件")
    if area > MAX_AREA:
        raise UnreadableError(f"Excel工作表的范围超过{MAX_AREA}个单元格，不像是年度报告", "删去多余的行列后再读")


def _area(part: bytes) -> int:
    rows = columns = 1
    for letters, digits in set(_REFERENCE.findall(part)):
        rows = max(rows, int(digits or 0))
        column = 0
        for letter in letters.upper():
            column = column * 26 + letter - 64
        columns = max(columns, column)
    if columns > MAX_COLUMNS:
        raise UnreadableError(f"Excel工作表超过{MAX_COLUMNS}列，不是年度报告的表", "删去多余的列后再读")
    return max(rows * columns, part.count(b"<c ") + part.count(b":c "), part.count(b"<row") + part.count(b":row"))


def _sheet(sheet: python_calamine.CalamineSheet) -> Iterator[Block]:
    values = sheet.to_python(skip_empty_area=False)
    merged = sheet.merged_cell_ranges or []
    covered = _covered(merged, len(values))
    spans = {start: end[1] - start[1] + 1 for start, end in merged}
    run: list[_Row] = []
    for number, row in enumerate(values):
        cells = [
            _Cell(c, spans.get((number, c), 1), _text(value))
            for c, value in enumerate(row)
            if (number, c) not in covered
        ]
        if any(cell.text for cell in cells):
            run.append(cells)
        else:
            yield from _blocks(run)
            run = []
    yield from _blocks(run)


def _covered(merged: Sequence[tuple[tuple[int, int], tuple[int, int]]], rows: int) -> set[tuple[int, int]]:
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in merged:
        area = {(r, c) for r in range(top, min(bottom, rows) + 1) for c in range(left, min(right, MAX_COLUMNS) + 1)}
        covered |= area - {(top, left)}
        if len(covered) > MAX_AREA:
            raise UnreadableError("Excel工作表的合并单元格过大，不像是年度报告", "核对文件")
    return covered


def _blocks(rows: list[_Row]) -> Iterator[Block]:
    """A run of rows without an empty one between: lines of text before, after and inside its table become paragraphs."""
    texts = [[cell for cell in row if cell.text] for row in rows]
    begin = next((index for index, row in enumerate(texts) if len(row) > 1), len(rows))
    if 0 < begin < len(rows) and _BLOCK_HEAD.match(texts[begin - 1][0].text):
        begin -= 1
    width = max((cell.column + cell.across for row in texts if len(row) > 1 for cell in row), default=0)
    end = len(rows)
    while end > begin and len(texts[end - 1]) == 1 and texts[end - 1][0].across >= width:
        end -= 1
    grid: list[_Row] = []
    for index, row in enumerate(rows):
        if not begin <= index < end or _is_line(texts[index], width):
            yield from _grid(grid)
            grid = []
            yield from (Paragraph(cell.text) for cell in texts[index])
        else:
            grid.append([cell for cell in row if cell.column < width])
    yield from _grid(grid)


def _is_line(texts: _Row, width: int) -> bool:
    """Whether a row inside a table is text between two tables; a label with blank cells beside it is a row of the table."""
    if len(texts) != 1:
        return False
    cell = texts[0]
    return len(cell.text) > _LONG or cell.across > width or (cell.across == width and bool(_TITLE.match(cell.text)))


def _grid(rows: list[_Row]) -> Iterator[Block]:
    if rows:
        if all(cell.text and not cell.text[-1].isdigit() for cell in rows[-1]):
            # Heads alone: a workbook does not keep the empty line under them.
            across = max(cell.column + cell.across for row in rows for cell in row)
            rows = [*rows, [_Cell(column, 1, "") for column in range(across)]]
        texts = [[cell.text for cell in row] for row in rows]
        yield Grid(texts, "xlsx", [[cell.column for cell in row] for row in rows])


def _text(value: _Value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat(" ") if isinstance(value, datetime.datetime) else value.isoformat()
    return str(value).strip()
