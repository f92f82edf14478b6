"""Past years' requests from a table (xlsx, CSV): checked row by row, taken over once, counted like all others.

A row is known by its 登记编号 within the unit: the same again changes nothing. What came before the platform has no letters here:
its answer is what the row says.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from openpyxl import Workbook

from gongkai.audit.log import record
from gongkai.casework.models import Answer, Applicant, ApplicantKind, Case, State, Step
from gongkai.casework.services.clock import refresh
from gongkai.casework.services.intake import EARLIEST, masked
from gongkai.casework.services.numbers import new_code
from gongkai.statute import answers, receipt
from gongkai.statute.openness import grounds
from gongkai.units.access import has_role
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person, Role, Unit
from gongkai.units.sealing import fingerprint
from gongkai.untrusted.cells import CellError, read_date, read_flag
from gongkai.untrusted.sheets import Layout, RawRow, unpacked

ORIGIN = "import"


@dataclass(frozen=True)
class Column:
    """A column: its `header`, what stands there (`says`, in Chinese), how a cell is read, the words it may have."""

    header: str
    field: str
    says: str
    read: Callable[[str], Any] = str.strip
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    needed: bool = False


def _chosen(header: str, name: str, words: Mapping[str, str], says: str, *, needed: bool = False) -> Column:
    values = {label: value for value, label in words.items()}

    def read(text: str) -> str:
        if (plain := text.strip()) in values:
            return values[plain]
        raise CellError(f"没有“{plain[:20]}”这一项", f"请填：{'、'.join(values)}。")

    return Column(header, name, says, read, words, needed)


COLUMNS = (
    Column("登记编号", "number", "原来的编号，同一机构内不重复；以此识别是否已经导入。", needed=True),
    _chosen("申请人类别", "kind", dict(ApplicantKind.choices), "年度报告表三的列。", needed=True),
    Column("申请人", "name", "可以不填；填写的加密保存，列表中只显示姓。"),
    _chosen("提交方式", "way", {way.id: way.label for way in receipt.ways().values()}, "不填的作“网上提交”。"),
    Column("收到申请日期", "received", "第三十一条规定的日期。", read_date, needed=True),
    Column("申请内容摘要", "title", "不要写申请人的姓名、证件号码。", needed=True),
    Column("申请内容", "description", "不填的与摘要相同。"),
    Column("答复日期", "answered", "还没有答复的不填。", read_date),
    _chosen(
        "答复类型",
        "answer",
        {kind.id: kind.label for kind in answers.kinds_of("request")},
        "填了答复日期的必填。",
    ),
    _chosen(
        "不予公开的依据", "ground", {one.id: one.label for one in grounds().values()}, "不予公开、部分公开的填写。"
    ),
    Column("是否延期", "extended", "是或者否；不填的作“否”。", read_flag),
)
_BY_HEADER = {column.header: column for column in COLUMNS}
LAYOUT = Layout(
    lambda header: _BY_HEADER.get(header.strip().strip("*")), [column for column in COLUMNS if column.needed]
)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row: its number as a spreadsheet program shows it, the column's header, why, and what to do."""

    row: int
    column: str
    reason: str
    advice: str


@dataclass
class Outcome:
    """How many rows were new, known already, and refused with which problems; `written` is false for a dry run."""

    new: int = 0
    known: int = 0
    problems: list[Problem] = field(default_factory=list)
    written: bool = False


def template() -> bytes:
    """A workbook to fill in: the headers, and a sheet that says what belongs in each column."""
    book = Workbook()
    sheet, notes = book.active, book.create_sheet("说明")
    sheet.title = "申请"
    sheet.append([f"{column.header}*" if column.needed else column.header for column in COLUMNS])
    notes.append(["列", "怎样填", "可选值"])
    for column in COLUMNS:
        notes.append([column.header, column.says, "、".join(column.words.values())])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def run(unit: Unit, path: Path, kind: str, *, by: Person, dry_run: bool) -> Outcome:
    """Check the table at `path` and, unless it is a dry run, take over every row that is sound, in one transaction.

    Raises `PermissionDenied`, and `UnreadableTableError` for a file that is no such table.
    """
    if not has_role(by, unit, Role.CASE_OFFICER, Role.ADMINISTRATOR):
        raise PermissionDenied("只有本机关的依申请公开承办人和管理员可以导入。")
    outcome, seen = Outcome(written=not dry_run), set()
    known = set(Case.objects.filter(unit=unit, origin=ORIGIN).values_list("origin_id", flat=True))
    with transaction.atomic():
        calendar = workdays()
        for raw in unpacked(path, kind, LAYOUT):
            values, problems = checked(raw)
            if values.get("number") in seen:
                problems = [
                    Problem(raw.number, "登记编号", f"“{values['number']}”在这个文件里出现了两次", "请只保留一行。")
                ]
            if problems:
                outcome.problems += problems
                continue
            seen.add(values["number"])
            if values["number"] in known:
                outcome.known += 1
                continue
            outcome.new += 1
            if not dry_run:
                _take_over(unit, values, by, calendar)
        if not dry_run and outcome.new:
            record(
                "case.imported",
                None,
                by=by,
                unit=unit.code,
                after={"new": outcome.new, "refused": len(outcome.problems)},
            )
    return outcome


