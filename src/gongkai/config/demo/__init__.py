"""The demonstration county 云溪县: made-up units, people, items, requests and disputes in every state.

The same arguments give the same data. What lies in the past goes in as rows, however many there are; disputes, and what is in the
clerks' hands today, go through the real services.
"""

from __future__ import annotations

import random
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from heapq import merge

PASSWORD = "Yunxi-yanshi-2026"  # noqa: S105  of every account of the made-up county; the command prints it
FEWEST_ITEMS = 100
"""With fewer the county could not show every state."""
_LONG_TEXTS = 20_000
"""Up to so many items have texts of several paragraphs and go in all together; more have short ones and go in by the thousand."""


class DemoRefused(Exception):
    """The demonstration cannot be made; the message says in Chinese why and what to do."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How many of each were made."""

    units: int
    people: int
    items: int
    requests: int
    disputes: int
    """Reviews, lawsuits and complaints."""
    reports: int = 0
    """Annual reports that are made on the platform."""


def fill(units: int = 30, items: int = 600, requests: int = 60, year: int | None = None, seed: int = 1) -> Filled:
    """Fill the empty database with `units` units, and `items` items and `requests` requests up to the end of `year` (today, in this year).

    Raises `DemoRefused` where units are there already or an argument is out of its range.
    """
    from django.db import transaction

    from gongkai.annual.services import reminding
    from gongkai.audit.log import Asker, current_asker
    from gongkai.config.demo import people, stories
    from gongkai.config.demo.composing import Composer
    from gongkai.config.demo.counter import Counter, count, shown
    from gongkai.config.demo.disputes import CONTESTED, Disputes
    from gongkai.config.demo.elsewhere import Elsewhere
    from gongkai.config.demo.filling import Filling
    from gongkai.config.demo.living import COUNT, Desk
    from gongkai.config.demo.ordinary import ordinary
    from gongkai.config.demo.places import places
    from gongkai.config.demo.planned import Planner
    from gongkai.config.demo.reports import Reports
    from gongkai.config.demo.requested import Past, set_up_desks
    from gongkai.config.demo.timeline import YEARS, Timeline
    from gongkai.publishing import freshness
    from gongkai.units.calendars import today, workdays
    from gongkai.units.models import Unit

    if Unit.objects.exists():
        raise DemoRefused(
            "数据库中已经有机构，演示数据只能装入空的数据库。请换一个数据文件夹（GONGKAI_HOME）或者数据库（DATABASE_URL）。"
        )
    now = today()
    year = now.year if year is None else year
    if not now.year - 10 <= year <= now.year:
        raise DemoRefused(f"年份应当在{now.year - 10}年至{now.year}年之间，现在是{year}年。")
    if items < FEWEST_ITEMS:
        raise DemoRefused(f"信息数不能少于{FEWEST_ITEMS}条，否则展示不了各种状态；现在是{items}条。")
    try:
        bodies = places(units, year)
    except ValueError as error:
        raise DemoRefused(str(error)) from None

    draw = random.Random(f"{units} {items} {year} {seed}")  # noqa: S311  nothing secret is drawn
    asked = random.Random(f"{units} {requests} {year} {seed}")  # noqa: S311
    known = workdays()
    timeline = Timeline(date(year - YEARS + 1, 1, 1), min(now, date(year, 12, 31)), known)
    composer = Composer(bodies, draw, (3, 5) if items <= _LONG_TEXTS else (1, 2))
    token = current_asker.set(Asker(name="演示数据"))
    try:
        with transaction.atomic() if items <= _LONG_TEXTS else nullcontext():
            county = people.add_units(bodies, timeline.first)
            staff = people.add_people(bodies, county, draw)
            planner = Planner(bodies, composer, timeline)
            planned = [*planner.yearly(items // 4), *planner.normative(min(items // 8, 2000))]
            filling = Filling(county, staff, known, now, timeline.last)
            rest = items - len(planned) - COUNT
            filling.fill(planned, ordinary(rest, bodies, composer, timeline), expected=items)
            Desk(county, staff, composer, known, now).show(bodies)
            set_up_desks(county, ((body.code, body.word) for body in bodies))
            scenes = shown(requests)
            first = date(timeline.last.year - stories.YEARS + 1, 1, 1)
            teller = stories.Teller(bodies, asked, first, timeline.last, now, known)
            past = requests - count(scenes)
            applicants = max(5, past * 2 // 3)
            taken = CONTESTED if past >= len(CONTESTED) else {}
            ordinary_past = teller.tell(past - len(taken), applicants)
            contested = teller.contested(taken, applicants)
            Past(county, staff, asked).put_in(merge(ordinary_past, contested, key=lambda told: told.arrived))
            Counter(county, staff, asked, known, now).show(bodies, requests)
            disputes = Disputes(county, staff, asked, known, timeline.last).show(bodies) if requests else 0
            Elsewhere(county, staff, timeline.last, past // stories.YEARS).make(bodies)
            reports = Reports(county, staff, known, timeline.last).make(bodies)
            reminding.remind()
    finally:
        current_asker.reset(token)
    freshness.touch()
    return Filled(len(bodies), len(staff), items, requests, disputes, reports)
