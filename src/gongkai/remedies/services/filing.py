"""A review or a lawsuit comes in: registered, with what it contests, accepted, its copy received."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.audit.log import record
from gongkai.casework.models import Answer, ApplicantKind, Case
from gongkai.casework.services.intake import EARLIEST, masked
from gongkai.casework.services.steps import check_fields
from gongkai.remedies import rules
from gongkai.remedies.models import Contested, Group, Proceeding, RetriedBy
from gongkai.remedies.services.course import locked, refresh
from gongkai.units.calendars import today
from gongkai.units.models import Person, Unit
from gongkai.units.problems import NotReady


@dataclass(frozen=True)
class Claimant:
    """Who applies or sues. `person`: a natural person, whose name lists do not show."""

    name: str
    person: bool = True


@transaction.atomic
def register(
    unit: Unit,
    group: str,
    contested: str,
    *,
    about: str,
    body: str,
    filed_on: date,
    claimant: Claimant | None = None,
    number: str = "",
    case: Case | None = None,
    answer: Answer | None = None,
    review: Proceeding | None = None,
    joint: Sequence[Unit] = (),
    accepted_on: date | None = None,
    copy_received_on: date | None = None,
    simple: bool = False,
    by: Person,
) -> Proceeding:
    """Register a review or a lawsuit against `unit` and the `joint` defendants (行政复议法 Art. 19, 行政诉讼法 Art. 26).

    Without a `claimant` it is the applicant of the `case`. A lawsuit after a `review` takes over what that contested. Raises
    `PermissionDenied`, or `NotReady` (in Chinese) for what is missing or cannot be. What is doubtful is no reason to refuse it:
    see `rules.doubts`.
    """
    if not rules.may_handle(by, unit.pk):
        raise PermissionDenied("您不是这个机关的依申请公开承办人。")
    case, answer = _contested(case, answer, review)
    _check(unit, group, contested, case, answer, review, joint, claimant)
    _check_day(filed_on, answer)
    _check_number(body, number)
    proceeding = Proceeding(
        unit=unit,
        group=group,
        contested=contested,
        case=case,
        answer=answer,
        review=review,
        masked=masked(ApplicantKind.PERSON if claimant.person else "", claimant.name.strip())
        if claimant
        else case.applicant.masked,
        claimant=claimant.name.strip() if claimant else case.applicant.name,
        about=about.strip(),
        body=body.strip(),
        number=number.strip(),
        filed_on=filed_on,
        accepted_on=accepted_on,
        copy_received_on=copy_received_on,
        simple=simple,
        created_by=by,
    )
    for day in (accepted_on, copy_received_on):
        check_step(proceeding, day)
    check_fields(proceeding, exclude=["claimant"])
    proceeding.save()
    proceeding.joint.set(joint)
    refresh(proceeding)
    record(
        "remedy.registered",
        proceeding,
        by=by,
        unit=unit.code,
        after={"group": group, "filed": filed_on, "joint": [each.code for each in joint]},
    )
    return proceeding


@transaction.atomic
def retry(suit: Proceeding, *, on: date, who: str, body: str, number: str = "", by: Person) -> Proceeding:
    """A court took up on that day to try anew a lawsuit that had ended (行政诉讼法 Arts. 90–93): a lawsuit about the same of its own."""
    suit = locked(suit)
    rules.check(suit, "retry", by)
    if on > today() or (suit.ended_on and on < suit.ended_on):
        raise NotReady(f"再审的日期{on}早于裁判生效的{suit.ended_on}，或者还没有到，请核对。")
    _check_number(body, number)
    same = ("unit", "group", "contested", "case", "answer", "review", "masked", "claimant", "about")
    retrial = Proceeding(
        **{name: getattr(suit, name) for name in same},
        retrial_of=suit,
        retried_by=who,
        body=body.strip(),
        number=number.strip(),
        filed_on=on,
        created_by=by,
    )
    check_fields(retrial, exclude=["claimant"])
    if who not in RetriedBy.values:
        raise NotReady("请选择再审是怎样提起的。")
    retrial.save()
    retrial.joint.set(suit.joint.all())
    record("remedy.retried", retrial, by=by, unit=suit.unit.code, after={"of": suit.pk, "on": on, "by": who})
    return retrial


@transaction.atomic
def accept(proceeding: Proceeding, *, on: date, number: str = "", simple: bool = False, by: Person) -> Proceeding:
    """The body accepted it (受理, 立案) on that day, from which its term to decide runs."""
    proceeding = locked(proceeding)
    rules.check(proceeding, "accept", by)
    check_step(proceeding, on)
    _check_number(proceeding.body, number, proceeding.pk)
    proceeding.accepted_on, proceeding.simple = on, simple
    proceeding.number = number.strip() or proceeding.number
    check_fields(proceeding, exclude=["claimant"])
    refresh(proceeding)
    record("remedy.accepted", proceeding, by=by, unit=proceeding.unit.code, after={"on": on, "simple": simple})
    return proceeding


@transaction.atomic
def receive_copy(proceeding: Proceeding, *, on: date, by: Person) -> Proceeding:
    """The copy of the application or complaint came in: from then on runs the term of our answer."""
    proceeding = locked(proceeding)
    rules.check(proceeding, "copy", by)
    check_step(proceeding, on)
    proceeding.copy_received_on = on
    refresh(proceeding)
    record("remedy.copy_received", proceeding, by=by, unit=proceeding.unit.code, after={"on": on})
    return proceeding


def check_step(proceeding: Proceeding, on: date | None) -> None:
    """Raise `NotReady` for a day that has not come, or is before the filing."""
    if on is not None and on > today():
        raise NotReady(f"日期{on}还没有到，只能登记已经发生的事，请核对。")
    if on is not None and on < proceeding.filed_on:
        raise NotReady(f"日期{on}早于申请（起诉）的{proceeding.filed_on}，请核对。")


def _contested(
    case: Case | None, answer: Answer | None, review: Proceeding | None
) -> tuple[Case | None, Answer | None]:
    if review is not None:
        case, answer = case or review.case, answer or review.answer
    return (answer.case if answer and case is None else case), answer


def _check(
    unit: Unit,
    group: str,
    contested: str,
    case: Case | None,
    answer: Answer | None,
    review: Proceeding | None,
    joint: Sequence[Unit],
    claimant: Claimant | None,
) -> None:
    problems = []
    if case and case.unit_id != unit.pk:
        problems.append("公开申请是向另一个机关提出的，请由答复的机关登记。")
    if answer and (answer.case_id != case.pk or answer.state != Answer.State.SENT):
        problems.append("被争议的答复不属于这一申请，或者还没有送达。")
    if case and contested == Contested.ANSWER and answer is None:
        problems.append("请选择被争议的是哪一次答复；没有答复的，争议事项是“逾期不答复”。")
    if contested == Contested.SILENCE and answer is not None:
        problems.append("已经有答复的，争议事项应当是“对申请的答复”。")
    if review and (not review.is_review or group != Group.SUIT_AFTER_REVIEW or review.unit_id != unit.pk):
        problems.append("只有“复议后起诉”可以关联本机关此前的行政复议。")
    if unit in joint or len(set(joint)) != len(joint):
        problems.append("共同被告重复：同一机关在一件案件中只计一次。")
    if claimant is None and case is None:
        problems.append("没有填写申请人（原告）。")
    if claimant is not None and not claimant.name.strip():
        problems.append("没有填写申请人（原告）的姓名或者名称。")
    if problems:
        raise NotReady(problems)


def _check_number(body: str, number: str, own: int | None = None) -> None:
    """One case, one record: joint defendants stand in it together."""
    same = Proceeding.objects.filter(body=body.strip(), number=number.strip()).exclude(pk=own).select_related("unit")
    if number.strip() and (other := same.first()):
        raise NotReady(f"{body}的案号{number}已经由{other.unit}登记，不能重复登记；是共同被告的，请由该机关补登。")


def _check_day(filed_on: date, answer: Answer | None) -> None:
    if filed_on > today() or filed_on < EARLIEST:
        raise NotReady(f"申请（起诉）的日期{filed_on}还没有到，或者早于条例施行的{EARLIEST}，请核对。")
    if answer and answer.answered_on and filed_on < answer.answered_on:
        raise NotReady(f"申请（起诉）的日期{filed_on}早于答复的{answer.answered_on}，请核对。")
