"""The review chain: which one a unit follows, submitting, signing, sending back, taking back."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import TaskState, Workflow, WorkflowState

from gongkai.audit.log import record
from gongkai.publishing.models import Item, ReviewTask, UnitChain
from gongkai.publishing.models.items import Openness
from gongkai.publishing.models.review import writers_of
from gongkai.publishing.services.inspection import inspect, open_findings
from gongkai.statute.openness import missing as openness_problems
from gongkai.units.access import has_role
from gongkai.units.models import Person, Role, Unit
from gongkai.units.problems import NotReady

FULL_CHAIN = "三审"
"""The chain of a unit for which none is set."""


def workflow_of(unit: Unit) -> Workflow:
    """The review chain that `unit` follows: its own, else that of the next above it that has one, else the full one."""
    paths = [unit.path[:end] for end in range(len(unit.path), 0, -Unit.steplen)]
    chains = {
        chain.unit.path: chain
        for chain in UnitChain.objects.filter(unit__path__in=paths).select_related("unit", "workflow")
    }
    for path in paths:
        if path in chains:
            return chains[path].workflow
    return Workflow.objects.get(name=FULL_CHAIN)


def steps_of(unit: Unit) -> list[ReviewTask]:
    """The steps of `unit`'s chain in order."""
    return list(
        ReviewTask.objects.filter(workflow_tasks__workflow=workflow_of(unit)).order_by("workflow_tasks__sort_order")
    )


def problems_of_chain(unit: Unit, steps: list[ReviewTask] | None = None) -> list[str]:
    """Why `unit`'s chain cannot work: a step missing that the law demands, or a step that nobody holds."""
    held = set(unit.posts.filter(person__is_active=True).values_list("role", flat=True))
    return problems_of_steps(steps_of(unit) if steps is None else steps, held)


def problems_of_steps(steps: Sequence[ReviewTask], held: Collection[str]) -> list[str]:
    """`problems_of_chain` where the roles that somebody holds in the unit are at hand."""
    problems = []
    kinds = {step.step for step in steps}
    if "secrecy" not in kinds:
        problems.append("审核程序中没有保密审查（《条例》第十七条），请管理员改正。")
    if not kinds - {"secrecy"}:
        problems.append("审核程序中除保密审查外没有审核人，请管理员改正。")
    problems += [f"“{step.get_step_display()}”环节没有人，请管理员指定。" for step in steps if step.role not in held]
    return problems


def submit(item: Item, *, by: Person) -> WorkflowState:
    """Let the guard read the latest version of `item` and put it into the review chain, or again where it was sent back.

    Raises `NotReady` where an element is missing, the guard's findings are open, the chain has a step nobody can sign, or a change has
    no reason. What the guard found stays on the record even then.
    """
    if not has_role(by, item.unit, Role.AUTHOR):
        raise PermissionDenied("只有本机构的拟稿人可以提交审核。")
    inspect(item)
    return _submit(item.pk, item.latest_revision_id, by)


NEEDED = ("title", "issuing_body", "formed_on", "node")
"""Without these nothing is submitted, whatever reason is given."""


@transaction.atomic
def _submit(pk: int, read: int | None, by: Person) -> WorkflowState:
    item = Item.objects.select_for_update(of=("self",)).get(pk=pk)
    if item.latest_revision_id != read:
        raise NotReady("检查期间有人保存了新的内容，还没有提交：请看过新的内容再提交。")
    state = item.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        raise NotReady("这条信息正在审核中，不能重复提交。")
    problems = problems_of_chain(item.unit)
    draft = item.get_latest_revision_as_object()
    missing = [str(Item._meta.get_field(name).verbose_name) for name in NEEDED if not getattr(draft, name)]
    if missing:
        problems.append(f"还没有填写：{'、'.join(missing)}。")
    if item.live and not draft.change_reason:
        problems.append("修改已发布的信息要写明修改原因。")
    if (item.is_public or item.withdrawn_at) and draft.openness != Openness.PROACTIVE:
        problems.append("公开过的信息不能改为不主动公开：请由终审人撤下并写明原因，原来的网址保留撤下说明。")
    problems += openness_problems(draft.openness, draft.ground, draft.provision, draft.reassess_on)
    found = open_findings(item)
    if found:
        problems.append(f"发布前检查还有{len(found)}处没有处理：请修改，或者逐条说明放行的理由。")
    writers = writers_of(item) | {by.pk}
    for step in steps_of(item.unit):
        signers = set(
            item.unit.posts.filter(role=step.role, person__is_active=True).values_list("person_id", flat=True)
        )
        if signers and signers <= writers:
            problems.append(f"“{step.get_step_display()}”环节只有拟稿人自己，不能自己审自己，请管理员再指定一人。")
    if problems:
        raise NotReady(problems)
    if item.latest_revision is None:
        item.save_revision(user=by)
    if state:
        _resume(state, item, by)
    else:
        state = workflow_of(item.unit).start(item, by)
    record("item.submitted", item, by=by, unit=item.unit.code, after={"version": item.latest_revision_id})
    return state


def _resume(state: WorkflowState, item: Item, by: Person) -> None:
    """On with what was sent back, in the order of the unit's present chain, from the first step that has not signed this very text.

    Wagtail's own way would begin with the step that sent it back, and come to the ones before it afterwards.
    """
    state.workflow, state.requested_by = workflow_of(item.unit), by
    state.status, state.current_task_state = WorkflowState.STATUS_IN_PROGRESS, None
    state.save()
    state.update(user=by)


@transaction.atomic
def sign(task_state: TaskState, *, by: Person, action: str, opinion: str) -> None:
    """Sign the open step `task_state`: `approve` goes on to the next step (the last one publishes), `reject` sends back.

    Raises `PermissionDenied` for who may not sign it, `NotReady` where it was signed meanwhile or sending back lacks an opinion.
    """
    state = TaskState.objects.select_for_update().get(pk=task_state.pk).specific
    item: Item = state.workflow_state.content_object
    task: ReviewTask = state.task.specific
    if not task.user_may_sign(item, by):
        raise PermissionDenied("您不是这个环节的审核人，或者是这条信息的拟稿人，不能签署。")
    if state.status != TaskState.STATUS_IN_PROGRESS:
        raise NotReady("这个环节已经有人签署，请刷新页面。")
    entry = {"step": task.get_step_display(), "opinion": opinion, "version": state.revision_id}
    if action == "reject":
        if not opinion.strip():
            raise NotReady("退回修改要写明意见。")
        state.reject(user=by, comment=opinion)
        record("item.sent_back", item, by=by, unit=item.unit.code, after=entry)
    else:
        record("item.signed", item, by=by, unit=item.unit.code, after=entry)
        state.approve(user=by, comment=opinion or "同意")


@transaction.atomic
def take_back(item: Item, *, by: Person) -> None:
    """Take `item` out of review again, as who submitted it."""
    state = item.current_workflow_state
    if state is None or (state.requested_by_id != by.pk and not has_role(by, item.unit, Role.AUTHOR)):
        raise PermissionDenied("只有本机构的拟稿人可以撤回。")
    state.cancel(user=by)
    record("item.review_cancelled", item, by=by, unit=item.unit.code)
