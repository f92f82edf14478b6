"""The review chain: nothing becomes public without its signatures, and never by one's own hand."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Workflow

from gongkai.audit.log import verify
from gongkai.audit.models import Entry
from gongkai.publishing.models import Item, UnitChain
from gongkai.publishing.services import chain
from gongkai.units.models import Post, Role
from gongkai.units.problems import NotReady
from tests.world import World, sign_all


def step(item: Item) -> str:
    state = Item.objects.get(pk=item.pk).current_workflow_task_state
    return state.task.specific.step if state else ""


def test_an_item_passes_first_second_secrecy_and_final_review_and_is_then_public(world: World) -> None:
    item = world.draft()
    world.staff(world.education)

    chain.submit(item, by=world.person(world.education, Role.AUTHOR))
    seen = []
    while current := step(item):
        seen.append(current)
        state = Item.objects.get(pk=item.pk).current_workflow_task_state
        chain.sign(state, by=world.person(world.education, state.task.specific.role), action="approve", opinion="同意")

    item = Item.objects.get(pk=item.pk)
    assert seen == ["first", "second", "secrecy", "final"]
    assert item.live
    assert item.index_number.startswith("000000003/")
    assert [change.kind for change in item.changes.all()] == ["published"]
    assert verify() == (Entry.objects.count(), None)


def test_nobody_signs_a_text_of_their_own(world: World) -> None:
    world.staff(world.education)
    author = world.person(world.education, Role.AUTHOR)
    Post.objects.create(person=author, unit=world.education, role=Role.FIRST_REVIEWER)
    author = world.person(world.education, Role.AUTHOR)
    item = world.draft()
    chain.submit(item, by=author)

    state = Item.objects.get(pk=item.pk).current_workflow_task_state
    with pytest.raises(PermissionDenied):
        chain.sign(state, by=author, action="approve", opinion="同意")

    assert step(item) == "first"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.FIRST_REVIEWER])
def test_only_who_holds_the_role_signs_a_step(world: World, role: Role) -> None:
    world.staff(world.education)
    item = world.draft()
    chain.submit(item, by=world.person(world.education, Role.AUTHOR))

    state = Item.objects.get(pk=item.pk).current_workflow_task_state
    with pytest.raises(PermissionDenied):
        chain.sign(state, by=world.person(world.education, role), action="approve", opinion="同意")


def test_a_chain_without_secrecy_review_is_refused(world: World) -> None:
    world.staff(world.education)
    bare = Workflow.objects.create(name="只有终审")
    final = chain.steps_of(world.education)[-1]
    bare.workflow_tasks.create(task=final, sort_order=0)
    UnitChain.objects.create(unit=world.education, workflow=bare)

    with pytest.raises(NotReady, match="保密审查"):
        chain.submit(world.draft(), by=world.person(world.education, Role.AUTHOR))


def test_a_unit_follows_the_chain_of_the_next_above_it_that_has_one(world: World) -> None:
    UnitChain.objects.create(unit=world.county, workflow=Workflow.objects.get(name="一审"))

    assert [task.step for task in chain.steps_of(world.township)] == ["secrecy", "final"]


def sent_back(world: World) -> Item:
    """An item that the first reviewer agreed to and the second sent back."""
    world.staff(world.education)
    item = world.draft()
    chain.submit(item, by=world.person(world.education, Role.AUTHOR))
    for role, action in ((Role.FIRST_REVIEWER, "approve"), (Role.SECOND_REVIEWER, "reject")):
        state = Item.objects.get(pk=item.pk).current_workflow_task_state
        chain.sign(state, by=world.person(world.education, role), action=action, opinion="请补充报名时间")
    return Item.objects.get(pk=item.pk)


def test_what_was_sent_back_and_changed_is_signed_anew_from_the_first_step_on(world: World) -> None:
    item, author = sent_back(world), world.person(world.education, Role.AUTHOR)
    draft = item.get_latest_revision_as_object()
    draft.title = "关于2026年义务教育学校招生入学工作的通知（补充报名时间）"
    draft.save_revision(user=author)
    chain.submit(Item.objects.get(pk=item.pk), by=author)
    published = sign_all(world, item)

    assert published.live
    assert published.title.endswith("（补充报名时间）")
    signed = published.workflow_states.get().task_states.filter(revision=published.live_revision, status="approved")
    assert [state.task.specific.step for state in signed.order_by("pk")] == ["first", "second", "secrecy", "final"]


def test_what_was_sent_back_and_not_changed_goes_on_at_the_step_that_sent_it_back(world: World) -> None:
    item = sent_back(world)

    chain.submit(item, by=world.person(world.education, Role.AUTHOR))

    assert step(item) == "second"


def test_what_was_sent_back_goes_on_in_the_chain_that_the_unit_has_by_then(world: World) -> None:
    item = sent_back(world)
    UnitChain.objects.create(unit=world.education, workflow=Workflow.objects.get(name="一审"))

    chain.submit(item, by=world.person(world.education, Role.AUTHOR))

    assert step(item) == "secrecy"
    assert sign_all(world, item).live


def test_nothing_is_submitted_that_somebody_saved_while_the_guard_was_reading(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.staff(world.education)
    item, author = world.draft(), world.person(world.education, Role.AUTHOR)
    monkeypatch.setattr(chain, "inspect", lambda read: Item.objects.get(pk=read.pk).save_revision(user=author))

    with pytest.raises(NotReady, match="新的内容"):
        chain.submit(item, by=author)


def test_sending_back_needs_an_opinion(world: World) -> None:
    world.staff(world.education)
    item = world.draft()
    chain.submit(item, by=world.person(world.education, Role.AUTHOR))

    with pytest.raises(NotReady, match="意见"):
        chain.sign(
            item.current_workflow_task_state,
            by=world.person(world.education, Role.FIRST_REVIEWER),
            action="reject",
            opinion=" ",
        )
