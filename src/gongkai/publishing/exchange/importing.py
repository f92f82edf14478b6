"""Taking over items that are public elsewhere: a table, row by row, into items, in batches that stand or fall alone.

An item is known by its index number; a row without one, where numbers are given out, by all its cells. What is known is never overwritten,
so that a file can be imported again, and a run that was killed goes on after its last batch.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.utils import timezone

from gongkai.audit.log import record
from gongkai.publishing import freshness, search
from gongkai.publishing.exchange.checking import Checker, Problem, Row
from gongkai.publishing.exchange.columns import BY_FIELD
from gongkai.publishing.exchange.making import Drafts, Maker
from gongkai.publishing.exchange.reading import opened
from gongkai.publishing.exchange.values import IMPORTED, with_parts, written
from gongkai.publishing.models import ImportJob, Item
from gongkai.statute.index_numbers import IndexNumberError
from gongkai.units.access import has_role
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Role, Unit
from gongkai.untrusted.sheets import RawRow, Table
from gongkai.untrusted.unpacking import UnreadableTableError

BATCH = 1000
"""Rows that are taken over in one transaction."""
MOST_PROBLEMS = 1000
"""Problems that a job lists; of the rest it tells how many."""
MAY_IMPORT = (Role.ADMINISTRATOR, Role.FINAL_REVIEWER)
"""Who may take over items without this platform's reviews: see `jobs.start`."""

_TRIES = 3


class _Overtaken(Exception):
    """Somebody else goes on with this job, or has ended it."""


@dataclass
class _Outcome:
    """What became of a batch."""

    new: list[Row] = field(default_factory=list)
    unchanged: int = 0
    refused: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, row: Row, column: str, reason: str, advice: str) -> None:
        """Leave `row` out and say why."""
        value = str(row.values.get(column, "")) if column else ""
        header = BY_FIELD[column].header if column else ""
        self.refused.add(row.number)
        self.problems.append(Problem(row.number, header, value, reason, advice))


def run(job_id: int) -> None:
    """Do the import `job_id`, or what is left of it. May run twice, and twice at once, without harm."""
    job = ImportJob.objects.select_related("unit", "file", "by").filter(pk=job_id).first()
    if job is None or job.state in (ImportJob.State.DONE, ImportJob.State.FAILED):
        return
    try:
        if not has_role(job.by, job.unit, *MAY_IMPORT):
            raise UnreadableTableError("导入人已经不是本机构的管理员或者终审人，没有导入。")
        with opened(job.file) as table:
            _begin(job, table)
            with search.Composer(0 if job.dry_run else table.rows) as composer:
                _Run(job, table, composer).all()
        _end(job, ImportJob.State.DONE)
    except (UnreadableTableError, IndexNumberError, search.ComposingStopped) as error:
        _end(job, ImportJob.State.FAILED, str(error))
    except _Overtaken:
        return
    except (OperationalError, InterfaceError):
        raise  # begun anew when the database is back
    except Exception as error:
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        why = "服务器的磁盘已满，请联系管理员清理磁盘" if full else "导入时程序出错，请联系管理员查看日志"
        _end(job, ImportJob.State.FAILED, f"{why}，然后再导入一次；已经写入的不会重复。")
        raise


@transaction.atomic
def _begin(job: ImportJob, table: Table) -> None:
    locked = ImportJob.objects.select_for_update().get(pk=job.pk)
    if locked.state != ImportJob.State.WAITING:
        return
    unknown = [
        Problem(
            table.header_row, header, "", "不认识这一列，没有导入其中的内容", "请核对列的名称；不需要的列可以不管。"
        )
        for header in table.unknown
    ]
    locked.state, locked.started_at, locked.rows = ImportJob.State.RUNNING, timezone.now(), table.rows
    _tell(locked, unknown)
    locked.save()


@transaction.atomic
def _end(job: ImportJob, state: str, error: str = "") -> None:
    locked = ImportJob.objects.select_for_update().get(pk=job.pk)
    if locked.state in (ImportJob.State.DONE, ImportJob.State.FAILED):
        return
    locked.state, locked.error, locked.finished_at = state, error[:500], timezone.now()
    locked.save(update_fields=["state", "error", "finished_at"])
    counts = {name: getattr(locked, name) for name in ("read", "created", "unchanged", "refused")}
    after = {"job": job.pk, "dry_run": job.dry_run, "state": state, **counts, "error": error}
    record("import.finished", job.file, by=job.by, unit=job.unit.code, after=after)


def _tell(job: ImportJob, problems: list[Problem]) -> None:
    room = max(0, MOST_PROBLEMS - len(job.problems))
    job.problems += [problem.as_json() for problem in problems[:room]]
    job.more_problems += len(problems[room:])


@dataclass(frozen=True)
class _Batch:
    """Rows to be taken over together, each with what is wrong with it, and the items begun with of those that seem new."""

    checked: list[tuple[RawRow, Row | None, list[Problem]]]
    begun: Drafts


