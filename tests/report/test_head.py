"""Title, unit, year, period, days and head table, in all the ways that pages print them; what is not said stays `None`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gongkai.report.reading import read_bytes

TABLES = tomllib.loads(Path(__file__).with_name("head.toml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(case, id=f"{table}: {sentence}") for table, group in TABLES.items() for sentence, case in group.items()
]


@pytest.mark.parametrize("case", CASES)
def test_the_head_is_read_as_printed(case: dict[str, Any]) -> None:
    report = read_bytes(case["text"].encode(), "report.txt")

    expected = {key: value for key, value in case.items() if key not in ("text", "none")}
    expected |= dict.fromkeys(case.get("none", []))
    read = {key: list(value) if isinstance(value := getattr(report, key), tuple) else value for key in expected}
    assert read == expected


def test_every_case_says_what_is_to_be_read() -> None:
    silent = [sentence for group in TABLES.values() for sentence, case in group.items() if len(case) < 2]

    assert silent == []
