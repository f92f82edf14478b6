"""From submission to the last signature: who signs what, what comes back, what the review sheet keeps."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Revision, TaskState

from gongkai.audit.models import Entry
from gongkai.publishing.models import Item
from gongkai.publishing.services import chain, inspection
from gongkai.units.models import Post, Role
from tests.workbench.desk import signed_in
from tests.workbench.forms import filled
from tests.workbench.writing import PHONE, REVIEWERS, again, submitted, to, told
from tests.world import World, sign_all

pytestmark = pytest.mark.once


def test_a_clerk_writes_submits_and_four_reviewers_sign_until_the_item_is_public(world: World) -> None:
    world.staff(world.education)
    author = signed_in(world, Role.AUTHOR)

    response = author.post(to("add"), {**filled(world.education), "action-submit": "1"}, follow=True)

    item = Item.objects.get()
    assert "已提交审核" in told(response)
    assert item.created_by == world.person(world.education, Role.AUTHOR)
    for role in REVIEWERS:
        page = signed_in(world, role).get(to("inspect", item.pk))
        step = again(item).current_workflow_task_state
        assert page.context["step"] == step
        signed_in(world, role).post(to("sign", item.pk), {"step": step.pk, "action": "approve", "opinion": "同意公开"})
    item = again(item)
    assert item.live
    assert item.title == "关于做好春季校园食品安全工作的通知"
    actions = set(Entry.objects.values_list("action", flat=True))
    assert {"item.created", "item.submitted", "item.signed", "item.published"} <= actions


def test_an_overridden_finding_stays_on_the_review_sheet_with_its_reason(world: World) -> None:
    world.staff(world.education)
    author = signed_in(world, Role.AUTHOR)
    author.post(to("add"), {**filled(world.education, text=PHONE), "action-check": "1"})
    item = Item.objects.get()
    finding = item.findings.get(state="open", severity="error")

    refused = author.post(to("override", item.pk, finding.pk), {"reason": "无"}, follow=True)
    author.post(to("override", item.pk, finding.pk), {"reason": "本人书面同意公开"})
    author.post(to("submit", item.pk))
    sign_all(world, item)

    assert "理由" in told(refused)
    sheet = author.get(to("sheet", item.pk)).content.decode()
    for words in ["本人书面同意公开", "保密审查", "同意公开", again(item).index_number, "第十七条"]:
        assert words in sheet


def test_only_the_text_that_the_guard_has_read_last_is_submitted(world: World) -> None:
    world.staff(world.education)
    author = signed_in(world, Role.AUTHOR)
    author.post(to("add"), {**filled(world.education), "action-check": "1"})
    item = Item.objects.get()
    assert inspection.open_findings(item) == []

    author.post(to("edit", item.pk), {**filled(world.education, item, text=PHONE), "action-edit": "1"})
    author.post(to("submit", item.pk))

    assert again(item).current_workflow_state is None


@pytest.mark.parametrize(
    "role",
    [
        role if role in (Role.SECOND_REVIEWER, Role.ADMINISTRATOR) else pytest.param(role, marks=pytest.mark.long)
        for role in Role
        if role not in (Role.AUTHOR, Role.FIRST_REVIEWER)
    ],
)
def test_nobody_signs_without_the_role(world: World, role: Role) -> None:
    item = submitted(world)
    step = item.current_workflow_task_state

    signed_in(world, role).post(to("sign", item.pk), {"step": step.pk, "action": "approve"})

    assert again(item).current_workflow_task_state == step


def test_a_form_left_open_does_not_sign_a_later_step(world: World) -> None:
    item = submitted(world)
    first = item.current_workflow_task_state
    person = world.person(world.education, Role.FIRST_REVIEWER)
    Post.objects.create(person=person, unit=world.education, role=Role.SECOND_REVIEWER)
    client = signed_in(world, Role.FIRST_REVIEWER)
    client.post(to("sign", item.pk), {"step": first.pk, "action": "approve"})

    response = client.post(to("sign", item.pk), {"step": first.pk, "action": "approve"}, follow=True)

    assert "已经有人签署" in told(response)
    assert again(item).current_workflow_task_state.task.specific.step == "second"


def test_what_is_sent_back_tells_the_clerk_why_and_is_submitted_again(world: World) -> None:
    item = submitted(world)
    reviewer = signed_in(world, Role.FIRST_REVIEWER)
    step = item.current_workflow_task_state
    without = reviewer.post(to("sign", item.pk), {"step": step.pk, "action": "reject", "opinion": ""}, follow=True)
    reviewer.post(to("sign", item.pk), {"step": step.pk, "action": "reject", "opinion": "请写明报名时间"})

    author = signed_in(world, Role.AUTHOR)
    assert "写明意见" in told(without)
    assert "请写明报名时间" in author.get(to("edit", item.pk)).content.decode()
    assert "退回修改" in author.get(reverse("wagtailadmin_home")).content.decode()
    author.post(to("edit", item.pk), {**filled(world.education, again(item)), "action-submit": "1"})
    assert again(item).workflow_in_progress


def test_while_it_is_in_review_nobody_edits(world: World) -> None:
    item = submitted(world)
    author = signed_in(world, Role.AUTHOR)

    response = author.post(
        to("edit", item.pk), {**filled(world.education, item, title="改了"), "action-edit": "1"}, follow=True
    )

    assert "正在审核中" in told(response)
    assert item.revisions.count() == 1
    saving = author.post(
        to("edit", item.pk), filled(world.education, item, title="改了"), headers={"accept": "application/json"}
    )
    assert saving.json()["error_code"] == "locked"
    author.post(to("take_back", item.pk))
    assert author.get(to("edit", item.pk)).status_code == 200


@pytest.mark.parametrize("action", ["action-publish", "action-restart-workflow", "action-workflow-action"])
def test_no_action_of_wagtails_own_publishes_or_starts_anything(world: World, action: str) -> None:
    world.staff(world.education)
    item = world.draft()
    author = signed_in(world, Role.AUTHOR)

    author.post(to("edit", item.pk), {**filled(world.education, item), action: "1", "workflow-action-name": "approve"})

    assert not again(item).live
    assert again(item).current_workflow_state is None


def test_a_version_that_was_signed_is_never_written_over(world: World) -> None:
    item = submitted(world)
    signed = item.latest_revision_id
    step = item.current_workflow_task_state
    chain.sign(step, by=world.person(world.education, Role.FIRST_REVIEWER), action="approve", opinion="同意")
    step = again(item).current_workflow_task_state
    chain.sign(step, by=world.person(world.education, Role.SECOND_REVIEWER), action="reject", opinion="请修改")

    values = {**filled(world.education, again(item), title="偷换"), "overwrite_revision_id": signed}
    response = signed_in(world, Role.AUTHOR).post(to("edit", item.pk), values, headers={"accept": "application/json"})

    assert response.status_code == 400
    assert Revision.objects.get(pk=signed).content["title"] != "偷换"


def test_what_came_back_is_compared_with_what_was_signed_before(world: World) -> None:
    item = submitted(world)
    before = item.latest_revision_id
    step = item.current_workflow_task_state
    chain.sign(step, by=world.person(world.education, Role.FIRST_REVIEWER), action="reject", opinion="请改标题")
    author = signed_in(world, Role.AUTHOR)
    changed = filled(world.education, again(item), title="改过的标题")
    author.post(to("edit", item.pk), {**changed, "action-submit": "1"})
    reviewer = signed_in(world, Role.FIRST_REVIEWER)
    page = reviewer.get(to("inspect", item.pk)).content.decode()
    assert to("revisions_compare", item.pk, before, again(item).latest_revision_id) in page


def test_the_review_sheet_has_the_text_that_was_signed(world: World) -> None:
    item = world.published()
    author = signed_in(world, Role.AUTHOR)
    changed = filled(world.education, item, title="改过的标题", change_reason="更正日期")
    author.post(to("edit", item.pk), {**changed, "action-edit": "1"})
    before = author.get(to("sheet", item.pk)).content.decode()
    author.post(to("submit", item.pk))
    sign_all(world, item)
    after = author.get(to("sheet", item.pk)).content.decode()
    assert ("改过的标题" in before, item.title in before) == (False, True)
    assert ("改过的标题" in after, "更正日期" in after) == (True, True)


def test_a_planned_publication_can_be_called_off_and_then_needs_its_signatures_again(world: World) -> None:
    world.staff(world.education)
    author = signed_in(world, Role.AUTHOR)
    author.post(to("add"), {**filled(world.education, publish_at="2099-01-01T09:00"), "action-submit": "1"})
    item = sign_all(world, Item.objects.get())
    assert not item.live
    assert "待定时发布" in author.get(to("inspect", item.pk)).content.decode()

    author.post(to("unschedule", item.pk))

    assert again(item).scheduled_revision is None
    assert author.get(to("edit", item.pk)).status_code == 200
    assert not TaskState.objects.filter(status="in_progress").exists()
