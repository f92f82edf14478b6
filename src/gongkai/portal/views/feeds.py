"""Feeds: what is new of a unit, and of all units."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from gongkai.portal.columns import place
from gongkai.portal.head import item_url
from gongkai.portal.listing import ORDER
from gongkai.portal.prepared import Prepared
from gongkai.portal.site import site
from gongkai.publishing.models import Item

NEWEST = 30
_FIELDS = ("index_number", "title", "summary", "first_published_at", "last_published_at", "issuing_body")
_OF_UNIT = Prepared(
    lambda unit_id: Item.objects.public().filter(unit=unit_id).order_by(*ORDER).values_list(*_FIELDS), int, limit=NEWEST
)
_OF_ALL = Prepared(lambda: Item.objects.public().order_by(*ORDER).values_list(*_FIELDS), limit=NEWEST)


@require_safe
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """What a unit published last, as Atom."""
    unit = place(code=code).unit
    return _atom(
        f"{unit.name}政府信息公开", unit.name, f"/u/{unit.code}/", f"/feeds/{unit.code}.atom", _OF_UNIT(unit.pk)
    )


@require_safe
def feed_of_all(request: HttpRequest) -> HttpResponse:
    """What all units published last, as Atom."""
    here = site()
    return _atom(here.name, here.government, "/", "/feed.atom", _OF_ALL())


def _atom(title: str, author: str, page: str, path: str, rows: Iterable[tuple[Any, ...]]) -> HttpResponse:
    """A feed; an entry's id is the item's address, which never changes."""
    made = Atom1Feed(
        title=title,
        link=f"{settings.BASE_URL}{page}",
        description="最新公开的政府信息",
        language="zh-CN",
        feed_url=f"{settings.BASE_URL}{path}",
        author_name=author,
    )
    for number, name, summary, published, updated, issuer in rows:
        address = f"{settings.BASE_URL}{item_url(number)}"
        made.add_item(
            title=name,
            link=address,
            description=summary or name,
            unique_id=address,
            pubdate=published,
            updateddate=updated or published,
            author_name=issuer,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
