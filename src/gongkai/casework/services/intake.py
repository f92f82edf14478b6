"""Coming in: a request is registered, its receipt fixed by Art. 31, split into its matters, or joined with others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from rapidfuzz import fuzz

from gongkai.audit.log import record
from gongkai.casework import rules
from gongkai.casework.models import Applicant, ApplicantKind, Case, Matter, State, Step, StepKind
from gongkai.casework.services.clock import refresh
from gongkai.casework.services.numbers import case_number, new_code
from gongkai.casework.services.steps import check_day, check_fields, locked, take
from gongkai.statute import receipt
from gongkai.statute.workdays import Workdays
from gongkai.units.access import has_role
from gongkai.units.calendars import today
from gongkai.units.models import Person, Role, Unit
from gongkai.units.problems import NotReady
from gongkai.units.sealing import fingerprint

EARLIEST = date(2008, 5, 1)
"""The day on which the first text of the regulation came into force."""
ALIKE = 60
"""From which likeness on (of 100) two descriptions are shown as a possible duplicate."""
_LOOKED_AT = 200
_COMMON = re.compile(r"申请|公开|请求|要求|提供|获取|政府信息|全文|[\s\W]")


@dataclass(frozen=True)
class Who:
    """An applicant as the form or letter has it; blank is unknown."""

    kind: str
    name: str
    identity_kind: str = ""
    identity_number: str = ""
    representative: str = ""
    contact: str = ""
    telephone: str = ""
    address: str = ""
    email: str = ""
    agent: str = ""
    agent_contact: str = ""


@dataclass(frozen=True)
class What:
    """What is asked, and how it is wanted."""

    title: str
    description: str
    form_wanted: str = ""
    way_wanted: str = ""
    other_form: bool = True
    help_needed: str = ""
    matter: str = Matter.REQUEST
    facts: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def register(
    unit: Unit,
    who: Who,
    what: What,
    *,
    way: str,
    arrived_on: date,
    confirmed_on: date | None = None,
    attempts: Sequence[date] = (),
    by: Person | None,
    origin: str = "workbench",
    origin_id: str = "",
) -> tuple[Case, str]:
    """Register a request and fix its day of receipt where that can be fixed; the case and its query code.

    `by` is the officer who enters it, `None` for the form on the portal. Raises `PermissionDenied`, or `NotReady` (in Chinese) for what is
    missing or a day that cannot be.
    """
    if by is not None and not has_role(by, unit, Role.CASE_OFFICER):
        raise PermissionDenied("您不是这个机关的依申请公开承办人。")
    _check_days(arrived_on, confirmed_on, *attempts)
    _check(who, what)
    code = new_code()
    case = Case(
        unit=unit,
        matter=what.matter,
        number=case_number(unit, arrived_on.year),
        code=code,
        code_digest=fingerprint(code),
        applicant=_applicant(unit, who),
        applicant_kind=who.kind,
        way=way,
        arrived_on=arrived_on,
        confirmed_on=confirmed_on,
        title=what.title,
        description=what.description,
        form_wanted=what.form_wanted,
        way_wanted=what.way_wanted,
        other_form=what.other_form,
        help_needed=what.help_needed,
        officer=by,
        created_by=by,
        origin=origin,
        origin_id=origin_id,
    )
    check_fields(case, exclude=["code", "applicant"])
    case.received_on = received = receipt_of(case, attempts).on
    case.save()
    Step.objects.bulk_create(Step(case=case, kind=StepKind.ATTEMPT, on=day, by=by) for day in attempts)
    refresh(case)
    record(
        "case.registered", case, by=by, unit=unit.code, after={"way": way, "arrived": arrived_on, "received": received}
    )
    return case, code


def receipt_of(case: Case, attempts: Sequence[date] = ()) -> receipt.Receipt:
    """The day of receipt of `case` by Art. 31; raises `NotReady` (in Chinese) for a day before its arrival."""
    if case.matter == Matter.RECORD:
        return receipt.of_record(case.arrived_on)
    try:
        return receipt.receipt(case.way, case.arrived_on, case.confirmed_on, attempts)
    except ValueError as error:
        raise NotReady(str(error)) from None


@transaction.atomic
def confirm(case: Case, *, on: date, by: Person | None) -> None:
    """Receipt was confirmed with the applicant on that day: the clock starts (Art. 31). `by` is `None` for the applicant's own word."""
    case = locked(case)
    rules.check(case, "confirm", by)
    check_day(case, on, "确认的日期")
    asked = rules.reached_out_on(case)
    if by is None and asked and on < asked:
        raise NotReady(f"确认的日期{on}早于机关与申请人联系的{asked}，以双方确认之日为准（第三十一条）。")
    case.confirmed_on = case.received_on = on
    Step.objects.create(case=case, kind=StepKind.CONFIRMED, on=on, by=by)
    refresh(case)
    record("case.confirmed", case, by=by, unit=case.unit.code, after={"received": on})


@transaction.atomic
def attempt(case: Case, *, on: date, how: str, by: Person) -> None:
    """Somebody tried in vain to reach the applicant: kept, because the day of receipt waits for it."""
    take(locked(case), "attempt", StepKind.ATTEMPT, on=on, by=by, facts={"how": how})


