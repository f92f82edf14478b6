"""Requests from a portal elsewhere: taken in once, told where they stand, moved by the applicant as the law allows."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from gongkai.api.models import Scope
from gongkai.casework.models import Case
from gongkai.casework.services import handling, intake
from gongkai.units.calendars import today
from gongkai.units.models import Role
from tests.world import World

Make = Callable[..., Client]
API = "/api/v1/requests"


def given(**changes: Any) -> dict[str, Any]:
    return {
        "external_id": "WS/2026/8",
        "arrived_on": (today() - timedelta(3)).isoformat(),
        "applicant_kind": "person",
        "name": "云某人",
        "identity_number": "云溪证字第7号",
        "telephone": "0000-1234567",
        "title": "某校招生方案",
        "description": "云溪县某校2025年招生方案全文",
    } | changes


def post(client: Client, path: str, body: Any) -> Any:
    return client.post(path, json.dumps(body), content_type="application/json")


def test_a_request_is_taken_in_once_and_its_clock_starts_with_the_confirmation(client_of: Make, world: World) -> None:
    client = client_of(world.education, Scope.REQUESTS)
    first, again = post(client, API, given()), post(client, API, given(title="改了"))
    case = Case.objects.get()

    assert (first.status_code, again.status_code, case.unit, case.title) == (201, 200, world.education, "某校招生方案")
    assert (first.json()["state"], "due_on" in first.json(), first.json()["moves"]) == (
        "arrived",
        False,
        ["withdraw", "supplement", "progress"],
    )
    assert first.json()["code"]
    assert "code" not in again.json()

    confirm = {"move": "confirm", "on": today().isoformat()}
    early = post(client, f"{API}/WS/2026/8", confirm)
    assert (early.status_code, "双方确认" in early.json()["detail"]) == (422, True)
    officer = world.person(world.education, Role.CASE_OFFICER)
    intake.attempt(case, on=today(), how="电话没有接通", by=officer)
    assert "confirm" in client.get(f"{API}/WS/2026/8").json()["moves"]
    before = {"move": "confirm", "on": (today() - timedelta(1)).isoformat()}
    assert "早于机关与申请人联系" in post(client, f"{API}/WS/2026/8", before).json()["detail"]
    moved = post(client, f"{API}/WS/2026/8", confirm).json()
    case.refresh_from_db()
    assert (moved["state"], moved["received_on"]) == ("open", today().isoformat())
    assert moved["due_on"] == case.due_on.isoformat()
    assert "第三十三条" in moved["steps"][0]["article"]


def test_a_correction_that_was_asked_for_comes_back_through_the_other_portal(client_of: Make, world: World) -> None:
    client = client_of(world.education, Scope.REQUESTS)
    post(client, API, given(confirmed_on=(today() - timedelta(2)).isoformat()))
    officer = world.person(world.education, Role.CASE_OFFICER)
    handling.ask_correction(
        Case.objects.get(),
        on=today() - timedelta(1),
        what="年份不明确",
        guidance="请写明年份",
        until=today() + timedelta(15),
        by=officer,
    )
    assert client.get(f"{API}/WS/2026/8").json()["moves"] == [
        "receive_correction",
        "withdraw",
        "supplement",
        "progress",
    ]

    body = {"move": "receive_correction", "on": today().isoformat(), "text": "2025年的方案"}
    assert post(client, f"{API}/WS/2026/8", body).json()["state"] == "open"
    refused = post(client, f"{API}/WS/2026/8", body)
    assert refused.status_code == 422
    assert "办理中" in refused.json()["detail"]


def test_a_withdrawal_ends_the_request(client_of: Make, world: World) -> None:
    client = client_of(world.education, Scope.REQUESTS)
    post(client, API, given())
    case = Case.objects.get()
    handling.assign(case, world.person(world.education, Role.CASE_OFFICER), by=world.person(world.education, Role.HEAD))
    ended = post(client, f"{API}/WS/2026/8", {"move": "withdraw", "on": today().isoformat()}).json()
    assert (ended["state"], [answer["kind"] for answer in ended["answers"]]) == ("closed", ["withdrawn"])


def test_nothing_of_the_applicant_is_told_and_nothing_of_another_units_requests(client_of: Make, world: World) -> None:
    client = client_of(world.education, Scope.REQUESTS)
    shown = post(client, API, given(agent="云代理", agent_contact="0000-8888888")).content.decode()
    assert Case.objects.get().applicant.agent.open() == "云代理"
    assert "云代理" not in shown
    assert "云某人" not in shown
    assert "第7号" not in shown
    assert client_of(world.office, Scope.REQUESTS).get(f"{API}/WS/2026/8").status_code == 404
    assert client_of(world.education, Scope.PUSH).get(f"{API}/WS/2026/8").status_code == 403
    assert Client().get(f"{API}/WS/2026/8").status_code == 401


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"arrived_on": "2099-01-01"}, "还没有到"),
        ({"arrived_on": "2007-01-01"}, "早于条例施行"),
        ({"name": " "}, "姓名或者名称"),
        ({"telephone": ""}, "联系方式"),
        ({"description": ""}, "所需信息"),
        ({"agent": "云代理"}, "代理人"),
        ({"applicant_kind": "nobody"}, "errors"),
        ({"purpose": "科研"}, "errors"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_the_reason(
    client_of: Make, world: World, changes: dict[str, Any], said: str
) -> None:
    answer = post(client_of(world.education, Scope.REQUESTS), API, given(**changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Case.objects.exists()
