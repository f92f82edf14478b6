"""The items in the workbench: which addresses there are, and who may do what behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet

from gongkai.audit.log import record
from gongkai.publishing.models import Item
from gongkai.units.access import EVERY_ROLE
from gongkai.units.models import Person, Role
from gongkai.workbench import item_actions as actions
from gongkai.workbench.item_chooser import ItemChooser, item_chooser
from gongkai.workbench.item_editor import CreateItem, EditItem
from gongkai.workbench.item_form import PANELS
from gongkai.workbench.item_list import ItemList
from gongkai.workbench.item_page import ItemPage, ReviewSheet, abilities
from gongkai.workbench.scoping import ScopedViewSet, UnitPolicy

WAGTAILS = {
    "list", "list_results", "add", "edit", "delete", "history", "history_results",
    "preview_on_add", "preview_on_edit", "revisions_view", "revisions_compare",
}  # fmt: skip
"""The views of Wagtail's that are used. None that publishes, unpublishes, reverts, unlocks or signs: signing is ours, and the only way."""


class ItemPolicy(UnitPolicy):
    """As `UnitPolicy`; only what never was public may be deleted."""

    def instances_user_has_any_permission_for(self, user: Person, actions: Iterable[str]) -> QuerySet[Any]:
        found = super().instances_user_has_any_permission_for(user, actions)
        if set(actions) == {"delete"}:
            found = found.filter(live=False, index_number=None, first_published_at=None)
        return found


class DeleteItem(snippets.DeleteView):
    """Deleting a draft."""

    page_title = "删除草稿"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not abilities(self.object, request.user)["can_delete"]:
            raise PermissionDenied("审核中的和公开过的信息不能删除。")
        return super().dispatch(request, *args, **kwargs)

    def get_confirmation_message(self) -> str:
        return f"确定删除草稿“{self.object.get_latest_revision_as_object().title}”吗？删除后不能恢复。"

    def delete_action(self) -> None:
        record("item.deleted", self.object, by=self.request.user, unit=self.object.unit.code)
        self.object.workflow_states.all().delete()
        super().delete_action()

    def get_success_message(self) -> str:
        return "草稿已删除。"


class History(snippets.HistoryView):
    """The versions of an item, for everybody who may see it."""

    any_permission_required = ["view"]


class Version(snippets.PreviewRevisionView):
    """One version as the public would see it."""

    permission_required = "view"


class Compare(snippets.RevisionsCompareView):
    """Two versions beside each other."""

    permission_required = "view"


class ItemViewSet(ScopedViewSet, SnippetViewSet):
    """The items of the units in which the person has a role."""

    model = Item
    icon = "doc-full"
    menu_label = "政府信息"
    menu_name = "items"
    menu_order = 100
    add_to_admin_menu = True
    permission_policy = ItemPolicy(
        Item, {"view": EVERY_ROLE, "add": {Role.AUTHOR}, "change": {Role.AUTHOR}, "delete": {Role.AUTHOR}}
    )
    admin_url_namespace = "items"
    base_url_path = "items"
    inspect_view_enabled = True
    copy_view_enabled = False
    edit_handler = PANELS
    index_view_class = ItemList
    add_view_class = CreateItem
    edit_view_class = EditItem
    delete_view_class = DeleteItem
    history_view_class = History
    revisions_view_class = Version
    revisions_compare_view_class = Compare
    create_template_name = "workbench/items/create.html"
    edit_template_name = "workbench/items/edit.html"

    CLOSED = (
        "lock",
        "unlock",
        "revisions_revert",
        "revisions_unschedule",
        "unpublish",
        "usage",
        "workflow_history",
        "confirm_workflow_cancellation",
    )

    def construct_view(self, view_class: type[Any], **kwargs: Any) -> Any:
        """Wagtail's views are not told addresses that there are not."""
        closed = {f"{name}_url_name": None for name in self.CLOSED if hasattr(view_class, f"{name}_url_name")}
        return super().construct_view(view_class, **{**kwargs, **closed})

    @property
    def chooser_viewset(self) -> ItemChooser:
        return item_chooser

    def get_urlpatterns(self) -> list[URLPattern]:
        ours = {pattern.name for pattern in self.more_urlpatterns()}
        return [
            pattern
            for pattern in super().get_urlpatterns()
            if pattern.name in WAGTAILS | ours
            and not (pattern.name == "inspect" and pattern.callback.__module__.startswith("wagtail."))
        ]

    def more_urlpatterns(self) -> list[URLPattern]:
        return [
            path("inspect/<int:pk>/", ItemPage.as_view(), name="inspect"),
            path("sheet/<int:pk>/", ReviewSheet.as_view(), name="sheet"),
            path("check/<int:pk>/", actions.check, name="check"),
            path("override/<int:pk>/<int:finding>/", actions.override, name="override"),
            path("submit/<int:pk>/", actions.submit, name="submit"),
            path("sign/<int:pk>/", actions.sign, name="sign"),
            path("take-back/<int:pk>/", actions.take_back, name="take_back"),
            path("unschedule/<int:pk>/", actions.unschedule, name="unschedule"),
            path("withdraw/<int:pk>/", actions.Withdraw.as_view(), name="withdraw"),
            path("end/<int:pk>/", actions.End.as_view(), name="end"),
            path("release/<int:pk>/", actions.AddRelease.as_view(), name="release"),
            path("release/<int:pk>/drop/<int:release>/", actions.drop_release, name="drop_release"),
            path("deliver/<int:pk>/<int:channel>/", actions.deliver, name="deliver"),
        ]
