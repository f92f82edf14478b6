"""How a review or a lawsuit runs: its terms by the law, when it has ended, and which outcome counts."""

from __future__ import annotations

import pytest

from gongkai.remedies import rules
from gongkai.remedies.models import Proceeding, Stage
from gongkai.remedies.services import course, deciding, filing, handling
from gongkai.units.calendars import workdays
from gongkai.units.problems import NotReady
from tests.casework.office import day
from tests.remedies.dispute import Dispute

TERMS = {
    "ten working days to answer the reviewer, over the holiday and the worked Saturday": (
        "review", False, "2025-09-28", "2025-10-17", None, "2025-11-27",
    ),
    "five working days in the summary procedure, which has thirty days to decide": (
        "review", True, "2026-02-11", "2026-02-25", None, "2026-03-13",
    ),
    "sixty days and thirty more where the reviewer extends": (
        "review", False, "2026-03-02", "2026-03-16", "2026-04-20", "2026-06-01",
    ),
    "fifteen calendar days for the defence, which roll over the Spring Festival; six months to judge": (
        "suit", False, "2026-02-02", "2026-02-24", None, "2026-08-03",
    ),
    "forty-five days to judge in the summary procedure": ("suit", True, "2026-03-02", "2026-03-17", None, "2026-04-16"),
}  # fmt: skip
"""Group, summary procedure, day of acceptance and copy, our last day, day of the extension, the last day of who decides."""


@pytest.mark.parametrize(("group", "simple", "on", "answer_due", "extended", "decision_due"), TERMS.values(), ids=TERMS)
def test_terms_of_both_sides(
    dispute: Dispute, group: str, simple: bool, on: str, answer_due: str, extended: str | None, decision_due: str
) -> None:
    proceeding = dispute.filed(group, on)
    proceeding = filing.accept(proceeding, on=day(on), simple=simple, by=dispute.officer)
    proceeding = filing.receive_copy(proceeding, on=day(on), by=dispute.officer)
    if extended:
        proceeding = handling.extend(proceeding, on=day(extended), by=dispute.officer)

    assert (proceeding.answer_due, proceeding.decision_due) == (day(answer_due), day(decision_due))


def test_the_ordinary_procedure_brings_its_longer_terms(dispute: Dispute) -> None:
    review = dispute.filed("review", "2026-03-02", accepted_on=day("2026-03-02"), simple=True)
    review = filing.receive_copy(review, on=day("2026-03-02"), by=dispute.officer)
    review = handling.make_ordinary(review, by=dispute.officer)

    assert (review.answer_due, review.decision_due) == (day("2026-03-16"), day("2026-05-06"))


def test_a_review_before_the_law_of_2024_has_no_term_by_it(dispute: Dispute) -> None:
    review = dispute.filed("review", "2023-06-01", accepted_on=day("2023-06-01"), copy_received_on=day("2023-06-05"))

    assert (review.answer_due, review.decision_due) == (None, None)


def test_a_late_answer_is_kept_and_told_as_late(dispute: Dispute) -> None:
    review = dispute.filed("review", "2026-03-02", copy_received_on=day("2026-03-02"))
    review = handling.answer(review, on=day("2026-03-17"), by=dispute.officer)

    assert review.answered_on is not None
    assert review.answered_on > review.answer_due


