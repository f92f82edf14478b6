"""The editor of an annual report in a browser: what is typed is shown at once as it will be printed, and checked."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.units.models import Role
from tests.annual.desk import YEAR, Desk
from tests.world import World

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_what_is_typed_is_shown_as_printed_and_checked_before_it_is_saved(
    world: World, live_server: Any, settings: Any, sit_down: Any, complaints: list[str]
) -> None:
    desk = Desk(world, settings)
    desk.on(f"{YEAR + 1}-01-20")
    report = desk.begun()
    page = sit_down(world.person(world.education, Role.STATISTICIAN).username)
    page.goto(f"{live_server.url}/workbench/annual/{report.pk}/parts/5/")
    text = page.get_by_label("六、其他需要报告的事项")
    text.fill("全年收到申请12件，实际收到")
    page.get_by_text("是手写的数").wait_for()
    page.get_by_role("button", name="{收到申请}").click()
    page.keyboard.type("件。")
    page.locator("#gk-look mark.gk-field", has_text="0").wait_for()
    assert text.input_value() == "全年收到申请12件，实际收到{收到申请}件。"
    assert report.parts.get(position=5).text != text.input_value()

    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("已保存").first.wait_for()
    assert report.parts.get(position=5).text == "全年收到申请12件，实际收到{收到申请}件。"
    assert complaints == []
