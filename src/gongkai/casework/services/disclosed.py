"""The disclosure log: what everybody may read of a request once it is answered, without its applicant (Art. 44)."""

from __future__ import annotations

from django.db import transaction

from gongkai import guard
from gongkai.audit.log import record
from gongkai.casework import rules
from gongkai.casework.models import Case, Logged
from gongkai.casework.services.steps import locked
from gongkai.units.calendars import today
from gongkai.units.models import Person
from gongkai.units.problems import NotReady
from gongkai.units.sealing import salt_of_findings


@transaction.atomic
def disclose(case: Case, *, title: str, asked: str, answered: str, by: Person) -> Logged:
    """Put the case into its unit's disclosure log; raises `NotReady` where the words tell who asked or hold other personal data."""
    case = locked(case)
    rules.check(case, "log", by)
    if Logged.objects.filter(case=case).exists():
        raise NotReady("这件申请已经列入公开申请记录。")
    text = "\n".join((title, asked, answered))
    name = case.applicant.name.open()
    problems = ["写有申请人的姓名或者名称，请删去。"] if name and name in text else []
    problems += [
        f"{found.message}：{found.quote}"
        for found in guard.read_text(
            "公开申请记录", text, guard.default_words(), salt=salt_of_findings(), today=today()
        )
        if found.severity != "note"
    ]
    if problems:
        raise NotReady(problems)
    made = Logged(case=case, title=title.strip(), asked=asked.strip(), answered=answered.strip(), by=by)
    made.full_clean()
    made.save()
    record("case.logged", case, by=by, unit=case.unit.code, after={"title": made.title})
    return made
