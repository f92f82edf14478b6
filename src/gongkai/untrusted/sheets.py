"""The rows of an uploaded table, whatever it is made to do: unpacked by a process of its own, then read one after the other."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gongkai.untrusted.unpacking import UnreadableTableError

SECONDS = 300
"""Within which a file must be unpacked."""
KINDS = ("xlsx", "csv")
_HEADER_WITHIN = 10
"""Rows among which the header is looked for."""
_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


class Column(Protocol):
    """A column of a kind of table: its cells go by `field`, its `header` names it."""

    @property
    def field(self) -> str: ...

    @property
    def header(self) -> str: ...


@dataclass(frozen=True)
class Layout:
    """Which columns a kind of table has: `known` finds the column of a header, `needed` must be there, `repeated` may stand twice."""

    known: Callable[[str], Column | None]
    needed: Sequence[Column]
    repeated: Collection[str] = ()


@dataclass(frozen=True)
class RawRow:
    """A row as it stands: its number as a spreadsheet program shows it, its cells by field, and why it cannot be read, where that is so."""

    number: int
    cells: dict[str, str]
    error: str = ""


@dataclass(frozen=True)
class Table:
    """A file that has been unpacked: its columns in their order (`None`: not known), the headers not known, how many rows there are."""

    columns: tuple[Column | None, ...]
    unknown: tuple[str, ...]
    header_row: int
    rows: int
    path: Path

    def __iter__(self) -> Iterator[RawRow]:
        """The rows below the header that are not blank."""
        with self.path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if number > self.header_row and (row := self._row(number, json.loads(line))):
                    yield row

    def _row(self, number: int, values: list[str] | dict[str, str]) -> RawRow | None:
        if isinstance(values, dict):
            return RawRow(number, {}, values["error"])
        if not any(value.strip() for value in values):
            return None
        if any(value.strip() for value in values[len(self.columns) :]):
            return RawRow(
                number, {}, f"有{len(values)}个单元格，比表头的{len(self.columns)}列多，多半是引号或者分隔符不对"
            )
        cells: dict[str, str] = {}
        for column, value in zip(self.columns, values, strict=False):
            if column and value.strip(" "):
                cells[column.field] = cells.get(column.field, "") + restored(value)
        return RawRow(number, cells)


def unpacked(path: Path, kind: str, layout: Layout) -> Table:
    """The table in the file at `path`, unpacked beside it."""
    if kind not in KINDS:
        raise UnreadableTableError("只能导入xlsx和csv文件；其他格式请用Excel打开后另存为xlsx再上传。")
    output = path.with_suffix(".rows")
    command = (sys.executable, "-m", "gongkai.untrusted.unpacking", kind, str(path), str(output))
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 -- our own module
    except subprocess.TimeoutExpired as error:
        raise UnreadableTableError(
            f"文件{SECONDS}秒内读不完，内容过于复杂；请拆分成几个文件，或者另存为CSV再上传。"
        ) from error
    if done.returncode == 3:
        raise UnreadableTableError(done.stdout.decode())
    if done.returncode:
        raise UnreadableTableError(
            "文件太大或者已损坏，无法读出；请用Excel打开核对，删去多余的内容，或者拆分成几个文件再上传。"
        )
    return _table(output, layout)


def _table(path: Path, layout: Layout) -> Table:
    header, header_row, rows = _header(path, layout)
    while header and not header[-1].strip():
        header.pop()
    columns = tuple(layout.known(restored(text)) for text in header)
    if missing := _missing(header, layout):
        raise UnreadableTableError(
            f"表头缺少{'、'.join(f'“{name}”' for name in missing)}列；表头应当在第一行或者标题之下，各列的名称与模板一致，次序不限。"
        )
    names = [column.field for column in columns if column]
    names = [name for name in names if name not in layout.repeated]
    if twice := {name for name in names if names.count(name) > 1}:
        headers = [text for text, column in zip(header, columns, strict=True) if column and column.field in twice]
        raise UnreadableTableError(f"表头中有重复的列：{'、'.join(headers)}；请只保留一列。")
    unknown = tuple(text for text, column in zip(header, columns, strict=True) if not column and text.strip())
    return Table(columns, unknown, header_row, rows - header_row, path)


def _header(path: Path, layout: Layout) -> tuple[list[str], int, int]:
    """The header, its row, and how many rows there are: the first row with all columns that are needed, else the first that is not blank.

    Above the header many tables have their title, and who filled them in.
    """
    header: list[str] = []
    header_row = number = 0
    whole = False
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if whole or (header and number > _HEADER_WITHIN):
                continue
            cells = json.loads(line)
            if isinstance(cells, list) and any(cell.strip() for cell in cells):
                whole = not _missing(cells, layout)
                if whole or not header:
                    header, header_row = cells, number
    return header, header_row, number


def _missing(header: Sequence[str], layout: Layout) -> list[str]:
    """The columns that are needed and not named in `header`."""
    there = {column.field for text in header if (column := layout.known(restored(text)))}
    return [column.header for column in layout.needed if column.field not in there]


def neutralised(text: str) -> str:
    """`text` as no spreadsheet program takes it for a formula: an apostrophe before what begins like one. `restored` takes it off."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def restored(text: str) -> str:
    """The text that `neutralised` was given."""
    return text[1:] if _NEUTRALISED.match(text) else text
