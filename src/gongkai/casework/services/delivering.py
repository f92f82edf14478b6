"""How letters are delivered: the way, the day they went out, the day they arrived, and the proof (国办公开办函〔2016〕235号).

A `Delivery` is where these days live. What the letter tells is a step of the request, and the clock is folded from steps alone: so the
days are written into the step here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gongkai.audit.log import record
from gongkai.casework import letters
from gongkai.casework.letters.kinds import ANSWER
from gongkai.casework.models import Answer, Case, CaseFile, Delivery, Letter, Step
from gongkai.casework.services import files
from gongkai.casework.services.clock import refresh
from gongkai.casework.services.handling import term_of_opinion
from gongkai.casework.services.steps import check_fields, locked
from gongkai.units.access import has_role
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady

SIGNED_FOR = (Delivery.Way.IN_PERSON, Delivery.Way.ENTRUSTED, Delivery.Way.LEFT)
"""Ways in which a letter goes out and arrives on one day: that of the signature."""


def undelivered(of: Iterable[Letter]) -> list[Letter]:
    """The signed letters to somebody whose delivery nobody has recorded yet."""
    return [
        letter
        for letter in of
        if letter.signed_on
        and letters.kind(letter.kind).leaves
        and not hasattr(letter, "delivery")
        and not _fell_away(letter)
    ]


def _fell_away(letter: Letter) -> bool:
    """Whether it is an answer that was signed and never sent, because the applicant withdrew the request."""
    return letter.kind.startswith(ANSWER) and not hasattr(letter, "answer")


@transaction.atomic
def deliver(
    letter: Letter,
    *,
    way: str,
    sent_on: date,
    received_on: date | None = None,
    tracking: str = "",
    note: str = "",
    evidence: UploadedFile | None = None,
    by: Person,
) -> Delivery:
    """Record the delivery of a signed letter, or more of it once more is known; the clock follows its days.

    An answer goes out by `answering.send`, since that closes the case; what is learnt of its delivery later is recorded here. Raises
    `PermissionDenied`, and `NotReady` (in Chinese) for days that cannot be.
    """
    case = locked(letter.case)
    if not has_role(by, case.unit_id, Role.CASE_OFFICER, Role.HEAD):
        raise PermissionDenied("只有本机关的承办人和负责人可以登记送达。")
    letter = Letter.objects.select_related("step__consultation").get(pk=letter.pk)
    if _fell_away(letter):
        raise NotReady("申请人已经撤回申请，这份答复没有送出。")
    answer = Answer.objects.filter(letter=letter).first()
    if answer and answer.state != Answer.State.SENT:
        raise NotReady("答复还没有批准送出，不能登记送达（第四十五条）。")
    before = Delivery.objects.filter(letter=letter).values("way", "sent_on", "received_on").first()
    if before and answer and answer.answered_on == before["sent_on"] != sent_on:
        raise NotReady(f"答复按{before['sent_on']}送出办结，送出的日期不能再改；收到的日期可以改。")
    delivery = put_down(
        case,
        letter,
        way=way,
        sent_on=sent_on,
        received_on=received_on,
        tracking=tracking,
        note=note,
        evidence=evidence,
        by=by,
    )
    title = letters.kind(letter.kind).title
    after = {"letter": title, "way": way, "sent_on": sent_on, "received_on": delivery.received_on}
    record("case.delivered", case, by=by, unit=case.unit.code, before=before, after=after)
    return delivery


def put_down(
    case: Case,
    letter: Letter,
    *,
    way: str,
    sent_on: date,
    received_on: date | None,
    tracking: str,
    note: str,
    evidence: UploadedFile | None,
    by: Person,
) -> Delivery:
    """Keep the delivery of a letter of the locked `case`, and write its days into the step that the letter tells."""
    if way in SIGNED_FOR:
        received_on = received_on or sent_on
    _check_days(letter, way, sent_on, received_on, tracking)
    delivery = Delivery.objects.filter(letter=letter).first() or Delivery(letter=letter)
    delivery.way, delivery.sent_on, delivery.received_on = way, sent_on, received_on
    delivery.tracking, delivery.note, delivery.by = tracking, note, by
    check_fields(delivery)
    delivery.save()
    if letter.step:
        _follow(case, letter.step, delivery)
    if evidence:
        delivery.evidence = files.store(case, evidence, CaseFile.Kind.RECEIPT, by=by)
        delivery.save(update_fields=["evidence"])
    return delivery


def _follow(case: Case, step: Step, delivery: Delivery) -> None:
    """What a letter tells was done on the day it went out; terms for who gets it run from the day it arrived."""
    step.on, step.received_on = delivery.sent_on, delivery.received_on
    step.save(update_fields=["on", "received_on"])
    if asked := step.consultation:
        days = term_of_opinion(asked.kind, case)
        asked.asked_on = step.on
        asked.due_on = workdays().nth(step.received_on or step.on, days) if days else None
        asked.save(update_fields=["asked_on", "due_on"])
    refresh(case)


def _check_days(letter: Letter, way: str, sent_on: date, received_on: date | None, tracking: str) -> None:
    if sent_on > today() or (received_on and received_on > today()):
        raise NotReady("送达的日期还没有到，只能登记已经送出的。")
    if letter.signed_on and sent_on < letter.signed_on:
        raise NotReady(f"送出的日期{sent_on}早于签发的{letter.signed_on}，请核对。")
    if received_on and received_on < sent_on:
        raise NotReady(f"对方收到的日期{received_on}早于送出的{sent_on}，请核对。")
    if way == Delivery.Way.POST and not tracking.strip():
        raise NotReady("邮寄送达应当通过邮政企业，请填写邮件号码（国办公开办函〔2016〕235号）。")