OUTCOMES = {
    "a judgment that nobody appeals is effective the day after the term of appeal": (
        [("judged", "claims_rejected", "2026-03-02", "2026-03-05")], "ended", "2026-03-21", "upheld",
    ),
    "the term of appeal rolls over a day off before the judgment becomes effective": (
        [("judged", "revoked", "2026-01-30", "2026-02-02")], "ended", "2026-02-25", "corrected",
    ),
    "a ruling can be appealed for ten days": (
        [("judged", "action_rejected", "2026-03-02", "2026-03-05")], "ended", "2026-03-17", "other",
    ),
    "a lawsuit that was withdrawn ends on the day of the ruling": (
        [("judged", "withdrawn", "2026-03-02", "")], "ended", "2026-03-02", "other",
    ),
    "a judgment that has not reached us is not effective": (
        [("judged", "revoked", "2026-03-02", "")], "appealable", None, "",
    ),
    "an appealed judgment counts for nothing": (
        [("judged", "revoked", "2026-03-02", "2026-03-05"), ("appealed", "2026-03-18")], "appeal", None, "",
    ),
    "a rejected appeal lets the first judgment stand, on the day of the second": (
        [
            ("judged", "revoked", "2026-03-02", "2026-03-05"),
            ("appealed", "2026-03-18"),
            ("judged_again", "appeal.rejected", "2026-06-15"),
        ], "ended", "2026-06-15", "corrected",
    ),
    "the second instance's own judgment takes the place of the first": (
        [
            ("judged", "revoked", "2026-03-02", "2026-03-05"),
            ("appealed", "2026-03-18"),
            ("judged_again", "suit.claims_rejected", "2026-06-15"),
        ], "ended", "2026-06-15", "upheld",
    ),
    "a case that is sent back is pending again": (
        [
            ("judged", "revoked", "2026-03-02", "2026-03-05"),
            ("appealed", "2026-03-18"),
            ("judged_again", "appeal.remanded", "2026-06-15"),
        ], "trial", None, "",
    ),
    "what is judged after it was sent back counts": (
        [
            ("judged", "revoked", "2026-03-02", "2026-03-05"),
            ("appealed", "2026-03-18"),
            ("judged_again", "appeal.remanded", "2026-06-15"),
            ("judged", "claims_rejected", "2026-08-03", "2026-08-04"),
        ], "ended", "2026-08-20", "upheld",
    ),
    "an appeal that is withdrawn makes the first judgment stand": (
        [
            ("judged", "unlawful", "2026-03-02", "2026-03-05"),
            ("appealed", "2026-03-18"),
            ("judged_again", "appeal.withdrawn", "2026-04-20"),
        ], "ended", "2026-04-20", "corrected",
    ),
}  # fmt: skip
"""What happens, and then: the stage, the day of the end, the column of table four."""


@pytest.mark.parametrize(("steps", "stage", "ended", "column"), OUTCOMES.values(), ids=OUTCOMES)
def test_the_outcome_that_counts_is_the_last_effective_one(
    dispute: Dispute, steps: list[tuple[str, ...]], stage: str, ended: str | None, column: str
) -> None:
    suit = dispute.filed("suit", "2026-01-05")
    for verb, *facts in steps:
        getattr(dispute, verb)(suit, *facts)

    suit = dispute.of(suit)
    assert (suit.stage, suit.ended_on, suit.column) == (stage, day(ended) if ended else None, column)


def test_a_judgment_becomes_effective_by_itself_when_its_day_comes(dispute: Dispute) -> None:
    dispute.on("2026-03-20")
    suit = dispute.filed("suit", "2026-01-05")
    dispute.judged(suit, "claims_rejected", "2026-03-02", "2026-03-05")
    assert (course.settle(), dispute.of(suit).stage) == (0, Stage.APPEALABLE)

    dispute.on("2026-03-21")
    assert (course.settle(), dispute.of(suit).stage) == (1, Stage.ENDED)


def test_an_appeal_after_the_judgment_became_effective_is_refused_until_its_day_is_corrected(dispute: Dispute) -> None:
    suit = dispute.filed("suit", "2026-01-05")
    dispute.judged(suit, "claims_rejected", "2026-03-02", "2026-03-05")
    with pytest.raises(NotReady, match="2026-03-21生效"):
        dispute.appealed(suit, "2026-03-23")

    deciding.set_effective(suit, on=day("2026-03-28"), by=dispute.officer)
    assert dispute.appealed(suit, "2026-03-23").stage == Stage.APPEAL


def test_an_appeal_has_three_months_to_be_judged(dispute: Dispute) -> None:
    suit = dispute.filed("suit", "2026-01-05", accepted_on=day("2026-01-05"))
    dispute.judged(suit, "claims_rejected", "2026-03-02", "2026-03-05")

    assert dispute.appealed(suit, "2026-03-18").decision_due == day("2026-06-18")


RETRIALS = {
    "a judgment that is left as it was counts as it did": (
        [("judged_anew", "retrial.upheld", "2026-09-01")], "ended", "2026-09-01", "upheld",
    ),
    "a judgment of the court that tries anew is final": (
        [("judged_anew", "suit.revoked", "2026-09-01")], "ended", "2026-09-01", "corrected",
    ),
    "tried anew by the procedure of first instance it can be appealed": (
        [("judged", "revoked", "2026-09-01", "2026-09-02"), ("appealed", "2026-09-10")], "appeal", None, "",
    ),
    "what is sent back is tried in the first instance again": (
        [("judged_anew", "retrial.remanded", "2026-09-01"), ("judged", "void", "2026-09-28", "2026-09-28")],
        "ended", "2026-10-14", "corrected",
    ),
}  # fmt: skip
"""What the retrial of a lawsuit comes to, and then: its stage, the day of its end, its column."""


