"""Items as a clerk writes them: what a draft needs, what the guard tells, files, versions, two who write at once."""

from __future__ import annotations

import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from gongkai.audit.models import Entry
from gongkai.publishing.models import Item
from gongkai.publishing.services import files, inspection
from gongkai.units.models import Post, Role
from tests.workbench.desk import signed_in
from tests.workbench.forms import filled
from tests.workbench.writing import PHONE, again, submitted, to, told
from tests.world import World

pytestmark = pytest.mark.once


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


def test_a_draft_is_deleted_but_never_what_was_public_or_is_in_review(world: World) -> None:
    public, reviewed = world.published(), submitted(world)
    draft = world.draft(title="不要了的草稿")
    author = signed_in(world, Role.AUTHOR)

    for item in (public, reviewed, draft):
        author.post(to("delete", item.pk))

    assert set(Item.objects.values_list("pk", flat=True)) == {public.pk, reviewed.pk}
    assert Entry.objects.filter(action="item.deleted").count() == 1


def test_the_catalogue_is_a_list_that_scripts_help_to_search(world: World) -> None:
    client = Client()
    client.force_login(world.person(world.education, Role.AUTHOR))
    page = client.get(reverse("items:add")).content.decode()
    assert re.search(r'<select name="node"[^>]* data-gk-find="输入几个字查找目录', page)
    assert "workbench/editor" in page
