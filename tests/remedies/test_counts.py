"""Table four and those rows of form 2014, counted from cases that were put together by hand."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.remedies import counts
from gongkai.remedies.models import Proceeding
from gongkai.units.models import Unit
from tests.remedies.dispute import Dispute


def table(unit: Unit, year: int, as_of: date | None = None) -> dict[str, int]:
    return counts.table_four([unit.pk], year, as_of).get(unit.pk, {})


def test_what_is_filed_this_year_and_ends_next_year_is_pending_and_then_counts_its_outcome(dispute: Dispute) -> None:
    review = dispute.filed("review", "2024-11-20")
    dispute.decided(review, "revoked", "2025-01-16")

    assert table(dispute.unit, 2023) == {}
    assert table(dispute.unit, 2024) == {"t4.review.pending": 1, "t4.review.total": 1}
    assert table(dispute.unit, 2025) == {"t4.review.corrected": 1, "t4.review.total": 1}
    assert table(dispute.unit, 2026) == {}


RULES = {
    "case": {2022: {"pending": 1}, 2023: {"upheld": 1}, 2024: {"pending": 1}, 2025: {"corrected": 1}},
    "case_without_retrials": {2022: {"pending": 1}, 2023: {"upheld": 1}, 2024: {}, 2025: {}},
    "instance": {2022: {"corrected": 1, "pending": 1}, 2023: {"upheld": 1}, 2024: {"pending": 1}, 2025: {"corrected": 1}},
}  # fmt: skip
"""A judgment of 2022, the appeal's of 2023 and that of a retrial from 2024 to 2025, as each rule counts them year by year."""


@pytest.mark.parametrize("rule", RULES)
def test_the_instances_of_a_lawsuit_are_counted_as_the_local_rule_says(dispute: Dispute, rule: str) -> None:
    dispute.settings.SUIT_COUNTING = rule
    county = dispute.world.county
    suit = dispute.filed("suit", "2022-03-01", joint=[county])
    dispute.judged(suit, "revoked", "2022-10-10", "2022-10-11")
    dispute.appealed(suit, "2022-10-20")
    dispute.judged_again(suit, "suit.claims_rejected", "2023-02-06")
    dispute.judged_anew(dispute.retried(suit, "2024-05-06"), "suit.revoked", "2025-03-03")

    for year, columns in RULES[rule].items():
        wanted = {f"t4.suit.{column}": number for column, number in columns.items()}
        wanted |= {"t4.suit.total": sum(columns.values())} if columns else {}
        assert table(dispute.unit, year) == table(county, year) == wanted, year
        assert {code: counts.records(code, county, year).count() for code in wanted if "total" not in code} == {
            code: number for code, number in wanted.items() if "total" not in code
        }
        ended = {f"s.suit_{column}": columns.get(column, 0) for column in ("upheld", "corrected", "other")}
        assert counts.form_2014(county, year).items() >= {**ended, "s.suit": sum(ended.values())}.items()


ENDS = {
    "a judgment whose term of appeal ends on 31 December is pending that year": (
        "2024-12-16", "2024-12-16", {2024: "pending", 2025: "upheld"},
    ),
    "a judgment that became effective on 31 December counts in the year": (
        "2024-12-13", "2024-12-15", {2024: "upheld", 2025: None},
    ),
    "a judgment of December that is appealed in January": ("2024-12-25", "2024-12-27", {2024: "pending", 2025: "upheld"}),
}  # fmt: skip


@pytest.mark.parametrize(("decided", "received", "columns"), ENDS.values(), ids=ENDS)
def test_a_judgment_counts_when_it_is_effective(
    dispute: Dispute, decided: str, received: str, columns: dict[int, str | None]
) -> None:
    dispute.judged(dispute.filed("suit", "2024-06-03"), "claims_rejected", decided, received)

    for year, column in columns.items():
        wanted = {f"t4.suit.{column}": 1, "t4.suit.total": 1} if column else {}
        assert table(dispute.unit, year) == wanted, year


