"""Publishing, changing in public, withdrawing, ending: each with its record, none silently."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from gongkai.audit.models import Entry
from gongkai.publishing import search
from gongkai.publishing.models import Delivery, Item
from gongkai.publishing.services import chain, publication
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from tests.world import World, sign_all


def edit(world: World, item: Item, **fields: object) -> None:
    """A further version of `item` by the author."""
    version = Item.objects.get(pk=item.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(version, name, value)
    version.save_revision(user=world.person(item.unit, Role.AUTHOR), clean=False)  # as the editor saves a draft


def submit(world: World, item: Item) -> None:
    chain.submit(Item.objects.get(pk=item.pk), by=world.person(item.unit, Role.AUTHOR))


def test_a_draft_is_not_public_and_not_found(world: World) -> None:
    world.draft()

    assert not Item.objects.public().exists()
    assert search.search(search.Query(text="招生")).ids == []


def test_a_published_item_is_found(world: World) -> None:
    item = world.published()

    assert search.search(search.Query(text="招生")).ids == [item.pk]


def test_index_numbers_of_a_unit_follow_each_other_and_are_never_given_twice(world: World) -> None:
    numbers = [world.published(title=f"通知之{n}").index_number for n in "一二三"]

    year = timezone.localdate().year
    assert numbers == [f"000000003/{year}-{n:05d}" for n in (1, 2, 3)]


def test_a_number_that_an_import_took_is_passed_over(world: World) -> None:
    year = timezone.localdate().year
    taken = world.draft(title="从旧系统导入")
    Item.objects.filter(pk=taken.pk).update(index_number=f"000000003/{year}-00001")

    assert world.published().index_number == f"000000003/{year}-00002"


def test_a_change_stays_hidden_until_it_is_signed_and_then_shows_its_reason(world: World) -> None:
    item = world.published()
    edit(world, item, title="更正后的通知", change_reason="更正报名日期")
    assert Item.objects.get(pk=item.pk).title != "更正后的通知"

    submit(world, item)
    assert Item.objects.get(pk=item.pk).title != "更正后的通知"
    changed = sign_all(world, item)

    assert changed.title == "更正后的通知"
    assert changed.index_number == item.index_number
    assert changed.first_published_at == item.first_published_at
    latest = changed.changes.first()
    assert (latest.kind, latest.reason) == ("changed", "更正报名日期")


def test_a_public_item_is_not_changed_without_a_reason(world: World) -> None:
    item = world.published()
    edit(world, item, title="悄悄改的标题")

    with pytest.raises(NotReady, match="修改原因"):
        submit(world, item)


def test_each_change_needs_a_reason_of_its_own(world: World) -> None:
    item = world.published()
    edit(world, item, title="第一次更正", change_reason="更正报名日期")
    submit(world, item)
    sign_all(world, item)
    edit(world, item, title="第二次更正")

    with pytest.raises(NotReady, match="修改原因"):
        submit(world, item)


def test_a_withdrawn_item_keeps_its_number_and_reason_and_is_no_longer_found(world: World) -> None:
    item = world.published()

    publication.withdraw(item, by=world.person(item.unit, Role.FINAL_REVIEWER), reason="行政处罚决定被撤销")

    item = Item.objects.get(pk=item.pk)
    assert not item.live
    assert item.index_number
    assert item in Item.objects.with_address()
    assert item not in Item.objects.public()
    assert item.changes.first().reason == "行政处罚决定被撤销"
    assert search.search(search.Query(text="招生")).ids == []


@pytest.mark.parametrize(
    "role",
    [
        role if role in (Role.AUTHOR, Role.ADMINISTRATOR) else pytest.param(role, marks=pytest.mark.long)
        for role in Role
        if role != Role.FINAL_REVIEWER
    ],
)
def test_only_the_final_reviewer_withdraws(world: World, role: Role) -> None:
    item = world.published()

    with pytest.raises(PermissionDenied):
        publication.withdraw(item, by=world.person(item.unit, role), reason="试试")

    assert Item.objects.get(pk=item.pk).live


def test_withdrawing_needs_a_reason(world: World) -> None:
    item = world.published()

    with pytest.raises(NotReady, match="原因"):
        publication.withdraw(item, by=world.person(item.unit, Role.FINAL_REVIEWER), reason="  ")


def test_a_withdrawn_item_comes_back_only_through_the_chain(world: World) -> None:
    item = world.published()
    publication.withdraw(item, by=world.person(item.unit, Role.FINAL_REVIEWER), reason="内容有误")
    edit(world, item, title="改正后的通知")
    submit(world, item)

    back = sign_all(world, item)

    assert back.live
    assert back.withdrawn_at is None
    assert back.index_number == item.index_number
    assert [change.kind for change in back.changes.all()] == ["published", "withdrawn", "published"]


def test_an_item_with_a_time_to_publish_waits_for_it(world: World) -> None:
    item = world.draft(publish_at=timezone.now() + timedelta(hours=1))
    world.staff(item.unit)
    submit(world, item)
    waiting = sign_all(world, item)
    assert not waiting.live
    assert publication.publish_scheduled() == 0

    waiting.latest_revision.__class__.objects.filter(pk=waiting.latest_revision_id).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )

    assert publication.publish_scheduled() == 1
    assert publication.publish_scheduled() == 0
    assert Item.objects.get(pk=item.pk).live


def test_disclosure_for_a_limited_time_ends_with_a_tombstone_that_says_so(world: World) -> None:
    item = world.published(open_until=date(2026, 6, 30))
    Item.objects.filter(pk=item.pk).update(open_until=date(2020, 1, 1))

    publication.daily()
    publication.daily()

    item = Item.objects.get(pk=item.pk)
    assert not item.live
    assert [change.reason for change in item.changes.filter(kind="withdrawn")] == ["公开期限届满"]


def test_a_version_that_nobody_signed_is_never_published(world: World) -> None:
    item = world.draft()
    world.staff(item.unit)
    submit(world, item)
    state = item.current_workflow_state

    with pytest.raises(NotReady, match="缺少签署"):
        publication.publish_approved(state)


def test_signatures_under_an_earlier_version_do_not_publish_a_later_one(world: World) -> None:
    item = world.draft()
    world.staff(item.unit)
    submit(world, item)
    state = item.current_workflow_state
    for _ in range(3):
        open_step = Item.objects.get(pk=item.pk).current_workflow_task_state
        chain.sign(
            open_step, by=world.person(item.unit, open_step.task.specific.role), action="approve", opinion="同意"
        )
    edit(world, item, title="偷偷换掉的内容")

    sign_all(world, item)

    item = Item.objects.get(pk=item.pk)
    signed = state.task_states.filter(status="approved", revision=item.live_revision)
    assert not item.live or signed.count() == 4


def test_each_step_stands_in_the_audit_log(world: World) -> None:
    item = world.published()

    actions = list(
        Entry.objects.filter(object_type="publishing.item", object_id=str(item.pk))
        .order_by("number")
        .values_list("action", flat=True)
    )

    assert actions[-6:] == ["item.submitted", *["item.signed"] * 4, "item.published"]


def test_what_is_not_for_the_public_is_not_shown_even_when_it_went_through_the_chain(world: World) -> None:
    item = world.published(openness="on_request")

    assert item not in Item.objects.public()
    assert search.search(search.Query(text="招生")).ids == []
    assert not Delivery.objects.exists()
    assert not item.changes.exists()
    assert Entry.objects.filter(action="item.settled").count() == 1


def test_what_was_withheld_is_first_published_on_the_day_on_which_it_is_opened(world: World) -> None:
    item = world.published(openness="withheld", ground="workflow", reassess_on=date(2027, 3, 1))
    Item.objects.filter(pk=item.pk).update(first_published_at=timezone.now() - timedelta(days=900))
    edit(world, item, openness="proactive", ground="", reassess_on=None, change_reason="评估后公开")
    submit(world, item)

    opened = sign_all(world, item)

    assert timezone.localdate(opened.first_published_at) == timezone.localdate()
    assert [(change.kind, change.reason) for change in opened.changes.all()] == [("published", "评估后公开")]


@pytest.mark.parametrize("withdrawn", [False, pytest.param(True, marks=pytest.mark.long)])
def test_what_was_public_leaves_only_by_being_withdrawn(world: World, withdrawn: bool) -> None:
    item = world.published()
    if withdrawn:
        publication.withdraw(item, by=world.person(item.unit, Role.FINAL_REVIEWER), reason="内容有误")
    edit(world, item, openness="on_request", change_reason="不再主动公开")

    with pytest.raises(NotReady, match="终审人撤下"):
        submit(world, item)


def test_a_corrected_term_brings_a_lapsed_document_back_into_force(world: World) -> None:
    item = world.published(normative=True, node="20.1.normative", expires_on=date(2031, 3, 1))
    Item.objects.filter(pk=item.pk).update(expires_on=date(2020, 1, 1))
    publication.daily()
    assert Item.objects.get(pk=item.pk).validity == "expired"
    edit(world, item, expires_on=date(2031, 3, 1), change_reason="更正有效期")
    submit(world, item)

    assert sign_all(world, item).validity == "valid"
