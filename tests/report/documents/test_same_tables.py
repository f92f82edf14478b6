"""The same composed table is the same grid in every format that knows where cells lie."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai.report.documents import open_document
from gongkai.report.model import Grid
from tests.compose.document import Document, compose
from tests.compose.examples import LIUHE, new_form, report
from tests.compose.html import write_html
from tests.compose.office import write_docx, write_xlsx
from tests.compose.pdf import write_pdf
from tests.compose.tables import PrintedTable

CELLS = new_form("2021", [("person", "granted", 3), ("business", "denied_secret", 2)], t4__review__upheld=1)
WRITERS: dict[str, Callable[[Document], bytes]] = {
    "html": lambda document: write_html(document, chrome=True).encode(),
    "html with dress in its cells": lambda document: write_html(document, nested=True).encode("gb18030"),
    "docx": write_docx,
    "xlsx": write_xlsx,
    "pdf": write_pdf,
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_cell_stands_once_at_its_column(form: str, write: Callable[[Document], bytes]) -> None:
    cells = CELLS if form == "2021" else new_form("2019", [("legal", "partial", 1)])
    document = compose(report(form, LIUHE, 2023 if form == "2021" else 2020, cells, {}))
    expected = [
        [[(column, box.text) for y, column, box in table.placed() if y == row] for row in range(len(table.rows))]
        for table in document.blocks
        if isinstance(table, PrintedTable)
    ]

    grids = [block for block in open_document(write(document)).blocks or [] if isinstance(block, Grid)]

    found = [
        [list(zip(columns, row, strict=True)) for columns, row in zip(grid.columns or [], grid.rows, strict=True)]
        for grid in grids
        if grid.rows[0][0] != "索引号"
    ]
    assert found == expected
