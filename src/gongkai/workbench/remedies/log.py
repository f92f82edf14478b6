"""公开申请记录: what the disclosure log holds, and the button by which what was asked for becomes proactively published (Art. 44)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.rich_text import RichText

from gongkai.audit.log import record
from gongkai.casework.models import READERS, Logged
from gongkai.publishing.models import Item
from gongkai.units.access import units_of
from gongkai.units.models import Person, Role
from gongkai.workbench.cases.views import RoleView
from gongkai.workbench.listing import BOUND

NODE = "20.15"
"""Where what was asked for is filed until its author chooses better: 其他法定主动公开内容."""
SOURCE = "依申请公开转为主动公开"
ORIGIN = "disclosure_log"
SEES_LOG = (*READERS, Role.AUTHOR)


@transaction.atomic
def publish_logged(logged: Logged, *, by: Person) -> Item:
    """The draft of an item with what `logged` says, made once; `by` is an author of the unit."""
    logged = Logged.objects.select_for_update(of=("self",)).select_related("case__unit").get(pk=logged.pk)
    if item := Item.objects.filter(pk=logged.item_id).first():
        return item
    unit = logged.case.unit
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in logged.answered.splitlines() if line.strip())
    item = Item(
        unit=unit,
        created_by=by,
        live=False,
        title=logged.title,
        summary=logged.asked[:500],
        issuing_body=unit.name,
        node=NODE,
        source=SOURCE,
        origin=ORIGIN,
        origin_id=f"{logged.pk}",
        body=[("text", RichText(paragraphs))],
    )
    item.save()
    item.save_revision(user=by)
    logged.item_id = item.pk
    logged.save(update_fields=["item_id"])
    record("item.created", item, by=by, unit=unit.code, after={"title": item.title, "request": logged.case.number})
    return item


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """转为主动公开: make the draft and open its editor; an item that there is already is opened."""
    logged = Logged.objects.filter(pk=pk, case__unit__in=units_of(request.user, {Role.AUTHOR})).first()
    if logged is None:
        raise Http404
    known = Item.objects.filter(pk=logged.item_id).exists()
    item = publish_logged(logged, by=request.user)
    if known:
        messages.info(request, "已经转为主动公开，这就是那条信息。")
    else:
        messages.success(request, "已经建好草稿。请选准目录、填写成文日期，再提交审核；审核通过以后公开。")
    viewset = Item.snippet_viewset
    return redirect(reverse(viewset.get_url_name("inspect" if known else "edit"), args=[item.pk]))


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
        items = Item.objects.visible_to(person).in_bulk([row.item_id for row in page.object_list if row.item_id])
        return super().get_context_data(
            **kwargs,
            page=page,
            rows=[
                {
                    "logged": row,
                    "item": items.get(row.item_id),
                    "may_publish": row.case.unit_id in writes and not Item.objects.filter(pk=row.item_id).exists(),
                    "may_read": row.case.unit_id in sees,
                }
                for row in page.object_list
            ],
            next="反复有人申请、可以公开的，点“转为主动公开”：内容随即成为一条信息的草稿（《条例》第四十四条）。"
            if writes
            else "",
        )
