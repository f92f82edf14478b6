"""Items as CSV, JSON or a workbook, one after the other, so that a unit's whole catalogue takes no more memory than a page of it.

In CSV and workbooks no cell begins as a formula does; the import takes the apostrophe off again.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from django.db.models import TextField
from django.db.models.functions import Cast, Length
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from gongkai.publishing.exchange.columns import BODY, CELL_LIMIT, COLUMNS, Column, more_body
from gongkai.publishing.exchange.values import in_order, value_of, written
from gongkai.publishing.models import ItemQuerySet
from gongkai.untrusted.sheets import neutralised

CATALOGUE = tuple(column for column in COLUMNS if column is not BODY)
"""The columns of an open-data catalogue: all but the text, which stands at the address."""

_ROOM = CELL_LIMIT - 1
"""Characters of a text in one cell: one is kept for the apostrophe."""


def csv_lines(items: ItemQuerySet, columns: tuple[Column, ...] = COLUMNS) -> Iterator[str]:
    """The lines of a CSV file with a byte order mark, as spreadsheet programs want it; piece by piece."""
    yield "\ufeff" + _line([column.header for column in columns])
    for item in in_order(items):
        yield _line([neutralised(written(item, column)) for column in columns])


def json_pieces(items: ItemQuerySet, columns: tuple[Column, ...] = COLUMNS, **head: Any) -> Iterator[str]:
    """The pieces of one JSON document: `head`, and the items with their values by field; what is unknown is left out."""
    yield json.dumps(head, ensure_ascii=False)[:-1] + (", " if head else "") + '"items": ['
    for number, item in enumerate(in_order(items)):
        values = {column.field: text for column in columns if (text := written(item, column))}
        for name in ("joint_issuers",):
            if name in values:
                values[name] = list(value_of(item, name))  # type: ignore[assignment]  # the one list among texts
        yield ("" if number == 0 else ",") + "\n" + json.dumps(values, ensure_ascii=False)
    yield "\n]}\n"


def write_xlsx(items: ItemQuerySet, target: BinaryIO, columns: tuple[Column, ...] = COLUMNS) -> None:
    """Write a workbook to `target`. A text too long for a cell goes on in further columns; nothing is cut off."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("信息")
    sheet.freeze_panes = "A2"
    more = _more_columns(items) if BODY in columns else 0
    sheet.append([column.header for column in columns] + [more_body(number) for number in range(1, more + 1)])
    for item in in_order(items):
        texts = {column: ILLEGAL_CHARACTERS_RE.sub("", written(item, column)) for column in columns}
        pieces = _pieces(texts.get(BODY, ""))
        first = {**texts, BODY: pieces[0]}
        sheet.append([neutralised(text) or None for text in [*(first[column] for column in columns), *pieces[1:]]])
    book.save(target)


def _more_columns(items: ItemQuerySet) -> int:
    """How many further columns the longest text takes."""
    return max((len(_pieces(written(item, BODY))) - 1 for item in _long(items)), default=0)


def _long(items: ItemQuerySet) -> Iterable[Any]:
    length = Length(Cast("body", TextField()))
    return in_order(items.annotate(length=length).filter(length__gt=_ROOM // 4))


def _pieces(text: str) -> list[str]:
    return [text[start : start + _ROOM] for start in range(0, len(text), _ROOM)] or [""]


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
