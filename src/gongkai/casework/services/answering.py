"""The answer: drafted with what its letter must state, checked, approved by the head, signed, delivered (Arts. 33, 36–39)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from gongkai.audit.log import record
from gongkai.casework import letters, rules
from gongkai.casework.models import Answer, Case, Delivery, Letter, Override, Step, StepKind
from gongkai.casework.services import handout
from gongkai.casework.services.clock import clock_of, refresh
from gongkai.casework.services.delivering import put_down
from gongkai.casework.services.numbers import letter_number
from gongkai.casework.services.steps import check_day, locked
from gongkai.statute import answers, remedies
from gongkai.statute.openness import grounds
from gongkai.units.calendars import today
from gongkai.units.models import Person
from gongkai.units.problems import NotReady

NOTICES = {"correction": "correction_asked", "payment": "fee_noticed"}
"""The step with which the clock begins to wait for the applicant."""


def present_records(case: Case) -> set[str]:
    """The ids of `statute.answers.records` that the case shows, as of today."""
    steps = {step.kind: step for step in case.steps.all()}
    found = set()
    if case.searches.exists():
        found.add("search")
    if case.consultations.filter(kind="third_party").exists():
        found.add("third_party")
    if "correction_received" in steps:
        found.add("correction")
    if "reasons_asked" in steps:
        found.add("reasons")
    clock = clock_of(case)
    if clock and clock.waiting_until and clock.waiting_until < today() and not steps[NOTICES[clock.waiting]].underway:
        found.add(f"{clock.waiting}_lapsed")
    return found


def problems_of(answer: Answer) -> list[str]:
    """What keeps `answer` from going to the head, in Chinese: what is missing, what cannot be, what the guard found."""
    case = answer.case
    found = answers.missing(answer.kind, answer.stated, answer.ground, present_records(case))
    third_parties = list(
        case.consultations.filter(kind="third_party", answered_on=None).prefetch_related("steps__letter")
    )
    if any(asked.due_on and asked.due_on >= today() for asked in third_parties):
        found.append("正在征求第三方意见，期限没有届满，还不能答复（第三十二条）。")
    elif any(asked.underway for asked in third_parties):
        found.append("还没有登记第三方收到征求意见书的日期，15个工作日从那天起算，还不能答复（第三十二条）。")
    if remedies.route(answer.kind, today()) != "none" and not letters.review_body_of(case.unit):
        found.append("不知道由哪个机关复议：请在依申请公开设置中写明复议机关，或者在机构树中补上本机构的上级人民政府。")
    open_findings = [finding for finding in handout.findings_of(answer) if not finding.reason]
    if open_findings:
        found.append(
            f"要交给申请人的内容里还有{len(open_findings)}处个人信息等问题没有处理：请遮盖，或者逐条说明放行的理由。"
        )
    return found


@transaction.atomic
def draft(case: Case, kind: str, *, ground: str = "", stated: Mapping[str, str], by: Person) -> Answer:
    """Draft the answer of this round, in place of an earlier draft; its letter's words are composed anew."""
    case = locked(case)
    rules.check(case, "draft", by)
    if kind not in answers.kinds() or answers.kind(kind).matter != case.matter or (ground and ground not in grounds()):
        raise NotReady("没有这一类答复或者依据，请刷新页面后重新选择。")
    found = answers.kind(kind)
    number = case.answers.filter(state=Answer.State.SENT).count() + 1
    answer = case.answers.select_for_update().filter(round=number).first() or Answer(case=case, round=number)
    answer.kind, answer.ground, answer.drafted_by = kind, ground if found.allowed_grounds else "", by
    answer.stated = {statement.id: stated.get(statement.id, "").strip() for statement, _ in found.statements}
    answer.state = Answer.State.DRAFT
    letter = answer.letter or Letter(case=case)
    letter.kind, letter.made_by = f"answer.{kind}", by
    letter.addressee = case.applicant.name
    letter.words = letters.answer_words(case, answer)
    letter.save()
    answer.letter = letter
    answer.save()
    record("case.drafted", case, by=by, unit=case.unit.code, after={"kind": kind, "ground": answer.ground})
    return answer


@transaction.atomic
def override(answer: Answer, fingerprint: str, *, reason: str, by: Person) -> None:
    """Let a finding of the guard pass, with a reason that stays on the record."""
    rules.check(locked(answer.case), "draft", by)
    finding = next((each for each in handout.findings_of(answer) if each.fingerprint == fingerprint), None)
    if finding is None:
        raise NotReady("这一处问题已经不在了，请刷新页面。")
    if not reason.strip():
        raise NotReady("请写明放行的理由。")
    Override.objects.update_or_create(
        answer=answer, fingerprint=fingerprint, defaults={"message": finding.message, "reason": reason, "by": by}
    )
    record("case.override", answer.case, by=by, unit=answer.case.unit.code, after={"reason": reason})


@transaction.atomic
def submit(case: Case, *, by: Person) -> Answer:
    """Send the draft to the head; raises `NotReady` with everything that it lacks."""
    case = locked(case)
    rules.check(case, "submit", by)
    answer = _open_answer(case)
    if problems := problems_of(answer):
        raise NotReady(problems)
    _set(answer, Answer.State.SUBMITTED)
    refresh(case)
    record("case.submitted", case, by=by, unit=case.unit.code, after={"kind": answer.kind})
    return answer


