"""公开申请记录: the disclosure log of a unit, what others asked for and were told, without who they are (Art. 44)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gongkai.casework.models import Logged
from gongkai.portal import columns, listing, markup
from gongkai.portal.head import head, item_url
from gongkai.portal.views.unit import platform
from gongkai.publishing.models import Item
from gongkai.statute import answers


@require_safe
def disclosed_list(request: HttpRequest, code: str) -> HttpResponse:
    """What was asked of the unit, the newest first."""
    unit, context = platform(code, columns.LOG)
    logged = Logged.objects.filter(case__unit=unit).order_by("-at", "-pk")
    last = listing.pages_of(total := logged.count())
    page = listing.page_number(request.GET.get("page"), last)
    start = (page - 1) * listing.PER_PAGE
    return markup.page(
        "portal/request/logged.html",
        {
            **context,
            "rows": logged.only("title", "at")[start : start + listing.PER_PAGE],
            "total": total,
            "pages": listing.Pages(page, last, "?page="),
        },
    )


@require_safe
def disclosed_page(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One request of the log."""
    unit, context = platform(code, columns.LOG)
    if pk >= 1 << 63:
        raise Http404(str(pk))
    logged = get_object_or_404(Logged.objects.select_related("case"), pk=pk, case__unit=unit)
    address = f"/u/{unit.code}/{columns.LOG}/"
    column = columns.column(unit, columns.LOG)
    crumbs = [*columns.place(code=code).crumbs, (column.name, address)]
    item = Item.objects.public().filter(pk=logged.item_id).values_list("index_number", "title").first()
    return markup.page(
        "portal/request/logged_one.html",
        {
            **context,
            **head(f"{logged.title}_{unit.name}", f"{address}{logged.pk}/", crumbs=crumbs, column=column),
            "logged": logged,
            "part_name": "记录",
            "kind": answers.kind(logged.case.answer_kind).label if logged.case.answer_kind else "",
            "item": (item_url(item[0]), item[1]) if item else None,
        },
    )
