"""Personal data goes after its time: erased from closed requests, while what is counted stays (个人信息保护法 Art. 19)."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gongkai.audit.log import record
from gongkai.casework.models import Applicant, Case, Delivery, Desk, State
from gongkai.units.calendars import today

ERASED = "（已抹去）"
_FEES = ("fee_noticed", "fee_paid")
"""Steps whose facts are figures that are counted."""


def erase_old(on: date | None = None, spare: Q | None = None) -> int:
    """Erase the personal data of requests closed longer ago than their unit keeps it; how many applicants were erased.

    The applicants of the requests that `spare` describes are left alone: what is fought over is kept.
    """
    day, done = on or today(), 0
    years = dict(Desk.objects.values_list("unit_id", "keep_years"))
    default = Desk._meta.get_field("keep_years").default
    newest = years_before(day, min([default, *years.values()]))
    held = Case.objects.filter(Q(closed_on=None) | Q(closed_on__gte=newest) | (spare or Q(pk__in=[]))).values(
        "applicant"
    )
    old = Applicant.objects.filter(erased_at=None).exclude(pk__in=held)
    for applicant in old.prefetch_related("cases").iterator(chunk_size=500):
        limit = years_before(day, years.get(applicant.unit_id, default))
        cases = list(applicant.cases.all())
        if cases and all(case.state == State.CLOSED and case.closed_on and case.closed_on < limit for case in cases):
            erase(applicant)
            done += 1
    return done


@transaction.atomic
def erase(applicant: Applicant) -> None:
    """Take out name, number and contact, the words of the request and letters, and the files; counts, days and kinds stay."""
    for name in Applicant.PRIVATE:
        setattr(applicant, name, "")
    applicant.masked, applicant.same, applicant.erased_at = ERASED, f"erased-{applicant.pk}", timezone.now()
    applicant.save()
    for case in Case.objects.filter(applicant=applicant):
        case.title = case.description = ERASED
        case.help_needed = ""
        case.save(update_fields=["title", "description", "help_needed"])
        for file in case.files.all():
            transaction.on_commit(partial(file.content.storage.delete, file.content.name))
            file.delete()
        case.letters.update(words={}, addressee="")
        Delivery.objects.filter(letter__case=case).update(tracking="", note="")
        case.answers.update(stated={}, opinion="")
        case.steps.exclude(kind__in=_FEES).update(facts={})
        case.consultations.update(name="", address="", masked=ERASED, question=ERASED, reasons="")
        case.notes.all().delete()
        record("case.erased", case, unit=case.unit.code)


def years_before(day: date, years: int) -> date:
    """The same day that many years ago; the last of February where it had no 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
