"""One item as a whole: what the public will read, what it is, how far it has come, and whatever this person can do with it now."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import TaskState

from gongkai.publishing.models import Channel, Finding, Item
from gongkai.publishing.services.outbox import PORTAL
from gongkai.statute.articles import cite
from gongkai.statute.item_fields import words
from gongkai.statute.openness import grounds
from gongkai.units.access import has_role
from gongkai.units.models import Person, Role
from gongkai.workbench.choices import node_label
from gongkai.workbench.clock import clock_of
from gongkai.workbench.states import states_of


class ItemView(WagtailAdminTemplateMixin, TemplateView):
    """The base of the pages about one item, in its latest version."""

    model = Item
    permission_required = "view"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.stored = get_object_or_404(Item.objects.select_related("unit", "latest_revision"), pk=kwargs["pk"])
        self.object: Item = self.stored.get_latest_revision_as_object()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(Item.snippet_viewset.get_url_name("list")), "label": "政府信息"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.object.title}]

    def get_header_title(self) -> str:
        return self.object.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item = self.object
        return {
            **super().get_context_data(**kwargs),
            "item": item,
            "stored": self.stored,
            "states": states_of([self.stored])[item.pk],
            "node": node_label(item.node),
            "field_node": node_label(item.field_node),
            "ground": _ground(item),
            "more": _more(item),
            "steps": steps(item),
            "findings": list(item.findings.exclude(state=Finding.State.CLEARED).select_related("by")),
        }


class ItemPage(ItemView):
    """The page of an item, for everybody who may see it."""

    template_name = "workbench/items/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item = self.object
        changed = item.live and item.has_unpublished_changes
        return {
            **super().get_context_data(**kwargs),
            **abilities(self.stored, self.request.user),
            "clock": clock_of(item),
            "changed": changed,
            "changes": item.changes.select_related("by"),
            "deliverable": _deliverable(item),
            "releases": item.releases.select_related("channel", "evidence", "confirmed_by").order_by("channel__name"),
            "signed_before": _signed_before(item),
            "views": getattr(getattr(self.stored, "views", None), "count", 0),
            "attachments": item.attachments.all(),
        }


class ReviewSheet(ItemView):
    """审批单: the whole chain on one sheet of A4, to be printed and filed (条例 Art. 17); with the text that was signed, whatever was
    written since.
    """

    template_name = "workbench/items/sheet.html"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if (signatures := steps(self.stored)) and (version := signatures[-1].revision):
            self.object = version.as_object()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        signatures: list[TaskState] = context["steps"]
        asked = [step for step in signatures if step.revision_id == signatures[-1].revision_id]
        change = self.object.changes.filter(revision_id=asked[0].revision_id).first() if asked else None
        return {
            **context,
            "rule": cite("r2019.17"),
            "reason": self.object.change_reason or (change.reason if change else ""),
            "submitted_by": asked[0].workflow_state.requested_by if asked else None,
            "submitted_at": asked[0].started_at if asked else None,
            "attachments": self.object.attachments.all(),
        }


def abilities(item: Item, person: Person) -> dict[str, Any]:
    """What `person` can do with `item` as it stands now; the services ask again when it is done."""
    author = has_role(person, item.unit_id, Role.AUTHOR)
    final = has_role(person, item.unit_id, Role.FINAL_REVIEWER)
    state, step = item.current_workflow_state, item.current_workflow_task_state
    reviewing = bool(state and state.status == state.STATUS_IN_PROGRESS)
    scheduled = item.scheduled_revision
    task = step.task.specific if step and reviewing else None
    open_text = not reviewing and not scheduled
    unsubmitted = open_text and (not item.live or item.has_unpublished_changes)
    return {
        "step": step if task and task.user_may_sign(item, person) else None,
        "unsubmitted": unsubmitted,
        "step_name": task.get_step_display() if task else "",
        "can_edit": author and open_text,
        "can_submit": author and unsubmitted,
        "can_take_back": author and bool(state),
        "can_delete": author and open_text and never_public(item),
        "can_withdraw": final and item.is_public,
        "can_end": final and item.live and item.normative,
        "can_release": (author or final) and item.is_public,
        "scheduled": scheduled,
        "can_unschedule": bool(scheduled) and (author or final),
    }


def _deliverable(item: Item) -> QuerySet[Channel]:
    """The unit's channels with an interface on which `item` does not go out yet."""
    usable = Channel.objects.filter(unit_id=item.unit_id, active=True).exclude(adapter__in=["", PORTAL])
    return usable.exclude(releases__item=item.pk)


def never_public(item: Item) -> bool:
    """Whether `item` is a mere draft, which may be deleted: nothing that was once public goes without a trace."""
    return not item.live and item.index_number is None and item.first_published_at is None


def steps(item: Item) -> list[TaskState]:
    """Every signature under the latest text and those before it in the running chain, first to last."""
    state = item.current_workflow_state or item.workflow_states.order_by("created_at").last()
    if state is None:
        return []
    return list(state.task_states.select_related("task", "finished_by").order_by("started_at", "pk"))


def _signed_before(item: Item) -> int | None:
    """The version that was last signed or sent back before the one that is in review now; `None` where it was not changed since."""
    versions = [step.revision_id for step in steps(item)]
    return next((version for version in reversed(versions) if version and version < item.latest_revision_id), None)


def _more(item: Item) -> list[list[tuple[str, str]]]:
    """The other facts that a signature covers, as far as they are stated, each with its name: two on a line."""
    chosen = {name: words(f"{name}s").get(getattr(item, name)) for name in ("genre", "subject", "carrier")}
    stated = {
        **{name: word.label for name, word in chosen.items() if word},
        **{name: getattr(item, name) for name in ("keywords", "uniform_number", "explains", "source", "editor")},
        **{name: _day(getattr(item, name)) for name in ("effective_on", "changed_on", "open_until", "reassess_on")},
        "publish_at": _day(item.publish_at, "Y年n月j日 H:i"),
        "audience": item.audience if item.audience != Item._meta.get_field("audience").default else "",
    }
    named = [(str(Item._meta.get_field(name).verbose_name), str(value)) for name, value in stated.items() if value]
    return [named[at : at + 2] for at in range(0, len(named), 2)]


def _day(value: date | None, form: str = "Y年n月j日") -> str:
    return date_format(localtime(value) if isinstance(value, datetime) else value, form) if value else ""


def _ground(item: Item) -> str:
    ground = grounds().get(item.ground)
    if ground is None:
        return item.ground
    return f"{ground.label}（{cite(ground.article)}）{item.provision}"
