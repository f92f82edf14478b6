"""How fast annual reports are made: `python -m bench.annual [--items 50000] [--cases 5000] [--units 1000]`.

Floors: the bare SQL of the same aggregates, hand-written and without Django; one bare GROUP BY over the same cells.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.casework import _seconds, _told

REPORT_TARGET, ROLLUP_TARGET, WRITING_TARGET = 3, 5, 1.0
YEAR = 2025
TODAY = date(2026, 1, 20)
_KINDS = ("site", "wechat", "weibo", "notice-board")


def measure(items: int, cases: int, units: int) -> None:
    """Measure in the database that GONGKAI_HOME names."""
    import django

    django.setup()
    from django.conf import settings

    from gongkai.config.preparing import prepare

    prepare(demo=False)
    settings.TODAY = TODAY
    bureau, county = _fill(items, cases, units)
    bare = sqlite3.connect(Path(settings.HOME) / "gongkai.sqlite3")
    _report(bare, bureau, f"{items:,} items, {cases:,} requests")
    _rollup(bare, county, units)
    _writing(bureau)


def _report(bare: sqlite3.Connection, bureau: Any, what: str) -> None:
    from gongkai.annual.figures import draw
    from gongkai.annual.prose.fields import Figures
    from gongkai.annual.written import cells_of, written

    names = Figures(bureau, cells_of(bureau)).names()

    def made() -> None:
        draw(bureau)
        figures = Figures(bureau, cells_of(bureau))
        written(bureau, figures)
        for name in names:
            figures.value(name)

    _told(f"report of one unit, {what}", made, ("bare SQL", lambda: _aggregates(bare, bureau.unit_id), REPORT_TARGET))


def _aggregates(bare: sqlite3.Connection, unit: int) -> None:
    """What a report counts: documents made, ended, in force; items by channel; tables three and four; what words name."""
    start, end, published = f"{YEAR}-01-01", f"{YEAR}-12-31", f"{YEAR - 1}-12-31 16:00:00"
    items = f"FROM publishing_item WHERE unit_id = {unit} AND index_number IS NOT NULL"
    ended = "EXISTS (SELECT 1 FROM publishing_ending e WHERE e.item_id = publishing_item.id AND e.\"on\" <= '{}')"
    year = f"AND openness = 'proactive' AND first_published_at BETWEEN '{published}' AND '{YEAR}-12-31 15:59:59'"
    released = f"i.unit_id = {unit} AND r.released_on BETWEEN '{start}' AND '{end}'"
    closed = f"FROM casework_case WHERE unit_id = {unit} AND closed_on BETWEEN '{start}' AND '{end}'"
    touching = (
        "{} <= '" + end + "' AND ({} IS NULL OR {} >= '" + start + "') AND unit_id = " + str(unit) + " GROUP BY 1, 2"
    )
    for sql in (
        f"SELECT count(*) {items} AND normative AND formed_on BETWEEN '{start}' AND '{end}'",
        f"SELECT count(*) {items} AND normative AND formed_on <= '{end}' AND {ended.format(end)}",
        f"SELECT count(*) {items} AND normative AND formed_on <= '{end}' AND NOT {ended.format(end)}",
        f"SELECT count(*) {items} {year}",
        f"SELECT count(*) {items} {year} AND explains_id IS NOT NULL",
        f"SELECT count(*) {items} {year} AND due_on < date(first_published_at, '+8 hours')",
        f"SELECT count(*) {items} AND withdrawn_at BETWEEN '{published}' AND '{YEAR}-12-31 15:59:59'",
        (
            "SELECT c.kind, count(DISTINCT r.item_id) FROM publishing_release r JOIN publishing_item i ON i.id = r.item_id "
            f"JOIN publishing_channel c ON c.id = r.channel_id WHERE {released} GROUP BY 1"
        ),
        (
            f"SELECT applicant_kind, answer_kind, count(*), sum(received_on >= '{start}'), sum(closed_on <= '{end}') "
            f"FROM casework_case WHERE {touching.format('received_on', 'closed_on', 'closed_on')}"
        ),
        f"SELECT sum(late), sum(extended) {closed}",
        f'SELECT "group", "column", count(*) FROM remedies_proceeding WHERE {touching.format("filed_on", "ended_on", "ended_on")}',
        f"SELECT count(*) FROM casework_step s JOIN casework_case c ON c.id = s.case_id WHERE c.unit_id = {unit} AND s.kind = 'fee_paid'",
        f"SELECT count(*) FROM remedies_complaint WHERE unit_id = {unit} AND received_on BETWEEN '{start}' AND '{end}'",
    ):
        bare.execute(sql).fetchall()


def _rollup(bare: sqlite3.Connection, county: Any, units: int) -> None:
    from gongkai.annual.figures import draw
    from gongkai.annual.members import board

    summed = (
        "SELECT f.code, sum(f.value) FROM annual_figure f JOIN annual_annualreport r ON r.id = f.report_id "
        f"WHERE r.year = {YEAR} AND r.state IN ('signed', 'published') GROUP BY 1"
    )
    floor = ("summing the same cells in SQL", lambda: bare.execute(summed).fetchall(), ROLLUP_TARGET)
    _told(f"roll-up of {units:,} units", lambda: draw(county), floor)
    print(f"board of {units:,} units: {1000 * _seconds(lambda: board(county.unit, YEAR)):.1f} ms", flush=True)


def _writing(bureau: Any) -> None:
    from gongkai.annual.written import written
    from gongkai.report.writing import FORMATS, write

    report = written(bureau)
    for to in FORMATS:
        taken = _seconds(lambda to=to: write(report, to))
        missed = "" if taken <= WRITING_TARGET else ", missed"
        print(f"a report as {to}: {taken:.2f} s (target {WRITING_TARGET:.0f} s{missed})", flush=True)


def _fill(items: int, cases: int, units: int) -> tuple[Any, Any]:
    """A county of so many units that have all handed in, and one that has so many items and requests besides."""
    from django.db import connection, transaction

    from gongkai.annual.models import AnnualReport, Figure
    from gongkai.annual.services.opening import fill, fresh
    from gongkai.publishing.bulk import Table
    from gongkai.statute.forms import forms
    from gongkai.units.models import Unit

    with transaction.atomic():
        root = Unit.add_root(code="u0", name="云溪县人民政府", short_name="云溪县", kind="county", front="000000000")
        for number in range(1, units + 1):
            names = {"name": f"云溪县第{number}局", "short_name": f"第{number}局"}
            root.add_child(code=f"u{number}", kind="department", front="000000000", **names)
        below = list(Unit.objects.filter(depth=2))
        AnnualReport.objects.bulk_create(
            AnnualReport(unit=unit, year=YEAR, form_id="2021", name=unit.name, state="signed") for unit in below[1:]
        )
        codes, draw = list(forms()["2021"].cells), random.Random(4)
        Table(Figure).insert(
            {"report_id": report, "code": code, "value": number, "counted": number, "source": "counted"}
            for report in AnnualReport.objects.values_list("pk", flat=True)
            for code in codes
            for number in (draw.randrange(40),)
        )
        _records(below[0], items, cases, draw)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    made = []
    for unit in (below[0], root):
        report = fresh(unit, YEAR)
        report.save()
        fill(report)
        made.append(AnnualReport.objects.select_related("unit").get(pk=report.pk))
    return made[0], made[1]


def _records(unit: Any, items: int, cases: int, draw: random.Random) -> None:
    from gongkai.casework.models import Applicant, Case
    from gongkai.publishing.bulk import Table
    from gongkai.publishing.models import Channel, Ending, Item, Release
    from gongkai.remedies.models import Group, Proceeding
    from gongkai.statute import answers
    from gongkai.statute.outcomes import COLUMNS

    channels = [Channel.objects.create(unit=unit, kind=kind, name=kind).pk for kind in _KINDS]
    days = [date(2020, 1, 1) + timedelta(draw.randrange(2190)) for _ in range(items)]

    def published() -> Iterator[dict[str, Any]]:
        for number, day in enumerate(days, 1):
            yield {
                "id": number, "unit_id": unit.pk, "title": "关于校车的通知", "issuing_body": unit.name, "formed_on": day, "node": "20.11",
                "openness": "proactive", "index_number": f"000000000/{day.year}-{number:05}", "live": True, "normative": number % 10 == 0,
                "first_published_at": datetime(day.year, day.month, day.day, 2, tzinfo=UTC), "due_on": day + timedelta(28),
                "created_at": datetime(2026, 1, 1, 1, tzinfo=UTC),
                "body": "[]",
            }  # fmt: skip

    Table(Item).insert(published())
    Table(Release).insert(
        {"item_id": number, "channel_id": channel, "released_on": day}
        for number, day in enumerate(days, 1)
        for channel in channels[: 1 + number % 3]
    )
    Table(Ending).insert(
        {"item_id": number, "kind": "repealed", "on": day + timedelta(500)}
        for number, day in enumerate(days, 1)
        if number % 30 == 0
    )
    applicant = Applicant.objects.create(unit=unit, kind="person", masked="林某某", same="1", name="x")
    kinds = list(answers.kinds())

    def asked() -> Iterator[dict[str, Any]]:
        for number in range(1, cases + 1):
            received = date(2023, 1, 1) + timedelta(draw.randrange(1095))
            closed = received + timedelta(draw.randrange(34))
            yield {
                "id": number, "unit_id": unit.pk, "number": f"{number}", "code": "x", "code_digest": str(number),
                "applicant_id": applicant.pk, "applicant_kind": draw.choice(("person", "business", "legal")), "way": "online",
                "arrived_on": received, "received_on": received, "title": "校车管理办法", "description": "请公开", "state": "closed",
                "closed_on": closed, "answer_kind": draw.choice(kinds), "late": False,
                "created_at": datetime(2026, 1, 1, 1, tzinfo=UTC),
            }  # fmt: skip

    def contested() -> Iterator[dict[str, Any]]:
        for number in range(1, cases // 10 + 1):
            filed = date(2023, 1, 1) + timedelta(draw.randrange(1095))
            yield {
                "id": number, "unit_id": unit.pk, "group": draw.choice(Group.values), "contested": "other", "masked": "林某某",
                "claimant": "x", "about": "校车管理办法", "body": "云溪县人民政府", "filed_on": filed, "stage": "ended",
                "ended_on": filed + timedelta(60), "outcome": "x", "column": draw.choice(COLUMNS),
                "created_at": datetime(2026, 1, 1, 1, tzinfo=UTC),
            }  # fmt: skip

    Table(Case).insert(asked())
    Table(Proceeding).insert(contested())


def main() -> None:
    """Measure in a process with a data folder of its own."""
    parser = argparse.ArgumentParser(prog="python -m bench.annual", description=__doc__)
    parser.add_argument("--items", type=int, default=50_000)
    parser.add_argument("--cases", type=int, default=5_000)
    parser.add_argument("--units", type=int, default=1000)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        measure(arguments.items, arguments.cases, arguments.units)
        return
    with tempfile.TemporaryDirectory() as name:
        environment = {**os.environ, "GONGKAI_HOME": name, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
        environment.pop("DATABASE_URL", None)
        sizes = [part for key in ("items", "cases", "units") for part in (f"--{key}", str(getattr(arguments, key)))]
        subprocess.run(
            (sys.executable, "-W", "ignore", "-m", "bench.annual", "--inside", *sizes), env=environment, check=True
        )


if __name__ == "__main__":
    main()
