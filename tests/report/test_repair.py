"""What mending makes of garbled texts, and the sound ones that it leaves alone: cases in `repair.toml`."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.repair import mend, mend_dates

TABLES = tomllib.loads(Path(__file__).with_name("repair.toml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(case, id=f"{table}: {sentence}") for table, group in TABLES.items() for sentence, case in group.items()
]


def mended(text: str) -> tuple[str, dict[str, int]]:
    """The text after all mends, and what was told of them."""
    repairs: Counter[str] = Counter()
    return mend_dates(mend(text, repairs), repairs), dict(repairs)


@pytest.mark.parametrize("case", CASES)
def test_what_is_broken_is_mended_and_counted_and_what_is_sound_is_left_alone(case: dict[str, Any]) -> None:
    assert mended(case["text"]) == (case.get("mended", case["text"]), case.get("told", {}))


def test_a_byte_shift_is_undone_as_the_code_table_says() -> None:
    """What a reader of GBK makes of 校”制度， when the first byte is lost and stands as a question mark."""
    whole = "校”制度，".encode("gbk")
    assert whole.hex(" ") == "d0 a3 a1 b1 d6 c6 b6 c8 a3 ac"
    seen = "?" + whole[1:-1].decode("gbk")
    assert seen == "?！敝贫龋"

    assert mended(f"公開報告的“三審三{seen}\n")[0] == "公开报告的“三审三校”制度�\n"


@given(st.text(st.sampled_from("公开信息年月日0123456789，。？?！（()）abcXYZ\n 《》"), max_size=60))
def test_a_text_without_anything_foreign_changes_by_its_dates_and_indents_only(text: str) -> None:
    after, told = mended(text)

    assert set(told) <= {"missing_date_words", "encoding"}
    assert told or after == text


@given(st.text(max_size=200))
def test_mending_takes_any_text(text: str) -> None:
    mended(text)
