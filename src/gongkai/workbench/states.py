"""Where an item stands between draft and portal, and who has to do something about it: queries for lists and to-dos."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, TextChoices
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Revision, TaskState, WorkflowState

from gongkai.publishing.models import Item, ItemQuerySet, ReviewTask
from gongkai.publishing.models.items import Openness
from gongkai.units.access import REVIEWERS, units_of
from gongkai.units.models import Person, Role


class State(TextChoices):
    """What a clerk calls the place where an item stands."""

    DRAFT = "draft", "草稿"
    SENT_BACK = "sent_back", "退回修改"
    REVIEW = "review", "审核中"
    SCHEDULED = "scheduled", "待定时发布"
    PUBLISHED = "published", "已发布"
    SETTLED = "settled", "已审定（不主动公开）"
    WITHDRAWN = "withdrawn", "已撤下"


_OPEN = {State.REVIEW: WorkflowState.STATUS_IN_PROGRESS, State.SENT_BACK: WorkflowState.STATUS_NEEDS_CHANGES}


def in_state(items: ItemQuerySet, state: str) -> QuerySet[Item]:
    """The ones of `items` that stand at `state`. A published item whose change is in review is both published and in review."""
    if state in _OPEN:
        return items.filter(pk__in=_numbers(_chains([_OPEN[State(state)]])))
    if state == State.SCHEDULED:
        return items.filter(pk__in=_numbers(_scheduled()))
    if state == State.PUBLISHED:
        return items.public()
    if state == State.SETTLED:
        return items.filter(live=True).exclude(openness=Openness.PROACTIVE)
    if state == State.WITHDRAWN:
        return items.filter(live=False, withdrawn_at__isnull=False)
    return _idle(items.filter(live=False, withdrawn_at=None))


def changing(items: QuerySet[Item], person: Person, *, since: datetime) -> QuerySet[Item]:
    """The public ones of `items` of which `person` has saved a change since then that nobody has submitted."""
    saved = _versions().filter(user=person, created_at__gte=since)
    return _idle(items.filter(live=True, has_unpublished_changes=True, pk__in=saved.values("item_pk")))


def _idle(items: QuerySet[Item]) -> QuerySet[Item]:
    """The ones of `items` that are neither in review, nor sent back, nor waiting for their time."""
    return items.exclude(pk__in=_numbers(_chains(_OPEN.values()))).exclude(pk__in=_numbers(_scheduled()))


def states_of(items: Collection[Item]) -> dict[int, list[State]]:
    """At which states each of `items` stands, in two queries for all."""
    numbers = [str(item.pk) for item in items]
    chains = dict(_chains(_OPEN.values()).filter(object_id__in=numbers).values_list("object_id", "status"))
    scheduled = set(_scheduled().filter(object_id__in=numbers).values_list("object_id", flat=True))
    found = {}
    for item in items:
        states = [state for state, status in _OPEN.items() if chains.get(str(item.pk)) == status]
        if str(item.pk) in scheduled:
            states.append(State.SCHEDULED)
        if item.live:
            states.append(State.PUBLISHED if item.is_public else State.SETTLED)
        elif item.withdrawn_at:
            states.append(State.WITHDRAWN)
        found[item.pk] = states or [State.DRAFT]
    return found


def steps_of(items: Collection[Item]) -> dict[int, str]:
    """At which step those of `items` wait that are in review, by their ids."""
    open_ = _chains([WorkflowState.STATUS_IN_PROGRESS]).filter(object_id__in=[str(item.pk) for item in items])
    return {int(pk): name for pk, name in open_.values_list("object_id", "current_task_state__task__name")}


def to_sign(person: Person) -> QuerySet[TaskState]:
    """The open steps that `person` may sign, the longest waiting first, each with the `item_pk` of its item."""
    roles = {task.pk: task.role for task in ReviewTask.objects.all()}
    where = Q(pk__in=[])
    for task_id, role in roles.items():
        where |= Q(task_id=task_id, item_pk__in=Item.objects.filter(unit__in=units_of(person, {role})).values("pk"))
    steps = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=Item().get_base_content_type(),
    ).annotate(item_pk=Cast("workflow_state__object_id", BigIntegerField()))
    own = Item.objects.filter(pk=OuterRef("item_pk")).filter(
        Q(live=False, created_by=person) | Q(Exists(_written_by(person)))
    )
    return (
        steps.filter(where)
        .exclude(workflow_state__requested_by=person)
        .exclude(Exists(own))
        .select_related("task", "workflow_state__requested_by")
        .order_by("started_at")
    )


def watched_units(person: Person) -> QuerySet:
    """The units whose due days `person` watches: where they write or review items, and all that they supervise."""
    return units_of(person, REVIEWERS | {Role.AUTHOR, Role.SUPERVISOR})


def _written_by(person: Person) -> QuerySet[Revision]:
    """The versions of the outer item that `person` saved since it was last public."""
    return _versions().filter(
        user=person,
        item_pk=OuterRef("pk"),
        pk__gt=Coalesce(OuterRef("live_revision_id"), 0, output_field=BigIntegerField()),
    )


def _versions() -> QuerySet[Revision]:
    return Revision.objects.filter(base_content_type=Item().get_base_content_type()).annotate(
        item_pk=Cast("object_id", BigIntegerField())
    )


def _chains(statuses: Iterable[str]) -> QuerySet[WorkflowState]:
    return WorkflowState.objects.filter(base_content_type=Item().get_base_content_type(), status__in=list(statuses))


def _scheduled() -> QuerySet[Revision]:
    return Revision.objects.filter(base_content_type=Item().get_base_content_type(), approved_go_live_at__isnull=False)


def _numbers(rows: QuerySet) -> QuerySet:
    """The ids of the items that `rows` are about: Wagtail keeps them as text."""
    return rows.annotate(number=Cast("object_id", BigIntegerField())).values("number")
