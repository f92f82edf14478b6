"""Where a pushed item stands."""

from __future__ import annotations

from typing import Any

from wagtail.models import TaskState, WorkflowState

from gongkai.api.drafts import told
from gongkai.publishing.exchange.values import address
from gongkai.publishing.models import Item
from gongkai.publishing.services.inspection import open_findings


def state_of(item: Item) -> dict[str, Any]:
    """The state of `item` for the system that pushed it: see `schemas.PushedOut`."""
    workflow = item.current_workflow_state
    task = workflow.current_task_state if workflow else None
    latest = item.get_latest_revision()
    draft = latest.as_object() if latest else item
    shown: dict[str, Any] = {
        "id": item.pk,
        "external_id": item.origin_id,
        "title": draft.title,
        "public": item.live and item.openness == "proactive",
        "state": "draft",
        "findings": [told(finding) for finding in open_findings(item)],
        "attachments": [each.file.name for each in draft.attachments.all()],
        "due_on": item.due_on,
        "index_number": item.index_number,
        "url": address(item) if item.live else None,
    }
    if workflow and workflow.status == WorkflowState.STATUS_IN_PROGRESS and task:
        return shown | {"state": "in_review", "step": task.task.specific.get_step_display()}
    if workflow and workflow.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return shown | {"state": "sent_back", "comments": _comments(workflow)}
    if latest and latest.approved_go_live_at:
        return shown | {"state": "scheduled", "publish_at": latest.approved_go_live_at}
    if item.live:
        return shown | {"state": "published"}
    return shown | {"state": "withdrawn" if item.withdrawn_at else "draft"}


def _comments(workflow: WorkflowState) -> list[str]:
    """What the reviewer wrote who sent it back last."""
    last = workflow.task_states.filter(status=TaskState.STATUS_REJECTED).order_by("-finished_at", "-pk").first()
    return [f"{last.task.specific.get_step_display()}：{last.comment}"] if last else []
