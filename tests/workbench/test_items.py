"""Items in the workbench, from the first word to the portal, as each role sees them."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Revision, TaskState

from gongkai.audit.models import Entry
from gongkai.publishing.models import Channel, Item, Release
from gongkai.publishing.services import chain, files, inspection, publication
from gongkai.units.calendars import today
from gongkai.units.models import Post, Role, Unit
from gongkai.units.problems import NotReady
from gongkai.workbench import listing
from gongkai.workbench.clock import clock_of
from tests.workbench.forms import filled
from tests.world import World, sign_all

pytestmark = pytest.mark.once

REVIEWERS = [Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.SECRECY_REVIEWER, Role.FINAL_REVIEWER]
PHONE = "<p>联系人手机13812345678。</p>"


def signed_in(world: World, role: Role, unit: Unit | None = None) -> Client:
    client = Client()
    client.force_login(world.person(unit or world.education, role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def to(name: str, *args: Any) -> str:
    return reverse(f"items:{name}", args=args)


def again(item: Item) -> Item:
    return Item.objects.get(pk=item.pk)


def told(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"]) if response.context else ""


def submitted(world: World) -> Item:
    world.staff(world.education)
    item = world.draft()
    chain.submit(item, by=world.person(world.education, Role.AUTHOR))
    return again(item)


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


def test_a_draft_needs_only_its_unit_and_a_title(world: World) -> None:
    author = signed_in(world, Role.AUTHOR)

    author.post(
        to("add"), {**filled(world.education, node="", formed_on="", summary="", text=""), "action-create": "1"}
    )

    item = Item.objects.get()
    assert (item.formed_on, item.due_on, item.node, item.issuing_body) == (None, None, "", "云溪县教育局")
    assert author.get(to("edit", item.pk)).status_code == 200
    assert author.get(to("inspect", item.pk)).status_code == 200
    assert author.get(to("sheet", item.pk)).status_code == 200


def test_a_draft_without_a_title_is_not_saved(world: World) -> None:
    author = signed_in(world, Role.AUTHOR)

    author.post(to("add"), {**filled(world.education, title=""), "action-create": "1"})

    assert not Item.objects.exists()


def test_what_blocks_is_told_in_place_and_the_text_is_kept(world: World) -> None:
    world.staff(world.education)
    author = signed_in(world, Role.AUTHOR)

    response = author.post(to("add"), {**filled(world.education, text=PHONE), "action-submit": "1"}, follow=True)

    item = Item.objects.get()
    assert item.current_workflow_state is None
    assert "13812345678" in str(item.body)
    assert "检查还有1处没有处理" in told(response)
    assert "写有手机号码" in response.content.decode()
    assert "13812345678" not in "".join(finding.quote for finding in item.findings.all())


def test_a_missing_element_is_no_matter_of_reasons(world: World) -> None:
    world.staff(world.education)
    author = signed_in(world, Role.AUTHOR)
    author.post(to("add"), {**filled(world.education, formed_on=""), "action-check": "1"})
    item = Item.objects.get()
    for finding in inspection.open_findings(item):
        author.post(to("override", item.pk, finding.pk), {"reason": "没有什么理由"})

    response = author.post(to("submit", item.pk), follow=True)

    assert "还没有填写：成文日期" in told(response)
    assert again(item).current_workflow_state is None


def test_what_is_withheld_needs_its_ground_and_the_day_of_its_next_assessment(world: World) -> None:
    world.staff(world.education)
    author = signed_in(world, Role.AUTHOR)
    secret = filled(world.education, openness="withheld", ground="law")

    response = author.post(to("add"), {**secret, "action-submit": "1"}, follow=True)

    assert "具体条款" in told(response)
    assert "下次评估" in told(response)
    assert Item.objects.get().current_workflow_state is None


def test_every_version_can_be_looked_at_as_the_public_will_see_it(world: World) -> None:
    item = submitted(world)

    page = signed_in(world, Role.SECRECY_REVIEWER).get(to("revisions_view", item.pk, item.latest_revision_id))

    assert item.title in page.content.decode()


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


@pytest.mark.parametrize(
    "path",
    [
        "unpublish/{pk}/", "lock/{pk}/", "unlock/{pk}/", "copy/{pk}/", "usage/{pk}/",
        "history/{pk}/revisions/{version}/revert/", "history/{pk}/revisions/{version}/unschedule/",
        "workflow/action/{pk}/approve/{step}/", "workflow/collect_action_data/{pk}/approve/{step}/",
    ],
)  # fmt: skip
def test_wagtails_other_addresses_are_not_there(world: World, path: str) -> None:
    item = submitted(world)
    numbers = {"pk": item.pk, "version": item.latest_revision_id, "step": item.current_workflow_task_state.pk}
    address = to("list") + path.format(**numbers)

    for role in (Role.AUTHOR, Role.FIRST_REVIEWER, Role.FINAL_REVIEWER):
        client = signed_in(world, role)
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404


def test_two_who_edit_at_once_both_keep_their_text_and_the_second_is_warned(world: World) -> None:
    world.staff(world.education)
    item = world.draft()
    second = world.person(world.education, Role.CASE_OFFICER)
    Post.objects.create(person=second, unit=world.education, role=Role.AUTHOR)
    other = signed_in(world, Role.CASE_OFFICER)
    form_of_both = again(item)
    signed_in(world, Role.AUTHOR).post(
        to("edit", item.pk), {**filled(world.education, form_of_both, title="第一个人的标题"), "action-edit": "1"}
    )

    response = other.post(
        to("edit", item.pk),
        {**filled(world.education, form_of_both, title="第二个人的标题"), "action-submit": "1"},
        follow=True,
    )

    titles = [version.content["title"] for version in Revision.objects.for_instance(item).order_by("pk")]
    assert titles[-2:] == ["第一个人的标题", "第二个人的标题"]
    assert "比较两个版本" in told(response)
    assert again(item).current_workflow_state is None
    earlier, later = Revision.objects.for_instance(item).order_by("-pk").values_list("pk", flat=True)[1::-1]
    compare = other.get(to("revisions_compare", item.pk, earlier, later))
    assert "第一个人的标题"[:3] in compare.content.decode()


def test_saving_by_itself_never_writes_over_somebody_elses_version(world: World) -> None:
    world.staff(world.education)
    item = world.draft()
    second = world.person(world.education, Role.CASE_OFFICER)
    Post.objects.create(person=second, unit=world.education, role=Role.AUTHOR)
    other = signed_in(world, Role.CASE_OFFICER)

    values = {**filled(world.education, item, title="盖掉"), "overwrite_revision_id": item.latest_revision_id}
    response = other.post(to("edit", item.pk), values, headers={"accept": "application/json"})

    assert response.status_code == 400
    assert Revision.objects.get(pk=item.latest_revision_id).content["title"] != "盖掉"


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


def test_another_units_file_cannot_be_attached_nor_its_name_seen(world: World) -> None:
    world.staff(world.education)
    theirs = files.store_bytes(
        "内部名单".encode(), "机密名单.txt", unit=world.office, by=world.person(world.office, Role.AUTHOR)
    )
    author = signed_in(world, Role.AUTHOR)

    response = author.post(to("add"), {**filled(world.education, files=[theirs]), "action-create": "1"}, follow=True)

    assert "机密名单" not in response.content.decode()
    assert not Item.objects.exists()
    assert author.get(reverse("workbench_file", args=[theirs.pk])).status_code == 404
    assert author.get(reverse("file_chooser:chosen", args=[theirs.pk])).status_code == 404
    assert "机密名单" not in author.get(reverse("file_chooser:choose")).content.decode()


def test_an_attachment_is_uploaded_read_by_the_guard_and_opened_as_a_download(world: World) -> None:
    world.staff(world.education)
    author = signed_in(world, Role.AUTHOR)
    upload = ContentFile("联系人手机13812345678".encode(), name="名单.txt")
    answer = author.post(reverse("file_chooser:create"), {"content": upload}).json()
    file = files.File.objects.get(pk=answer["result"]["id"])

    author.post(to("add"), {**filled(world.education, files=[file]), "action-check": "1"})

    item = Item.objects.get()
    assert any("名单" in finding.place for finding in inspection.open_findings(item))
    opened = signed_in(world, Role.FIRST_REVIEWER).get(reverse("workbench_file", args=[file.pk]))
    assert opened["Content-Disposition"].startswith("attachment")
    assert "13812345678" in b"".join(opened.streaming_content).decode()
    opened.close()


def test_a_foreign_draft_cannot_be_referred_to(world: World) -> None:
    world.staff(world.education)
    theirs = world.draft(world.office, title="尚未公开的办法")
    author = signed_in(world, Role.AUTHOR)

    response = author.post(
        to("add"), {**filled(world.education, explains=theirs.pk), "action-create": "1"}, follow=True
    )

    assert "尚未公开的办法" not in response.content.decode()
    assert not Item.objects.filter(unit=world.education).exists()
    assert author.get(reverse("item_chooser:chosen", args=[theirs.pk])).status_code == 404
    listed = author.get(reverse("item_chooser:choose_results"), {"q": "尚未公开"}).content.decode()
    assert "尚未公开的办法" not in listed


def test_a_change_of_a_public_item_needs_its_reason_and_stays_hidden_until_it_is_signed(world: World) -> None:
    item = world.published()
    author = signed_in(world, Role.AUTHOR)
    author.post(to("edit", item.pk), {**filled(world.education, item, title="改过的标题"), "action-edit": "1"})
    without = author.post(to("submit", item.pk), follow=True)

    assert "修改原因" in told(without)
    assert again(item).title != "改过的标题"
    changed = filled(world.education, again(item), title="改过的标题", change_reason="更正日期")
    author.post(to("edit", item.pk), {**changed, "action-submit": "1"})
    reviewer = signed_in(world, Role.FIRST_REVIEWER)
    assert "更正日期" in reviewer.get(to("inspect", item.pk)).content.decode()
    assert reviewer.get(to("revisions_compare", item.pk, "live", "latest")).status_code == 200
    sign_all(world, item)
    assert again(item).title == "改过的标题"


def test_the_clock_of_a_public_item_runs_for_a_change_alone(world: World) -> None:
    item = world.published()
    assert clock_of(item) is None
    item.changed_on = date(2026, 9, 16)
    assert clock_of(item).days.due == date(2026, 10, 20)
    item.withdrawn_at = timezone.now()
    assert clock_of(item) is None


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


def test_the_draft_of_a_withdrawn_item_does_not_show_on_its_tombstone(world: World) -> None:
    item = world.published()
    final = signed_in(world, Role.FINAL_REVIEWER)
    final.post(to("withdraw", item.pk), {"reason": "内容有误"})

    signed_in(world, Role.AUTHOR).post(
        to("edit", item.pk), {**filled(world.education, again(item), title="没有审过的标题"), "action-edit": "1"}
    )

    assert again(item).withdrawn_at
    assert again(item).title == item.title
    assert again(item).get_latest_revision_as_object().title == "没有审过的标题"


def test_only_of_a_normative_document_the_end_is_recorded(world: World) -> None:
    item, rule = world.published(), world.published(normative=True, node="20.1.normative", title="招生管理办法")
    final, end = signed_in(world, Role.FINAL_REVIEWER), {"kind": "repealed", "on": str(today()), "by_text": "决定"}
    assert [final.get(to("end", each.pk)).status_code for each in (item, rule)] == [404, 200]
    assert [final.post(to("end", each.pk), end).status_code for each in (item, rule)] == [404, 302]
    with pytest.raises(NotReady, match="只有行政规范性文件"):
        publication.end(item, by=None, kind="repealed", on=today(), by_text="决定")


def test_only_the_final_reviewer_withdraws_and_must_say_why(world: World) -> None:
    item = world.published()

    signed_in(world, Role.AUTHOR).post(to("withdraw", item.pk), {"reason": "内容有误"})
    signed_in(world, Role.FINAL_REVIEWER).post(to("withdraw", item.pk), {"reason": ""})

    assert again(item).live


def test_the_final_reviewer_records_that_a_document_was_repealed(world: World) -> None:
    item = world.published(normative=True, document_number="云教〔2026〕3号")
    final = signed_in(world, Role.FINAL_REVIEWER)
    assert final.get(to("end", item.pk)).status_code == 200

    final.post(to("end", item.pk), {"kind": "repealed", "on": "2026-03-10", "by_text": "云教〔2026〕8号"})

    assert again(item).validity == "repealed"


def test_a_release_on_another_channel_is_recorded_with_day_place_and_evidence(world: World) -> None:
    item = world.published()
    board = Channel.objects.create(unit=world.education, kind="notice-board", name="门前公示栏")
    author = signed_in(world, Role.AUTHOR)
    photo = ContentFile(b"\x89PNG\r\n\x1a\n" + bytes(200), name="照片.png")

    author.post(
        to("release", item.pk),
        {"channel": board.pk, "on": today().isoformat(), "place": "办公楼一层", "evidence": photo},
    )

    release = Release.objects.get(item=item, channel=board)
    assert (release.place, release.released_on, release.evidence.name) == ("办公楼一层", today(), "照片.png")


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


def test_a_draft_is_deleted_but_never_what_was_public_or_is_in_review(world: World) -> None:
    public, reviewed = world.published(), submitted(world)
    draft = world.draft(title="不要了的草稿")
    author = signed_in(world, Role.AUTHOR)

    for item in (public, reviewed, draft):
        author.post(to("delete", item.pk))

    assert set(Item.objects.values_list("pk", flat=True)) == {public.pk, reviewed.pk}
    assert Entry.objects.filter(action="item.deleted").count() == 1


def test_the_export_has_what_the_list_shows_and_no_formulas(world: World) -> None:
    world.draft(title='=HYPERLINK("http://yunxi.invalid")')
    world.draft(world.office, title="别的机构的草稿")
    author = signed_in(world, Role.AUTHOR)

    table = author.get(to("list"), {"export": "xlsx"})
    lines = author.get(to("list"), {"export": "csv"})

    rows = list(load_workbook(io.BytesIO(b"".join(table.streaming_content))).active.iter_rows(values_only=True))
    assert rows[0][1] == "名称"
    assert [row[1] for row in rows[1:]] == ['\'=HYPERLINK("http://yunxi.invalid")']
    assert "别的机构" not in b"".join(lines.streaming_content).decode()
    assert Entry.objects.filter(action="export").count() == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=draft", "甲稿"), ("state=published", "乙文"), ("due=overdue", "甲稿"), ("q=云教〔2026〕5", "乙文"), ("q=甲", "甲稿"),
        ("node=20.13", "甲稿"), ("year=2025", "乙文"), ("normative=true", "乙文"), ("state=withdrawn", ""), ("validity=valid", "乙文"),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(world: World, query: str, found: str) -> None:
    world.draft(title="甲稿", formed_on=date(2020, 1, 6), node="20.13.food")
    world.published(title="乙文", formed_on=date(2025, 6, 3), normative=True, document_number="云教〔2026〕5号")

    page = signed_in(world, Role.AUTHOR).get(f"{to('list')}?{query}")

    assert [item.title for item in page.context["object_list"]] == ([found] if found else [])


def test_the_newest_of_other_units_do_not_crowd_out_what_is_looked_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = world.published(title="招生甲通知")
    world.published(world.office, title="招生乙通知")
    asked = listing.search.search
    monkeypatch.setattr(listing.search, "search", lambda query: asked(replace(query, per_page=1)))

    assert _listed(signed_in(world, Role.AUTHOR), "q=招生") == [ours.title]
    assert listing.top_of(world.person(world.county, Role.SUPERVISOR)) == world.county.path
    both = world.person(world.office, Role.AUTHOR)
    Post.objects.create(person=both, unit=world.education, role=Role.AUTHOR)
    assert listing.top_of(world.person(world.office, Role.AUTHOR)) == world.county.path


def test_a_person_sees_on_the_home_page_what_they_have_to_do_and_nothing_of_others(world: World) -> None:
    item = submitted(world)
    world.draft(world.office, title="县政府办的草稿")
    world.draft(title="早该公开的通知", formed_on=date(2020, 1, 6))

    def home(role: Role) -> str:
        return signed_in(world, role).get(reverse("wagtailadmin_home")).content.decode()

    assert item.title in home(Role.FIRST_REVIEWER).partition("已逾期")[0]
    assert "等待初审" in home(Role.AUTHOR)
    assert "没有等您签署" in home(Role.SECOND_REVIEWER)
    assert "早该公开的通知" in home(Role.AUTHOR)
    assert "早该公开的通知" in home(Role.SUPERVISOR)
    assert "县政府办的草稿" not in home(Role.AUTHOR)


def test_what_is_public_and_still_asks_for_something_stands_on_the_home_page_and_in_the_list(world: World) -> None:
    board = Channel.objects.create(unit=world.education, kind="notice-board", name="门前公示栏", by_default=True)
    item = world.published(title="上了公示栏的通知")
    secret = world.published(title="不公开的流程", openness="withheld", ground="workflow", reassess_on=today())
    author = signed_in(world, Role.AUTHOR)
    author.post(to("edit", item.pk), {**filled(world.education, item, title="改到一半的通知"), "action-edit": "1"})

    home = author.get(reverse("wagtailadmin_home")).content.decode()
    titles = {left: _listed(author, f"left={left}") for left in ("unrecorded", "reassess", "failed", "dead_link")}

    assert "渠道发布待登记" in home
    assert "链接打不开" not in home, "what there is nothing of is not shown"
    assert "改到一半的通知" in home.partition("草稿")[2]
    assert titles == {"unrecorded": [item.title], "reassess": [secret.title], "failed": [], "dead_link": []}
    assert "已审定（不主动公开）" in author.get(to("inspect", secret.pk)).content.decode()
    author.post(to("drop_release", item.pk, item.releases.get(channel=board).pk))
    assert _listed(author, "left=unrecorded") == []


def _listed(client: Client, query: str) -> list[str]:
    return [item.title for item in client.get(f"{to('list')}?{query}").context["object_list"]]


def test_signing_in_is_on_record(world: World) -> None:
    person = world.person(world.education, Role.AUTHOR)

    Client().post(reverse("wagtailadmin_login"), {"username": person.username, "password": "云溪县测试口令"})

    assert Entry.objects.filter(action="person.signed_in", actor_id=person.pk).exists()


def test_the_workbench_has_its_own_policy_and_the_portal_keeps_the_strict_one(world: World) -> None:
    author = signed_in(world, Role.AUTHOR)

    inside = author.get(to("add"))["Content-Security-Policy"]
    outside = author.get("/")["Content-Security-Policy"]

    assert "style-src 'self' 'unsafe-inline'" in inside
    assert "unsafe" not in inside.partition("script-src")[2].partition(";")[0]
    assert "unsafe" not in outside


@pytest.mark.parametrize("normative", [True, False])
def test_a_change_of_validity_is_offered_for_normative_documents_alone(world: World, normative: bool) -> None:
    item = world.published(normative=normative, document_number="云教〔2026〕9号")
    client = Client()
    client.force_login(world.person(item.unit, Role.FINAL_REVIEWER))
    page = client.get(reverse("items:inspect", args=[item.pk])).content.decode()
    assert ("变更有效性" in page) is normative


def test_the_catalogue_is_a_list_that_scripts_help_to_search(world: World) -> None:
    client = Client()
    client.force_login(world.person(world.education, Role.AUTHOR))
    page = client.get(reverse("items:add")).content.decode()
    assert re.search(r'<select name="node"[^>]* data-gk-find="输入几个字查找目录', page)
    assert "workbench/editor" in page


def test_a_link_leads_to_an_address_or_an_email_and_to_no_page_of_wagtails(world: World) -> None:
    client = Client()
    client.force_login(world.person(world.education, Role.AUTHOR))
    for name in ("choose_page", "choose_page_external_link", "choose_page_email_link"):
        dialog = client.get(reverse(f"wagtailadmin_{name}")).json()["html"]
        assert "内部链接" not in dialog
        assert "显示的文字" in dialog


def test_the_platforms_own_channel_is_not_edited_by_hand(world: World) -> None:
    world.published(unit=world.education)
    channel = Channel.objects.filter(unit=world.education, adapter="portal").first()
    client = Client()
    client.force_login(world.person(world.education, Role.ADMINISTRATOR))
    assert channel is not None
    assert client.get(reverse("channels:edit", args=[channel.pk])).url == reverse("channels:index")


def test_an_imported_item_has_its_page_and_a_sheet_that_claims_no_review(world: World) -> None:
    item = world.published()
    item.workflow_states.all().delete()
    Item.objects.filter(pk=item.pk).update(latest_revision=None, live_revision=None, has_unpublished_changes=False)
    client = Client()
    client.force_login(world.person(item.unit, Role.AUTHOR))
    assert client.get(reverse("items:inspect", args=[item.pk])).status_code == 200
    sheet = client.get(reverse("items:sheet", args=[item.pk])).content.decode()
    assert "作为已公开的信息导入" in sheet
    assert "尚未提交审核" not in sheet