def test_a_long_appeal_is_pending_each_year_until_it_ends(dispute: Dispute) -> None:
    suit = dispute.filed("suit", "2023-03-01")
    dispute.judged(suit, "revoked", "2023-10-09", "2023-10-10")
    dispute.appealed(suit, "2023-10-20")
    dispute.judged_again(suit, "suit.claims_rejected", "2025-02-06")

    assert [table(dispute.unit, year).get("t4.suit.pending", 0) for year in (2023, 2024, 2025)] == [1, 1, 0]
    assert table(dispute.unit, 2025) == {"t4.suit.upheld": 1, "t4.suit.total": 1}


def test_a_review_and_the_lawsuit_after_it_count_in_their_own_groups(dispute: Dispute) -> None:
    review = dispute.filed("review", "2025-01-06")
    dispute.decided(review, "upheld", "2025-03-03", "2025-03-05")
    suit = dispute.filed("suit_after_review", "2025-03-17", review=review)
    dispute.judged(suit, "withdrawn", "2025-06-03")

    assert table(dispute.unit, 2025) == {
        "t4.review.upheld": 1,
        "t4.review.total": 1,
        "t4.suit_after_review.other": 1,
        "t4.suit_after_review.total": 1,
    }


def test_joint_defendants_each_count(dispute: Dispute) -> None:
    world = dispute.world
    dispute.filed("suit", "2026-01-05", joint=[world.county, world.township])
    found = counts.table_four(Unit.objects.all(), 2026)

    assert found == {
        unit.pk: {"t4.suit.pending": 1, "t4.suit.total": 1} for unit in (world.county, dispute.unit, world.township)
    }
    assert counts.records("t4.suit.pending", world.township, 2026).count() == 1


def test_a_running_term_of_appeal_is_pending_today(dispute: Dispute) -> None:
    dispute.on("2026-03-10")
    dispute.judged(dispute.filed("suit", "2026-01-05"), "revoked", "2026-03-02", "2026-03-05")
    assert table(dispute.unit, 2026)["t4.suit.pending"] == 1

    dispute.on("2026-03-21")
    assert table(dispute.unit, 2026)["t4.suit.corrected"] == 1


def test_as_of_a_day_the_year_ends_there(dispute: Dispute) -> None:
    dispute.decided(dispute.filed("review", "2026-01-05"), "upheld", "2026-03-02")
    dispute.filed("review", "2026-06-01")

    assert table(dispute.unit, 2026, date(2026, 3, 1)) == {"t4.review.pending": 1, "t4.review.total": 1}
    assert table(dispute.unit, 2026, date(2026, 3, 2)) == {"t4.review.upheld": 1, "t4.review.total": 1}
    with pytest.raises(ValueError, match="不在2026年"):
        table(dispute.unit, 2026, date(2025, 12, 31))


def test_form_2014_counts_what_ended_once_and_what_is_pending_in_the_year_in_which_it_ends(dispute: Dispute) -> None:
    dispute.decided(dispute.filed("review", "2016-11-01"), "upheld", "2017-01-10")
    dispute.decided(dispute.filed("review", "2017-02-01"), "revoked", "2017-03-10")
    dispute.judged(dispute.filed("suit", "2017-02-01"), "claims_rejected", "2017-08-01", effective="2017-08-20")
    dispute.filed("suit_after_review", "2017-09-01")

    assert counts.form_2014(dispute.unit, 2016)["s.review"] == 0
    assert counts.form_2014(dispute.unit, 2017) == {
        "s.review": 2, "s.review_upheld": 1, "s.review_corrected": 1, "s.review_other": 0,
        "s.suit": 1, "s.suit_upheld": 1, "s.suit_corrected": 0, "s.suit_other": 0,
        "s.complaints": 0,
    }  # fmt: skip


@pytest.mark.parametrize("code", ["t4.review.lost", "t4.arbitration.total", "t4.review", "t3.granted.total", "s.fees"])
def test_a_code_of_another_app_is_refused(dispute: Dispute, code: str) -> None:
    with pytest.raises(KeyError):
        counts.records(code, dispute.unit, 2026)


def test_no_figure_is_counted_for_who_has_none(dispute: Dispute) -> None:
    dispute.filed("suit", "2026-01-05")

    assert counts.table_four([dispute.world.street.pk], 2026) == {}
    assert Proceeding.objects.against([dispute.world.street.pk]).count() == 0
