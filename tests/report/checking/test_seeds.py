"""What is wrong with the published reports that the project keeps to try things on, read off them by eye."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from gongkai.report.checking import Case, Finding, checks
from gongkai.report.reading import read_bytes

SEEDS = Path(__file__).resolve().parents[3].parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the published reports are not beside the checkout (../shared/seeds)"
)

TEXT_RULES = (
    "prose-table", "prose-sum", "contradiction", "unit-name", "period", "structure", "privacy", "link", "duplicate",
)  # fmt: skip

# Report: what its text has wrong, as (rule, severity) with a few signs that the message must hold.
FOUND = {
    "000": [("contradiction", "warning", "行政复议1件、行政诉讼1件")],
    "001": [],
    "002": [
        ("prose-sum", "warning", "“通报”重复列出"),
        ("unit-name", "error", "王奔镇人民政府"),
        ("unit-name", "warning", "“全市”"),
        ("unit-name", "warning", "“我局”"),
        ("unit-name", "warning", "“我镇”"),
        ("structure", "warning", "8个部分组成，实际有6个"),
    ],
    "003": [
        ("contradiction", "warning", "2017年应为第10年"),
        ("period", "error", "2017-12-01"),
        ("privacy", "warning", "手机号码"),
        ("privacy", "warning", "手机号码"),
        ("duplicate", "warning", "两遍"),
    ],
    "004": [
        ("contradiction", "error", "一处说收到政府信息公开申请1件"),
        ("contradiction", "error", "却为1件"),
        ("link", "warning", "macrosweb.com"),
    ],
}
NOTED = {
    "000": [("unit-name", "腾越街道办事处"), ("duplicate", "一字不差")],
    "003": [("structure", "“二是”之后直接是“四是”")],
    "004": [("contradiction", "尚未审结")],
}


@cache
def findings(seed: str) -> list[Finding]:
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    case = Case(read_bytes(path.read_bytes(), path.name))
    return [finding for rule in TEXT_RULES for finding in checks()[rule].check(case)]


@pytest.mark.parametrize("seed", FOUND)
def test_all_that_is_wrong_is_found_and_nothing_else(seed: str) -> None:
    found = [
        (finding.rule, finding.severity, finding.message) for finding in findings(seed) if finding.severity != "note"
    ]
    expected = FOUND[seed]

    assert [(rule, severity) for rule, severity, _ in found] == [(rule, severity) for rule, severity, _ in expected]
    for (_, _, message), (_, _, words) in zip(found, expected, strict=True):
        assert words in message


@pytest.mark.parametrize("seed", NOTED)
def test_what_deserves_a_look_is_noted(seed: str) -> None:
    notes = [(finding.rule, finding.message) for finding in findings(seed) if finding.severity == "note"]

    for rule, words in NOTED[seed]:
        assert any(rule == noted and words in message for noted, message in notes), words
