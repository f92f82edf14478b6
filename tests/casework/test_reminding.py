"""Reminders before and after the last day, and demands of the supervising office."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.casework.services import reminding
from gongkai.units.models import Role
from tests.casework.office import Office


def test_reminders_come_five_three_one_days_before_and_once_after(office: Office) -> None:
    case = office.request()  # due on 2026-03-30
    made = {}
    for text in (
        "2026-03-20",
        "2026-03-23",
        "2026-03-24",
        "2026-03-25",
        "2026-03-27",
        "2026-03-30",
        "2026-03-31",
        "2026-04-01",
    ):
        office.on(text)
        made[text] = (reminding.remind(), reminding.remind())
    assert {text for text, (first, _) in made.items() if first} == {
        "2026-03-23", "2026-03-25", "2026-03-27", "2026-03-31",
    }  # fmt: skip
    assert not any(second for _, second in made.values())
    assert [row.left for row in case.reminders.order_by("pk")] == [5, 3, 1, -1]


def test_the_supervising_office_demands_and_the_unit_replies(office: Office) -> None:
    case = office.request()
    supervisor = office.world.person(office.world.county, Role.SUPERVISOR)
    made = reminding.demand(case, text="请按期答复", by=supervisor)
    assert made.office == office.world.county
    reminding.reply(made, text="已经拟好答复", by=office.officer)
    assert made.reply
    for person in (office.officer, office.head, office.world.person(office.world.township, Role.SUPERVISOR)):
        with pytest.raises(PermissionDenied):
            reminding.demand(case, text="请按期答复", by=person)
    with pytest.raises(PermissionDenied):
        reminding.reply(made, text="x", by=supervisor)
