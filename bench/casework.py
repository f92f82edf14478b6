"""How fast requests are reckoned, listed and counted: `python -m bench.casework [--cases 200000] [--clocks 1000000]`.

Each number stands beside its floor: walking the same days one by one with `chinese_calendar`; the bare SQL of a page, hand-written and
without Django; one bare GROUP BY.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

UNITS = 1000
TODAY = date(2026, 11, 20)
CLOCKS_TARGET, PAGES_TARGET, COUNTS_TARGET = 20_000, 4, 3
_ROUNDS = 7
_WALKED = 20_000
"""So many clocks are walked day by day for the floor; more would only take longer."""


def histories(count: int) -> Iterator[tuple[date, list[Any]]]:
    """Made-up requests: half of them plain, the others corrected, extended, with one or two consultations, or paid for."""
    from gongkai.statute.clock import Event

    draw = random.Random(1)
    days = [date(2021, 1, 4) + timedelta(number) for number in range(1900)]
    for _ in range(count):
        day = draw.choice(days)
        what, events = draw.random(), []
        start = day
        if what < 0.12:
            start = day + timedelta(12)
            events += [Event(day + timedelta(4), "correction_asked"), Event(start, "correction_received")]
        elif what < 0.16:
            start = day + timedelta(20)
            events += [Event(day + timedelta(5), "fee_noticed"), Event(start, "fee_paid")]
        if 0.14 < what < 0.34:
            events += [Event(start + timedelta(3), "third_party_asked", party="1")]
            events += [Event(start + timedelta(15), "third_party_answered", party="1")]
        if 0.30 < what < 0.38:
            events += [Event(start + timedelta(5), "joint_asked", party="2")]
        if 0.36 < what < 0.50:
            events.append(Event(start + timedelta(16), "extended"))
        events.append(Event(start + timedelta(22), "answered"))
        yield day, events


def clocks(count: int) -> None:
    """Fold `count` clocks; for the floor walk the days from receipt to the last day."""
    import chinese_calendar

    from gongkai.statute.clock import fold
    from gongkai.statute.workdays import standard

    known, spent, spans, done = standard(), 0.0, [], 0
    made = histories(count)
    while batch := list(islice(made, 10_000)):
        began = time.process_time()
        folded = [fold(day, events, known) for day, events in batch]
        spent += time.process_time() - began
        done += len(folded)
        if len(spans) < _WALKED:
            spans += [(clock.received, clock.due) for clock in folded if clock.due and clock.due < date(2026, 12, 31)]
    day = timedelta(1)
    began = time.process_time()
    for first, last in spans[:_WALKED]:
        walked = first
        while walked < last:
            walked += day
            chinese_calendar.is_workday(walked)
    floor = (time.process_time() - began) / len(spans[:_WALKED])
    rate = done / spent
    print(
        f"{done:,} clocks: {rate:,.0f} a second on one core (target {CLOCKS_TARGET:,}{_missed(rate >= CLOCKS_TARGET)}); floor, "
        f"walking their days with chinese_calendar: {1 / floor:,.0f} a second, {1 / rate / floor:.2f} × floor",
        flush=True,
    )


def pages(cases: int) -> None:
    """Measure the pages and counts of the database that GONGKAI_HOME names."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from gongkai.config.preparing import prepare

    prepare(demo=False)
    settings.TODAY, settings.ALLOWED_HOSTS = TODAY, ["*"]
    officer, supervisor = _fill(cases)
    bare = sqlite3.connect(Path(settings.HOME) / "gongkai.sqlite3")
    unit = officer.posts.get().unit_id

    for what, person, path, floor in (
        ("officer's board, one unit", officer, reverse("cases:index"), lambda: _board(bare, f"c.unit_id = {unit}")),
        ("board of all units", supervisor, reverse("cases:index"), lambda: _board(bare, "1")),
        ("supervisor's table", supervisor, reverse("case_supervision:index"), lambda: _supervision(bare)),
    ):
        client = Client()
        client.force_login(person)

        def get(client: Client = client, path: str = path) -> None:
            answer = client.get(path)
            if answer.status_code != 200:
                raise RuntimeError(f"{path}: {answer.status_code}")

        _told(f"{what}, {cases:,} cases", get, floor, None if person == officer else PAGES_TARGET)
    _counted(bare)


def _counted(bare: sqlite3.Connection) -> None:
    from gongkai.casework.counts import table_three
    from gongkai.units.models import Unit

    sql = (
        "SELECT unit_id, applicant_kind, answer_kind, count(*) FROM casework_case WHERE received_on <= '2026-12-31' "
        "AND (closed_on IS NULL OR closed_on >= '2026-01-01') GROUP BY 1, 2, 3"
    )
    units = Unit.objects.all()
    _told(
        f"table three of {UNITS:,} units",
        lambda: table_three(units, 2026, "2021"),
        lambda: bare.execute(sql).fetchall(),
        COUNTS_TARGET,
    )


def _told(what: str, does: Callable[[], object], floor: Callable[[], object], target: float | None) -> None:
    taken, least = _seconds(does), _seconds(floor)
    ratio = taken / least
    print(
        f"{what}: {1000 * taken:.1f} ms, floor {1000 * least:.1f} ms, {ratio:.1f} × floor "
        + (
            f"(target {target}{_missed(ratio <= target)})"
            if target
            else "(next to no rows: what is left is any page's shell)"
        ),
        flush=True,
    )


def _seconds(does: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS + 1):
        began = time.perf_counter()
        does()
        times.append(time.perf_counter() - began)
    return median(times[1:])


