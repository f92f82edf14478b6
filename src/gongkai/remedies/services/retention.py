"""Personal data goes after its time: of what has ended, while what is counted stays. A request that is fought over is kept until then."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db import transaction
from django.db.models import Q

from gongkai.audit.log import record
from gongkai.casework.models import Desk
from gongkai.casework.services import retention
from gongkai.casework.services.retention import ERASED, years_before
from gongkai.remedies.models import Complaint, Proceeding, RemedyFile
from gongkai.remedies.services.people import keeper_of
from gongkai.units.calendars import today


def erase_old(on: date | None = None) -> int:
    """Erase what ended longer ago than its keeper keeps it, requests among it; how many applicants, claimants and complainants.

    A request stays whole as long as a review, lawsuit or complaint about it is not old enough itself: its papers are the proof. So does a
    review that was taken to court, and a lawsuit that is tried anew.
    """
    day = on or today()
    held = Proceeding.objects.filter(_kept(day, "ended_on", "unit")).order_by()
    after = Q(pk__in=held.values("review")) | Q(pk__in=held.values("retrial_of"))
    proceedings = Proceeding.objects.filter(Q(pk__in=held.values("pk")) | after)
    complaints = Complaint.objects.filter(_kept(day, "concluded_on", "office"))
    done = 0
    for proceeding in Proceeding.objects.exclude(masked=ERASED).exclude(pk__in=proceedings.values("pk")):
        erase(proceeding)
        done += 1
    for complaint in Complaint.objects.exclude(about=ERASED).exclude(pk__in=complaints.values("pk")):
        erase(complaint)
        done += 1
    fought = Q(pk__in=proceedings.values("case")) | Q(pk__in=complaints.values("case"))
    return done + retention.erase_old(day, spare=fought)


@transaction.atomic
def erase(of: Proceeding | Complaint) -> None:
    """Take out who claimed or complained, the words, notes and papers; group, days and outcomes stay."""
    if isinstance(of, Complaint):
        of.complainant = of.contact = ""
        of.about, of.conclusion = ERASED, of.conclusion and ERASED
    else:
        of.claimant, of.masked, of.about = "", ERASED, ERASED
        of.decisions.update(summary="")
    of.save()
    for file in RemedyFile.objects.filter(**{of._meta.model_name: of}):
        transaction.on_commit(partial(file.content.storage.delete, file.content.name))
        file.delete()
    of.notes.all().delete()
    record("remedy.erased", of, unit=keeper_of(of).code)


def _kept(day: date, ended: str, keeper: str) -> Q:
    """What has not ended, or not as long ago as its keeper's desk keeps things."""
    default = Desk._meta.get_field("keep_years").default
    kept = Q(**{ended: None}) | Q(**{f"{keeper}__desk": None, f"{ended}__gte": years_before(day, default)})
    for years in set(Desk.objects.values_list("keep_years", flat=True)):
        kept |= Q(**{f"{keeper}__desk__keep_years": years, f"{ended}__gte": years_before(day, years)})
    return kept
