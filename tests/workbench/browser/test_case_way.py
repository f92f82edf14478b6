"""A request's whole way in a browser: from the counter to the delivered answer, by officer and head, with the keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.casework.models import Case, State
from gongkai.units.models import Role
from tests.world import World

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]
FAR = 120
"""Presses of the tabulator after which something counts as out of the keyboard's reach."""


def reach(page: Any, words: str) -> None:
    """Go to what is called `words` by the tabulator alone."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "(e => e && (e.labels && e.labels.length ? e.labels[0].innerText : e.innerText || e.value || ''))"
            "(document.activeElement)"
        )
        if (told or "").strip().startswith(words):
            return
    raise AssertionError(f"{words} is not to be reached by the keyboard")


def press(page: Any, words: str) -> None:
    """Go to a link or button and press it."""
    reach(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_load_state("domcontentloaded")


def write(page: Any, label: str, text: str) -> None:
    """Go to a field and write."""
    reach(page, label)
    page.keyboard.type(text)


def choose(page: Any, first: str, wanted: str) -> None:
    """Go to a group of choices at its first one, and on to another by the arrow."""
    reach(page, first)
    page.keyboard.press("Space")
    for _ in range(FAR):
        if page.evaluate("document.activeElement.labels[0].innerText").strip() == wanted:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{wanted} is no choice")


def open_menu(page: Any, live_server: Any, path: str) -> None:
    page.goto(f"{live_server.url}/workbench/{path}")
    page.get_by_text("下一步：").first.wait_for()


def test_from_the_counter_to_the_delivered_answer_with_the_keyboard_alone(
    world: World, live_server: Any, sit_down: Any, complaints: list[str]
) -> None:
    world.staff(world.education)
    officer = sit_down(world.person(world.education, Role.CASE_OFFICER).username)

    open_menu(officer, live_server, "case_entry/")
    press(officer, "当面提交")
    choose(officer, "自然人", "自然人")
    write(officer, "姓名或者名称", "云溪县测试申请人")
    write(officer, "联系电话", "0000-1234567")
    write(officer, "申请内容摘要", "校车采购合同")
    write(officer, "申请内容", "申请公开2024年校车采购合同。")
    press(officer, "登记")
    officer.get_by_text("查询码：").wait_for()
    case = Case.objects.get()
    press(officer, "打开申请")
    officer.get_by_text("期限是怎么算的").wait_for()
    assert officer.locator(".gk-cell--due").count() == 2  # the last day in the strip, and in what explains it
    assert "云溪县测试申请人" not in officer.content()

    press(officer, "拟定答复")
    press(officer, "予以公开")
    write(officer, "提供的内容、方式和时间", "2024年校车采购合同复印件1份，当面领取。")
    press(officer, "保存草稿")
    officer.get_by_text("内容齐全").wait_for()
    press(officer, "提交审批")
    officer.get_by_text("已提交负责人审批").wait_for()

    head = sit_down(world.person(world.education, Role.HEAD).username)
    press(head, "校车采购合同")
    press(head, "审批答复")
    head.get_by_text("复印件1份").wait_for()
    press(head, "同意")
    head.get_by_text("已批准").wait_for()

    open_menu(officer, live_server, f"cases/{case.pk}/")
    press(officer, "登记送达")
    choose(officer, "邮政挂号", "当面送达")
    press(officer, "登记送达")
    officer.get_by_text("已登记送达，申请办结").wait_for()
    case.refresh_from_db()
    assert (case.state, case.answer_kind) == (State.CLOSED, "granted")
    assert complaints == []


@pytest.mark.long
@pytest.mark.parametrize("width", [1280, 360])
def test_a_cases_page_fits_its_window(world: World, live_server: Any, sit_down: Any, width: int) -> None:
    from tests.workbench.walking import belongings

    own = belongings(world, world.education, "本机构")
    page = sit_down(world.person(world.education, Role.CASE_OFFICER).username)
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("cases/", f"cases/{own.objects['case'].pk}/", f"cases/{own.objects['case'].pk}/answer/"):
        open_menu(page, live_server, path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
