"""What the number rules find in five published reports, against what was read off them by eye."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.report.checking import Finding
from gongkai.report.model import Report
from gongkai.report.reading import read_bytes
from tests.report.checking.reports import run

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
RULES = ("arithmetic", "blank", "carry", "copy", "form", "implausible", "late", "value")

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the published sample reports (../shared/seeds) are not here"
)


def seed(number: int) -> Report:
    (path,) = SEEDS.glob(f"{number:03}_*")
    return read_bytes(path.read_bytes(), path.name)


def found(number: int) -> list[Finding]:
    report = seed(number)
    return [finding for rule in RULES for finding in run(rule, report)]


def test_a_statistics_table_in_pipes_adds_up() -> None:
    """1264 items by five channels, two requests in person and by letter, both answered."""
    assert found(0) == []


def test_a_countys_prose_has_no_table_to_check() -> None:
    assert found(1) == []


def test_a_table_flattened_to_one_cell_a_line_has_blanks_and_no_wrong_sum() -> None:
    """One of the three figures for rules is missing; 23 rows of table three have a total and six blank columns."""
    findings = [finding for finding in found(2) if finding.severity != "note"]

    assert [(finding.rule, finding.found) for finding in findings] == [("blank", 1), ("blank", 6 * 23)]


def test_a_township_published_its_report_of_2017_on_24_april() -> None:
    (finding,) = found(3)

    assert (finding.rule, finding.quote) == ("late", "2018-04-24")


def test_a_request_both_handled_and_still_open_over_blank_results() -> None:
    """Received 1, carried in 0, handled 1, carried out 1, for persons and in total; 21 result rows of seven cells are blank."""
    findings = found(4)

    balance = ("t3.received.{0}", "t3.carried_in.{0}", "t3.handled.{0}", "t3.carried_out.{0}")
    assert [(finding.rule, finding.severity, finding.cells) for finding in findings[:2]] == [
        ("arithmetic", "error", tuple(code.format(column) for code in balance)) for column in ("person", "total")
    ]
    assert [(finding.rule, finding.found) for finding in findings[2:]] == [("blank", 21 * 7)]
