"""The day of receipt by the way in which a request came (Art. 31)."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.statute.forms import forms
from gongkai.statute.receipt import receipt, ways

ARRIVED, CONFIRMED = date(2026, 2, 6), date(2026, 2, 9)


@pytest.mark.parametrize("way", ["in_person", "oral", "signed_post"])
def test_what_is_handed_in_or_signed_for_counts_at_once(way: str) -> None:
    assert receipt(way, ARRIVED).on == ARRIVED


@pytest.mark.parametrize("way", ["ordinary_post", "online", "email", "fax"])
def test_what_must_be_confirmed_counts_from_the_confirmation(way: str) -> None:
    waiting = receipt(way, ARRIVED)
    assert (waiting.on, receipt(way, ARRIVED, CONFIRMED).on) == (None, CONFIRMED)
    assert "确认" in waiting.todo


def test_attempts_to_reach_the_applicant_are_told() -> None:
    assert "已经联系2次" in receipt("ordinary_post", ARRIVED, attempts=[ARRIVED, CONFIRMED]).todo
    assert "其间联系1次未果" in receipt("ordinary_post", ARRIVED, CONFIRMED, [ARRIVED]).why
    assert "没有留下" in receipt("ordinary_post", ARRIVED, CONFIRMED).why


def test_a_confirmation_before_the_arrival_is_refused() -> None:
    with pytest.raises(ValueError, match="早于申请到达"):
        receipt("email", CONFIRMED, ARRIVED)


def test_every_way_has_its_row_in_the_form_of_2014() -> None:
    assert {f"s.{way.row}" for way in ways().values()} <= set(forms()["2014"].cells)
