"""The daily mail of reminders: what is new since the last one, by numbers and last days alone, with the way to each in the workbench."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Max
from django.urls import reverse
from django.utils import timezone

from gongkai.annual.models import Reminder as ReportReminder
from gongkai.casework.models import Reminder as CaseReminder
from gongkai.remedies.models import Reminder
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Mail, Person
from gongkai.workbench.due import EVERYBODY, SOURCES, Due

MOST = 60
"""Lines of one mail; the rest is in the workbench."""
MOST_NAMED = 10
"""Units that one line names."""
_KEPT = 60
"""Days after which the words of a mail are thrown away; what it told of stays marked."""
_REMINDERS = (
    ("case", CaseReminder),
    ("proceeding", Reminder),
    ("proceeding", Reminder),
    ("complaint", Reminder),
    ("deadline", ReportReminder),
)
"""For each of the sources: which field of which reminders names its records."""


def compose() -> int:
    """Compose the mails of this working day, one for everybody who is reminded of something new; how many. Again: nothing."""
    if settings.MAIL is None or not workdays().is_workday(today()):
        return 0
    Mail.objects.filter(on__lt=today() - timedelta(_KEPT)).exclude(text="").update(text="")
    reached = Person.objects.filter(is_active=True, no_mail=False, posts__role__in=EVERYBODY).exclude(email="")
    newest = {name: model.objects.aggregate(last=Max("pk"))["last"] or 0 for name, model in _REMINDERS}
    made = 0
    for person in reached.exclude(mails__on=today()).distinct().order_by("pk"):
        if found := _new(person, newest):
            facts = {
                "subject": _subject(found),
                "text": _text(person, found),
                "marks": newest,
                "next_at": timezone.now(),
            }
            made += Mail.objects.get_or_create(person=person, on=today(), defaults=facts)[1]
    return made


def _new(person: Person, newest: Mapping[str, int]) -> list[Due]:
    """What `person` was not mailed about yet and is still so, the most urgent first. What could not be sent comes again."""
    last = person.mails.exclude(state=Mail.State.FAILED).order_by("-on").first()
    told = last.marks if last else {}
    found = []
    for source, (name, model) in zip(SOURCES, _REMINDERS, strict=True):
        new = model.objects.filter(
            pk__gt=told.get(name, 0), pk__lte=newest[name], due_on=F(f"{name}__{source.last_day}")
        )
        records = source.soon(person).filter(pk__in=new.order_by().values(name))
        found += map(source.due, records.select_related("unit"))
    return sorted(found, key=lambda due: due.days.due)


def _subject(found: list[Due]) -> str:
    late = sum(due.days.passed for due in found)
    return f"政府信息公开：{len(found)}件到期提醒" + (f"，其中{late}件已经逾期" if late else "")


def _text(person: Person, found: list[Due]) -> str:
    lines = [f"{person.name}：", "", "下面各项快要到期或者已经逾期，请及时办理：", ""]
    entries = list(_together(found))
    for units, due in entries[:MOST]:
        last = f"{due.days.due.year}年{due.days.due.month}月{due.days.due.day}日"
        lines += [
            f"{_names(units)}　{due.name}　{due.what}，最迟{last}，{due.days.words}",
            f"{settings.BASE_URL}{due.url if len(units) == 1 else due.all}",
            "",
        ]
    if more := sum(len(units) for units, _ in entries[MOST:]):
        lines += [f"另有{more}件，请到工作台查看。", ""]
    account = settings.BASE_URL + reverse("wagtailadmin_account")
    return "\n".join([*lines, "同一件事不会重复发邮件。不想收到的，在“我的账号”中勾选“不发邮件”：", account, ""])


def _together(found: list[Due]) -> Iterator[tuple[list[str], Due]]:
    """What is due, with whose it is: what is the same for several units is one entry where they can be seen together."""
    units: dict[object, list[str]] = {}
    first: dict[object, Due] = {}
    for due in found:
        key = (due.name, due.what, due.days.due) if due.all else (due.url, due.what)
        units.setdefault(key, []).append(due.unit)
        first.setdefault(key, due)
    return ((units[key], due) for key, due in first.items())


def _names(units: list[str]) -> str:
    names = "、".join(units[:MOST_NAMED])
    return f"{names}等{len(units)}个机构" if len(units) > MOST_NAMED else names
