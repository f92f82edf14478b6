"""Reminders before and after a request's last day, to its officer, the head and the supervising office; and that office's demands."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gongkai.audit.log import record
from gongkai.casework.models import READERS, Case, Demand, Reminder
from gongkai.units.access import has_role, units_of
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady

DISTANCES = (5, 3, 1)
"""Working days before the last one on which is reminded; and once after it."""
OVERDUE = -1


def remind() -> int:
    """Make today's reminders, each once for its distance; how many were made. May run any number of times a day."""
    known, day, made = workdays(), today(), 0
    limit = known.nth(day, max(DISTANCES))
    for case in Case.objects.open().filter(due_on__lte=limit).only("pk", "due_on").iterator(chunk_size=2000):
        left = known.number(day, case.due_on) if case.due_on >= day else OVERDUE
        distance = OVERDUE if left < 0 else min((each for each in DISTANCES if left <= each), default=None)
        if distance is not None:
            made += Reminder.objects.get_or_create(case_id=case.pk, due_on=case.due_on, left=distance)[1]
    return made


def reminders_for(person: Person, most: int = 200) -> list[Reminder]:
    """The newest reminder of each open case that `person` handles, decides or supervises, the `most` urgent first."""
    units = units_of(person, READERS)
    rows = Reminder.objects.filter(case__unit__in=units, case__in=Case.objects.open(), due_on=F("case__due_on"))
    ordered = rows.select_related("case__unit").order_by("due_on", "case_id", "pk")
    newest = {row.case_id: row for row in ordered[: most * (len(DISTANCES) + 1)]}  # no case has more of one last day
    return list(newest.values())[:most]


@transaction.atomic
def demand(case: Case, *, text: str, by: Person) -> Demand:
    """A supervising office demands that a request be handled in time (Art. 47)."""
    posts = by.posts.filter(role=Role.SUPERVISOR).select_related("unit")
    office = next((post.unit for post in posts if case.unit.path.startswith(post.unit.path)), None)
    if office is None:
        raise PermissionDenied("只有主管部门的监督员可以督办。")
    if not text.strip():
        raise NotReady("请写明督办意见。")
    made = Demand.objects.create(case=case, office=office, text=text, by=by)
    record("case.demanded", case, by=by, unit=case.unit.code, after={"text": text})
    return made


@transaction.atomic
def reply(made: Demand, *, text: str, by: Person) -> None:
    """What the unit says to a demand."""
    if not has_role(by, made.case.unit_id, Role.CASE_OFFICER, Role.HEAD):
        raise PermissionDenied("只有本机关的承办人和负责人可以回复督办。")
    if not text.strip():
        raise NotReady("请写明办理情况。")
    made.reply, made.replied_at = text, timezone.now()
    made.save(update_fields=["reply", "replied_at"])
    record("case.demand_replied", made.case, by=by, unit=made.case.unit.code, after={"text": text})
