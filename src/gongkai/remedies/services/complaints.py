"""Complaints to the supervising office: taken in, concluded with what was ordered, rectified (Arts. 47, 51)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.audit.log import record
from gongkai.casework.models import Case
from gongkai.casework.services.intake import EARLIEST
from gongkai.casework.services.numbers import desk_of
from gongkai.casework.services.steps import check_fields
from gongkai.remedies.models import Complaint, Note
from gongkai.remedies.services.notes import keep_note
from gongkai.units.access import has_role
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person, Role, Unit
from gongkai.units.problems import NotReady


def office_for(unit: Unit) -> Unit:
    """Who handles a complaint about `unit` by default: the office that supervises it, else the body above it, else itself."""
    return unit.supervised_by or unit.get_parent() or unit


@transaction.atomic
def register(
    office: Unit,
    unit: Unit,
    kind: str,
    *,
    about: str,
    received_on: date,
    complainant: str = "",
    contact: str = "",
    case: Case | None = None,
    by: Person,
) -> Complaint:
    """`office` took in a complaint about `unit`; anonymous where nobody is named."""
    _check_officer(office, by)
    if not EARLIEST <= received_on <= today():
        raise NotReady(f"收到的日期{received_on}还没有到，或者早于条例施行的{EARLIEST}，请核对。")
    if not unit.path.startswith(office.path) and unit.supervised_by_id != office.pk:
        raise NotReady(f"{unit}不由{office}主管，请转送其主管部门（第四十七条）。")
    if case and case.unit_id != unit.pk:
        raise NotReady("公开申请是向另一个机关提出的，请核对被投诉的机构。")
    complaint = Complaint(
        office=office,
        unit=unit,
        kind=kind,
        case=case,
        about=about,
        complainant=complainant.strip(),
        contact=contact.strip(),
        received_on=received_on,
        due_on=workdays().nth(received_on, desk_of(office).complaint_days),
        created_by=by,
    )
    check_fields(complaint, exclude=["complainant", "contact"])
    complaint.save()
    record("complaint.registered", complaint, by=by, unit=office.code, after={"about": unit.code, "on": received_on})
    return complaint


@transaction.atomic
def conclude(
    complaint: Complaint,
    *,
    on: date,
    result: str,
    order: str = "",
    conclusion: str,
    told_on: date | None = None,
    by: Person,
) -> Complaint:
    """The office found whether it is true, and what it orders. What is verified calls for an order (Art. 47)."""
    complaint = _locked(complaint)
    _check_officer(complaint.office, by)
    problems = []
    if complaint.concluded_on:
        raise NotReady(f"这一投诉举报已于{complaint.concluded_on}办结，请刷新页面。")
    if not complaint.received_on <= on <= today():
        problems.append(f"办结的日期{on}早于收到的{complaint.received_on}，或者还没有到，请核对。")
    if told_on and not complaint.received_on <= told_on <= today():
        problems.append(f"答复投诉举报人的日期{told_on}早于收到的{complaint.received_on}，或者还没有到，请核对。")
    if result not in Complaint.Result.values or not conclusion.strip():
        problems.append("请选择查证结果，并写明办理情况。")
    if result in (Complaint.Result.VERIFIED, Complaint.Result.PARTLY) and not order:
        problems.append("查证属实的，应当督促整改或者通报批评（第四十七条）。")
    if problems:
        raise NotReady(problems)
    complaint.concluded_on, complaint.result, complaint.order = on, result, order
    complaint.conclusion, complaint.told_on = conclusion, told_on
    check_fields(complaint, exclude=["complainant", "contact"])
    complaint.save()
    record(
        "complaint.concluded", complaint, by=by, unit=complaint.office.code, after={"result": result, "order": order}
    )
    return complaint


@transaction.atomic
def rectified(complaint: Complaint, *, on: date, by: Person) -> Complaint:
    """What was ordered has been done."""
    complaint = _locked(complaint)
    _check_officer(complaint.office, by)
    if not complaint.order or complaint.rectified_on:
        raise NotReady("没有需要整改的事项，或者已经登记过整改完成。")
    if not complaint.concluded_on <= on <= today():
        raise NotReady(f"整改完成的日期{on}早于办结的{complaint.concluded_on}，或者还没有到，请核对。")
    complaint.rectified_on = on
    complaint.save(update_fields=["rectified_on"])
    record("complaint.rectified", complaint, by=by, unit=complaint.office.code, after={"on": on})
    return complaint


@transaction.atomic
def note(complaint: Complaint, *, on: date, kind: str, text: str, by: Person) -> Note:
    """A talk, an inspection or something else of a day; coming ones too."""
    complaint = _locked(complaint)
    _check_officer(complaint.office, by)
    return keep_note(complaint, on=on, kind=kind, text=text, by=by)


def _locked(complaint: Complaint) -> Complaint:
    return Complaint.objects.select_for_update(of=("self",)).select_related("office", "unit").get(pk=complaint.pk)


def _check_officer(office: Unit, by: Person) -> None:
    if not has_role(by, office, Role.CASE_OFFICER):
        raise PermissionDenied("您不是这个主管部门的依申请公开承办人。")
