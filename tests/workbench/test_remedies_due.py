"""What is due in reviews, lawsuits and complaints: the list, and everybody's home page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from gongkai.casework.models import Case, State
from gongkai.remedies.models import Proceeding
from gongkai.units.models import Role
from tests.workbench.contested import TODAY, a_complaint, a_review, answered, do
from tests.workbench.desk import signed_in
from tests.world import World

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _today(settings: Any, tmp_path: Any) -> None:
    settings.TODAY = TODAY
    settings.MEDIA_ROOT = tmp_path


def test_the_list_goes_by_what_is_due_first_and_its_filters_narrow_it(world: World) -> None:
    later = a_review(world, about="后到期的", copy_received_on=date(2026, 11, 18))
    sooner = a_review(world, about="先到期的", copy_received_on=date(2026, 11, 9))
    past = a_review(world, about="去年的", filed_on=date(2025, 6, 2))
    client = signed_in(world, Role.CASE_OFFICER)

    def listed(**query: Any) -> list[Proceeding]:
        return [row.proceeding for row in client.get(reverse("remedies:index"), query).context["rows"]]

    assert listed() == [sooner, later, past]
    assert listed(year=2025) == [past]
    assert listed(group="suit") == []
    assert listed(stage="ended") == []
    assert listed(stage="open", year=2026) == [sooner, later]
    assert listed(unit=world.office.pk) == [sooner, later, past]  # not a unit of theirs: no choice


def test_all_that_is_due_stands_on_the_home_page_by_urgency_for_officer_head_and_supervising_office(
    world: World, settings: Any
) -> None:
    case = answered(world, settings)
    Case.objects.filter(pk=case.pk).update(state=State.OPEN, due_on=date(2026, 11, 24))
    review = a_review(world, copy_received_on=date(2026, 11, 9))  # the answer is due on the 23rd
    complaint = a_complaint(world, date(2026, 10, 9))  # overdue
    urls = [
        reverse(f"{kind}:page", args=[of.pk])
        for kind, of in (("complaints", complaint), ("remedies", review), ("cases", case))
    ]

    def shown(role: Role, unit: Any = None) -> list[str]:
        told = signed_in(world, role, unit).get(reverse("wagtailadmin_home")).content.decode()
        return sorted((url for url in urls if url in told), key=told.index)

    assert shown(Role.SUPERVISOR, world.county) == urls
    assert shown(Role.HEAD) == shown(Role.CASE_OFFICER) == urls[1:]
    assert shown(Role.STATISTICIAN) == shown(Role.AUDITOR, world.county) == []


def test_an_answer_due_within_five_working_days_stands_on_the_home_page_until_it_is_given(world: World) -> None:
    review = a_review(world, copy_received_on=date(2026, 11, 9))
    a_review(world, about="还早的", copy_received_on=date(2026, 11, 18))
    client, home = signed_in(world, Role.CASE_OFFICER), reverse("wagtailadmin_home")
    told = client.get(home).content.decode()
    assert review.about in told
    assert "还早的" not in told
    assert review.about not in signed_in(world, Role.CASE_OFFICER, world.office).get(home).content.decode()
    do(client, review, "answer", on="2026-11-19")
    assert review.about not in client.get(home).content.decode()
