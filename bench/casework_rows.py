"""Made-up requests, reviews and lawsuits of a thousand units, for measuring pages and counts on them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

UNITS = 1000
TODAY = date(2026, 11, 20)


def fill(count: int) -> tuple[Any, Any, Any]:
    """`count` cases in `UNITS` units, from 2024 until today, most of them closed, and a tenth as many reviews and lawsuits.

    An officer of one unit, a supervisor of all, and an officer of a unit that has nothing yet.
    """
    from django.db import connection, transaction

    from gongkai.casework.models import Applicant, Case
    from gongkai.publishing.bulk import Table
    from gongkai.remedies.models import Group, Proceeding
    from gongkai.statute import answers, receipt
    from gongkai.statute.outcomes import COLUMNS
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
        names = ("officer", "supervisor", "newcomer")
        officer, supervisor, newcomer = (Person.objects.create_user(name, name=name) for name in names)
        units = list(Unit.objects.values_list("pk", flat=True))
        Post.objects.create(person=officer, unit_id=units[1], role="case_officer")
        Post.objects.create(person=supervisor, unit_id=units[0], role="supervisor")
        new = Unit.add_root(code="new", name="云溪县新设局", short_name="新设局", kind="department", front="000000000")
        Post.objects.create(person=newcomer, unit=new, role="case_officer")
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

        def proceedings() -> Iterator[dict[str, Any]]:
            for number in range(1, count // 10 + 1):
                filed = TODAY - timedelta(int(draw.random() * 1000))
                ended = filed + timedelta(int(draw.random() * 120))
                open_ = ended > TODAY
                yield {
                    "id": number, "unit_id": draw.choice(units), "group": draw.choice(Group.values), "contested": "other",
                    "masked": "林某某", "claimant": "x", "about": "校车管理办法", "body": "云溪县人民政府", "filed_on": filed,
                    "stage": "trial" if open_ else "ended", "ended_on": None if open_ else ended,
                    "outcome": "" if open_ else "x", "column": "" if open_ else draw.choice(COLUMNS),
                    "created_at": datetime(2026, 1, 1, 1, tzinfo=UTC),
                }  # fmt: skip

        Table(Case).insert(rows())
        Table(Proceeding).insert(proceedings())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return officer, supervisor, newcomer
