"""Reminders before and after a last day, to the officer, the head and the supervising office; and that office's demands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gongkai.audit.log import record
from gongkai.casework.models import AnyReminder, Case, Demand, Reminder
from gongkai.units.access import has_role
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady

DISTANCES = (5, 3, 1)
"""Working days before the last one on which is reminded; and once after it."""
OVERDUE = -1


def remind() -> int:
    """Make today's reminders of requests; how many were made. May run any number of times a day."""
    return remind_of(Case.objects.open(), "due_on", Reminder, "case")


def remind_of(
    records: QuerySet[Any],
    last_day: str,
    reminder: type[AnyReminder],
    of: str,
    distances: Sequence[int] = DISTANCES,
) -> int:
    """Remind of each of the open `records` whose `last_day` (a field) comes or has passed, once for its distance; how many times.

    The reminders are of the model `reminder`, whose field `of` names the record.
    """
    known, day, made = workdays(), today(), 0
    near = records.filter(**{f"{last_day}__lt": known.nth(day, max(distances) + 1)}).order_by()
    for pk, due_on in near.values_list("pk", last_day).iterator(chunk_size=2000):
        left = known.number(day, due_on) if due_on >= day else OVERDUE
        distance = OVERDUE if left < 0 else min((each for each in distances if left <= each), default=None)
        if distance is not None:
            made += reminder.objects.get_or_create(**{f"{of}_id": pk}, due_on=due_on, left=distance)[1]
    return made


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
