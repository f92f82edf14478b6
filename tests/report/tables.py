"""Tables as a page or a text has them, written down row by row, and what the reader makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from gongkai.report.documents.html import html_blocks
from gongkai.report.model import Block, Grid, Number
from gongkai.report.tables.cells import read_cells
from gongkai.report.tables.entries import Reading
from gongkai.report.tables.layout import text_blocks
from gongkai.statute.forms import Table, forms

APPLICANTS = ("person", "business", "research", "welfare", "legal", "other", "total")
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")

TABLE_TWO = """
    第二十条第（一）项*4
    信息内容|本年制发件数|本年废止件数|现行有效件数
    规章|0|1|2
    行政规范性文件|3|4|5
    第二十条第（五）项*4
    信息内容|本年处理决定数量*3
    行政许可|6*3
    第二十条第（六）项*4
    信息内容|本年处理决定数量*3
    行政处罚|7*3
    行政强制|8*3
    第二十条第（八）项*4
    信息内容|本年收费金额（单位：万元）*3
    行政事业性收费|9.5*3
"""
"""Cells parted by `|`; `*3` makes a cell as wide as three columns, `^2` as high as two rows."""

TWO: Mapping[str, Number] = {
    "t2.rules.made": 0,
    "t2.rules.repealed": 1,
    "t2.rules.in_force": 2,
    "t2.normative.made": 3,
    "t2.normative.repealed": 4,
    "t2.normative.in_force": 5,
    "t2.licensing.decisions": 6,
    "t2.penalty.decisions": 7,
    "t2.coercion.decisions": 8,
    "t2.charges.amount": 9.5,
}
"""What TABLE_TWO says."""

HEAD_THREE = """
    （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）^3|申请人情况*7
    自然人^2|法人或其他组织*5|总计^2
    商业企业|科研机构|社会公益组织|法律服务机构|其他
"""

HEAD_FOUR = """
    行政复议*5|行政诉讼*10
    结果维持^2|结果纠正^2|其他结果^2|尚未审结^2|总计^2|未经复议直接起诉*5|复议后起诉*5
    结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计
"""


def table(form_id: str, table_id: str) -> Table:
    """A form's table."""
    return next(table for table in forms()[form_id].tables if table.id == table_id)


def three(form_id: str = "2021") -> list[list[str]]:
    """The rows of table three: the row's own number (0, 1, 2, …) under persons and in total, nought elsewhere."""
    return [[row.label, str(i), "0", "0", "0", "0", "0", str(i)] for i, row in enumerate(table(form_id, "t3").rows)]


def three_says(form_id: str = "2021") -> dict[str, Number | None]:
    """What the rows of `three` say."""
    rows = [row.id for row in table(form_id, "t3").rows]
    return {
        f"t3.{row}.{column}": i if column in ("person", "total") else 0
        for (i, row), column in product(enumerate(rows), APPLICANTS)
    }


def statistics() -> list[list[str]]:
    """The rows of the table of 2014, its headings left out: label, unit, the row's own number."""
    return [[row.label + row.note, row.unit, str(i)] for i, row in enumerate(table("2014", "s").rows)]


def statistics_say() -> dict[str, Number | None]:
    """What the rows of `statistics` say."""
    return {f"s.{row.id}": i for i, row in enumerate(table("2014", "s").rows)}


def group(name: str, *figures: Number | None) -> dict[str, Number | None]:
    """The cells of one group of table four."""
    return {f"t4.{name}.{column}": figure for column, figure in zip(OUTCOMES, figures, strict=True)}


def lines(notation: str) -> list[list[str]]:
    """The cells of each line of a table written down, without their spans."""
    return [[_text(cell) for cell in line.split("|")] for line in notation.strip().splitlines()]


def expanded(notation: str) -> list[list[str]]:
    """The same with every merged cell's text in each of the columns that it covers, as converters write it."""
    return [
        [_text(cell) for cell in line.split("|") for _ in range(_span(cell, "*"))]
        for line in notation.strip().splitlines()
    ]


def notation(rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells written down."""
    return "\n".join("|".join(row) for row in rows)


def piped(rows: Iterable[Sequence[str]]) -> str:
    """Rows as text with pipes between the cells and at the end."""
    return "".join(" | ".join(row) + " |\n" for row in rows)


def on_page(*tables: str, year: int | None = 2022) -> Reading:
    """What is read of tables written down as above, put on a web page."""
    source = "".join(f"<table>{''.join(map(_row, table.strip().splitlines()))}</table>" for table in tables)
    return _read(html_blocks(f"<html><body>{source}</body></html>").blocks, year)


def in_text(text: str, year: int | None = 2022) -> Reading:
    """What is read of plain text."""
    return _read(text_blocks(text), year)


def _read(blocks: Iterable[Block], year: int | None) -> Reading:
    return read_cells([block for block in blocks if isinstance(block, Grid)], year)


def _row(line: str) -> str:
    cells = "".join(f"<td colspan={_span(c, '*')} rowspan={_span(c, '^')}>{_text(c)}</td>" for c in line.split("|"))
    return f"<tr>{cells}</tr>"


def _span(cell: str, sign: str) -> int:
    found = re.search(rf"{re.escape(sign)}(\d+)", cell)
    return int(found[1]) if found else 1


def _text(cell: str) -> str:
    return re.sub(r"[*^]\d+", "", cell).strip()
