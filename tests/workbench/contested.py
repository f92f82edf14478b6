"""What tests of reviews, lawsuits and complaints on the screens share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from gongkai.casework.models import Case
from gongkai.casework.services import answering, intake
from gongkai.remedies.models import Complaint, Proceeding
from gongkai.remedies.services import complaints, filing
from gongkai.units.models import Role
from tests.world import World

NAME = "云溪县测试申请人乙"
TODAY = date(2026, 11, 20)
OTHERS = (Role.STATISTICIAN, Role.SUPERVISOR, Role.AUDITOR)


def answered(world: World, settings: Any, on: date = date(2026, 10, 12)) -> Case:
    """A request that was refused as process information, on that day, and handed over."""
    officer, head = world.person(world.education, Role.CASE_OFFICER), world.person(world.education, Role.HEAD)
    settings.TODAY = on
    who = intake.Who("person", NAME, telephone="0000-1234567")
    what = intake.What("校车采购会议纪要", "申请公开会议纪要。")
    case, _ = intake.register(world.education, who, what, way="in_person", arrived_on=on, by=officer)
    answering.draft(case, "denied_process", ground="discussion", stated={"choice": "讨论还在进行"}, by=officer)
    answering.submit(case, by=officer)
    answering.approve(case, by=head)
    answering.send(case, way="in_person", sent_on=on, by=officer)
    settings.TODAY = TODAY
    return Case.objects.get(pk=case.pk)


def a_review(world: World, *, unit: Any = None, **more: Any) -> Proceeding:
    unit = unit or world.education
    facts = {"about": "认为学区划分应当公开", "body": "云溪县人民政府", "filed_on": date(2026, 11, 2), **more}
    by = world.person(unit, Role.CASE_OFFICER)
    return filing.register(unit, "review", "proactive", claimant=filing.Claimant(NAME), by=by, **facts)


def a_complaint(world: World, received_on: date = date(2026, 11, 2)) -> Complaint:
    """About the education bureau, handled by the county."""
    return complaints.register(
        world.county,
        world.education,
        "complaint",
        about="县教育局逾期不答复",
        received_on=received_on,
        complainant=NAME,
        contact="0000-7654321",
        by=world.person(world.county, Role.CASE_OFFICER),
    )


def page(client: Client, proceeding: Proceeding) -> str:
    return client.get(reverse("remedies:page", args=[proceeding.pk])).content.decode()


def do(client: Client, proceeding: Proceeding, move: str, **data: Any) -> Any:
    return client.post(reverse("remedies:move", args=[proceeding.pk, move]), data, follow=True)
