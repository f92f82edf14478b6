"""Writing an item: Wagtail's editor with the clock and the guard in view, whose buttons lead into our own services."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.models import TaskState
from wagtail.rich_text import RichText
from wagtail.snippets.views import snippets

from gongkai.audit.log import record
from gongkai.publishing.models import Finding, Item
from gongkai.publishing.services import chain, inspection
from gongkai.units.access import has_role
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from gongkai.workbench.clock import clock_of


class Editor:
    """What creating and editing share: three buttons (save, check, submit), and nothing that publishes."""

    partials_template_name = "workbench/items/partials.html"
    error_message = "没有保存，请改正下面指出的问题。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.saving_as_draft = (
            request.method == "POST"
        )  # what a submission needs the chain asks for, once the text is kept

    def get_available_actions(self) -> list[str]:
        return [*self.actions, "check", "submit"]

    def get_side_panels(self) -> MediaContainer:
        return MediaContainer([PreviewSidePanel(self.form.instance, self.request, preview_url=self.get_preview_url())])

    def save_instance(self) -> Item:
        creating = self.view_name == "create"
        if creating:
            self.form.instance.created_by = self.request.user
        item: Item = super().save_instance()
        if creating or not self.request.POST.get("overwrite_revision_id"):  # once for each session of editing
            after = {"title": item.title, "version": item.latest_revision_id}
            record(
                "item.created" if creating else "item.edited",
                item,
                by=self.request.user,
                unit=item.unit.code,
                after=after,
            )
        return item

    def check_action(self) -> HttpResponse:
        found = _told(self.request, lambda: inspection.inspect(self._stored()))
        if found:
            messages.warning(self.request, f"已保存。检查发现{len(found)}处要处理，见页面上方。")
        elif found is not None:
            messages.success(self.request, "已保存。检查通过，可以提交审核。")
        return redirect(self.get_edit_url())

    def submit_action(self) -> HttpResponse:
        if _told(self.request, lambda: chain.submit(self._stored(), by=self.request.user)) is None:
            return redirect(self.get_edit_url())
        messages.success(self.request, "已提交审核。审核人会在首页看到，审核进度见本页。")
        return redirect(reverse(self.inspect_url, args=[self.object.pk]))

    def _stored(self) -> Item:
        return Item.objects.get(pk=self.object.pk)

    @property
    def inspect_url(self) -> str:
        return Item.snippet_viewset.get_url_name("inspect")

    def get_success_json(self) -> dict[str, Any]:
        """What the page learns of a text saved by itself: also that the next click is made upon this very version."""
        told = super().get_success_json()
        loaded = {"loaded_revision_id": told["revision_id"], "loaded_revision_created_at": told["revision_created_at"]}
        return {**told, "field_updates": {**told.get("field_updates", {}), **loaded}}

    def get_success_message(self, instance: Item | None = None) -> str:
        return "草稿已保存。"

    def get_success_buttons(self) -> list[Any]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **strip(self.object)}


class CreateItem(Editor, snippets.CreateView):
    """A new item."""

    page_title = "新建信息"
    page_subtitle = "新建信息"

    def get_form_kwargs(self) -> dict[str, Any]:
        place_to_write = Item(live=False, body=[("text", RichText(""))])  # without having to ask for one
        return {**super().get_form_kwargs(), "instance": place_to_write}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": "政府信息"},
            {"url": "", "label": "新建"},
        ]


class EditItem(Editor, snippets.EditView):
    """An item that is being written. While it is in review or waits for its time, it is only looked at."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        why = self._why_not()
        if why is None:
            return super().dispatch(request, *args, **kwargs)
        if self.expects_json_response:
            return self.json_error_response("locked", why)
        if request.method == "POST":
            messages.error(request, f"没有保存：{why}")
        return redirect(reverse(self.inspect_url, args=[self.object.pk]))

    def _why_not(self) -> str | None:
        if not has_role(self.request.user, self.object.unit_id, Role.AUTHOR):
            return "您不是本机构的拟稿人，只能查看。"
        if self.object.workflow_in_progress:
            return "这条信息正在审核中；要修改，请先撤回审核。"
        if self.live_object.scheduled_revision:
            return "这条信息已经审核通过，等待定时发布；要修改，请先取消定时发布。"
        return None

    def user_has_permission(self, permission: str) -> bool:
        return permission == "change" or super().user_has_permission(permission)  # `_why_not` asks more exactly

    def form_valid(self, form: Any) -> HttpResponse:
        before = self.latest_revision if self.is_out_of_date else None
        if before is None:
            return super().form_valid(form)
        if self.action == "submit":  # not before somebody has looked at both texts
            self.action = "edit"
        response = super().form_valid(form)
        self._warn_of(before)
        return response

    def _warn_of(self, other: Any) -> None:
        """Both texts are kept as versions; whoever saves second learns of the first and where to compare."""
        address = reverse(
            self.revisions_compare_url_name, args=[self.object.pk, other.pk, self.object.latest_revision_id]
        )
        messages.warning(
            self.request,
            format_html(
                "您编辑期间，{}在{}也保存过这条信息。两个版本都已保留，现在的草稿是您的；请<a href='{}'>比较两个版本</a>，"
                "把需要的内容合到一起后再提交。",
                other.user.get_full_name() if other.user else "另一个窗口",
                f"{localtime(other.created_at):%H:%M}",
                address,
            ),
        )


def strip(item: Item | None) -> dict[str, Any]:
    """What stands above the form: the clock, the guard's findings, why it was sent back."""
    if item is None or item.pk is None:
        return {"clock": None, "findings": [], "sent_back": None}
    findings = list(item.findings.exclude(state=Finding.State.CLEARED).select_related("by"))
    return {
        "clock": clock_of(item),
        "findings": findings,
        "blocking": sum(finding.blocks for finding in findings),
        "sent_back": _sent_back(item),
    }


def _sent_back(item: Item) -> TaskState | None:
    state = item.current_workflow_state
    if state is None or state.status != state.STATUS_NEEDS_CHANGES:
        return None
    return state.task_states.filter(status=TaskState.STATUS_REJECTED).select_related("finished_by", "task").last()


def _told(request: HttpRequest, act: Any) -> Any:
    """What `act` gives; what it refuses is told, and `None` given."""
    try:
        return act()
    except NotReady as problem:
        for message in problem.messages:
            messages.error(request, message)
    except PermissionDenied as problem:
        messages.error(request, str(problem) or "您没有权限。")
    return None
