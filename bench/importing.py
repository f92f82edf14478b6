"""How fast existing items are taken over, and in how much memory: `python -m bench.importing [--items 34478]`.

What counts is wall time. The CPU time beside it, of this process and of all that it starts, tells what bounds it: where both together
come to wall time times the cores that were free, the processor does.

The floor is a bare `executemany` of the same rows into SQLite, without checks, history or search.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.notices import notices

HEADER = (
    "索引号",
    "名称",
    "发文机关",
    "文号",
    "成文日期",
    "发布日期",
    "目录",
    "体裁",
    "关键词",
    "行政规范性文件",
    "正文",
)
TARGET = 2_000
"""Rows a second."""


def write_table(path: Path, count: int, sentences: int) -> list[tuple[str, ...]]:
    """A CSV file of made-up items, with a text of so many sentences or none."""
    rows = [
        (
            f"000000003/{one.published.year}-{number:05d}",
            one.title,
            "云溪县教育局",
            one.number,
            one.published.isoformat(),
            one.published.isoformat(),
            "20.1.normative",
            "通知",
            one.keywords,
            "是",
            one.text if sentences else "",
        )
        for number, one in enumerate(notices(count, sentences or 2), 1)
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return rows


def floor(rows: list[tuple[str, ...]], folder: Path) -> float:
    """Seconds for the bare rows."""
    database = sqlite3.connect(folder / "floor.sqlite3")
    database.execute(f"CREATE TABLE item ({', '.join(f'c{place} TEXT' for place in range(len(HEADER)))}, UNIQUE (c0))")
    began = time.perf_counter()
    with database:
        database.executemany(f"INSERT INTO item VALUES ({', '.join('?' * len(HEADER))})", rows)
    seconds = time.perf_counter() - began
    database.close()
    return seconds


def measure(path: Path) -> None:
    """Import `path` into the new database that GONGKAI_HOME names.

    Prints the seconds, the CPU seconds of this process and of those it started, and the peak memory in MB of this one and of theirs.
    """
    import django

    django.setup()
    from django.core.files import File
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from gongkai.publishing.exchange import importing, jobs
    from gongkai.publishing.models import ImportJob
    from gongkai.publishing.services.files import store
    from gongkai.units.models import Role
    from tests.world import make_world

    world = make_world()
    by = world.person(world.education, Role.ADMINISTRATOR)
    with path.open("rb") as source:
        file = store(File(source, "items.csv"), unit=world.education, by=by)  # type: ignore[arg-type]
    job = jobs.start(world.education, file, by=by, dry_run=False)
    began, worked = time.perf_counter(), time.process_time()
    importing.run(job.pk)
    seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    job = ImportJob.objects.get(pk=job.pk)
    if job.state != "done" or job.created != job.rows:
        raise RuntimeError(f"{job.state}: {job.created} of {job.rows}; {job.error} {job.problems[:3]}")
    print(seconds, cpu, others.ru_utime + others.ru_stime, own.ru_maxrss / 1024, others.ru_maxrss / 1024)


def bounded_by(seconds: float, cpu: float, helped: float) -> str:
    """What the wall time went on."""
    if cpu > 0.8 * seconds:
        return "the importing process had its core all the time"
    cores = len(os.sched_getaffinity(0))
    if helped > 0.8 * seconds:
        return "the composing process had its core all the time"
    return f"of {cores} cores {(cpu + helped) / seconds:.1f} were had, others or the disk had the rest of the time"


def main() -> None:
    """Measure with and without texts, each in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m bench.importing", description=__doc__)
    parser.add_argument("--items", type=int, default=34_478)
    parser.add_argument("--table", help="import this table only")
    arguments = parser.parse_args()
    if arguments.table:
        measure(Path(arguments.table))
        return
    for what, sentences in {"without texts": 0, "with texts of eight sentences": 8}.items():
        for count in (arguments.items // 4, arguments.items):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                rows = write_table(folder / "items.csv", count, sentences)
                bare = floor(rows, folder)
                environment = {
                    **os.environ,
                    "GONGKAI_HOME": name,
                    "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
                }
                environment.pop("DATABASE_URL", None)
                command = (sys.executable, "-m", "bench.importing", "--table", str(folder / "items.csv"))
                done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
                seconds, cpu, helped, peak, other = (float(part) for part in done.stdout.split()[-5:])
                bound = "" if count / seconds >= TARGET else f", missed: {bounded_by(seconds, cpu, helped)}"
                print(
                    f"{count:,} items {what}: {count / seconds:,.0f} rows/s of wall time (target {TARGET:,}{bound}): "
                    f"{seconds:.1f} s wall, {cpu:.1f} s CPU here and {helped:.1f} s in its processes; "
                    f"{peak:.0f} MB at most here, {other:.0f} MB in its largest process; "
                    f"floor {count / bare:,.0f} rows/s, {seconds / bare:.0f} × floor",
                    flush=True,
                )


if __name__ == "__main__":
    main()
