"""Items in the workbench: list, editor, history."""

from __future__ import annotations

from wagtail.snippets.views.snippets import SnippetViewSet

from gongkai.publishing.models import Item
from gongkai.units.access import EVERY_ROLE
from gongkai.units.models import Role
from gongkai.workbench.scoping import ScopedViewSet, UnitPolicy


class ItemViewSet(ScopedViewSet, SnippetViewSet):
    """The items of the units in which the person has a role."""

    model = Item
    icon = "doc-full"
    menu_label = "政府信息"
    menu_name = "items"
    menu_order = 100
    add_to_admin_menu = True
    list_display = ["title", "unit", "formed_on", "due_on", "first_published_at"]
    permission_policy = UnitPolicy(
        Item, {"view": EVERY_ROLE, "add": {Role.AUTHOR}, "change": {Role.AUTHOR}, "delete": {Role.AUTHOR}}
    )
