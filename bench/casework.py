"""How fast requests are reckoned, listed and counted: `python -m bench.casework [--cases 200000] [--clocks 1000000]`.

Each number stands beside its floor: walking the same days one by one with `chinese_calendar`; the bare SQL of a page, hand-written and
without Django; one bare GROUP BY. One unit's board reads next to no rows: what bounds it is what any page of the workbench costs with its
menu, permissions and templates, so its floor is the same page of a unit without requests.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from bench.casework_rows import TODAY, UNITS, fill

CLOCKS_TARGET, PAGES_TARGET, SHELL_TARGET, COUNTS_TARGET, OFTEN_TARGET = 20_000, 4, 2, 3, 1000
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
    officer, supervisor, newcomer = fill(cases)
    bare = sqlite3.connect(Path(settings.HOME) / "gongkai.sqlite3")
    unit = officer.posts.get(role="case_officer").unit_id
    board, table = (reverse(f"{name}:index") for name in ("cases", "case_supervision"))
    clients = {person: Client() for person in (officer, supervisor, newcomer)}
    for person, client in clients.items():
        client.force_login(person)

    def page(person: Any, path: str) -> Callable[[], object]:
        def get() -> None:
            answer = clients[person].get(path)
            if answer.status_code != 200:
                raise RuntimeError(f"{path}: {answer.status_code}")

        return get

    own = ("bare SQL", lambda: _board(bare, f"c.unit_id = {unit}"), None)
    shell = ("the board of a unit without requests", page(newcomer, board), SHELL_TARGET)
    _told(f"officer's board, one unit, {cases:,} cases", page(officer, board), own, shell)
    for what, path, floor in (
        ("board of all units", board, lambda: _board(bare, "1")),
        ("supervisor's table", table, lambda: _supervision(bare)),
    ):
        _told(f"{what}, {cases:,} cases", page(supervisor, path), ("bare SQL", floor, PAGES_TARGET))
    _counted(bare)
    _often()


def _counted(bare: sqlite3.Connection) -> None:
    from gongkai.casework.counts import table_three
    from gongkai.remedies.counts import table_four
    from gongkai.units.models import Unit

    units = Unit.objects.all()
    in_year = "{} <= '2026-12-31' AND ({} IS NULL OR {} >= '2026-01-01') GROUP BY 1, 2, 3"
    three = in_year.format("received_on", "closed_on", "closed_on")
    four = in_year.format("filed_on", "ended_on", "ended_on")
    for what, does, sql in (
        (
            "three",
            lambda: table_three(units, 2026, "2021"),
            f"unit_id, applicant_kind, answer_kind, count(*) FROM casework_case WHERE {three}",
        ),
        (
            "four",
            lambda: table_four(units, 2026),
            f'unit_id, "group", "column", count(*) FROM remedies_proceeding WHERE {four}',
        ),
    ):
        floor = ("one GROUP BY", lambda sql=sql: bare.execute(f"SELECT {sql}").fetchall(), COUNTS_TARGET)
        _told(f"table {what} of {UNITS:,} units", does, floor)


def _often() -> None:
    """Group as many different requests as are ever looked at, of words that come again and again: the dearest case."""
    from gongkai.casework.services.asked_often import READ, Asked, likes

    draw = random.Random(3)
    words = re.findall("..", "校车采购合同年度预算决算绩效补贴征收补偿方案环评报告批复规划许可拆迁安置资金使用会议纪要")
    texts = [["".join(draw.sample(words, count)) for count in (3, 6)] for _ in range(READ)]
    taken = _seconds(lambda: likes([Asked.of(*each) for each in texts]))
    print(f"{READ:,} requests of a unit grouped by what they ask: {1000 * taken:.0f} ms (target {OFTEN_TARGET:,} ms"
          f"{_missed(1000 * taken <= OFTEN_TARGET)})", flush=True)  # fmt: skip


def _told(what: str, does: Callable[[], object], *floors: tuple[str, Callable[[], object], float | None]) -> None:
    """Print how long `does` takes, and how many times each of its floors that is, with the target where it has one."""
    taken, said = _seconds(does), []
    for name, floor, target in floors:
        least = _seconds(floor)
        ratio = taken / least
        aim = f" (target {target}{_missed(ratio <= target)})" if target else ""
        said.append(f"{ratio:.1f} × {name}, {1000 * least:.1f} ms{aim}")
    print(f"{what}: {1000 * taken:.1f} ms; {'; '.join(said)}", flush=True)


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