def checked(raw: RawRow) -> tuple[dict[str, Any], list[Problem]]:
    """The values of a row by field, and what is wrong with it."""
    if raw.error:
        return {}, [Problem(raw.number, "", raw.error, "请核对这一行。")]
    values: dict[str, Any] = {}
    problems = []
    for column in COLUMNS:
        text = raw.cells.get(column.field, "").strip()
        if not text:
            if column.needed:
                problems.append(Problem(raw.number, column.header, "没有填写", "这一列必须填写。"))
            continue
        try:
            values[column.field] = column.read(text)
        except CellError as error:
            problems.append(Problem(raw.number, column.header, error.reason, error.advice))
    return values, problems or [Problem(raw.number, *found) for found in _contradictions(values)]


def _contradictions(values: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    found = []
    received, answered = values["received"], values.get("answered")
    for header, day in (("收到申请日期", received), ("答复日期", answered)):
        if day and not EARLIEST <= day <= today():
            found.append((header, f"{day}早于条例施行，或者还没有到", "请核对日期。"))
    if answered and answered < received:
        found.append(("答复日期", f"{answered}早于收到申请的{received}", "请核对两个日期。"))
    if bool(answered) != bool(values.get("answer")):
        found.append(("答复类型", "答复日期和答复类型只填了一个", "已经答复的两列都填，没有答复的都不填。"))
    kind = answers.kind(values["answer"]) if values.get("answer") else None
    if kind and kind.grounds and kind.grounds != ("*",) and values.get("ground") not in kind.allowed_grounds:
        labels = "、".join(grounds()[name].label for name in kind.allowed_grounds)
        found.append(("不予公开的依据", f"与“{kind.label}”不符", f"请填：{labels}。"))
    for name, header, most in (("title", "申请内容摘要", 200), ("number", "登记编号", 60)):
        if len(values[name]) > most:
            found.append((header, f"有{len(values[name])}个字，最多{most}个", "请缩短。"))
    return found


def _take_over(unit: Unit, values: Mapping[str, Any], by: Person, calendar: Any) -> None:
    name, kind = values.get("name", ""), values["kind"]
    applicant = Applicant.objects.create(
        unit=unit,
        kind=kind,
        name=name,
        masked=masked(kind, name) if name else "（未登记）",
        same=fingerprint(f"{ORIGIN} {unit.pk} {name or values['number']}"),
    )
    code = new_code()
    received: date = values["received"]
    case = Case.objects.create(
        unit=unit,
        number=f"{unit.code}-{ORIGIN}-{values['number']}"[:60],
        code=code,
        code_digest=fingerprint(code),
        applicant=applicant,
        applicant_kind=kind,
        way=values.get("way", "online"),
        arrived_on=received,
        confirmed_on=received,
        received_on=received,
        title=values["title"],
        description=values.get("description") or values["title"],
        created_by=by,
        origin=ORIGIN,
        origin_id=values["number"],
    )
    if answered := values.get("answered"):
        ground = values.get("ground", "")
        Answer.objects.create(
            case=case,
            kind=values["answer"],
            ground=ground,
            state=Answer.State.SENT,
            drafted_by=by,
            answered_on=answered,
        )
        Step.objects.create(case=case, kind="answered", on=answered, by=by)
        case.closed_on, case.answer_kind, case.ground = answered, values["answer"], ground
        case.state = State.CLOSED
    refresh(case, calendar)
    if values.get("extended"):
        Case.objects.filter(pk=case.pk).update(extended=True)
