"""The last days of reports: set earlier by a government for the bodies below it, kept for everybody, and reminded of."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.annual.calendar import last_days, lawful_day
from gongkai.annual.models import Deadline, LocalDay, Reminder
from gongkai.audit.log import record
from gongkai.casework.services.reminding import remind_of
from gongkai.remedies.services import reminding as below
from gongkai.units.access import has_role
from gongkai.units.calendars import today
from gongkai.units.models import Kind, Person, Role, Unit
from gongkai.units.problems import NotReady

DISTANCES = (30, 15, 5, 3, 1)
"""Working days before the last one on which is reminded; and once after it."""
FROM_MONTH = 12
"""The month of the year itself in which its report begins to be asked for."""


def remind() -> int:
    """Make today's reminders of everything with a last day of ours; how many. May run any number of times a day."""
    keep_deadlines()
    return below.remind() + remind_of(Deadline.objects.open(), "due_on", Reminder, "deadline", DISTANCES)


def asked_for() -> list[int]:
    """The years whose reports are asked for today."""
    now = today()
    return [now.year - 1, now.year] if now.month >= FROM_MONTH else [now.year - 1]


@transaction.atomic
def keep_deadlines() -> None:
    """Bring the last days up to date with law, notices and units. A day that has passed unknown to us is not held against anybody."""
    units = list(Unit.objects.open())
    for year in asked_for():
        known = {deadline.unit_id: deadline for deadline in Deadline.objects.filter(year=year)}
        days = last_days(units, year)
        moved = []
        for unit, last in days.items():
            deadline = known.get(unit)
            if deadline is not None and deadline.due_on != last.day:
                deadline.due_on = last.day
                moved.append(deadline)
        Deadline.objects.bulk_update(moved, ["due_on"])
        Deadline.objects.bulk_create(
            [
                Deadline(unit_id=unit, year=year, due_on=last.day)
                for unit, last in days.items()
                if unit not in known and last.day >= today()
            ],
            ignore_conflicts=True,
        )
        Deadline.objects.filter(year=year).exclude(unit__in=days).delete()


@transaction.atomic
def set_day(office: Unit, year: int, kind: str, day: date, *, ground: str, by: Person) -> LocalDay:
    """Want the reports of the bodies of a `kind` below `office` by `day`, which may be earlier than the law's, never later."""
    if not has_role(by, office, Role.SUPERVISOR):
        raise PermissionDenied("只有本机构的监督员可以规定下级的日期。")
    lawful = lawful_day(kind, year)
    latest = lawful or lawful_day(office.kind, year)
    if day <= date(year, 12, 31):
        raise NotReady({"day": f"{year}年度的统计期限到{year}年12月31日，日期要在这以后。"})
    if latest and day > latest.day:
        whose = "法定的最后一日" if lawful else f"{office.name}自己的报告的最后一日"
        raise NotReady({"day": f"{whose}是{latest.day}，本地规定的日期只能更早。"})
    if day < today():
        raise NotReady({"day": f"{day}已经过去，请填今天以后的日期。"})
    if not ground.strip():
        raise NotReady({"ground": "请写明依据：哪个通知规定的。"})
    facts = {"day": day, "ground": ground.strip(), "by": by}
    made, _ = LocalDay.objects.update_or_create(office=office, year=year, kind=kind, defaults=facts)
    keep_deadlines()
    after = {"year": year, "kind": Kind(kind).label, "day": str(day), "ground": ground}
    record("annual.day_set", made, by=by, unit=office.code, after=after)
    return made


@transaction.atomic
def drop_day(local: LocalDay, *, by: Person) -> None:
    """Let the law's day hold again."""
    if not has_role(by, local.office_id, Role.SUPERVISOR):
        raise PermissionDenied("只有本机构的监督员可以取消规定的日期。")
    before = {"year": local.year, "kind": local.get_kind_display(), "day": str(local.day), "ground": local.ground}
    record("annual.day_dropped", local, by=by, unit=local.office.code, before=before)
    local.delete()
    keep_deadlines()
