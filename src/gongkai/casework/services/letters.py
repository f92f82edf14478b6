"""The letters that go with the steps of a request: made with their number and date, their words kept as they went out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.audit.log import record
from gongkai.casework import letters
from gongkai.casework.models import Case, Letter, Step
from gongkai.casework.services.numbers import letter_number
from gongkai.casework.services.steps import locked
from gongkai.units.access import has_role
from gongkai.units.calendars import today
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady


@transaction.atomic
def make(
    case: Case,
    kind: str,
    facts: Mapping[str, str],
    *,
    addressee: str = "",
    on: date | None = None,
    step: Step | None = None,
    by: Person,
) -> Letter:
    """Make the letter of `kind` with what `facts` say beside the case, dated `on` (today); `addressee` is the applicant by default.

    `step` is what the letter tells: its days follow those of the delivery.

    What only the sealed record knows (the applicant's name, the query code) comes in when a file is made. Raises `NotReady` (in Chinese)
    where the unit's own words for it have a mistake.
    """
    case = locked(case)
    if not has_role(by, case.unit_id, Role.CASE_OFFICER, Role.HEAD):
        raise PermissionDenied("只有本机关的承办人和负责人可以制作文书。")
    if on is not None and on > today():
        raise NotReady(f"文书的日期{on}还没有到，请核对。")
    found = letters.kind(kind)
    day = on or today()
    letter = Letter.objects.create(
        case=case,
        kind=kind,
        number=letter_number(case.unit, day.year) if found.numbered else "",
        addressee=addressee or case.applicant.name.open(),
        words=letters.words_of(case, kind, facts),
        made_by=by,
        signed_on=day,
        signed_by=by,
        step=step,
    )
    letter.refresh_from_db()  # with the addressee sealed, as whoever makes a file of it expects it
    record("case.letter", case, by=by, unit=case.unit.code, after={"kind": found.title, "number": letter.number})
    return letter
