"""Made-up tables of items, as CSV and as workbooks, and running an import of them."""

from __future__ import annotations

import csv
import io
from typing import Any

from openpyxl import Workbook

from gongkai.publishing.exchange import importing, jobs
from gongkai.publishing.models import ImportJob
from gongkai.publishing.services.files import store_bytes
from gongkai.units.models import Role, Unit
from tests.world import World

GOOD = {
    "索引号": "000000003/2026-00001",
    "名称": "关于做好义务教育招生工作的通知",
    "发文机关": "云溪县教育局",
    "成文日期": "2026-03-02",
    "发布日期": "2026-03-05",
    "目录": "20.11",
}


def row(number: int = 1, **cells: str) -> dict[str, str]:
    """A good row with that serial, and other cells."""
    return GOOD | {"索引号": f"000000003/2026-{number:05d}"} | cells


def csv_file(rows: list[dict[str, str]], encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    headers = list(dict.fromkeys(header for one in rows for header in one)) or list(GOOD)
    text = io.StringIO()
    writer = csv.DictWriter(text, headers, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def workbook(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    for one in rows:
        book.active.append(one)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def job_for(world: World, data: bytes, name: str = "items.csv", unit: Unit | None = None, **options: Any) -> ImportJob:
    """An import that has not begun."""
    unit = unit or world.education
    by = world.person(unit, Role.ADMINISTRATOR)
    file = store_bytes(data, name, unit=unit, by=by)
    return jobs.start(unit, file, by=by, **{"dry_run": False, **options})


def imported(world: World, data: bytes, name: str = "items.csv", **options: Any) -> ImportJob:
    """The import of a file, done."""
    job = job_for(world, data, name, **options)
    importing.run(job.pk)
    return ImportJob.objects.get(pk=job.pk)
