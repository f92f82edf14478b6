"""Which review chain each of many units follows and whether it can work, in a few queries; and setting it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Workflow, WorkflowTask

from gongkai.audit.log import record
from gongkai.publishing.models import ReviewTask, UnitChain
from gongkai.publishing.services.chain import FULL_CHAIN, problems_of_steps
from gongkai.units.access import has_role
from gongkai.units.models import Person, Post, Role, Unit
from gongkai.units.problems import NotReady


@dataclass(frozen=True, slots=True)
class Standing:
    """The chain that a unit follows: its `name`, the unit it was set for (`None`: the usual one), its steps, what keeps it from working."""

    name: str
    set_for: Unit | None
    steps: tuple[str, ...]
    problems: tuple[str, ...]


def standings(units: Iterable[Unit]) -> dict[int, Standing]:
    """The standing of each of `units` by its id."""
    chains = {chain.unit.path: chain for chain in UnitChain.objects.select_related("unit", "workflow")}
    workflows = {workflow.pk: workflow for workflow in Workflow.objects.all()}
    full = next(each.pk for each in workflows.values() if each.name == FULL_CHAIN)
    steps: dict[int, list[ReviewTask]] = {pk: [] for pk in workflows}
    tasks = {task.pk: task for task in ReviewTask.objects.all()}
    for link in WorkflowTask.objects.filter(task__in=tasks).order_by("sort_order"):
        steps[link.workflow_id].append(tasks[link.task_id])
    held: dict[int, set[str]] = {}
    for unit_id, role in Post.objects.filter(person__is_active=True).values_list("unit_id", "role").distinct():
        held.setdefault(unit_id, set()).add(role)
    found = {}
    for unit in units:
        above = (unit.path[:end] for end in range(len(unit.path), 0, -Unit.steplen))
        chain = next((chains[path] for path in above if path in chains), None)
        pk = chain.workflow_id if chain else full
        found[unit.pk] = Standing(
            workflows[pk].name,
            chain.unit if chain else None,
            tuple(str(step.get_step_display()) for step in steps[pk]),
            tuple(problems_of_steps(steps[pk], held.get(unit.pk, set()))),
        )
    return found


@transaction.atomic
def set_chain(unit: Unit, workflow: Workflow | None, *, by: Person) -> None:
    """Have `unit`, and those below it without their own, follow `workflow` from the next submission on; `None`: that of the unit above.

    Raises `NotReady` for a chain without secrecy review or without any other step (Art. 17).
    """
    if not has_role(by, unit, Role.ADMINISTRATOR):
        raise PermissionDenied("只有管理员可以设定审核程序。")
    if workflow is not None:
        kinds = set(ReviewTask.objects.filter(workflow_tasks__workflow=workflow).values_list("step", flat=True))
        if "secrecy" not in kinds or len(kinds) < 2:
            raise NotReady("审核程序要有保密审查（《条例》第十七条）和至少一个审核环节。")
    before = UnitChain.objects.filter(unit=unit).select_related("workflow").first()
    if (before.workflow if before else None) == workflow:
        return
    if workflow is None:
        UnitChain.objects.filter(unit=unit).delete()
    else:
        UnitChain.objects.update_or_create(unit=unit, defaults={"workflow": workflow})
    record(
        "chain.changed",
        unit,
        by=by,
        unit=unit.code,
        before={"chain": before.workflow.name if before else None},
        after={"chain": workflow.name if workflow else None},
    )
