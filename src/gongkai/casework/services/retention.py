"""Personal data goes after its time: erased from closed requests, while what is counted stays (个人信息保护法 Art. 19)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.audit.log import record
from gongkai.casework.models import Applicant, Case, Desk, State
from gongkai.units.calendars import today

ERASED = "（已抹去）"


def erase_old(on: date | None = None) -> int:
    """Erase the personal data of requests closed longer ago than their unit keeps it; how many applicants were erased."""
    day, done = on or today(), 0
    years = dict(Desk.objects.values_list("unit_id", "keep_years"))
    default = Desk._meta.get_field("keep_years").default
    for applicant in Applicant.objects.filter(erased_at=None).prefetch_related("cases").iterator(chunk_size=500):
        limit = _years_before(day, years.get(applicant.unit_id, default))
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
        case.save(update_fields=["title", "description"])
        for file in case.files.all():
            file.content.delete(save=False)
            file.delete()
        case.letters.update(words={}, addressee="")
        case.steps.update(facts={})
        case.consultations.update(name="", address="", masked=ERASED, question=ERASED, reasons="")
        case.notes.all().delete()
        record("case.erased", case, unit=case.unit.code)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