@pytest.mark.parametrize(("steps", "stage", "ended", "column"), RETRIALS.values(), ids=RETRIALS)
def test_a_retrial_has_a_course_of_its_own_and_leaves_the_first_judgment_as_it_was(
    dispute: Dispute, steps: list[tuple[str, ...]], stage: str, ended: str | None, column: str
) -> None:
    suit = dispute.filed("suit", "2026-01-05")
    dispute.judged(suit, "claims_rejected", "2026-03-02", "2026-03-05")
    before = dispute.of(suit)
    retrial = dispute.retried(suit, "2026-06-01")
    for verb, *facts in steps:
        getattr(dispute, verb)(retrial, *facts)

    retrial, now = dispute.of(retrial), dispute.of(suit)
    assert (retrial.stage, retrial.ended_on, retrial.column) == (stage, day(ended) if ended else None, column)
    assert (retrial.masked, retrial.claimant.open(), retrial.group) == (suit.masked, "林测试", "suit")
    assert (now.stage, now.ended_on, now.column) == (before.stage, before.ended_on, before.column)


def test_the_copy_of_a_retrial_gives_fifteen_days(dispute: Dispute) -> None:
    suit = dispute.filed("suit", "2026-01-05")
    dispute.judged(suit, "withdrawn", "2026-03-02")
    retrial = filing.receive_copy(dispute.retried(suit, "2026-06-01"), on=day("2026-06-01"), by=dispute.officer)

    assert (retrial.answer_due, retrial.decision_due) == (day("2026-06-16"), None)


def test_only_what_has_ended_is_tried_anew_and_not_twice_at_once(dispute: Dispute) -> None:
    suit = dispute.filed("suit", "2026-01-05")
    with pytest.raises(NotReady, match="审理中"):
        dispute.retried(suit, "2026-06-01")
    dispute.judged(suit, "claims_rejected", "2026-03-02", "2026-03-05")
    with pytest.raises(NotReady, match="早于裁判生效的2026-03-21"):
        dispute.retried(suit, "2026-03-20")
    with pytest.raises(NotReady, match="没有这一步"):
        dispute.judged_anew(suit, "retrial.upheld", "2026-06-01")
    dispute.retried(suit, "2026-06-01")
    with pytest.raises(NotReady, match="正在再审"):
        dispute.retried(suit, "2026-06-02")


