"""What tests of requests on the screens share: who is signed in, a request, and what is done with it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from gongkai.casework.models import Case, Letter
from gongkai.casework.services import intake
from gongkai.units.models import Role
from tests.world import World

NAME = "云溪县测试申请人甲"
TODAY = date(2026, 11, 20)
RECEIVED = date(2026, 11, 2)


def signed_in(world: World, role: Role, unit: Any = None) -> Client:
    client = Client()
    client.force_login(world.person(unit or world.education, role))
    return client


def a_case(
    world: World, *, way: str = "in_person", on: date = RECEIVED, unit: Any = None, title: str = "校车采购合同"
) -> Case:
    unit = unit or world.education
    who = intake.Who("person", NAME, identity_number="0000", telephone="0000-1234567")
    what = intake.What(title, f"申请公开{title}全文。")
    by = world.person(unit, Role.CASE_OFFICER)
    case, _ = intake.register(unit, who, what, way=way, arrived_on=on, by=by)
    return Case.objects.get(pk=case.pk)


def do(client: Client, case: Case, move: str, **data: Any) -> Any:
    return client.post(reverse("cases:move", args=[case.pk, move]), data)


def deliver(client: Client, letter: Letter, **data: Any) -> Any:
    return client.post(reverse("cases:deliver", args=[letter.case_id, letter.pk]), data)


def page(client: Client, case: Case) -> str:
    return client.get(reverse("cases:page", args=[case.pk])).content.decode()


ENTRY = {
    "kind": "person", "name": NAME, "telephone": "0000-1234567", "title": "校车采购合同", "description": "申请公开2024年校车采购合同。",
}  # fmt: skip
