"""Measures the pages on the database of the environment and prints JSON: run by `bench.platform`, in a process of its own."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django
from django.conf import settings

ROUNDS = 40
BIG = "scj"
_SMALL = 1000
"""Rows up to which reading a table from end to end is what a database does best."""
FREQUENT, RARE = "食品安全", "公益事业捐赠管理办法"


def main() -> None:
    """Measure and print."""
    django.setup()
    settings.ROOT_URLCONF = "bench.platform.floors"
    from django.db import connection

    from gongkai.publishing.models import Item

    draw = random.Random(1)
    numbers = [number for number in _some_numbers(Item, draw) if number]
    result = {
        "vendor": connection.vendor,
        "items": Item.objects.order_by("-pk").values_list("pk", flat=True).first(),
        "pages": [
            _compare("item", [f"/i/{n}" for n in numbers], [f"/floor/i/{n}" for n in numbers], 4),
            _compare("unit list, page 1", *_lists(1), 4),
            _compare("unit list, page 1,000", *_lists(1000), 4),
            _compare(f"search, frequent word ({FREQUENT})", *_searches(FREQUENT), 6),
            _compare(f"search, rare word ({RARE})", *_searches(RARE), 6),
        ],
        "counts": _cold_counts(),
        "nothing": _nothing(),
    }
    json.dump(result, sys.stdout, ensure_ascii=False)


def _nothing() -> float:
    """CPU milliseconds of an empty page, measured last, when nothing is new to the process."""
    return _cpu(["/floor/nothing"] * ROUNDS)[0]


def _some_numbers(items: Any, draw: random.Random) -> list[str]:
    last = items.objects.order_by("-pk").values_list("pk", flat=True).first()
    keys = sorted(draw.sample(range(1, last + 1), ROUNDS * 2))
    return list(items.objects.public().filter(pk__in=keys).values_list("index_number", flat=True)[:ROUNDS])


def _lists(page: int) -> tuple[list[str], list[str]]:
    return [f"/u/{BIG}/catalogue/?page={page}"] * ROUNDS, [f"/floor/u/{BIG}/{page}"] * ROUNDS


def _searches(word: str) -> tuple[list[str], list[str]]:
    return [f"/search?q={quote(word)}"] * ROUNDS, [f"/floor/search/{quote(word)}"] * ROUNDS


def _compare(name: str, pages: Sequence[str], floors: Sequence[str], target: float) -> dict[str, Any]:
    """CPU time of pages and floors in turns, after each was asked for once: first pages pay for what all of them need."""
    _cpu(pages, floors)
    page_time, floor_time = _cpu(pages, floors)
    queries, plans = _queries(pages[-1])
    in_database = _database_share(pages[:10])
    return {
        "name": name,
        "page_ms": page_time,
        "floor_ms": floor_time,
        "ratio": page_time / floor_time,
        "target": target,
        "database_ms": in_database,
        "queries": queries,
        "scans": plans,
    }


def _cpu(*rows: Sequence[str]) -> list[float]:
    """CPU milliseconds a request of each row of addresses, measured in turns."""
    from django.test import Client

    client, spent = Client(HTTP_HOST="127.0.0.1"), [0.0 for _ in rows]
    for addresses in zip(*rows, strict=True):
        for number, address in enumerate(addresses):
            began = _clock()
            response = client.get(_uncached(address))
            spent[number] += _clock() - began
            if response.status_code != 200:
                raise RuntimeError(f"{address}: {response.status_code}")
    return [total / len(rows[0]) * 1000 for total in spent]


def _uncached(address: str) -> str:
    """The same address with a parameter that the memory of pages does not know: it neither gives nor keeps the answer."""
    return f"{address}{'&' if '?' in address else '?'}bench=1"


def _clock() -> float:
    """CPU seconds of this process and, with PostgreSQL, of the server's process for it."""
    from django.db import connection

    own = time.process_time()
    if connection.vendor != "postgresql" or connection.connection is None:
        return own
    fields = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()
    return own + int(fields[0]) / 1e9


def _queries(address: str) -> tuple[int, list[str]]:
    """How many queries a page runs, and those of their plans that read a large table from end to end."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    asked: list[tuple[str, Any]] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with CaptureQueriesContext(connection), connection.execute_wrapper(watch):
        Client(HTTP_HOST="127.0.0.1").get(_uncached(address))
    return len(asked), [line for sql, params in asked if sql.startswith("SELECT") for line in _scans(sql, params)]


def _database_share(addresses: Sequence[str]) -> float:
    """CPU milliseconds a request that pass in running queries; the rest goes into rows, objects and templates."""
    from django.db import connection

    spent = 0.0

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal spent
        began = _clock()
        try:
            return execute(sql, params, many, context)
        finally:
            spent += _clock() - began

    with connection.execute_wrapper(watch):
        _cpu(addresses)
    return spent / len(addresses) * 1000


def _scans(sql: str, params: Any) -> list[str]:
    from django.db import connection

    explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    with connection.cursor() as cursor:
        cursor.execute(explain + sql, params)
        lines = [str(row[-1]) for row in cursor.fetchall()]
    bad = "Seq Scan on publishing_" if connection.vendor == "postgresql" else "SCAN publishing_"
    found = [line.strip() for line in lines if bad in line and "INDEX" not in line]
    return [line for line in found if "search_words" not in line and _rows(line.split(bad)[1].split()[0]) > _SMALL]


@cache
def _rows(table: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM publishing_{table}")
        return int(cursor.fetchone()[0])


def _cold_counts() -> list[dict[str, Any]]:
    """What the counts beside a unit's catalogue cost when something was just published, and a search's facets."""
    from gongkai.portal.tree import _tree
    from gongkai.publishing import search
    from gongkai.units.models import Unit

    unit = Unit.objects.get(code=BIG)
    return [
        _timed("counts of the largest unit's catalogue, not kept", lambda: _tree(unit)),
        _timed(f"facets of a frequent word ({FREQUENT})", lambda: search.search(search.Query(FREQUENT))),
        _timed("facets of everything, newest first", lambda: search.search(search.Query())),
    ]


def _timed(name: str, work: Callable[[], object]) -> dict[str, Any]:
    work()
    began = _clock()
    for _ in range(5):
        work()
    return {"name": name, "ms": (_clock() - began) / 5 * 1000}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    main()
