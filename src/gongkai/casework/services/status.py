"""What an applicant sees by the query code, and what they may do there; and the reading of personal data by who may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.audit.log import record
from gongkai.casework.models import Answer, Applicant, Case, State
from gongkai.casework.services.numbers import plain_code
from gongkai.statute.remedies import Path, paths, paths_against_silence, unconfirmed
from gongkai.units.access import has_role
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person, Role
from gongkai.units.sealing import fingerprints


def by_code(typed: str) -> Case | None:
    """The request whose query code was typed, however it was set; `None` where there is none."""
    if not typed.strip():
        return None
    return Case.objects.select_related("unit").filter(code_digest__in=fingerprints(plain_code(typed))).first()


@dataclass(frozen=True)
class Remedies:
    """The ways open to the applicant: against an answer, or against silence after the day `due`.

    `doubt` says in Chinese why the days are disputed, '' where they are not.
    """

    paths: tuple[Path, ...]
    silence: bool = False
    provisional: bool = False
    due: date | None = None
    doubt: str = ""


def remedies_of(case: Case) -> Remedies:
    """What the applicant can do now. Where the day of delivery is not known, the terms are told from the day of sending."""
    known = workdays()
    if case.state == State.CLOSED:
        answer = (
            case.answers.filter(state=Answer.State.SENT).order_by("-round").select_related("letter__delivery").first()
        )
        delivery = getattr(answer.letter, "delivery", None) if answer and answer.letter else None
        if answer is None or delivery is None:
            return Remedies(())
        day = delivery.received_on or delivery.sent_on
        return Remedies(paths(answer.kind, day, known), provisional=delivery.received_on is None)
    if case.received_on is None:
        found = unconfirmed(case.arrived_on, known)
        return Remedies(found.paths if found.due < today() else (), silence=True, due=found.due, doubt=found.doubt)
    if case.due_on and case.due_on < today():
        ways = paths_against_silence(case.due_on, known)
        return Remedies(ways, silence=True, provisional=case.due_provisional, due=case.due_on)
    return Remedies(())


def received_by_applicant(answer: Answer) -> date | None:
    """The day on which a sent answer reached the applicant; `None` where that is not known yet."""
    delivery = getattr(answer.letter, "delivery", None) if answer.letter else None
    return delivery.received_on if delivery else None


@transaction.atomic
def reveal(case: Case, *, by: Person) -> Mapping[str, str]:
    """The applicant's personal data, for whoever handles or decides the case; each reading is recorded."""
    if not has_role(by, case.unit_id, Role.CASE_OFFICER, Role.HEAD):
        raise PermissionDenied("只有本机关的承办人和负责人可以查看申请人的个人信息。")
    applicant = case.applicant
    record("personal_data.read", case, by=by, unit=case.unit.code, after={"fields": list(Applicant.PRIVATE)})
    return {name: getattr(applicant, name).open() for name in Applicant.PRIVATE}
