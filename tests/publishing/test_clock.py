"""By when an item must be public: Art. 26, and the shorter terms for licences and penalties."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.publishing.models import Item
from gongkai.publishing.services import clock
from gongkai.units.models import Calendar
from tests.world import World

CASES = {
    "二十个工作日遇国庆假期顺延": ({"formed_on": date(2026, 9, 16), "node": "20.7"}, date(2026, 10, 20), False),
    "变更的，从变更之日起算": (
        {"formed_on": date(2025, 1, 6), "changed_on": date(2026, 9, 16), "node": "20.7"},
        date(2026, 10, 20),
        False,
    ),
    "跨入尚未公布放假安排的年份为暂定": ({"formed_on": date(2026, 12, 21), "node": "20.7"}, date(2027, 1, 18), True),
}


@pytest.mark.parametrize("name", CASES)
def test_the_last_day_for_publishing(world: World, name: str) -> None:
    fields, due, provisional = CASES[name]

    item = world.draft(**fields)

    assert (item.due_on, item.due_provisional) == (due, provisional)


def test_a_penalty_decision_is_published_within_seven_working_days(world: World) -> None:
    penalty = next(node.id for node in _nodes() if node.term == "penalty")

    item = world.draft(formed_on=date(2026, 9, 16), node=penalty)

    assert item.due_on == date(2026, 9, 24)


@pytest.mark.parametrize("openness", ["on_request", "withheld"])
def test_what_is_not_to_be_published_has_no_last_day(world: World, openness: str) -> None:
    assert world.draft(openness=openness).due_on is None


def test_a_change_after_the_publication_does_not_make_it_a_timely_one(world: World) -> None:
    item = world.draft(formed_on=date(2026, 3, 2), node="20.7")
    item.first_published_at = datetime(2026, 6, 1, tzinfo=UTC)
    item.changed_on = date(2026, 9, 16)

    clock.set_due(item)

    assert item.due_on == date(2026, 3, 30)


def test_a_new_calendar_moves_the_last_days_of_drafts_and_says_which(world: World) -> None:
    moved = world.draft(formed_on=date(2026, 12, 21), node="20.7")
    same = world.draft(formed_on=date(2026, 9, 16), node="20.7")
    Calendar.objects.create(year=2027, notice="测试用的放假安排", off=["2027-01-01", "2027-01-04"], worked=[])

    assert clock.recompute_open() == [moved.pk]

    moved = Item.objects.get(pk=moved.pk)
    assert (moved.due_on, moved.due_provisional) == (date(2027, 1, 20), False)
    assert Item.objects.get(pk=same.pk).due_on == date(2026, 10, 20)


def _nodes() -> list:
    from gongkai.statute.catalogue import nodes

    return list(nodes().values()) if isinstance(nodes(), dict) else list(nodes())
