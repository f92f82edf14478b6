"""A unit's feed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from gongkai.portal.columns import place
from gongkai.portal.head import item_url
from gongkai.portal.listing import ORDER
from gongkai.portal.prepared import Prepared
from gongkai.publishing.models import Item

NEWEST = 30
_FIELDS = ("index_number", "title", "summary", "first_published_at", "last_published_at", "issuing_body")
_NEWEST = Prepared(
    lambda unit_id: Item.objects.public().filter(unit=unit_id).order_by(*ORDER).values_list(*_FIELDS), int, limit=NEWEST
)


@require_safe
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """What a unit published last, as Atom. An entry's id is the item's address, which never changes."""
    unit = place(code=code).unit
    made = Atom1Feed(
        title=f"{unit.name}政府信息公开",
        link=f"{settings.BASE_URL}/u/{unit.code}/",
        description="最新公开的政府信息",
        language="zh-CN",
        feed_url=f"{settings.BASE_URL}/feeds/{unit.code}.atom",
        author_name=unit.name,
    )
    for number, title, summary, published, updated, issuer in _NEWEST(unit.pk):
        address = f"{settings.BASE_URL}{item_url(number)}"
        made.add_item(
            title=title,
            link=address,
            description=summary or title,
            unique_id=address,
            pubdate=published,
            updateddate=updated or published,
            author_name=issuer,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
