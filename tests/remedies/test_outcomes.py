"""What a decision says, and the column of table four in which it counts."""

from __future__ import annotations

import pytest

from gongkai.config import environment
from gongkai.statute.articles import article
from gongkai.statute.loading import StatuteDataError
from gongkai.statute.outcomes import COLUMNS, countings, outcome, outcomes, outcomes_for

COUNTED = {
    "upheld": ("review.upheld", "review.request_rejected", "suit.claims_rejected", "suit.upheld"),
    "corrected": (
        "review.changed", "review.revoked", "review.revoked_anew", "review.unlawful", "review.perform", "review.void",
        "suit.revoked", "suit.revoked_anew", "suit.perform", "suit.unlawful", "suit.void", "suit.changed",
    ),
    "other": (
        "review.not_accepted", "review.application_rejected", "review.terminated", "review.mediated",
        "suit.not_filed", "suit.action_rejected", "suit.withdrawn", "suit.mediated",
    ),
    "same": ("appeal.rejected", "appeal.withdrawn", "retrial.upheld", "retrial.terminated"),
    "": ("appeal.remanded", "retrial.remanded"),
}  # fmt: skip


@pytest.mark.parametrize("column", COUNTED)
def test_each_outcome_counts_in_its_column(column: str) -> None:
    assert {each.id for each in outcomes().values() if each.column == column} == set(COUNTED[column])


def test_only_what_corrects_can_order_a_new_answer() -> None:
    ordering = {each.id for each in outcomes().values() if each.orders}

    assert ordering == {"review.revoked_anew", "review.perform", "suit.revoked_anew", "suit.perform"}
    assert {outcome(key).column for key in ordering} == {"corrected"}


def test_every_outcome_has_an_article_that_can_be_cited() -> None:
    for each in outcomes().values():
        assert article(each.article).cite(), each.id


def test_a_review_and_a_court_say_different_things() -> None:
    said = {instance: {each.id for each in outcomes_for(instance)} for instance in ("review", "first", "second")}

    assert not said["review"] & (said["first"] | said["second"])
    assert said["first"] < said["second"]


def test_what_is_not_effective_by_itself_says_how_it_is_appealed() -> None:
    assert {each.appeal for each in outcomes_for("first") if each.column in COLUMNS[:2]} == {"appeal"}
    assert outcome("suit.action_rejected").appeal == "appeal_ruling"
    assert outcome("suit.withdrawn").appeal == ""


def test_every_way_of_counting_says_where_it_is_from() -> None:
    assert next(iter(countings())) == "case"
    assert all(each.label and each.source for each in countings().values())


COUNTINGS = {
    "": ("case", ""),
    "instance": ("instance", ""),
    "case_without_retrials 示政公开办〔2026〕3号": ("case_without_retrials", "示政公开办〔2026〕3号"),
}


@pytest.mark.parametrize("text", COUNTINGS)
def test_the_environment_says_how_is_counted_and_by_which_document(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_SUIT_COUNTING", text)
    assert environment.suit_counting() == COUNTINGS[text]


def test_a_way_of_counting_that_there_is_not_is_refused_with_those_that_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GONGKAI_SUIT_COUNTING", "twice")
    with pytest.raises(environment.EnvironmentProblem, match="case、case_without_retrials、instance之一"):
        environment.suit_counting()


def test_an_unknown_outcome_fails_by_its_name() -> None:
    with pytest.raises(StatuteDataError, match=r"review\.won"):
        outcome("review.won")
