"""Where a proceeding stands, reckoned from what is recorded: its terms, its stage, and the outcome that counts."""

from __future__ import annotations

from datetime import date, timedelta

from gongkai.remedies.models import Decision, Instance, Proceeding, Stage
from gongkai.statute import remedies
from gongkai.statute.articles import article
from gongkai.statute.outcomes import outcome
from gongkai.statute.workdays import Workdays
from gongkai.units.calendars import today
from gongkai.units.calendars import workdays as known_workdays


def locked(proceeding: Proceeding) -> Proceeding:
    """`proceeding` as it is now, locked until the transaction ends."""
    found = Proceeding.objects.select_for_update(of=("self",)).select_related("unit", "case", "answer")
    proceeding = found.get(pk=proceeding.pk)
    proceeding.stage = stage_of(proceeding.stage, proceeding.ended_on)
    return proceeding


def stage_of(stage: str, ended_on: date | None) -> str:
    """The stage today: a first-instance decision that nobody appealed has become effective by itself."""
    return Stage.ENDED if stage == Stage.APPEALABLE and ended_on and ended_on <= today() else stage


def refresh(proceeding: Proceeding, workdays: Workdays | None = None) -> Proceeding:
    """Reckon terms, stage and outcome anew from what is recorded, and save `proceeding`, which the caller has locked."""
    known = workdays or known_workdays()
    decisions = list(proceeding.decisions.all())
    last = decisions[-1] if decisions else None
    _set_terms(proceeding, last, known)
    proceeding.ended_on, proceeding.outcome, proceeding.column = None, "", ""
    if last is None or outcome(last.outcome).column == "":
        proceeding.stage = Stage.TRIAL
    elif last.instance == Instance.FIRST and last.appealed_on:
        proceeding.stage = Stage.APPEAL
    else:
        _end(proceeding, last, decisions)
    proceeding.save()
    return proceeding


def settle() -> int:
    """Daily: first-instance decisions whose term of appeal has run out are over; how many became so. Nothing is counted by it."""
    due = Proceeding.objects.filter(stage=Stage.APPEALABLE, ended_on__lte=today())
    return due.update(stage=Stage.ENDED)


def effective_on(term: str, decided_on: date, received_on: date | None, workdays: Workdays) -> date | None:
    """The day on which a first-instance decision becomes effective if nobody appeals: the day after the `term` of appeal ends.

    The day of the decision where it cannot be appealed; `None` where it is not known: it was not served yet, or an older law bound it.
    """
    if not term:
        return decided_on
    last = _until(term, received_on, workdays)
    return last + timedelta(1) if last else None


def _end(proceeding: Proceeding, last: Decision, decisions: list[Decision]) -> None:
    said = outcome(last.outcome)
    if last.instance == Instance.FIRST and (last.effective_on is None or last.effective_on > today()):
        proceeding.stage = Stage.APPEALABLE
    else:
        proceeding.stage = Stage.ENDED
    ended_on = last.effective_on if last.instance == Instance.FIRST else last.decided_on
    if said.column == "same" and last.instance == Instance.RETRIAL:
        said = outcome(proceeding.retrial_of.outcome)
    elif said.column == "same":
        said = outcome(next(each.outcome for each in reversed(decisions) if each.instance == Instance.FIRST))
    if ended_on:
        proceeding.ended_on, proceeding.outcome, proceeding.column = ended_on, said.id, said.column


def terms_of(proceeding: Proceeding) -> tuple[str, str]:
    """The ids of the terms of our answer and of the decision, by what it is and by its procedure; '' where none is set."""
    if proceeding.is_retrial:
        return "retrial_answer", ""
    simple = "_simple" if proceeding.simple else ""
    if proceeding.is_review:
        return f"review_answer{simple}", f"review_decision{simple}"
    return "suit_answer", f"suit_decision{simple}"


def _set_terms(proceeding: Proceeding, last: Decision | None, workdays: Workdays) -> None:
    answer, decision = terms_of(proceeding)
    appealable = last is not None and last.instance == Instance.FIRST and not last.appealed_on
    proceeding.appeal_due = _until(outcome(last.outcome).appeal, last.received_on, workdays) if appealable else None
    proceeding.answer_due = _until(answer, proceeding.copy_received_on, workdays)
    proceeding.decision_due = _until(decision, proceeding.accepted_on, workdays)
    if last and last.appealed_on:
        proceeding.decision_due = _until("appeal_decision", last.appealed_on, workdays)
    elif last and not outcome(last.outcome).column:
        proceeding.decision_due = None  # it is sent back: when the first court got it again nobody told us
    if proceeding.extended_on and proceeding.decision_due:
        whole = remedies.term("review_decision").number + remedies.term("review_extension").number
        proceeding.decision_due = workdays.next_workday(proceeding.accepted_on + timedelta(whole))


def _until(term: str, start: date | None, workdays: Workdays) -> date | None:
    """The term's last day; unknown where the law that sets it was not in force yet: an older text had terms of its own."""
    if start is None or not term or not article(remedies.term(term).article).in_force(start):
        return None
    return remedies.until(term, start, workdays)
