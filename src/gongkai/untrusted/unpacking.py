"""A workbook or CSV file into lines of JSON, one a row, every cell a text: run as a process of its own, by `sheets`.

What is uploaded may be made to harm: a small file that inflates to gigabytes, a cell in the farthest corner, a text that is referred to a
million times. Here that costs a process with bounded memory and time, and never the worker. Knows neither Django nor the columns.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TextIO

MEMORY = 2 * 1024**3
"""Bytes of address space that reading one file may take: a workbook of 200,000 ordinary rows takes a quarter."""
MAX_ROWS = 200_000
"""Rows of one file, its header among them."""
MAX_COLUMNS = 300
MAX_CELL = 2_000_000
"""Characters of one cell of a CSV file."""
MAX_AREA = 8_000_000
"""Cells of a sheet, empty ones too: more than all rows with all columns."""
MAX_INFLATED = 1024**3

ENCODINGS = ("utf-8-sig", "gb18030")
_CHUNK = 1 << 20
_DELIMITERS = (",", "\t", ";", "，")
_CELLS = 3
"""A line with so many delimiters is more than a title."""
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']\s*([A-Za-z]{1,7})(\d{1,9})\s*[\"']|\br\s*=\s*[\"'](\d{1,9})[\"']")


class UnreadableTableError(Exception):
    """The file as a whole cannot be read; the message says in Chinese why and what to do."""


def main(kind: str, path: str, output: str) -> int:
    """Unpack `path`; what cannot be read is said on standard output, with status 3."""
    _bound_memory()
    try:
        with Path(output).open("w", encoding="utf-8", newline="\n") as lines:
            lines.writelines(
                json.dumps(row, ensure_ascii=False) + "\n"
                for row in (csv_rows if kind == "csv" else xlsx_rows)(Path(path))
            )
    except UnreadableTableError as error:
        sys.stdout.buffer.write(str(error).encode())
        return 3
    return 0


def _bound_memory() -> None:
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def xlsx_rows(path: Path) -> Iterator[list[str]]:
    """The rows of the first sheet that is shown, blank ones too."""
    import python_calamine

    _check_package(path)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible is python_calamine.SheetVisibleEnum.Visible
            and sheet.typ is python_calamine.SheetTypeEnum.WorkSheet
        ]
        sheet = book.get_sheet_by_name(shown[0]) if shown else None
    except Exception as error:
        raise UnreadableTableError(
            "Excel工作簿已损坏或者设有密码，无法读出；请用Excel打开后另存为xlsx再上传。"
        ) from error
    if sheet is None or sheet.start is None:
        raise UnreadableTableError("工作簿里没有内容；请按模板填写后再上传。")
    yield from ([] for _ in range(sheet.start[0]))
    yield from ([cell_text(value) for value in row] for row in sheet.iter_rows())


def _check_package(path: Path) -> None:
    """Refuse what inflates to too much or reaches too far, before the reader takes room for all of it."""
    inflated = 0
    try:
        with zipfile.ZipFile(path) as package:
            for entry in package.infolist():
                rows = columns = 1
                with package.open(entry) as part:
                    rest = b""
                    while chunk := part.read(_CHUNK):
                        inflated += len(chunk)
                        if inflated > MAX_INFLATED:
                            raise UnreadableTableError("工作簿解压后过大，不像是信息目录，未予读取；请拆分成几个文件。")
                        if "worksheets/" in entry.filename:
                            for letters, digits, alone in _REFERENCE.findall(rest + chunk):
                                rows = max(rows, int(digits or alone))
                                columns = max(columns, _column_number(letters))
                        rest = chunk[-40:]
                if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_AREA:
                    raise UnreadableTableError(
                        f"工作表有{rows}行、{columns}列，超过上限{MAX_ROWS}行、{MAX_COLUMNS}列；请删去下方和右侧多余的单元格，或者拆分成几个文件。"
                    )
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError) as error:
        raise UnreadableTableError(
            "不是能读的xlsx文件，可能已损坏或者设有密码；请用Excel打开后另存为xlsx再上传。"
        ) from error


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def cell_text(value: Any) -> str:
    """What a cell of a workbook says: days as 2026-01-05, true and false as 是 and 否, numbers without a tail of noughts."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    return str(value)


def csv_rows(path: Path) -> Iterator[list[str] | dict[str, str]]:
    """The rows of a CSV file; a row that cannot be read is a mapping with its `error`."""
    csv.field_size_limit(MAX_CELL)
    with path.open("rb") as file:
        encoding = _encoding(file)
        file.seek(0)
        text = io.TextIOWrapper(file, encoding=encoding, newline="")
        delimiter = _delimiter(text)
        text.seek(0)
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        for number, row in enumerate(_tolerant(reader), 1):
            if number > MAX_ROWS:
                raise UnreadableTableError(f"超过{MAX_ROWS}行；请拆分成几个文件。")
            if len(row) > MAX_COLUMNS:
                raise UnreadableTableError(f"第{number}行有{len(row)}列，超过{MAX_COLUMNS}列；请检查分隔符和引号。")
            yield row


def _tolerant(reader: Any) -> Iterator[list[str] | dict[str, str]]:
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield {"error": _meaning(str(error))}


def _meaning(error: str) -> str:
    if "field larger" in error:
        return f"有一个单元格超过{MAX_CELL}个字，多半是引号没有成对"
    if "unexpected end" in error:
        return "文件到末尾引号还没有成对"
    return "引号不成对或者位置不对"


def _encoding(file: BinaryIO) -> str:
    """In which encoding all of the file can be read."""
    start = file.read(4)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        candidates: Iterable[str] = ("utf-16",)
    else:
        candidates = ENCODINGS
    for encoding in candidates:
        file.seek(0)
        if _readable(file, encoding):
            return encoding
    raise UnreadableTableError(
        "文字编码既不是UTF-8也不是GBK（GB18030），无法读出；请在Excel中另存为“CSV UTF-8”再上传。"
    )


def _readable(file: BinaryIO, encoding: str) -> bool:
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        while chunk := text.read(_CHUNK):
            if "\0" in chunk:
                raise UnreadableTableError("文件里有空字节，不是文字文件；请在Excel中另存为“CSV UTF-8”再上传。")
    except (UnicodeDecodeError, UnicodeError):
        return False
    finally:
        text.detach()
    return True


def _delimiter(text: TextIO) -> str:
    """What sets the header's cells apart: above it there may be a title, which has no cells."""
    lines = [text.readline(100_000) for _ in range(10)]
    header = next((line for line in lines if max(map(line.count, _DELIMITERS)) >= _CELLS), lines[0])
    return max(_DELIMITERS, key=header.count)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
