"""Between receipt and answer: assigning, correction, consultations, extension, reasons, search, withdrawal."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.audit.log import record
from gongkai.casework import rules
from gongkai.casework.models import Case, Consultation, Note, SearchRecord, Step, StepKind
from gongkai.casework.services.clock import clock_of
from gongkai.casework.services.intake import masked
from gongkai.casework.services.steps import check_day, check_fields, locked, take
from gongkai.statute.articles import cite
from gongkai.statute.clock import text_on
from gongkai.units.access import has_role
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady


@transaction.atomic
def assign(case: Case, officer: Person, *, by: Person) -> None:
    """Give the case to an officer of its unit."""
    case = locked(case)
    rules.check(case, "assign", by)
    if not has_role(officer, case.unit_id, Role.CASE_OFFICER):
        raise NotReady(f"{officer}不是本机关的依申请公开承办人。")
    before, case.officer = case.officer, officer
    case.save(update_fields=["officer"])
    record(
        "case.assigned",
        case,
        by=by,
        unit=case.unit.code,
        before={"officer": str(before or "")},
        after={"officer": str(officer)},
    )


@transaction.atomic
def ask_correction(case: Case, *, on: date, what: str, guidance: str, until: date, by: Person) -> Step:
    """Tell the applicant what to correct, once and within seven working days (Art. 30)."""
    if not what.strip() or not guidance.strip():
        raise NotReady("补正通知应当写明哪些内容不明确、怎样补正（第三十条）。")
    if until <= on:
        raise NotReady("补正期限应当在通知之后，并且合理（第三十条）。")
    return take(
        locked(case),
        "ask_correction",
        "correction_asked",
        on=on,
        until=until,
        by=by,
        facts={"what": what, "guidance": guidance},
    )


@transaction.atomic
def receive_correction(case: Case, *, on: date, text: str, by: Person | None) -> Step:
    """The applicant corrected: the term begins anew (Art. 30). What was asked for is kept beside what is asked for now."""
    if not text.strip():
        raise NotReady("请写明补正的内容。")
    case = locked(case)
    step = take(case, "receive_correction", "correction_received", on=on, by=by, facts={"text": text})
    Case.objects.filter(pk=case.pk).update(description=f"{case.description}\n\n（{on}补正）{text}")
    return step


@transaction.atomic
def consult(
    case: Case,
    kind: str,
    *,
    name: str,
    address: str = "",
    question: str,
    on: date,
    received_on: date | None = None,
    person: bool = False,
    by: Person,
) -> Consultation:
    """Ask a third party (Art. 32), another body (Art. 34) or a colleague. Only the first two stop the clock.

    `person` tells that the third party is a natural person, whose name lists do not show.
    """
    if not name.strip() or not question.strip():
        raise NotReady("请写明征求谁的意见、涉及哪些信息。")
    case = locked(case)
    rules.check(case, "consult", by)
    days = term_of_opinion(kind, case)
    asked = Consultation(
        case=case,
        kind=kind,
        masked=masked("person" if person else "", name),
        name=name,
        address=address,
        question=question,
        asked_on=on,
        due_on=workdays().nth(received_on or on, days) if days else None,
        by=by,
    )
    check_day(case, on, "发出日期")
    check_fields(asked, exclude=["name", "address"])
    if kind == Consultation.Kind.INTERNAL:
        asked.save()
        record("case.consulted", case, by=by, unit=case.unit.code, after={"kind": kind, "on": on})
        return asked
    asked.save()
    take(case, "consult", f"{kind}_asked", on=on, received_on=received_on, by=by, consultation=asked)
    return asked


@transaction.atomic
def hear(asked: Consultation, *, on: date, opinion: str, reasons: str, by: Person) -> None:
    """An opinion came in, or the term for it has passed in silence: a third party's decides nothing, a body's means consent."""
    case = locked(asked.case)
    asked = Consultation.objects.select_for_update().get(pk=asked.pk)
    if asked.answered_on:
        raise NotReady("这一方的意见已经登记过，请刷新页面。")
    if not asked.asked_on <= on <= today():
        raise NotReady(f"收到意见的日期{on}早于发出征求意见的{asked.asked_on}，或者还没有到，请核对。")
    if not opinion:
        raise NotReady("请选择对方的意见。")
    if opinion == Consultation.Opinion.DISAGREES and not reasons.strip():
        raise NotReady("不同意公开的，请登记所说的理由。")
    if opinion == Consultation.Opinion.SILENT and asked.underway:
        raise NotReady(
            f"还没有登记对方收到信函的日期，意见期限从收到之日起算，不能认定逾期（{cite(_ASKED_BY[asked.kind])}）。"
        )
    if opinion == Consultation.Opinion.SILENT and asked.due_on and on <= asked.due_on:
        raise NotReady(f"意见期限到{asked.due_on}才届满，现在还不能登记为逾期没有意见。")
    asked.answered_on, asked.opinion, asked.reasons = on, opinion, reasons
    check_fields(asked, exclude=["name", "address"])
    if asked.kind == Consultation.Kind.INTERNAL:
        rules.check(case, "search", by)  # it is part of looking for the information, and stops no clock
        asked.save()
        record("case.heard", case, by=by, unit=case.unit.code, after={"opinion": opinion, "on": on})
        return
    if opinion == Consultation.Opinion.SILENT:
        rules.check(case, "hear", by)
        asked.save()
        record("case.silence", case, by=by, unit=case.unit.code, after={"kind": asked.kind, "on": on})
        return
    take(case, "hear", f"{asked.kind}_answered", on=on, by=by, consultation=asked)
    asked.save()


@transaction.atomic
def extend(case: Case, *, on: date, days: int, reason: str, by: Person) -> Step:
    """The head extends the term, before it ends, by at most twenty working days (Art. 33(2))."""
    if not reason.strip():
        raise NotReady("延长期限应当写明理由，并告知申请人（第三十三条第二款）。")
    case = locked(case)
    clock = clock_of(case)
    if clock and clock.first_due and on > clock.first_due:
        raise NotReady(f"答复期限已于{clock.first_due}届满，不能再延长（第三十三条第二款）。")
    return take(case, "extend", "extended", on=on, days=days, by=by, facts={"reason": reason})


@transaction.atomic
def ask_reasons(case: Case, *, on: date, figures: str, by: Person) -> Step:
    """Ask for reasons where number or frequency is clearly beyond reason (Art. 35). The clock runs on."""
    if not figures.strip():
        raise NotReady("请写明申请的数量、频次（何时起共多少件），申请人才能说明理由（第三十五条）。")
    return take(locked(case), "ask_reasons", "reasons_asked", on=on, by=by, facts={"figures": figures})


@transaction.atomic
def give_reasons(case: Case, *, on: date, text: str, by: Person | None) -> Step:
    """The applicant gave reasons (Art. 35)."""
    return take(locked(case), "give_reasons", "reasons_given", on=on, by=by, facts={"text": text})


@transaction.atomic
def set_later_date(case: Case, *, on: date, until: date, reason: str, by: Person) -> Step:
    """The reasons are good, but the answer cannot come in time: the head sets a reasonable later date (Art. 35)."""
    return take(locked(case), "set_later_date", "later_date_set", on=on, until=until, by=by, facts={"reason": reason})


@transaction.atomic
def record_search(
    case: Case, *, on: date, place: str, words: str, period: str, result: str, by: Person
) -> SearchRecord:
    """Keep what was searched where: the proof that information does not exist."""
    case = locked(case)
    rules.check(case, "search", by)
    check_day(case, on, "检索日期")
    found = SearchRecord(case=case, on=on, place=place, words=words, period=period, result=result, by=by)
    check_fields(found)
    found.save()
    record("case.searched", case, by=by, unit=case.unit.code, after={"place": place})
    return found


@transaction.atomic
def note(case: Case, text: str, *, by: Person) -> Note:
    """Leave a note for colleagues."""
    if not has_role(by, case.unit_id, Role.CASE_OFFICER, Role.HEAD):
        raise PermissionDenied("只有承办人和负责人可以写备注。")
    if not text.strip():
        raise NotReady("请写明备注的内容。")
    made = Note.objects.create(case=case, text=text, by=by)
    record("case.noted", case, by=by, unit=case.unit.code)
    return made


@transaction.atomic
def supplement(case: Case, *, on: date, text: str, by: Person | None) -> Step:
    """The applicant adds something by themselves: kept with the request, without effect on the clock."""
    if not text.strip():
        raise NotReady("请写明补充的内容。")
    return take(locked(case), "supplement", StepKind.SUPPLEMENTED, on=on, by=by, facts={"text": text})


@transaction.atomic
def ask_progress(case: Case, *, on: date, text: str) -> Step:
    """The applicant asks how far it is: kept with the request for its officer, without effect on the clock."""
    return take(locked(case), "progress", StepKind.PROGRESS, on=on, by=None, facts={"text": text})


_ASKED_BY = {Consultation.Kind.THIRD_PARTY: "r2019.32", Consultation.Kind.JOINT: "r2019.34"}


def term_of_opinion(kind: str, case: Case) -> int | None:
    """How many working days who is asked has for an opinion, by the text that binds the case; `None` where it sets no term."""
    text = text_on(case.start)
    return {"third_party": text.third_party, "joint": text.joint}.get(kind)
