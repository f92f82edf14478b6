"""A decision that orders a new answer reopens the request, with a new term, in one step; what it is counted as stays."""

from __future__ import annotations

import pytest

from gongkai.casework import counts as case_counts
from gongkai.casework.models import State, StepKind
from gongkai.remedies import rules
from gongkai.remedies.services import deciding
from gongkai.units.problems import NotReady
from tests.casework.office import day
from tests.remedies.dispute import Dispute


def test_a_review_that_orders_a_new_answer_reopens_the_request_with_its_new_term(dispute: Dispute) -> None:
    case = dispute.refused()
    dispute.on("2026-06-10")
    review = dispute.filed("review", "2026-03-20", case)
    ended = dispute.decided(review, "revoked_anew", "2026-05-29", "2026-06-02", until=day("2026-06-23"))

    assert ended.case is not None
    assert (ended.case.state, ended.case.reopened_on) == (State.OPEN, day("2026-06-02"))
    assert ended.case.due_on == day(
        "2026-07-01"
    )  # twenty working days from the receipt, the Dragon Boat holiday between
    assert dispute.of(review).reopened_on == day("2026-06-02")
    step = case.steps.get(kind=StepKind.REOPENED)
    assert "云溪县人民政府" in step.facts["why"]
    assert "责令重新作出" in step.facts["why"]


def test_what_is_answered_anew_is_counted_once(dispute: Dispute) -> None:
    case = dispute.refused()
    dispute.on("2026-06-10")
    dispute.decided(dispute.filed("review", "2026-03-20", case), "revoked_anew", "2026-05-29", "2026-06-02")
    dispute.answered(case, "2026-06-12")

    cells = case_counts.table_three([dispute.unit.pk], 2026, "2021")[dispute.unit.pk]
    assert (cells["t3.handled.total"], cells["t3.denied_process.person"]) == (1, 1)
    assert case.answers.count() == 2


NOT_REOPENED = ["upheld", "revoked", "unlawful", "terminated", "application_rejected"]


@pytest.mark.parametrize("outcome", NOT_REOPENED)
def test_a_decision_that_orders_nothing_leaves_the_request_closed(dispute: Dispute, outcome: str) -> None:
    case = dispute.refused()
    dispute.on("2026-06-10")
    ended = dispute.decided(dispute.filed("review", "2026-03-20", case), outcome, "2026-05-29", "2026-06-02")

    assert ended.case is None
    assert dispute.now(case).state == State.CLOSED


def test_a_judgment_reopens_once_it_is_effective_and_only_once(dispute: Dispute) -> None:
    case = dispute.refused()
    dispute.on("2026-06-10")
    suit = dispute.filed("suit", "2026-03-20", case)
    assert dispute.judged(suit, "revoked_anew", "2026-06-01", "2026-06-05").case is None
    with pytest.raises(NotReady, match="尚未生效"):
        deciding.answer_anew(suit, by=dispute.officer)

    dispute.on("2026-06-24")
    case = deciding.answer_anew(suit, by=dispute.officer)
    assert case.reopened_on == day(
        "2026-06-23"
    )  # the term of appeal ended on Monday the 22nd, for the 20th is a Saturday
    with pytest.raises(NotReady, match="已经自2026-06-23起重新办理"):
        deciding.answer_anew(suit, by=dispute.officer)


def test_a_judgment_that_the_court_attests_as_effective_reopens_at_once(dispute: Dispute) -> None:
    case = dispute.refused()
    dispute.on("2026-06-10")
    suit = dispute.filed("suit", "2026-03-20", case)
    ended = dispute.judged(suit, "perform", "2026-05-06", "2026-05-08", effective="2026-05-28")

    assert ended.case is not None
    assert ended.case.reopened_on == day("2026-05-28")


def test_the_second_instance_reopens_at_once(dispute: Dispute) -> None:
    case = dispute.refused()
    dispute.on("2026-06-10")
    suit = dispute.filed("suit", "2026-03-20", case)
    dispute.judged(suit, "claims_rejected", "2026-04-01", "2026-04-02")
    dispute.appealed(suit, "2026-04-10")
    ended = dispute.judged_again(suit, "suit.perform", "2026-06-01", "2026-06-05")

    assert ended.case is not None
    assert ended.case.reopened_on == day("2026-06-05")


def test_a_rejected_appeal_reopens_by_the_first_judgment(dispute: Dispute) -> None:
    case = dispute.refused()
    dispute.on("2026-06-10")
    suit = dispute.filed("suit", "2026-03-20", case)
    dispute.judged(suit, "revoked_anew", "2026-04-01", "2026-04-02")
    dispute.appealed(suit, "2026-04-10", "defendant")
    ended = dispute.judged_again(suit, "appeal.rejected", "2026-06-01", "2026-06-05")

    assert ended.case is not None
    assert ended.case.state == State.OPEN


def test_the_day_of_receipt_is_needed_where_a_new_answer_is_ordered(dispute: Dispute) -> None:
    case = dispute.refused()
    dispute.on("2026-06-10")
    review = dispute.filed("review", "2026-03-20", case)
    with pytest.raises(NotReady, match="收到决定书"):
        dispute.decided(review, "revoked_anew", "2026-05-29")

    assert dispute.of(review).decisions.count() == 0


def test_an_order_against_silence_leaves_the_open_request_open(dispute: Dispute) -> None:
    dispute.on("2026-06-10")
    case = dispute.request("2026-03-02")
    review = dispute.filed("review", "2026-04-20", case, contested="silence", answer=None)
    ended = dispute.decided(review, "perform", "2026-05-29", "2026-06-02")

    assert ended.case is None
    assert dispute.now(case).reopened_on is None
    assert "正在办理" in rules.refusal(dispute.of(review), rules.MOVES["answer_anew"])


def test_a_judgment_about_what_was_answered_anew_since_is_kept_and_reopens_nothing(dispute: Dispute) -> None:
    case = dispute.refused()
    dispute.on("2026-06-30")
    review = dispute.filed("review", "2026-03-20", case)
    suit = dispute.filed("suit", "2026-03-20", case)
    dispute.decided(review, "revoked_anew", "2026-05-29", "2026-06-02")
    dispute.answered(case, "2026-06-12")
    dispute.on("2026-06-30")
    dispute.judged(suit, "claims_rejected", "2026-04-01", "2026-04-02")
    dispute.appealed(suit, "2026-04-10")
    ended = dispute.judged_again(suit, "suit.revoked_anew", "2026-06-01", "2026-06-05")

    assert ended.case is None
    assert dispute.of(suit).column == "corrected"
    assert "2026-06-12重新答复" in rules.refusal(dispute.of(suit), rules.MOVES["answer_anew"])
