"""What the annual report counts of publishing, counted back in time."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.publishing import counts
from gongkai.publishing.models import Channel, Ending, Item, Release
from gongkai.units.models import Unit
from tests.world import World, make_world


def normative(unit: Unit, number: int, formed: date, expires: date | None = None) -> Item:
    """A published normative document as an import leaves it."""
    item = Item(
        unit=unit,
        title=f"云溪县规范性文件之{number}",
        issuing_body=unit.name,
        formed_on=formed,
        expires_on=expires,
        normative=True,
        node="20.1",
        live=True,
        index_number=f"{unit.front}/{formed.year}-{number:05d}",
        first_published_at=datetime(formed.year, formed.month, formed.day, 9, tzinfo=ZoneInfo("Asia/Shanghai")),
    )
    item.save()
    return item


def test_a_document_repealed_later_still_counts_as_in_force_before(world: World) -> None:
    old = normative(world.county, 1, date(2019, 5, 6))
    new = normative(world.county, 2, date(2024, 3, 1))
    Ending.objects.create(item=old, kind="repealed", on=date(2024, 4, 1), by_item=new)

    assert list(counts.normative_in_force(world.county, date(2023, 12, 31))) == [old]
    assert list(counts.normative_in_force(world.county, date(2024, 12, 31))) == [new]
    assert list(counts.normative_ended(world.county, 2024)) == [old]
    assert list(counts.normative_made(world.county, 2024)) == [new]
    assert list(counts.normative_made(world.county, 2019)) == [old]


def test_a_document_is_in_force_on_its_last_day_and_has_lapsed_on_the_next(world: World) -> None:
    item = normative(world.county, 1, date(2021, 1, 4), expires=date(2025, 12, 31))

    assert item in counts.normative_in_force(world.county, date(2025, 12, 31))
    assert item not in counts.normative_in_force(world.county, date(2026, 1, 1))
    assert item not in counts.normative_ended(world.county, 2025)
    assert item in counts.normative_ended(world.county, 2026)


def test_a_document_that_was_repealed_before_it_would_have_lapsed_ends_once(world: World) -> None:
    item = normative(world.county, 1, date(2021, 1, 4), expires=date(2025, 6, 30))
    Ending.objects.create(item=item, kind="repealed", on=date(2024, 5, 5), by_text="云溪县清理决定")

    assert [item in counts.normative_ended(world.county, year) for year in (2023, 2024, 2025)] == [False, True, False]


def test_an_amended_document_stays_in_force(world: World) -> None:
    item = normative(world.county, 1, date(2021, 1, 4))
    Ending.objects.create(item=item, kind="amended", on=date(2023, 5, 5), by_text="修改决定")

    assert item in counts.normative_in_force(world.county, date(2024, 1, 1))
    assert counts.validity_on(item, date(2024, 1, 1)) == "amended"
    assert counts.validity_on(item, date(2022, 1, 1)) == "valid"


def test_an_item_counts_once_for_a_kind_of_channel_and_once_in_all(world: World) -> None:
    item = normative(world.education, 1, date(2026, 3, 2))
    for kind, name in (("wechat", "教育局公众号"), ("wechat", "招生公众号"), ("notice-board", "门前公示栏")):
        channel = Channel.objects.create(unit=world.education, kind=kind, name=name)
        Release.objects.create(item=item, channel=channel, released_on=date(2026, 3, 3))

    assert counts.published_by_channel(world.education, 2026) == {"notice-board": 1, "wechat": 1}
    assert counts.published_in(world.education, 2026).count() == 1


day = st.dates(date(2018, 1, 1), date(2026, 12, 31))


class TestAnyHistory(TestCase):
    """Whatever was made, repealed and lapsed in whatever order, the year's figures carry over into the next."""

    @given(st.lists(st.tuples(day, st.none() | day, st.none() | day), max_size=6))
    @settings(max_examples=25, deadline=None)
    def test_in_force_at_the_end_is_in_force_before_plus_made_minus_ended(
        self, histories: list[tuple[date, date | None, date | None]]
    ) -> None:
        unit = make_world().county
        for number, (formed, expires, repealed) in enumerate(histories):
            item = normative(unit, number, formed, expires if expires and expires >= formed else None)
            if repealed and repealed >= formed:
                Ending.objects.create(item=item, kind="repealed", on=repealed, by_text="决定")

        for year in range(2018, 2028):
            before = counts.normative_in_force(unit, date(year - 1, 12, 31)).count()
            after = counts.normative_in_force(unit, date(year, 12, 31)).count()
            made = counts.normative_made(unit, year).count()
            ended = counts.normative_ended(unit, year).count()
            assert after == before + made - ended