@transaction.atomic
def split(case: Case, matters: Sequence[What], *, by: Person) -> list[Case]:
    """Split a letter with several matters: `case` keeps the first, each other becomes a request of its own, with the same days."""
    case = locked(case)
    rules.check(case, "split", by)
    if len(matters) < 2:
        raise NotReady("拆分后至少应当有两项申请内容。")
    if case.steps.exclude(kind__in=[StepKind.ATTEMPT, StepKind.CONFIRMED]).exists() or case.answers.exists():
        raise NotReady("申请已经开始办理，不能再拆分。")
    for matter in matters:
        _check(None, matter)
    parts = []
    for matter in matters[1:]:
        code = new_code()
        part = Case.objects.get(pk=case.pk)
        part.pk, part._state.adding = None, True
        part.number, part.code, part.code_digest = case_number(case.unit, case.arrived_on.year), code, fingerprint(code)
        part.title, part.description, part.split_from, part.created_by = matter.title, matter.description, case, by
        part.origin_id = ""
        part.save()
        Step.objects.bulk_create(
            Step(case=part, kind=step.kind, on=step.on, facts=step.facts, by=step.by) for step in case.steps.all()
        )  # how the applicant was reached is told of each part
        refresh(part)
        parts.append(part)
        record("case.registered", part, by=by, unit=case.unit.code, after={"split_from": case.number})
    case.title, case.description = matters[0].title, matters[0].description
    case.save()
    record("case.split", case, by=by, unit=case.unit.code, after={"parts": [part.number for part in parts]})
    return [case, *parts]


@transaction.atomic
def join(case: Case, to: Case, *, by: Person) -> None:
    """Handle `case` together with `to`. Each stays a request of its own: in counting, in its term and in its answer."""
    case = locked(case)
    rules.check(case, "join", by)
    to = Case.objects.get(pk=to.pk)
    if to.unit_id != case.unit_id or to.pk == case.pk or to.joined_to_id or to.state == State.CLOSED:
        raise NotReady("只能与本机关另一件还没有办结、自己没有并入别件的申请合并办理。")
    if case.joined.exists():
        raise NotReady("已有申请并入这一件，不能再把它并入别件。")
    case.joined_to = to
    case.save(update_fields=["joined_to"])
    record("case.joined", case, by=by, unit=case.unit.code, after={"to": to.number})


def overdue_confirmations(known: Workdays) -> Q:
    """Which requests should have been confirmed by now (Art. 31)."""
    ways = [way.id for way in receipt.ways().values() if way.confirmed]
    late = [Q(way=way, arrived_on__lt=receipt.late_before(way, today(), known)) for way in ways]
    return Q(state=State.ARRIVED) & reduce(or_, late)


def look_alikes(case: Case) -> list[tuple[Case, int]]:
    """Earlier requests of the same applicant to the same unit for something like it, with the likeness (of 100), the likest first."""
    asked = core(case.description)
    earlier = Case.objects.filter(unit=case.unit_id, matter=case.matter, applicant__same=case.applicant.same).exclude(
        pk=case.pk
    )
    scored = [
        (
            other,
            round(max(fuzz.ratio(asked, core(other.description)), fuzz.partial_ratio(asked, core(other.description)))),
        )
        for other in earlier.order_by("-pk")[:_LOOKED_AT]
    ]
    return sorted(((other, score) for other, score in scored if score >= ALIKE), key=lambda each: -each[1])


def masked(kind: str, name: str) -> str:
    """How lists name an applicant: a person by the first character alone, an organisation in full."""
    return name if kind != ApplicantKind.PERSON else f"{name[:1]}{'某' * min(max(len(name) - 1, 1), 2)}"


def known_by(name: str, identity_number: str, telephone: str) -> str:
    """What one applicant's requests have in common: the number of the proof of identity, else name and telephone."""
    identity = re.sub(r"\W", "", identity_number).upper()
    return identity or f"{name.strip()} {re.sub(r'[^0-9]', '', telephone)}"


def _applicant(unit: Unit, who: Who) -> Applicant:
    applicant = Applicant(
        unit=unit,
        same=fingerprint(known_by(who.name, who.identity_number, who.telephone)),
        masked=masked(who.kind, who.name.strip()),
        **{**vars(who), "name": who.name.strip()},
    )
    check_fields(applicant, exclude=[*Applicant.PRIVATE, "unit"])
    applicant.save()
    return applicant


def _check(who: Who | None, what: What) -> None:
    problems = []
    if who is not None:
        if who.kind not in ApplicantKind.values:
            problems.append("请选择申请人类别。")
        if not who.name.strip():
            problems.append("没有填写申请人的姓名或者名称（第二十九条）。")
        if not (who.telephone or who.address or who.email).strip():
            problems.append("没有填写联系方式，请至少填写电话、地址、电子邮箱中的一项（第二十九条）。")
        if bool(who.agent.strip()) != bool(who.agent_contact.strip()):
            problems.append("由代理人提出的，代理人的姓名和联系方式都要填写；没有代理人的，两项都空着。")
    if not what.description.strip():
        problems.append("没有写明所需信息的名称、文号或者便于查询的其他特征（第二十九条）。")
    if not what.title.strip():
        problems.append("没有填写申请内容摘要。")
    if problems:
        raise NotReady(problems)


def _check_days(*days: date | None) -> None:
    for day in days:
        if day is not None and day > today():
            raise NotReady(f"日期{day}还没有到，请核对。")
        if day is not None and day < EARLIEST:
            raise NotReady(f"日期{day}早于条例施行的{EARLIEST}，请核对。")


def core(text: str) -> str:
    """What a request asks for, without the words that every request has."""
    return _COMMON.sub("", text)
