"""The whole way in a browser: a clerk who has never seen it writes an item, four people sign, everybody reads it."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.publishing.models import Item
from gongkai.units.models import Role
from tests.world import World

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]
REVIEWERS = [Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.SECRECY_REVIEWER, Role.FINAL_REVIEWER]
FEW = 12
"""Fields and buttons that a clerk has to touch at most: at ten seconds each that is two minutes."""


class Clerk:
    """Counts what a hand does at a page."""

    def __init__(self, page: Any) -> None:
        self.page, self.touched = page, 0

    def click(self, what: Any) -> None:
        self.touched += 1
        what.click()

    def fill(self, name: str, text: str) -> None:
        self.touched += 1
        self.page.fill(f"[name={name}]", text)

    def choose(self, name: str, words: str) -> None:
        self.touched += 1
        self.page.select_option(f"[name={name}]", label=words)


def write(clerk: Clerk, text: str) -> None:
    """Fill in what is necessary, in the order of the page."""
    page = clerk.page
    clerk.click(page.get_by_role("link", name="新建信息"))
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)  # as long as a person takes to look; only then does the editor watch for changes
    clerk.fill("title", "关于做好春季校园食品安全工作的通知")
    clerk.choose("node", "食品药品")
    clerk.fill("formed_on", "2026-03-02")
    clerk.fill("summary", "春季校园食品安全检查的安排。")
    clerk.touched += 1
    page.locator(".public-DraftEditor-content").click()
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    page.wait_for_timeout(2500)  # saved by itself meanwhile


def test_from_the_clerks_first_click_to_the_portal(
    world: World, live_server: Any, sit_down: Any, complaints: list[str]
) -> None:
    world.staff(world.education)
    names = {role: world.person(world.education, role).username for role in Role}
    clerk = Clerk(sit_down(names[Role.AUTHOR]))
    page = clerk.page

    write(clerk, "现将有关事项通知如下。联系人手机13812345678。")
    clerk.click(page.get_by_role("button", name="提交审核"))
    page.get_by_text("写有手机号码").wait_for()
    clerk.click(page.get_by_text("不用改，说明理由后放行"))
    clerk.touched += 1
    page.get_by_label("理由（会印在审批单上）").fill("本人书面同意公开")
    clerk.click(page.get_by_role("button", name="放行"))
    page.get_by_text("已记录放行的理由").wait_for()  # the page that tells it is the one to submit from
    clerk.click(page.get_by_role("button", name="提交审核"))
    page.get_by_text("已提交审核").wait_for()
    assert clerk.touched <= FEW + 4  # four for the finding

    for role in REVIEWERS:
        reviewer = sit_down(names[role])
        reviewer.get_by_role("link", name="关于做好春季校园食品安全工作的通知").first.click()
        reviewer.get_by_role("button", name="同意").click()
        reviewer.get_by_text("已签署").first.wait_for()

    item = Item.objects.get()
    reader = sit_down(names[Role.AUDITOR])
    reader.goto(live_server.url + item.get_absolute_url())
    assert "关于做好春季校园食品安全工作的通知" in reader.content()
    assert item.live
    assert complaints == []


SLOW_LINE = """
const asked = window.fetch;
window.fetch = async (...what) => {
  const answer = await asked(...what);
  if (new Headers(what[1]?.headers).get("Accept") === "application/json") await new Promise((done) => setTimeout(done, 2500));
  return answer;
};
"""
"""Makes the browser learn late of a text that was saved by itself."""


@pytest.mark.long
@pytest.mark.once
@pytest.mark.parametrize("written", ["new", "saved before"])
def test_a_click_during_saving_by_itself_submits_one_item_with_all_that_was_typed(
    world: World, sit_down: Any, complaints: list[str], written: str
) -> None:
    world.staff(world.education)
    page = sit_down(world.person(world.education, Role.AUTHOR).username)
    page.add_init_script(SLOW_LINE)
    saved_by_itself: list[str] = []
    page.on("request", lambda asked: saved_by_itself.append(asked.url) if _saves_by_itself(asked) else None)
    page.get_by_role("link", name="新建信息").click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2500)
    _fill_in(page)
    if written == "saved before":
        page.get_by_role("button", name="保存草稿").click()
        page.get_by_text("草稿已保存").wait_for()
        page.wait_for_timeout(3000)
        saved_by_itself.clear()
    with page.expect_request(_saves_by_itself):
        page.locator(".public-DraftEditor-content").click()
        page.keyboard.type("请各校认真落实。")

    page.keyboard.type("末尾一句。")
    page.get_by_role("button", name="提交审核").click()
    page.get_by_text("已提交审核").wait_for()

    item = Item.objects.get()
    assert saved_by_itself
    assert item.workflow_in_progress
    assert "请各校认真落实。末尾一句。" in str(item.get_latest_revision_as_object().body)
    assert complaints == []


@pytest.mark.long
@pytest.mark.once
def test_a_text_that_was_saved_by_itself_meanwhile_is_submitted_at_the_first_click(
    world: World, sit_down: Any, complaints: list[str]
) -> None:
    world.staff(world.education)
    page = sit_down(world.person(world.education, Role.AUTHOR).username)
    page.get_by_role("link", name="新建信息").click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2500)
    _fill_in(page)
    for sentence in ("请各校认真落实。", "请按时报送。"):  # the second overwrites the version that the first made
        with page.expect_response(lambda answer: _saves_by_itself(answer.request) and answer.ok):
            page.locator(".public-DraftEditor-content").click()
            page.keyboard.type(sentence)
        page.wait_for_timeout(1500)

    page.get_by_role("button", name="提交审核").click()
    page.get_by_text("已提交审核").wait_for()

    assert Item.objects.get().workflow_in_progress
    assert complaints == []


@pytest.mark.long
@pytest.mark.once
def test_what_is_typed_just_before_the_answer_of_a_saving_is_saved_by_the_next(
    world: World, sit_down: Any, complaints: list[str]
) -> None:
    page = sit_down(world.person(world.education, Role.AUTHOR).username)
    page.get_by_role("link", name="新建信息").click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2500)
    page.evaluate(
        "document.addEventListener('w-autosave:success', ({ target }) => { target.elements.summary.value += '末尾一句。'; },"
        " { capture: true, once: true })"
    )
    with page.expect_response(lambda answer: _saves_by_itself(answer.request) and "/edit/" in answer.url):
        _fill_in(page)
    page.wait_for_timeout(2500)

    assert Item.objects.get().get_latest_revision_as_object().summary.endswith("末尾一句。")
    assert complaints == []


def _fill_in(page: Any) -> None:
    page.fill("[name=title]", "关于做好春季校园食品安全工作的通知")
    page.select_option("[name=node]", label="食品药品")
    page.fill("[name=formed_on]", "2026-03-02")
    page.fill("[name=summary]", "春季校园食品安全检查的安排。")


def _saves_by_itself(asked: Any) -> bool:
    return asked.method == "POST" and asked.headers.get("accept") == "application/json"


@pytest.mark.once
@pytest.mark.long
def test_what_a_clerk_types_is_kept_without_a_click_and_the_clock_appears(
    world: World, sit_down: Any, complaints: list[str]
) -> None:
    clerk = Clerk(sit_down(world.person(world.education, Role.AUTHOR).username))

    write(clerk, "写到一半的文字")

    clerk.page.get_by_text("应当在2026年3月30日（含）前公开").wait_for()
    clerk.page.wait_for_timeout(1500)
    assert "写到一半的文字" in str(Item.objects.get().get_latest_revision_as_object().body)
    assert complaints == []


@pytest.mark.once
@pytest.mark.long
def test_an_attachment_is_uploaded_from_the_editor(
    world: World, sit_down: Any, complaints: list[str], tmp_path: Any
) -> None:
    page = sit_down(world.person(world.education, Role.AUTHOR).username)
    paper = tmp_path / "检查表.txt"
    paper.write_text("学校食堂检查表", encoding="utf-8")
    page.get_by_role("link", name="新建信息").click()
    page.wait_for_load_state("networkidle")
    page.fill("[name=title]", "关于做好春季校园食品安全工作的通知")

    page.locator("#id_attachments-OPEN_MODAL").click()
    page.get_by_role("tab", name="上传新文件").click()
    page.locator("input[type=file]").set_input_files(paper)
    page.get_by_role("button", name="上传", exact=True).click()
    page.get_by_text("检查表.txt").wait_for()
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_text("草稿已保存").wait_for()

    assert [attachment.file.name for attachment in Item.objects.get().attachments.all()] == ["检查表.txt"]
    assert complaints == []
