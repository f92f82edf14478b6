"""The first page: what is new, and all units by kind."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongkai.portal import markup
from gongkai.portal.head import head
from gongkai.portal.listing import FIELDS, ORDER, rows
from gongkai.portal.prepared import Prepared
from gongkai.portal.site import site
from gongkai.publishing.models import Item
from gongkai.units.models import Kind, Unit

NEWEST = 12
UNITS = 400
"""Most units that the first page names; the others are reached through those above them."""

_GROUPS = (
    ("人民政府", {Kind.PROVINCE, Kind.CITY, Kind.COUNTY}),
    ("政府部门", {Kind.DEPARTMENT, Kind.AUTHORISED}),
    ("乡镇人民政府", {Kind.TOWNSHIP}),
    ("街道办事处", {Kind.STREET}),
)
_NEWEST = Prepared(lambda: Item.objects.public().order_by(*ORDER).values_list(*FIELDS), limit=NEWEST)
_UNITS = Prepared(
    lambda: Unit.objects.open().filter(depth__lte=2).order_by("path").values_list("code", "short_name", "kind"),
    limit=UNITS,
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """首页."""
    units = _UNITS()
    groups = [
        (name, [(short, f"/u/{code}/") for code, short, kind in units if kind in kinds]) for name, kinds in _GROUPS
    ]
    return markup.page(
        "portal/home.html",
        {
            **head(site().name, "/"),
            "feed": "/feed.atom",
            "newest": markup.row_list(rows(_NEWEST()), show_unit=True),
            "groups": [(name, found) for name, found in groups if found],
        },
    )