class _Run:
    """One go at a job."""

    def __init__(self, job: ImportJob, table: Table, composer: search.Composer) -> None:
        self.job, self.table, self.unit = job, table, job.unit
        self.read = ImportJob.objects.values_list("read", flat=True).get(pk=job.pk)
        self.checker = Checker(_names(job.unit), timezone.now(), today(), number_missing=job.number_missing)
        reserved = {raw.cells.get("index_number", "").strip() for raw in table} if job.number_missing else set[str]()
        self.maker = Maker(
            job.unit, composer, by=job.by, workdays=workdays(), day=self.checker.today, reserved=reserved
        )
        self.seen: dict[str, int] = {}
        """The rows that have been read, by what they are known by."""

    def all(self) -> None:
        """Take over all rows that have not been, while those after them are read and begun with."""
        rows: Iterator[RawRow] = iter(self.table)
        for raw in islice(rows, self.read):
            row, _ = self.checker.check(raw)
            if row:
                self.seen.setdefault(_identity(row), row.number)
        for batch in search.one_ahead(self._batches(rows)):
            self._batch(batch)

    def _batches(self, rows: Iterator[RawRow]) -> Iterator[_Batch]:
        while raws := list(islice(rows, BATCH)):
            checked = [(raw, *self.checker.check(raw)) for raw in raws]
            coming = {} if self.job.dry_run else {row.index_number: row for _, row, _ in checked if row}
            there = Item.objects.filter(index_number__in=[number for number in coming if number])
            for known in (None, *there.values_list("index_number", flat=True)):
                coming.pop(known, None)
            yield _Batch(checked, self.maker.begin(coming.values()))

    def _batch(self, batch: _Batch) -> None:
        for attempt in range(1, _TRIES + 1):
            try:
                with transaction.atomic():
                    self._take(batch)
                break
            except IntegrityError:  # somebody took one of the numbers just now: they are known the next time
                if attempt == _TRIES:
                    raise
        self.read += len(batch.checked)

    def _take(self, batch: _Batch) -> None:
        job = ImportJob.objects.select_for_update().get(pk=self.job.pk)
        if job.read != self.read or job.state != ImportJob.State.RUNNING:
            raise _Overtaken
        outcome = self._judged(batch)
        if not job.dry_run and outcome.new:
            made = self.maker.make(outcome.new, batch.begun)
            after = {"job": job.pk, "created": len(made), "first": made[0], "last": made[-1]}
            record("item.imported", job.file, by=job.by, unit=self.unit.code, after=after)
            transaction.on_commit(freshness.touch)
        job.read += len(batch.checked)
        job.created += len(outcome.new)
        job.unchanged += outcome.unchanged
        job.refused += len(outcome.refused)
        _tell(job, sorted(outcome.problems, key=lambda problem: problem.row))
        job.save()

    def _judged(self, batch: _Batch) -> _Outcome:
        outcome, rows = _Outcome(), []
        for raw, row, problems in batch.checked:
            outcome.problems += problems
            if row is None:
                outcome.refused.add(raw.number)
            elif (first := self.seen.setdefault(_identity(row), row.number)) != row.number:
                column = "index_number" if row.index_number else ""
                same = "索引号" if row.index_number else "内容"
                outcome.refuse(
                    row, column, f"{same}与第{first}行相同", "同一条信息只导入一次，请核对后删去或者改正其中一行。"
                )
            else:
                rows.append(row)
        self._part_known(rows, outcome)
        self._find_explained(outcome)
        return outcome

    def _part_known(self, rows: list[Row], outcome: _Outcome) -> None:
        """Set apart the rows whose items are there, and tell where they differ."""
        known = self._known(rows)
        for row in rows:
            item = known.get(_identity(row))
            if item is None:
                outcome.new.append(row)
            elif item.unit_id != self.unit.pk:
                outcome.refuse(
                    row, "index_number", f"这个索引号已经属于{item.unit.name}的信息", "索引号不能重复，请核对。"
                )
            else:
                outcome.unchanged += 1
                if different := _different(row, item):
                    reason = f"平台上已有这条信息，但“{'、'.join(different)}”与表中不同，没有改动平台上的内容"
                    advice = "需要修改的，请在工作台按修改程序办理。"
                    outcome.problems.append(Problem(row.number, "索引号", item.index_number or "", reason, advice))

    def _known(self, rows: list[Row]) -> dict[str, Item]:
        numbered = [row.index_number for row in rows if row.index_number]
        others = [_identity(row) for row in rows if not row.index_number]
        found = {item.index_number: item for item in _found(index_number__in=numbered)}
        if others:
            same = _found(unit=self.unit, origin="import", origin_id__in=others)
            found |= {item.origin_id: item for item in same}
        return found  # type: ignore[return-value]  # found by their index numbers

    def _find_explained(self, outcome: _Outcome) -> None:
        """Leave out the rows that explain a document that is not there."""
        wanted = {row.values["explains"] for row in outcome.new if "explains" in row.values}
        if not wanted:
            return
        there = set(Item.objects.filter(index_number__in=wanted).values_list("index_number", flat=True))
        if self.job.dry_run:  # rows before this batch would be there by now
            there |= wanted & self.seen.keys()
        while True:
            coming = {row.index_number for row in outcome.new}
            lost = [row for row in outcome.new if row.values.get("explains", None) not in there | coming | {None}]
            if not lost:
                return
            for row in lost:
                outcome.refuse(
                    row,
                    "explains",
                    "平台上没有这个索引号的文件",
                    "请核对索引号；被解读的文件在本表后面的，导入后把本表再导入一次即可。",
                )
            outcome.new = [row for row in outcome.new if row not in lost]


def _found(**which: object) -> Iterable[Item]:
    return with_parts(Item.objects.filter(**which))


def _identity(row: Row) -> str:
    return row.index_number or f"row:{row.digest}"


def _different(row: Row, item: Item) -> list[str]:
    """The headers of the filled cells that say something else than `item`."""
    compared = [column for column in IMPORTED if column.field in row.values and column.field != "unit"]
    return [column.header for column in compared if column.write(row.values[column.field]) != written(item, column)]


def _names(unit: Unit) -> set[str]:
    """All names under which `unit` may stand in a table."""
    return {unit.name, unit.short_name, unit.code, *unit.former_names.values_list("name", flat=True)}
