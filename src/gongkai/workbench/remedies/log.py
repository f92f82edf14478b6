"""公开申请记录: what the disclosure log holds, and the button by which what was asked for becomes proactively published (Art. 44)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator

from gongkai.casework.models import READERS, Logged
from gongkai.publishing.models import Item
from gongkai.units.access import units_of
from gongkai.units.models import Role
from gongkai.workbench.cases.views import RoleView
from gongkai.workbench.listing import BOUND

SEES_LOG = (*READERS, Role.AUTHOR)


class LogView(RoleView):
    """What is in the log of the person's units, with the button for those who may write items there."""

    page_title = "公开申请记录"
    template_name = "workbench/remedies/log.html"
    roles = SEES_LOG
    header_icon = "list-ul"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.request.user
        found = Logged.objects.filter(case__unit__in=units_of(person, SEES_LOG)).select_related("case__unit")
        page = Paginator(found.order_by("-at", "-pk")[:BOUND], 30).get_page(self.request.GET.get("page"))
        writes = set(units_of(person, {Role.AUTHOR}).values_list("pk", flat=True))
        sees = set(units_of(person, READERS).values_list("pk", flat=True))
        made = [row.item_id for row in page.object_list if row.item_id]
        items = Item.objects.visible_to(person).in_bulk(made)
        known = set(Item.objects.filter(pk__in=made).values_list("pk", flat=True))
        return super().get_context_data(
            **kwargs,
            page=page,
            rows=[
                {
                    "logged": row,
                    "item": items.get(row.item_id),
                    "known": row.item_id in known,
                    "may_publish": row.case.unit_id in writes and row.item_id not in known,
                    "may_read": row.case.unit_id in sees,
                }
                for row in page.object_list
            ],
            next="反复有人申请、可以公开的，点“转为主动公开”：内容随即成为一条信息的草稿（《条例》第四十四条）。"
            if writes
            else "",
        )
