"""Every cell of every statutory table of five published reports, against what was read off them by eye."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from gongkai.report.model import Report
from gongkai.report.reading import read_bytes
from tests.statute.codes import COLUMNS, RESULTS, TABLE_FOUR, table_three

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the published sample reports (../shared/seeds) are not here"
)


def seed(number: int) -> Report:
    (path,) = SEEDS.glob(f"{number:03}_*")
    return read_bytes(path.read_bytes(), path.name)


def test_the_statistics_table_of_2018_in_pipes() -> None:
    """58 figures; all that is not named here is printed as 0."""
    zeros = """
        proactive_normative normative_made via_gazette responses press_conferences press_by_head interviews
        interviews_by_head explainers other_replies by_fax online closed_extended already_public granted denied
        denied_secret denied_commercial denied_privacy denied_stability denied_not_gov_info denied_law not_existing
        to_amend other_way review_corrected review_other suit_corrected suit_other complaints fees staff_full_time
    """
    figures = {
        "proactive": 1264,
        "via_website": 240,
        "via_weibo": 65,
        "via_wechat": 202,
        "via_other": 757,
        "social_replies": 25,
        "received": 2,
        "in_person": 1,
        "by_letter": 1,
        "closed": 2,
        "closed_on_time": 2,
        "answered": 2,
        "partial": 1,
        "not_ours": 1,
        "review": 1,
        "review_upheld": 1,
        "suit": 1,
        "suit_upheld": 1,
        "offices": 1,
        "reading_points": 2,
        "staff": 15,
        "staff_part_time": 15,
        "budget": 3,
        "meetings": 4,
        "trainings": 1,
        "trained": 60,
    }
    report = seed(0)

    assert report.form == "2014"
    assert report.cells == {f"s.{code}": 0 for code in zeros.split()} | {f"s.{c}": n for c, n in figures.items()}
    assert len(report.cells) == 58
    assert (report.doubts, report.unplaced) == ([], [])


@pytest.mark.parametrize("number", [1, 3])
def test_prose_and_tables_of_a_local_make_are_no_form(number: int) -> None:
    report = seed(number)

    assert (report.form, report.cells) == ("none", {})


def test_the_form_of_2019_flattened_to_one_cell_a_line() -> None:
    """Zeros but for two normative documents; of the three cells for rules only two are there; the applicants are blank, the totals 0."""
    two = {f"t2.{row}.{column}": 0 for row in ("licensing", "other_services", "penalty", "coercion")
           for column in ("last_year", "change", "decisions")}  # fmt: skip
    two |= {"t2.charges.last_year": 0, "t2.charges.change": 0, "t2.procurement.projects": 0, "t2.procurement.amount": 0}
    two |= {"t2.rules.made": 0, "t2.rules.published": 0, "t2.rules.in_force": None}
    two |= {"t2.normative.made": 2, "t2.normative.published": 2, "t2.normative.in_force": 2}
    three = {code: 0 if code.endswith(".total") else None for code in table_three("2019")}
    report = seed(2)

    assert report.form == "2019"
    assert report.cells == two | three | dict.fromkeys(TABLE_FOUR, 0)
    assert len(report.cells) == 198
    assert [doubt.code for doubt in report.doubts] == ["t2.rules.in_force"], "the missing cell is told"


def test_the_form_of_2021_in_traditional_characters_with_pinyin() -> None:
    """1353 permits; one request received, handled and carried over; results blank; one review not decided."""
    two = {f"t2.{row}.{column}": 0 for row in ("rules", "normative") for column in ("made", "repealed", "in_force")}
    two |= {"t2.licensing.decisions": 1353, "t2.penalty.decisions": 0, "t2.coercion.decisions": 0}
    two |= {"t2.charges.amount": 0}
    three: dict[str, int | None] = dict.fromkeys(f"t3.{r}.{c}" for r, c in product(RESULTS["2021"], COLUMNS))
    for row, figure in {"received": 1, "carried_in": 0, "handled": 1, "carried_out": 1}.items():
        three |= {f"t3.{row}.{column}": figure if column in ("person", "total") else 0 for column in COLUMNS}
    four = dict.fromkeys(TABLE_FOUR, 0) | {"t4.review.pending": 1, "t4.review.total": 1}
    report = seed(4)

    assert report.form == "2021"
    assert report.cells == two | three | four
    assert len(report.cells) == 200
    assert (report.doubts, report.unplaced) == ([], [])