@transaction.atomic
def send_back(case: Case, *, opinion: str, by: Person) -> None:
    """The head sends the draft back with what is to be changed."""
    case = locked(case)
    rules.check(case, "send_back", by)
    if not opinion.strip():
        raise NotReady("退回修改要写明意见。")
    answer = _open_answer(case)
    answer.opinion = opinion
    _set(answer, Answer.State.SENT_BACK)
    refresh(case)
    record("case.sent_back", case, by=by, unit=case.unit.code, after={"opinion": opinion})


@transaction.atomic
def approve(case: Case, *, opinion: str = "同意", by: Person) -> Answer:
    """The head approves: the letter gets its number and date, and its words stay as they are. Nobody approves their own draft."""
    case = locked(case)
    rules.check(case, "approve", by)
    answer = _open_answer(case)
    if answer.drafted_by_id == by.pk:
        raise NotReady("拟稿人不能审批自己拟的答复，请由另一位负责人审批。")
    if problems := problems_of(answer):
        raise NotReady(problems)
    answer.approved_by, answer.approved_at, answer.opinion = by, timezone.now(), opinion or "同意"
    letter = answer.letter
    letter.number, letter.signed_on, letter.signed_by = letter_number(case.unit, today().year), today(), by
    letter.words = letters.answer_words(case, answer)
    letter.save()
    _set(answer, Answer.State.APPROVED)
    refresh(case)
    record(
        "case.approved", case, by=by, unit=case.unit.code, after={"number": letter.number, "opinion": answer.opinion}
    )
    return answer


@transaction.atomic
def send(
    case: Case,
    *,
    way: str,
    sent_on: date,
    received_on: date | None = None,
    tracking: str = "",
    note: str = "",
    evidence: UploadedFile | None = None,
    by: Person,
) -> Delivery:
    """The answer goes out: the case is closed on the body's day (posting, signing, sending), the remedies run from the applicant's."""
    case = locked(case)
    rules.check(case, "send", by)
    answer = _open_answer(case)
    delivery = put_down(
        case,
        answer.letter,
        way=way,
        sent_on=sent_on,
        received_on=received_on,
        tracking=tracking,
        note=note,
        evidence=evidence,
        by=by,
    )
    _close(case, answer, sent_on, by)
    record("case.answered", case, by=by, unit=case.unit.code, after={"kind": answer.kind, "way": way, "on": sent_on})
    return delivery


@transaction.atomic
def withdraw(case: Case, *, on: date, by: Person | None) -> None:
    """The applicant takes the request back: handling ends, and the confirmation that says so is its answer."""
    case = locked(case)
    rules.check(case, "withdraw", by)
    check_day(case, on, "撤回的日期")
    if case.received_on and on < case.start:
        raise NotReady(f"撤回的日期{on}早于收到申请的日期{case.start}，请核对。")
    if case.received_on is None:
        case.received_on = case.confirmed_on = on
    Step.objects.create(case=case, kind=StepKind.WITHDRAWN, on=on, by=by)
    number = case.answers.filter(state=Answer.State.SENT).count() + 1
    _drop_draft(case, number)
    drafter = by or case.officer
    answer = Answer(
        case=case, round=number, kind="withdrawn", stated={"withdrawn_on": on.isoformat()}, drafted_by=drafter
    )
    answer.letter = Letter.objects.create(
        case=case,
        kind="answer.withdrawn",
        number=letter_number(case.unit, today().year),
        signed_on=today(),
        addressee=case.applicant.name,
        made_by=drafter,
        words=letters.answer_words(case, answer),
    )
    answer.save()
    _close(case, answer, on, by)
    record("case.withdrawn", case, by=by, unit=case.unit.code, after={"on": on})


@transaction.atomic
def reopen(case: Case, *, on: date, why: str, by: Person) -> None:
    """A review or a court corrected the answer: a new round with a term of its own. Table three counts the first answer alone."""
    case = locked(case)
    rules.check(case, "reopen", by)
    if not why.strip():
        raise NotReady("请写明由哪一份复议决定或者判决要求重新答复。")
    last = case.answers.order_by("-round").first()
    if on > today() or (last and last.answered_on and on < last.answered_on):
        raise NotReady(f"重新办理的日期{on}早于上一次答复，或者还没有到，请核对。")
    case.reopened_on = on
    Step.objects.create(case=case, kind=StepKind.REOPENED, on=on, by=by, facts={"why": why})
    refresh(case)
    record("case.reopened", case, by=by, unit=case.unit.code, after={"on": on, "why": why})


def _close(case: Case, answer: Answer, on: date, by: Person | None) -> None:
    Step.objects.create(case=case, kind="answered", on=on, by=by)
    answer.answered_on, answer.state = on, Answer.State.SENT
    answer.save()
    if case.closed_on is None:
        case.closed_on, case.answer_kind, case.ground = on, answer.kind, answer.ground
    refresh(case)


def _drop_draft(case: Case, number: int) -> None:
    """The draft of this round falls away; a letter that was signed already keeps its number and stays."""
    for answer in case.answers.filter(round=number).select_related("letter"):
        answer.delete()
        if answer.letter and not answer.letter.number:
            answer.letter.delete()


def _open_answer(case: Case) -> Answer:
    answer = case.answers.select_for_update(of=("self",)).exclude(state=Answer.State.SENT).order_by("-round").first()
    if answer is None:
        raise NotReady("还没有拟好的答复。")
    return answer


def _set(answer: Answer, state: str) -> None:
    answer.state = state
    answer.save()
