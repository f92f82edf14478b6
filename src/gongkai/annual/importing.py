"""Figures that the platform cannot count, from a table (xlsx, CSV): a template with the cells to fill, checked, then taken over.

A row is known by its 代码. One whose figure and source are those of the report already changes nothing; one without a figure is left.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from unicodedata import normalize

from openpyxl import Workbook

from gongkai.annual.figures import newest, number
from gongkai.annual.models import AnnualReport, Source
from gongkai.annual.prose.fields import cell_of, vouched_cells
from gongkai.annual.rules import check_editable
from gongkai.annual.services.counting import Entry, enter_all, problem_of
from gongkai.casework.importing import Outcome, Problem
from gongkai.units.models import Person
from gongkai.untrusted.cells import CellError
from gongkai.untrusted.sheets import Layout, RawRow, neutralised, unpacked


@dataclass(frozen=True)
class Column:
    """A column: its `header`, what stands there (`says`, in Chinese), how a cell is read."""

    header: str
    field: str
    says: str
    read: Callable[[str], object] = str.strip
    needed: bool = field(default=False)


def read_number(text: str) -> Decimal:
    """A figure as people type it: digits of any width, thousands parted by commas."""
    plain = normalize("NFKC", text).replace(",", "").replace("−", "-").strip()
    try:
        return Decimal(plain)
    except InvalidOperation:
        raise CellError(f"“{text.strip()[:20]}”不是数", "只填数字，不写单位；没有发生的填0。") from None


COLUMNS = (
    Column("代码", "code", "数据的代码，模板中已经填好，不要改动。", needed=True),
    Column("指标", "label", "只供对照，不读取。"),
    Column("单位", "unit", "只供对照，不读取。"),
    Column("数值", "value", "没有发生的填0；还不知道的不填，这一行就不导入。", read_number, needed=True),
    Column("来源", "why", "数据出自哪里，例如“行政处罚案件台账”；填了数值的必填。", needed=True),
)
_BY_HEADER = {column.header: column for column in COLUMNS}
LAYOUT = Layout(
    lambda header: _BY_HEADER.get(header.strip().strip("*")), [column for column in COLUMNS if column.needed]
)


def to_enter(report: AnnualReport) -> list[str]:
    """The cells of `report` that nothing counts: not the unit's own records, in a government's not the reports below either."""
    codes = set(report.figures.filter(counted=None, source=Source.ENTERED).values_list("code", flat=True))
    return [code for code in report.form.cells if code in codes]


def template(report: AnnualReport) -> bytes:
    """A workbook to fill in: a row for each cell that people enter and each name they may vouch for, with what is entered already."""
    book = Workbook()
    sheet, notes = book.active, book.create_sheet("说明")
    sheet.title = "数据"
    sheet.append([f"{column.header}*" if column.needed else column.header for column in COLUMNS])
    entries = newest(report)
    cells = [report.form.cells[code] for code in to_enter(report)]
    for cell in [*cells, *vouched_cells(report.form_id).values()]:
        entry = entries.get(cell.code)
        known = entry is not None and entry.value is not None
        value = number(entry.value) if entry and entry.value is not None else None
        label = cell.label if cell.table else f"{cell.label}（表外，正文用，可以不填）"
        sheet.append([cell.code, label, cell.unit, value, neutralised(entry.why) if entry and known else ""])
    for name, width in (("A", 26), ("B", 44), ("C", 8), ("D", 14), ("E", 40)):
        sheet.column_dimensions[name].width = width
    notes.append(["列", "怎样填"])
    for column in COLUMNS:
        notes.append([column.header, column.says])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def run(report: AnnualReport, path: Path, kind: str, *, by: Person, dry_run: bool) -> Outcome:
    """Check the table at `path` and, unless it is a dry run, enter every figure that is sound, in one transaction.

    Raises `PermissionDenied` and `NotReady` where `by` may not change the report now, `UnreadableTableError` for a file that is no such
    table.
    """
    check_editable(report, by)
    outcome, entries, seen = Outcome(written=not dry_run), list[Entry](), set[str]()
    known = {code: (entry.value, entry.why) for code, entry in newest(report).items() if entry.value is not None}
    for raw in unpacked(path, kind, LAYOUT):
        entry, problems = _checked(report, raw, seen)
        outcome.problems += problems
        if entry is None or problems:
            continue
        seen.add(entry.code)
        if known.get(entry.code) == (entry.value, entry.why):
            outcome.known += 1
            continue
        outcome.new += 1
        entries.append(entry)
    if entries and not dry_run:
        enter_all(report, entries, by=by)
    return outcome


def _checked(report: AnnualReport, raw: RawRow, seen: set[str]) -> tuple[Entry | None, list[Problem]]:
    """The figure of a row, `None` where it has none, and what is wrong with it."""
    if raw.error:
        return None, [Problem(raw.number, "", raw.error, "请核对这一行。")]
    code, text, why = (raw.cells.get(name, "").strip() for name in ("code", "value", "why"))
    if not text:
        return None, []
    if code in seen:
        return None, [Problem(raw.number, "代码", f"“{code}”在这个文件里出现了两次", "请只保留一行。")]
    try:
        entry = Entry(code, read_number(text), why)
    except CellError as error:
        return None, [Problem(raw.number, "数值", error.reason, error.advice)]
    if not why:
        return None, [Problem(raw.number, "来源", "没有填写", "填了数值的，请写明数据的来源。")]
    if problem := problem_of(report, entry):
        column = "代码" if cell_of(report, code) is None else "来源" if "个字" in problem else "数值"
        return None, [Problem(raw.number, column, problem.rstrip("。"), "请核对。")]
    return entry, []
