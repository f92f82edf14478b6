"""How a review or a lawsuit ends: decisions, judgments, appeals; and the request that is to be answered anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.audit.log import record
from gongkai.casework.models import Case, State
from gongkai.casework.services import answering
from gongkai.casework.services.steps import check_fields
from gongkai.remedies import rules
from gongkai.remedies.models import Decision, Instance, Proceeding
from gongkai.remedies.services.course import effective_on, locked, refresh
from gongkai.remedies.services.filing import check_step
from gongkai.statute.outcomes import outcome, outcomes_for
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person
from gongkai.units.problems import NotReady


@dataclass(frozen=True)
class Ruling:
    """What a decision says. `received_on` is empty while it has not reached us; `until` is the term that it sets for answering anew."""

    outcome: str
    decided_on: date
    received_on: date | None = None
    number: str = ""
    until: date | None = None
    summary: str = ""


@dataclass(frozen=True)
class Ended:
    """A recorded decision, and the request that it reopened, with its new last day in `case.due_on`; `None` where it reopened none."""

    decision: Decision
    case: Case | None = None


@transaction.atomic
def decide(proceeding: Proceeding, ruling: Ruling, *, by: Person) -> Ended:
    """The reviewing body decided. A decision that orders a new answer reopens the request from the day on which it was received."""
    return _record(proceeding, "decide", Instance.REVIEW, ruling, None, by)


@transaction.atomic
def judge(proceeding: Proceeding, ruling: Ruling, *, effective: date | None = None, by: Person) -> Ended:
    """The court of first instance decided. What can be appealed counts once the term of appeal has run out.

    `effective`: the day on which it became effective, where that is known; then a request that it orders to answer anew is reopened.
    Otherwise the day is reckoned from our receipt, and the request waits for `answer_anew`: somebody else may have appealed.
    """
    return _record(proceeding, "judge", Instance.FIRST, ruling, effective, by)


@transaction.atomic
def judge_appeal(proceeding: Proceeding, ruling: Ruling, *, by: Person) -> Ended:
    """The court of second instance decided: finally, or by sending the case back, which goes on as one of first instance."""
    return _record(proceeding, "judge_appeal", Instance.SECOND, ruling, None, by)


@transaction.atomic
def judge_retrial(proceeding: Proceeding, ruling: Ruling, *, by: Person) -> Ended:
    """A court that tried anew by the procedure of second instance decided: finally, or by sending the case back to the first."""
    return _record(proceeding, "judge_retrial", Instance.RETRIAL, ruling, None, by)


@transaction.atomic
def appeal(proceeding: Proceeding, *, on: date, who: str, by: Person) -> Proceeding:
    """Somebody ("claimant", "defendant", "other") appealed on that day: the first-instance decision does not become effective."""
    proceeding = locked(proceeding)
    rules.check(proceeding, "appeal", by)
    last = _last(proceeding)
    if not last.decided_on <= on <= today():
        raise NotReady(f"上诉的日期{on}早于裁判的{last.decided_on}，或者还没有到，请核对。")
    if last.effective_on and on >= last.effective_on:
        raise NotReady(
            f"裁判已于{last.effective_on}生效，{on}不能再上诉；生效日期有误的，请先更正（行政诉讼法第八十五条）。"
        )
    if proceeding.reopened_on:
        raise NotReady(f"申请已经按这一裁判自{proceeding.reopened_on}起重新办理，不能再登记上诉。")
    last.appealed_on, last.appealed_by = on, who
    check_fields(last)
    last.save(update_fields=["appealed_on", "appealed_by"])
    refresh(proceeding)
    record("remedy.appealed", proceeding, by=by, unit=proceeding.unit.code, after={"on": on, "who": who})
    return proceeding


@transaction.atomic
def set_effective(proceeding: Proceeding, *, on: date, by: Person) -> Proceeding:
    """The day on which a first-instance decision became effective, as the court attests it: others may have got it later than we."""
    proceeding = locked(proceeding)
    rules.check(proceeding, "effective", by)
    last = _last(proceeding)
    if on < last.decided_on:
        raise NotReady(f"生效的日期{on}早于裁判的{last.decided_on}，请核对。")
    before, last.effective_on = last.effective_on, on
    last.save(update_fields=["effective_on"])
    refresh(proceeding)
    record("remedy.effective", proceeding, by=by, unit=proceeding.unit.code, before={"on": before}, after={"on": on})
    return proceeding


@transaction.atomic
def answer_anew(proceeding: Proceeding, *, by: Person) -> Case:
    """Reopen the request as the effective decision orders, from its receipt (or from the day it became effective, if later)."""
    proceeding = locked(proceeding)
    rules.check(proceeding, "answer_anew", by)
    return _reopen(proceeding, by)


def _record(
    proceeding: Proceeding, move: str, instance: Instance, ruling: Ruling, effective: date | None, by: Person
) -> Ended:
    proceeding = locked(proceeding)
    rules.check(proceeding, move, by)
    if ruling.outcome not in {each.id for each in outcomes_for(instance.value)}:
        raise NotReady("请选择决定或者裁判的结果。")
    said = outcome(ruling.outcome)
    _check_days(proceeding, ruling)
    sure = instance != Instance.FIRST or effective is not None
    if not sure:
        effective = effective_on(said.appeal, ruling.decided_on, ruling.received_on, workdays())
    decision = Decision(proceeding=proceeding, instance=instance, by=by, effective_on=effective, **vars(ruling))
    check_fields(decision)
    decision.save()
    refresh(proceeding)
    record(
        "remedy.decided",
        proceeding,
        by=by,
        unit=proceeding.unit.code,
        after={"instance": instance, "outcome": said.label, "on": ruling.decided_on},
    )
    answerable = sure and not rules.refusal(proceeding, rules.MOVES["answer_anew"])
    return Ended(decision, _reopen(proceeding, by) if answerable else None)


def _check_days(proceeding: Proceeding, ruling: Ruling) -> None:
    check_step(proceeding, ruling.decided_on)
    before = _last(proceeding, missing_ok=True)
    since = (before.appealed_on or before.decided_on) if before else None
    if since and ruling.decided_on < since:
        raise NotReady(f"裁判的日期{ruling.decided_on}早于上一次裁判或者上诉的{since}，请核对。")
    if ruling.received_on and not ruling.decided_on <= ruling.received_on <= today():
        raise NotReady(f"收到的日期{ruling.received_on}早于作出的{ruling.decided_on}，或者还没有到，请核对。")
    said = outcome(ruling.outcome)
    if said.orders and proceeding.case and proceeding.case.state == State.CLOSED and ruling.received_on is None:
        raise NotReady("请填写收到决定书（裁判文书）的日期：重新答复的期限从该日起算。")


def _last(proceeding: Proceeding, *, missing_ok: bool = False) -> Decision | None:
    last = proceeding.decisions.order_by("-decided_on", "-id").first()
    if last is None and not missing_ok:
        raise NotReady("还没有登记决定或者裁判。")
    return last


def _reopen(proceeding: Proceeding, by: Person) -> Case:
    decision, on = _last(proceeding), rules.new_term_from(proceeding)
    why = f"{proceeding.body}{decision.decided_on}{decision.number}：{decision.get_outcome_display()}"
    answering.reopen(proceeding.case, on=on, why=why, by=by)
    proceeding.reopened_on = on
    proceeding.save(update_fields=["reopened_on"])
    record("remedy.reopened", proceeding, by=by, unit=proceeding.unit.code, after={"on": on})
    return Case.objects.get(pk=proceeding.case_id)
