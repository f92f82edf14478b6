"""Figures held against each other: over the years and forms, and between the units of a year."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.annual.comparing import FEWEST, Said, known_years, measures, over_years, said, side_by_side, standing_out
from gongkai.statute.forms import forms
from gongkai.units.models import Unit
from tests.annual.editions import handed_in, published, uploaded
from tests.world import World

NUMBERS = st.lists(st.integers(0, 100_000), min_size=FEWEST, max_size=40)


def test_every_measure_names_cells_that_its_forms_have_and_tells_of_the_forms_that_it_leaves_out() -> None:
    for measure in measures().values():
        for sides in (measure.cells, measure.of):
            assert all(term.code in forms()[form].cells for form, side in sides.items() for term in side)
        assert set(measure.cells) | set(measure.unlike) == set(forms()), measure.name
        assert not set(measure.cells) & set(measure.unlike)


@pytest.mark.parametrize(
    ("name", "form", "cells", "wanted"),
    [
        ("收到申请", "2014", {"s.received": 4}, 4),
        ("收到申请", "2021", {"t3.received.total": 0}, 0),
        ("收到申请", "2021", {"t3.received.total": None}, None),
        ("收到申请", "none", {}, None),
        ("行政诉讼", "2019", {"t4.suit.total": 1, "t4.suit_after_review.total": 2}, 3),
        ("行政诉讼", "2014", {"s.suit": 2}, None),
        ("现行有效行政规范性文件", "2019", {"t2.normative.in_force": 7}, None),
        (
            "予以公开和部分公开占比",
            "2021",
            {"t3.granted.total": 1, "t3.partial.total": 1, "t3.handled.total": 3},
            66.7,
        ),
        ("予以公开和部分公开占比", "2021", {"t3.granted.total": 0, "t3.partial.total": 0, "t3.handled.total": 0}, None),
        ("行政事业性收费", "2021", {"t2.charges.amount": 12.35}, 12.35),
    ],
)
def test_a_figure_is_compared_only_where_the_forms_mean_the_same_and_else_told(
    name: str, form: str, cells: dict[str, int | None], wanted: float | None
) -> None:
    found = said(measures()[name], form, cells)
    assert found.value == wanted
    assert bool(found.why) == (wanted is None)


def test_a_unit_has_every_year_from_the_first_known_to_the_last_and_the_published_report_goes_before_the_uploaded(
    world: World,
) -> None:
    unit = world.education
    assert over_years(known_years(unit))[0].values == {}
    uploaded(unit, 2018, s_received=5)
    uploaded(unit, 2020, t3_received_total=6)
    uploaded(unit, 2020, t3_received_total=7)
    uploaded(unit, 2022, t3_received_total=8)
    published(unit, 2022, t3_received_total=9)
    received = over_years(known_years(unit))[0]
    assert received.measure.name == "收到申请"
    missing = Said(None, "本平台没有这一年的报告")
    assert received.values == {2018: Said(5), 2019: missing, 2020: Said(7), 2021: missing, 2022: Said(9)}


def test_what_is_far_from_the_other_units_is_marked_where_there_are_enough_of_them(world: World) -> None:
    for number in range(7):
        world.county.refresh_from_db()
        world.county.add_child(
            code=f"more{number}",
            name=f"云溪县第{number}局",
            short_name=f"第{number}局",
            kind="department",
            front=f"00000010{number}",
        )
    units = list(Unit.objects.filter(depth=2))
    for number, unit in enumerate(units[:-1]):
        handed_in(unit, 2025, t3_received_total=900 if number == 3 else 10 + number)
    uploaded(units[-1], 2025, t3_received_total=12)
    received, *others = side_by_side(units, 2025)
    assert received.enough
    assert received.median == 15
    assert [beside.unit for beside in received.units if beside.far] == [units[3]]
    assert received.units[3].far == "远高于各单位的中位数15件"
    assert not any(beside.far for column in others for beside in column.units)
    few = side_by_side(units[: FEWEST - 1], 2025)[0]
    assert not few.enough
    assert not any(beside.far for beside in few.units)


def test_ten_alike_and_one_apart_tell_the_one_apart() -> None:
    assert [bool(score) for score in standing_out([0] * 10 + [40], "件")] == [False] * 10 + [True]
    assert not any(standing_out([0] * 10 + [4], "件"))
    assert standing_out([50.0] * 9 + [5.0], "%")[-1] < 0


@given(NUMBERS, st.randoms())
def test_what_stands_out_does_not_hang_on_the_order_and_lies_on_the_side_that_is_told(
    values: list[int], draw: object
) -> None:
    scores = dict(zip(values, standing_out(values, "件"), strict=True))
    shuffled = sorted(values, key=lambda _: draw.random())  # type: ignore[attr-defined]
    assert dict(zip(shuffled, standing_out(shuffled, "件"), strict=True)) == scores
    middle = statistics.median(values)
    assert all((value > middle) == (score > 0) for value, score in scores.items() if score)
    assert sum(bool(score) for score in standing_out(values, "件")) <= len(values) / 2


@given(st.lists(st.integers(0, 1000), max_size=FEWEST - 1))
def test_of_few_nothing_stands_out(values: list[int]) -> None:
    assert standing_out(values, "件") == [0.0] * len(values)
