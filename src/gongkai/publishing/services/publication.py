"""Making an item public, changing it in public, withdrawing it: never silently, never without its reviews."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState

from gongkai.audit.log import record
from gongkai.publishing import freshness
from gongkai.publishing.models import Change, Ending, Item
from gongkai.publishing.models.items import Validity
from gongkai.publishing.models.review import ReviewTask
from gongkai.publishing.services import outbox
from gongkai.publishing.services.indexing import index_items, unindex_items
from gongkai.publishing.services.inspection import open_findings
from gongkai.publishing.services.numbering import next_index_number
from gongkai.units.access import has_role
from gongkai.units.calendars import today
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady


def publish_approved(workflow_state: WorkflowState, user: Person | None = None) -> None:
    """What happens when the last step of the chain is signed: publication, now or at the time set in the item."""
    item: Item = workflow_state.content_object
    revision = item.get_latest_revision()
    check_signed(item, revision, workflow_state)
    publish_at = revision.as_object().publish_at
    if publish_at and publish_at > timezone.now():
        revision.approved_go_live_at = publish_at
        revision.save(update_fields=["approved_go_live_at"])
        record("item.scheduled", item, by=user, unit=item.unit.code, after={"at": publish_at, "version": revision.pk})
    else:
        publish(item, revision, by=user)


def check_signed(item: Item, revision: Revision, workflow_state: WorkflowState) -> None:
    """Raises `NotReady` unless each step of the chain, secrecy review among them, is signed for exactly this version."""
    signed = TaskState.objects.filter(
        workflow_state=workflow_state, revision=revision, status=TaskState.STATUS_APPROVED, finished_by__isnull=False
    )
    steps = set(ReviewTask.objects.filter(pk__in=signed.values("task_id")).values_list("step", flat=True))
    wanted = set(
        ReviewTask.objects.filter(workflow_tasks__workflow=workflow_state.workflow).values_list("step", flat=True)
    )
    missing = (wanted | {"secrecy"}) - steps
    if missing or len(steps) < 2:
        names = "、".join(ReviewTask.Step(step).label for step in sorted(missing)) or "审核"
        raise NotReady(f"这一版本还缺少签署：{names}，不能发布。")
    if open_findings(item):
        raise NotReady("发布前检查还有没有处理的问题，不能发布。")


@transaction.atomic
def publish(item: Item, revision: Revision, *, by: Person | None) -> Item:
    """Put `revision` of `item` in force: public, where it is open to everybody. Only called once its chain is signed; see
    `publish_approved` and `publish_scheduled`.

    What was withheld so far and is opened now has its first publication today.
    """
    item = Item.objects.select_for_update().get(pk=item.pk)
    was_public, was_withdrawn = item.is_public, item.withdrawn_at is not None
    now = timezone.now()
    number = item.index_number or next_index_number(item.unit, timezone.localtime(now).year)
    first = None if item.live and not was_public else item.first_published_at
    Item.objects.filter(pk=item.pk).update(index_number=number, withdrawn_at=None, first_published_at=first)
    revision = Revision.objects.get(pk=revision.pk)
    reason = revision.content.get("change_reason", "")
    if reason:  # the reason belongs to this change: the next one needs its own
        revision.content["change_reason"] = ""
        revision.save(update_fields=["content"])
    revision.publish(user=by, skip_permission_checks=True)
    item = Item.objects.get(pk=item.pk)
    if was_withdrawn and not reason:
        reason = "重新发布"
    if item.is_public:
        kind = Change.Kind.CHANGED if was_public else Change.Kind.PUBLISHED
        Change.objects.create(item=item, at=now, kind=kind, reason=reason, by=by, revision_id=revision.pk)
    refresh_validity(item)
    outbox.announce(item, "change" if was_public else "publish")
    action = "item.settled" if not item.is_public else "item.republished" if was_public else "item.published"
    after = {"index_number": number, "version": revision.pk, "reason": reason}
    record(action, item, by=by, unit=item.unit.code, after=after)
    return item


def publish_scheduled() -> int:
    """Publish what was approved for a time that has come; how many. May run twice without harm."""
    number = 0
    due = Revision.objects.filter(
        approved_go_live_at__lte=timezone.now(), base_content_type=Item().get_base_content_type()
    ).order_by("approved_go_live_at")
    for revision in due:
        with transaction.atomic():
            locked = (
                Revision.objects.select_for_update().filter(pk=revision.pk, approved_go_live_at__isnull=False).first()
            )
            if locked is not None:
                publish(locked.content_object, locked, by=None)
                number += 1
    return number


@transaction.atomic
def unschedule(item: Item, *, by: Person) -> None:
    """Take back the time at which an approved version of `item` was to be published; it is a draft again."""
    if not has_role(by, item.unit, Role.AUTHOR, Role.FINAL_REVIEWER):
        raise PermissionDenied("只有本机构的拟稿人和终审人可以取消定时发布。")
    if not item.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None):
        raise NotReady("这条信息没有在等待定时发布。")
    record("item.unscheduled", item, by=by, unit=item.unit.code)


@transaction.atomic
def withdraw(item: Item, *, by: Person | None, reason: str) -> None:
    """Take a public item off the portal; its address keeps a tombstone with the reason.

    `by` is `None` where its term of disclosure ended and nobody had to decide. Raises `NotReady` without a reason.
    """
    if by is not None and not has_role(by, item.unit, Role.FINAL_REVIEWER):
        raise PermissionDenied("只有本机构的终审人可以撤下已发布的信息。")
    if not reason.strip():
        raise NotReady("撤下已发布的信息要写明原因，原因会在页面上公开。")
    item = Item.objects.select_for_update().get(pk=item.pk)
    if not item.is_public:
        raise NotReady("这条信息没有在公开，不用撤下。")
    now = timezone.now()
    if state := item.current_workflow_state:
        state.cancel(user=by)
    item.revisions.update(approved_go_live_at=None)
    Item.objects.filter(pk=item.pk).update(
        live=False, live_revision=None, has_unpublished_changes=True, withdrawn_at=now
    )
    Change.objects.create(item=item, at=now, kind=Change.Kind.WITHDRAWN, reason=reason, by=by)
    unindex_items([item.pk])
    outbox.announce(item, "withdraw")
    record("item.withdrawn", item, by=by, unit=item.unit.code, after={"reason": reason})
    transaction.on_commit(freshness.touch)


@transaction.atomic
def end(
    item: Item, *, by: Person | None, kind: str, on: date, by_item: Item | None = None, by_text: str = ""
) -> Ending:
    """Record that a document was repealed, lapsed or was amended on a day, and by what; the page and the counts follow."""
    if by is not None and not has_role(by, item.unit, Role.FINAL_REVIEWER):
        raise PermissionDenied("只有本机构的终审人可以变更有效性。")
    if not item.normative:
        raise NotReady("只有行政规范性文件登记有效性；其他信息有变化的，请修改或者撤下。")
    if not (by_item or by_text.strip()):
        raise NotReady("请选择或者写明依据的文件。")
    if on < (item.effective_on or item.formed_on):
        raise NotReady("日期早于文件的施行或者成文日期，请核对。")
    if kind != Ending.Kind.AMENDED and item.endings.exclude(kind=Ending.Kind.AMENDED).exists():
        raise NotReady("这份文件已经废止或者失效，不能再次登记。")
    before = item.validity
    ending = Ending.objects.create(item=item, kind=kind, on=on, by_item=by_item, by_text=by_text)
    told = by_item if by_item and by_item.is_public else by_text.strip() or "依据的文件尚未公开"
    Change.objects.create(
        item=item,
        at=timezone.now(),
        kind=Change.Kind.ENDED,
        by=by,
        reason=f"自{on.year}年{on.month}月{on.day}日{ending.get_kind_display()}：{told}"[:200],
    )
    refresh_validity(item)
    record(
        "item.ended",
        item,
        by=by,
        unit=item.unit.code,
        before={"validity": before},
        after={"validity": item.validity, "on": on},
    )
    return ending


def refresh_validity(item: Item) -> None:
    """Bring the stored validity to what the endings and dates say of today, and the portal and search to what is stored."""
    from gongkai.publishing.counts import validity_on

    item.validity = validity_on(item, today())
    Item.objects.filter(pk=item.pk).update(validity=item.validity)
    if item.live:
        index_items([item])
    transaction.on_commit(freshness.touch)


def daily() -> None:
    """What passes by itself with the day: documents lapse, disclosure for a limited time ends. May run twice without harm."""
    lapsed = Item.objects.filter(expires_on__lt=today(), validity__in=[Validity.VALID, Validity.AMENDED])
    begun = Ending.objects.filter(on__lte=today()).exclude(item__validity__in=[Validity.REPEALED, Validity.EXPIRED])
    for item in lapsed:
        refresh_validity(item)
    for ending in begun.exclude(kind=Ending.Kind.AMENDED).select_related("item"):
        refresh_validity(ending.item)
    for item in Item.objects.public().filter(open_until__lt=today()):
        withdraw(item, by=None, reason="公开期限届满")