UNLAWFUL = {
    "a lawsuit has no review decision": ("suit", lambda d, p: d.decided(p, "upheld", "2026-03-02"), "没有这一步"),
    "a review is not appealed": ("review", lambda d, p: d.appealed(p, "2026-03-02"), "没有这一步"),
    "what was not judged is not appealed": ("suit", lambda d, p: d.appealed(p, "2026-03-02"), "审理中"),
    "a review says nothing that only courts say": (
        "review",
        lambda d, p: deciding.decide(p, deciding.Ruling("suit.revoked", day("2026-03-02")), by=d.officer),
        "请选择",
    ),
    "nothing is decided before it was filed": ("review", lambda d, p: d.decided(p, "upheld", "2026-01-02"), "早于"),
    "nothing is decided tomorrow": ("review", lambda d, p: d.decided(p, "upheld", "2026-10-31"), "还没有到"),
    "nothing arrives before it was decided": (
        "review", lambda d, p: d.decided(p, "upheld", "2026-03-02", "2026-03-01"), "早于作出",
    ),
    "the defence follows the copy": (
        "suit", lambda d, p: handling.answer(p, on=day("2026-03-02"), by=d.officer), "还没有登记收到",
    ),
    "what has no day of acceptance cannot be extended": (
        "review", lambda d, p: handling.extend(p, on=day("2026-03-02"), by=d.officer), "还没有登记受理",
    ),
    "the ordinary procedure does not become ordinary": (
        "suit", lambda d, p: handling.make_ordinary(p, by=d.officer), "普通程序",
    ),
    "without a decision there is nothing to answer anew": (
        "review", lambda d, p: deciding.answer_anew(p, by=d.officer), "审理中",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("group", "act", "why"), UNLAWFUL.values(), ids=UNLAWFUL)
def test_a_move_that_is_not_lawful_is_refused_with_its_reason(
    dispute: Dispute, group: str, act: object, why: str
) -> None:
    proceeding = dispute.filed(group, "2026-01-05")
    with pytest.raises(NotReady, match=why):
        act(dispute, proceeding)  # type: ignore[operator]

    now = dispute.of(proceeding)
    assert (now.stage, now.ended_on, now.decisions.count()) == (Stage.TRIAL, None, 0)


def test_a_review_is_decided_once(dispute: Dispute) -> None:
    review = dispute.filed("review", "2026-01-05")
    dispute.decided(review, "upheld", "2026-03-02")
    with pytest.raises(NotReady, match="已审结"):
        dispute.decided(review, "revoked", "2026-03-03")

    assert dispute.of(review).column == "upheld"


DOUBTS = {
    "a refusal of 2026 taken to court without a review": ("suit", "2026-03-20", "第二十三条第一款第（四）项"),
    "a review asked for after sixty days": ("review", "2026-05-10", "2026-05-09届满"),
    "a lawsuit after more than six months": ("suit", "2026-09-11", "2026-09-10届满"),
}


@pytest.mark.parametrize(("group", "on", "word"), DOUBTS.values(), ids=DOUBTS)
def test_what_is_doubtful_is_told_and_not_forbidden(dispute: Dispute, group: str, on: str, word: str) -> None:
    case = dispute.refused(arrived="2026-03-02", answered="2026-03-10")
    dispute.on("2026-10-30")
    proceeding = dispute.filed(group, on, case)

    assert any(word in doubt for doubt in rules.doubts(proceeding, workdays()))


def test_a_retrial_comes_late_without_being_doubtful(dispute: Dispute) -> None:
    case = dispute.refused(arrived="2026-03-02", answered="2026-03-10")
    dispute.on("2026-10-30")
    suit = dispute.filed("suit", "2026-03-20", case)
    dispute.judged(suit, "withdrawn", "2026-04-20")

    assert rules.doubts(dispute.retried(suit, "2026-10-20"), workdays()) == []


def test_a_review_in_time_is_not_doubtful(dispute: Dispute) -> None:
    """The sixtieth day is a Saturday that is worked."""
    case = dispute.refused(arrived="2026-03-02", answered="2026-03-10")
    dispute.on("2026-10-30")

    assert rules.doubts(dispute.filed("review", "2026-05-09", case), workdays()) == []


def test_a_lawsuit_during_the_review_is_doubtful_until_the_review_is_overdue(dispute: Dispute) -> None:
    review = dispute.filed("review", "2026-03-02", accepted_on=day("2026-03-02"))
    early = dispute.filed("suit_after_review", "2026-04-01", review=review)
    late = dispute.filed("suit_after_review", "2026-05-08", review=review)

    assert any("第二十九条" in doubt for doubt in rules.doubts(early, workdays()))
    assert rules.doubts(late, workdays()) == []


def test_a_lawsuit_more_than_fifteen_days_after_the_review_is_doubtful(dispute: Dispute) -> None:
    review = dispute.filed("review", "2026-01-05")
    dispute.decided(review, "upheld", "2026-01-30", "2026-02-02")

    def told(on: str) -> list[str]:
        return rules.doubts(dispute.filed("suit_after_review", on, review=dispute.of(review)), workdays())

    assert told("2026-02-24") == []  # the fifteenth day falls into the Spring Festival
    assert ["2026-02-24届满" in doubt for doubt in told("2026-02-25")] == [True]


def test_moves_offered_are_those_of_the_kind_and_stage(dispute: Dispute) -> None:
    review = dispute.filed("review", "2026-01-05")
    suit = dispute.filed("suit", "2026-01-05")

    def ids(proceeding: Proceeding) -> set[str]:
        return {move.id for move, why in rules.offered(proceeding, dispute.officer) if not why}

    assert {"decide", "copy"} <= ids(review)
    assert not {"judge", "appeal", "answer"} & ids(review)
    assert {"judge", "copy"} <= ids(suit)
    assert not {"decide", "extend"} & ids(suit)
    assert rules.offered(suit, dispute.head) == []
