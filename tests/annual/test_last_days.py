"""By which day a report must be out, and who is reminded when: the law's days, earlier ones of the government above, each told once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from gongkai.annual.calendar import last_day, last_days
from gongkai.annual.models import Deadline, LocalDay, Reminder
from gongkai.annual.services.reminding import DISTANCES, drop_day, remind, set_day
from gongkai.units.calendars import workdays
from gongkai.units.mailing import send_due
from gongkai.units.models import Role, Unit
from gongkai.units.problems import NotReady
from gongkai.workbench.digests import compose
from tests.annual.desk import YEAR, Desk

LAST = date(YEAR + 1, 1, 31)


def set_for(desk: Desk, kind: str, day: date, ground: str = "云政办发〔2026〕1号") -> LocalDay:
    by = desk.world.person(desk.world.county, Role.SUPERVISOR)
    return set_day(desk.world.county, YEAR, kind, day, ground=ground, by=by)


def test_the_law_gives_departments_until_january_and_governments_until_march_and_townships_no_day(desk: Desk) -> None:
    world = desk.world
    found = last_days(world.units, YEAR)
    assert {unit.code: found[unit.pk].day for unit in world.units if unit.pk in found} == {
        "yunxi": date(YEAR + 1, 3, 31), "yunxi-zfb": LAST, "yunxi-jyj": LAST,
    }  # fmt: skip
    assert "第四十九条第一款" in found[world.education.pk].ground


def test_a_body_that_a_law_authorises_reports_as_departments_do(desk: Desk) -> None:
    unit = Unit.objects.get(pk=desk.unit.pk)
    unit.kind = "authorised"
    last = last_day(unit, YEAR)
    assert last is not None
    assert last.day == LAST


def test_an_earlier_day_of_the_government_above_binds_those_of_that_kind_below_it(desk: Desk) -> None:
    set_for(desk, "department", date(YEAR + 1, 1, 25))
    local = set_for(desk, "township", date(YEAR + 1, 2, 20))
    last = last_day(desk.unit, YEAR)
    assert last is not None
    assert (last.day, last.ground, last.lawful) == (date(YEAR + 1, 1, 25), "云政办发〔2026〕1号", LAST)
    town = last_day(desk.world.township, YEAR)
    assert town is not None
    assert (town.day, town.lawful) == (date(YEAR + 1, 2, 20), None)
    assert last_day(desk.world.street, YEAR) is None
    assert last_day(desk.unit, YEAR - 1).day == date(YEAR, 1, 31)  # type: ignore[union-attr]

    drop_day(local, by=desk.world.person(desk.world.county, Role.SUPERVISOR))
    assert last_day(desk.world.township, YEAR) is None


WRONG = {
    "later than the law": ("department", date(YEAR + 1, 2, 1), "通知", "只能更早"),
    "later than the government's own": ("township", date(YEAR + 1, 4, 1), "通知", "只能更早"),
    "before the year is over": ("township", date(YEAR, 12, 31), "通知", "要在这以后"),
    "already passed": ("township", date(YEAR + 1, 1, 19), "通知", "已经过去"),
    "without a ground": ("township", date(YEAR + 1, 2, 20), " ", "请写明依据"),
}


@pytest.mark.parametrize(("kind", "day", "ground", "told"), WRONG.values(), ids=WRONG)
def test_a_day_that_cannot_be_is_refused(desk: Desk, kind: str, day: date, ground: str, told: str) -> None:
    with pytest.raises(NotReady, match=told):
        set_for(desk, kind, day, ground)
    assert not LocalDay.objects.exists()


def test_only_the_government_itself_sets_its_days(desk: Desk) -> None:
    by = desk.world.person(desk.unit, Role.SUPERVISOR)
    with pytest.raises(PermissionDenied):
        set_day(desk.world.county, YEAR, "township", date(YEAR + 1, 2, 20), ground="通知", by=by)


def test_it_is_reminded_once_at_each_distance_and_once_after_the_day(desk: Desk) -> None:
    told, day = [], date(YEAR, 12, 1)
    while day < date(YEAR + 1, 2, 10):
        desk.on(day.isoformat())
        remind()
        found = Reminder.objects.filter(deadline__unit=desk.unit)
        if found.count() > len(told):
            told.append(workdays().number(day, LAST) if day <= LAST else -1)
        day += timedelta(days=1)
    assert told == [*DISTANCES, -1]
    assert remind() == 0
    assert not Reminder.objects.filter(deadline__unit=desk.world.township).exists()


def test_a_published_report_is_reminded_of_no_more_whether_it_was_made_here_or_uploaded(desk: Desk) -> None:
    remind()
    waiting = set(Deadline.objects.open().values_list("unit__code", flat=True))
    assert waiting == {"yunxi", "yunxi-zfb", "yunxi-jyj"}
    desk.published()
    desk.uploaded(desk.world.office, to="docx")
    assert set(Deadline.objects.open().values_list("unit__code", flat=True)) == {"yunxi"}


def test_a_day_that_had_passed_before_the_platform_knew_of_it_is_held_against_nobody(desk: Desk) -> None:
    desk.on(f"{YEAR + 1}-06-01")
    assert remind() == 0
    assert not Deadline.objects.exists()


def test_a_day_that_is_set_later_moves_what_is_reminded_of(desk: Desk) -> None:
    remind()
    set_for(desk, "department", date(YEAR + 1, 1, 22))
    assert Deadline.objects.get(unit=desk.unit).due_on == date(YEAR + 1, 1, 22)
    assert remind() > 0


def test_the_mail_tells_statistician_office_head_and_head(desk: Desk) -> None:
    desk.settings.MAIL = {"backend": "django.core.mail.backends.locmem.EmailBackend", "sender": "tixing@yunxi.invalid"}
    roles = (Role.STATISTICIAN, Role.OFFICE_HEAD, Role.HEAD)
    people: list[Any] = [desk.world.person(desk.unit, role) for role in (*roles, Role.AUTHOR)]
    for person in people:
        person.email = f"{person.username}@yunxi.invalid"
        person.save(update_fields=["email"])
    remind()
    compose()
    send_due()
    assert {message.to[0] for message in mail.outbox} == {person.email for person in people[:3]}
    assert f"县教育局　{YEAR}年度报告　编写并公布（还没有开始），最迟{YEAR + 1}年1月31日" in mail.outbox[0].body


def test_the_mail_of_the_office_above_names_those_in_one_line_who_have_as_much_left_to_do(desk: Desk) -> None:
    desk.settings.MAIL = {"backend": "django.core.mail.backends.locmem.EmailBackend", "sender": "tixing@yunxi.invalid"}
    desk.begun(desk.world.county)
    person = desk.world.person(desk.world.county, Role.SUPERVISOR)
    person.email = "jiandu@yunxi.invalid"
    person.save(update_fields=["email"])
    desk.on(f"{YEAR + 1}-01-28")
    remind()
    compose()
    send_due()
    told = mail.outbox[0].body
    assert f"县政府办、县教育局　{YEAR}年度报告　编写并公布（还没有开始），最迟{YEAR + 1}年1月31日" in told
    assert f"{reverse('annual_board:index')}?year={YEAR}" in told
    assert "县教育局" not in told.replace("县政府办、县教育局", "")
