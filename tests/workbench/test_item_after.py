"""Items that are public: changed, withdrawn, repealed, released elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.publishing.models import Channel, Item, Release
from gongkai.publishing.services import publication
from gongkai.units.calendars import today
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from gongkai.workbench.clock import clock_of
from tests.workbench.desk import signed_in
from tests.workbench.forms import filled
from tests.workbench.writing import again, to, told
from tests.world import World, sign_all

pytestmark = pytest.mark.once


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


@pytest.mark.parametrize("normative", [True, False])
def test_a_change_of_validity_is_offered_for_normative_documents_alone(world: World, normative: bool) -> None:
    item = world.published(normative=normative, document_number="云教〔2026〕9号")
    client = Client()
    client.force_login(world.person(item.unit, Role.FINAL_REVIEWER))
    page = client.get(reverse("items:inspect", args=[item.pk])).content.decode()
    assert ("变更有效性" in page) is normative


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
