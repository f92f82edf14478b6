"""How fast and how large the search index is, on SQLite and PostgreSQL: `python -m bench.search [--items 200000]`."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from statistics import median

import dj_database_url
import django
from django.conf import settings
from django.db import connection, transaction

from bench.notices import KINDS, TOPICS, UNITS, notices
from gongkai.publishing.search import Document, Query, clear, index, remove, search, tables
from tests.postgresql import server

QUESTIONS = {
    "rare word": Query("松材线虫"),
    "word in nearly every item": Query("人民政府"),
    "the same, newest first": Query("人民政府", order="newest"),
    "frequent word never in a title": Query("整改"),
    "long phrase of frequent words": Query("应知尽知"),
    "two words": Query("政务公开 望江台"),
    "two frequent words": Query("财政局 办公室"),
    "word with filters": Query("政务公开", filters={"tree": "county", "unit": UNITS[0], "year": "2020"}),
    "filters alone": Query(filters={"unit": UNITS[0], "kind": KINDS[0]}),
    "everything, newest first": Query(),
    "year": Query("2025年"),
    "days": Query("政务公开", since=date(2019, 1, 1), until=date(2019, 3, 31)),
    "one character": Query("县"),
    "exclusion": Query("政务公开 -财政局"),
    "not found, taken apart": Query("财政局望江台森林防火"),
}


def documents(count: int) -> Iterator[Document]:
    """Made-up documents with the facets that the portal has."""
    for number, one in enumerate(notices(count), 1):
        facets = {
            "unit": (UNITS[one.unit],),
            "tree": ("county", UNITS[one.unit]),
            "node": (TOPICS[one.topic], f"top{one.topic % 9}"),
            "field": (f"top{one.topic % 9}",),
            "year": (str(one.year),),
            "kind": (KINDS[one.kind],),
            "validity": ("valid" if number % 7 else "repealed",),
            "openness": ("active",),
        }
        yield Document(number, one.title, one.number, one.keywords, one.text, facets, one.published)


def measure(count: int) -> None:
    """Build, ask, replace and remove on the database that is connected, and print it."""
    with connection.schema_editor() as editor:
        tables.create(editor)
    composed = list(documents(count))
    with _timed(f"build {count:,} items"), transaction.atomic():
        index(composed)
    with connection.cursor() as cursor:
        for statement in (
            ("VACUUM ANALYZE",) if connection.vendor == "postgresql" else ("PRAGMA wal_checkpoint(TRUNCATE)",)
        ):
            cursor.execute(statement)
        cursor.execute(_SIZES[connection.vendor])
        print(f"  size {cursor.fetchone()[0] / 1e6:,.0f} MB")
    number = {"document number": Query(composed[count // 2].number)}
    for name, query in (QUESTIONS | number).items():
        times = []
        for _ in range(7):
            began = time.perf_counter()
            hits = search(query)
            times.append((time.perf_counter() - began) * 1000)
        more = "+" if hits.bounded else ""
        print(f"  {name:<32} {times[0]:7.1f} ms at first, {median(times):7.1f} ms   {hits.total}{more} found")
    some = composed[:: max(1, count // 1000)]
    with _timed(f"replace {len(some)} items, one by one"):
        for document in some:
            with transaction.atomic():
                index([document])
    with _timed(f"remove {len(some)} items at once"), transaction.atomic():
        remove(document.item_id for document in some)
    with _timed("clear"), transaction.atomic():
        clear()


_SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    "postgresql": "SELECT pg_total_relation_size('publishing_search')",
}


@contextmanager
def _timed(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    print(f"  {what}: {time.perf_counter() - began:.1f} s")


def main() -> None:
    """Measure on one database after the other, each in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--items", type=int, default=200_000)
    parser.add_argument("--database", help="measure on this empty database only")
    arguments = parser.parse_args()
    if arguments.database:
        _configure(arguments.database)
        measure(arguments.items)
        return
    with tempfile.TemporaryDirectory() as folder, server() as (url, why):
        for name, address in {"SQLite": f"sqlite:///{folder}/search.db", "PostgreSQL": url}.items():
            print(name if address else f"{name}: not measured: {why}", flush=True)
            if address:
                again = (sys.executable, "-m", "bench.search", "--items", str(arguments.items), "--database", address)
                subprocess.run(again, check=True)


def _configure(address: str) -> None:
    database = dj_database_url.parse(address)
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL"}
    settings.configure(USE_TZ=True, TIME_ZONE="Asia/Shanghai", DATABASES={"default": database})
    django.setup()


if __name__ == "__main__":
    main()
