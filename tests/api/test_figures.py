"""Figures of the annual report from other systems: asked for, entered in the name of a statistician, all or none."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from gongkai.annual.models import AnnualReport, Entered
from gongkai.api import tokens
from gongkai.api.models import Scope
from gongkai.units.calendars import today
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from tests.annual.desk import YEAR, Desk
from tests.world import World

Make = Callable[..., Client]
API = f"/api/v1/annual/{YEAR}/figures"


def post(client: Client, *figures: dict[str, Any], path: str = API) -> Any:
    return client.post(path, json.dumps({"figures": figures}), content_type="application/json")


def given(code: str = "t2.penalty.decisions", value: Any = 12, why: str = "行政处罚案件系统") -> dict[str, Any]:
    return {"code": code, "value": value, "why": why}


@pytest.fixture
def client(client_of: Make, world: World, settings: Any) -> Client:
    """The bureau's token for figures, its report of the year begun."""
    Desk(world, settings).begun()
    return client_of(world.education, Scope.FIGURES)


def test_figures_are_asked_for_and_entered_in_the_name_of_the_statistician(client: Client, world: World) -> None:
    asked = {each["code"]: each for each in client.get(API).json()["figures"]}
    assert asked["t2.penalty.decisions"] == {
        "code": "t2.penalty.decisions", "label": "行政处罚·本年处理决定数量", "unit": "件", "value": None, "counted": None,
        "source": "entered", "to_enter": True,
    }  # fmt: skip
    assert (asked["t3.received.total"]["value"], asked["t3.received.total"]["to_enter"]) == (0, False)

    done = post(client, given(), given("t2.charges.amount", "3.25"))
    told = {each["code"]: each["value"] for each in done.json()["figures"]}
    assert (done.status_code, told["t2.penalty.decisions"], told["t2.charges.amount"]) == (200, 12, 3.25)
    assert {entry.by for entry in Entered.objects.all()} == {world.person(world.education, Role.STATISTICIAN)}
    named = post(client, given("信息公开培训", 3, "培训系统")).json()["figures"][-12:]
    assert [(each["value"], each["unit"]) for each in named if each["code"] == "信息公开培训"] == [(3, "次")]
    assert post(client, given(value=None, why="重复报送")).status_code == 200
    assert {each["code"]: each["value"] for each in client.get(API).json()["figures"]}["t2.penalty.decisions"] is None


REFUSED: list[tuple[dict[str, Any], str]] = [
    (given(value=-1), "不能是负数"),
    (given(value=1.5), "只能填整数"),
    (given(value="很多"), "应当是数"),
    (given(value="NaN"), "应当是数"),
    (given(value="1e999999"), "核对单位"),
    (given(code="t9.nothing"), "没有“t9.nothing”"),
    (given(why=" "), "至少1个字"),
    (given(code="t2.coercion.decisions"), "写了两次"),
    (given() | {"unit": "yunxi"}, "没有这个字段"),
]


def test_one_figure_that_cannot_be_entered_keeps_all_of_them_out(client: Client) -> None:
    for figure, said in REFUSED:
        done = post(client, given("t2.coercion.decisions"), figure)
        assert done.status_code == 422, said
        assert said in done.content.decode()
    assert not Entered.objects.exists()


def test_only_the_tokens_own_unit_and_scope_are_reached(client: Client, client_of: Make, world: World) -> None:
    assert client_of(world.education, Scope.REQUESTS).get(API).status_code == 403
    other = client_of(world.township, Scope.FIGURES)
    assert (other.get(API).status_code, "工作台" in other.get(API).json()["detail"]) == (404, True)
    assert client.get("/api/v1/annual/99999999/figures").status_code == 422
    assert Client().get(API).status_code == 401


def test_a_report_that_was_signed_takes_no_more_figures(client: Client) -> None:
    AnnualReport.objects.update(state="counted")
    assert "已经固定" in post(client, given()).json()["detail"]


def test_a_token_for_figures_needs_a_statistician(world: World) -> None:
    facts = {
        "name": "执法系统",
        "expires_on": today() + timedelta(30),
        "by": world.person(world.education, Role.ADMINISTRATOR),
    }
    author = world.person(world.education, Role.AUTHOR)
    with pytest.raises(NotReady, match="统计员"):
        tokens.issue(world.education, scopes=[Scope.FIGURES], responsible=author, **facts)