def _board(bare: sqlite3.Connection, where: str) -> None:
    """What the board shows: how many stand in each column, and the first cards of each."""
    now, soon = TODAY.isoformat(), (TODAY + timedelta(7)).isoformat()
    lanes = (
        f"state = 'open' AND due_on <= '{now}'",
        f"state = 'open' AND due_on > '{now}' AND due_on <= '{soon}'",
        "state = 'arrived'",
        f"state = 'open' AND (due_on > '{soon}' OR due_on IS NULL)",
        "state IN ('correcting', 'paying')",
        "state = 'submitted'",
        "state = 'approved'",
    )
    sums = ", ".join(f"sum({lane})" for lane in lanes)
    bare.execute(f"SELECT {sums} FROM casework_case c WHERE state <> 'closed' AND {where}").fetchall()
    for lane in lanes:
        bare.execute(
            f"SELECT c.*, a.masked, u.name, p.name FROM casework_case c JOIN casework_applicant a ON a.id = c.applicant_id "
            f"JOIN units_unit u ON u.id = c.unit_id LEFT JOIN units_person p ON p.id = c.officer_id "
            f"WHERE {lane} AND {where} ORDER BY due_on IS NULL, due_on, c.id LIMIT 20"
        ).fetchall()


def _supervision(bare: sqlite3.Connection) -> None:
    """What the table shows: the units, what is open in each, and what was answered in the year, by kind."""
    now, soon = TODAY.isoformat(), (TODAY + timedelta(7)).isoformat()
    bare.execute("SELECT * FROM units_unit ORDER BY path").fetchall()
    bare.execute(
        f"SELECT unit_id, count(*), sum(due_on < '{now}'), sum(due_on BETWEEN '{now}' AND '{soon}'), sum(state = 'arrived') "
        "FROM casework_case WHERE state <> 'closed' GROUP BY 1"
    ).fetchall()
    bare.execute(
        "SELECT unit_id, answer_kind, count(*), sum(late), sum(julianday(closed_on) - julianday(received_on)) "
        "FROM casework_case WHERE closed_on BETWEEN '2026-01-01' AND '2026-12-31' GROUP BY 1, 2"
    ).fetchall()
    bare.execute(
        "SELECT c.unit_id, count(*) FROM casework_demand d JOIN casework_case c ON c.id = d.case_id GROUP BY 1"
    )


def _fill(count: int) -> tuple[Any, Any]:
    """`count` cases in `UNITS` units, from 2024 until today, most of them closed; an officer of one unit, a supervisor of all."""
    from django.db import connection, transaction

    from gongkai.casework.models import Applicant, Case
    from gongkai.publishing.bulk import Table
    from gongkai.statute import answers, receipt
    from gongkai.statute.workdays import standard
    from gongkai.units.models import Person, Post, Unit

    draw, known = random.Random(2), standard()
    kinds, ways = list(answers.kinds()), list(receipt.ways())
    columns = ["person"] * 12 + ["business", "legal", "other"]
    states = ["open"] * 6 + ["arrived", "correcting", "paying", "submitted", "approved"]
    with transaction.atomic():
        root = Unit.add_root(code="u0", name="云溪县人民政府", short_name="云溪县", kind="county", front="000000000")
        for number in range(1, UNITS):
            root.add_child(
                code=f"u{number}",
                name=f"云溪县第{number}局",
                short_name=f"第{number}局",
                kind="department",
                front="000000000",
            )
        officer, supervisor = (Person.objects.create_user(name, name=name) for name in ("officer", "supervisor"))
        units = list(Unit.objects.values_list("pk", flat=True))
        Post.objects.create(person=officer, unit_id=units[1], role="case_officer")
        Post.objects.create(person=supervisor, unit_id=units[0], role="supervisor")
        Table(Applicant).insert(
            {"id": unit, "unit_id": unit, "kind": "person", "masked": "林某某", "same": str(unit), "name": "x"}
            for unit in units
        )

        def rows() -> Iterator[dict[str, Any]]:
            for number in range(1, count + 1):
                unit, received = draw.choice(units), TODAY - timedelta(int(draw.random() * 1000))
                due = known.nth(received, 20)
                closed = received + timedelta(int(draw.random() * 34))
                open_ = closed > TODAY or draw.random() < 0.005
                state = draw.choice(states) if open_ else "closed"
                waiting = state in ("arrived", "correcting", "paying")
                yield {
                    "id": number, "unit_id": unit, "number": f"{unit}-{number}", "code": "x", "code_digest": str(number),
                    "applicant_id": unit, "applicant_kind": draw.choice(columns), "way": draw.choice(ways),
                    "arrived_on": received, "received_on": None if state == "arrived" else received,
                    "title": "2026年校车管理办法", "description": "请公开校车管理办法全文", "state": state,
                    "due_on": None if waiting else due, "closed_on": None if open_ else closed,
                    "answer_kind": "" if open_ else draw.choice(kinds), "late": None if open_ else closed > due,
                    "officer_id": officer.pk, "created_at": datetime(2026, 1, 1, 1, tzinfo=UTC),
                }  # fmt: skip

        Table(Case).insert(rows())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return officer, supervisor


def _missed(reached: bool) -> str:
    return "" if reached else ", missed"


def main() -> None:
    """Measure the clocks here, pages and counts in a process with a data folder of its own."""
    parser = argparse.ArgumentParser(prog="python -m bench.casework", description=__doc__)
    parser.add_argument("--clocks", type=int, default=1_000_000)
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        pages(arguments.cases)
        return
    clocks(arguments.clocks)
    with tempfile.TemporaryDirectory() as name:
        environment = {**os.environ, "GONGKAI_HOME": name, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
        environment.pop("DATABASE_URL", None)
        command = (sys.executable, "-W", "ignore", "-m", "bench.casework", "--inside", "--cases", str(arguments.cases))
        subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    main()
