"""The information-processing fee: the measure's own figures, and what must hold for any number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.statute.fees import Scale, charged_on, fee

ITEMS = {10: 0, 11: 100, 25: 1500, 30: 2000, 31: 2200, 40: 4000, 41: 4300, 45: 5500, 50: 7000, 51: 7400, 60: 11000}
PAGES = {28: 0, 30: 0, 31: 10, 68: 380, 100: 700, 101: 720, 150: 1700, 200: 2700, 201: 2740, 250: 4700}


@pytest.mark.parametrize(("number", "amount"), ITEMS.items())
def test_by_item(number: int, amount: int) -> None:
    assert fee("items", number).amount == amount


@pytest.mark.parametrize(("number", "amount"), PAGES.items())
def test_by_page(number: int, amount: int) -> None:
    assert fee("pages", number).amount == amount


def test_the_twelfth_item_of_a_month_costs_its_own_band_alone() -> None:
    assert fee("items", 1, before=11).amount == 100


@given(st.sampled_from(["items", "pages"]), st.integers(0, 400), st.integers(0, 400))
def test_a_fee_is_the_same_however_it_is_split(scale: Scale, first: int, more: int) -> None:
    assert fee(scale, first).amount + fee(scale, more, before=first).amount == fee(scale, first + more).amount
    assert sum(part.number for part in fee(scale, first).parts) == first


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="不能是负数"):
        fee("pages", -1)


def test_nothing_is_charged_before_the_measure_of_2020_is_in_force() -> None:
    assert (charged_on(date(2020, 12, 31)), charged_on(date(2021, 1, 1))) == (False, True)
