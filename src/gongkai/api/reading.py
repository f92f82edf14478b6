"""Reading what is published: open to everybody, without a token."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Path, Query, Schema
from ninja.decorators import decorate_view

from gongkai.api import schemas
from gongkai.api.access import READING, SEARCHING
from gongkai.api.conditional import by_content, conditional
from gongkai.api.problems import Refused
from gongkai.api.router import router
from gongkai.publishing import search as index
from gongkai.publishing.exchange.values import address, blocks_of, page, with_parts
from gongkai.publishing.html import clean
from gongkai.publishing.models import Change, Item, ItemQuerySet
from gongkai.publishing.models.items import Validity
from gongkai.statute import catalogue as statute
from gongkai.units.models import Unit

PER_PAGE = 20
"""Items on a page of what a search found."""
Year = Annotated[int, Field(ge=1900, le=2999)]


class Filters(Schema):
    """Which items are asked for."""

    unit: schemas.Asked = ""
    node: schemas.Asked = Field("", description="目录的代码，含下级")
    year: Year | None = Field(None, description="成文年份")
    normative: bool | None = None
    validity: Validity | None = None
    changed_since: datetime | None = Field(
        None, description="此时以来发布、修改、导入、变更有效性或者撤下的，含已撤下的；没有写明时区的按北京时间"
    )
    after: str = Field("", description="上一页的next中给出，原样使用")
    limit: int = Field(50, ge=1, le=200)


@router.get(
    "/items",
    response=schemas.ItemsOut,
    exclude_none=True,
    throttle=READING,
    tags=["读取"],
    summary="已公开的信息，新的在前",
    description="一页已公开的信息。按next翻到底：其间新发布、撤下的，不会使其他信息重复或者遗漏。"
    "要与本平台保持一致的，记下每次读取的时间，下次用changed_since只取有变化的。",
)
@decorate_view(conditional)
def items(request: HttpRequest, filters: Query[Filters]) -> dict[str, Any]:
    """A page of items. Follow `next` to its end: what is published or withdrawn meanwhile neither doubles nor hides another item."""
    found = list(page(_chosen(filters), _place(filters.after) if filters.after else None, filters.limit + 1))
    shown = found[: filters.limit]
    further = {"after": _cursor(shown[-1])} if len(found) > filters.limit else None
    return _page(request, shown, filters.dict(exclude_defaults=True, exclude={"after"}), further)


@router.get(
    "/items/{path:index_number}",
    response=schemas.ItemOut,
    exclude_none=True,
    throttle=READING,
    tags=["读取"],
    summary="一条信息，含正文和附件",
    description="已经撤下的，只说明它曾经公开和撤下的时间。",
)
@decorate_view(conditional)
def item(request: HttpRequest, index_number: Path[schemas.Asked]) -> dict[str, Any]:
    found = get_object_or_404(
        with_parts(Item.objects.with_address()).prefetch_related("attachments__file"), index_number=index_number
    )
    shown = item_out(found)
    if found.live:
        shown["body_html"] = clean("\n".join(source for _, source in blocks_of(found)))
        shown["attachments"] = [_attachment_out(each) for each in found.attachments.all()]
    return shown


@router.get(
    "/search",
    response=schemas.HitsOut,
    exclude_none=True,
    throttle=SEARCHING,
    tags=["读取"],
    summary="检索",
    description="与门户的检索相同，每页二十条。",
)
@decorate_view(conditional)
def search(
    request: HttpRequest,
    q: schemas.Asked = "",
    unit: schemas.Asked = "",
    node: schemas.Asked = "",
    year: Year | None = None,
    page: Annotated[int, Field(ge=1, le=index.BOUND // PER_PAGE)] = 1,
) -> dict[str, Any]:
    """What the portal's search finds, twenty at a time."""
    filters = {"node": node, "year": str(year or "")}
    if unit:
        filters["unit"] = _unit(unit).path
    hits = index.search(
        index.Query(q, filters={name: value for name, value in filters.items() if value}, page=page, per_page=PER_PAGE)
    )
    found = {each.pk: each for each in with_parts(Item.objects.public().filter(pk__in=hits.ids))}
    asked = {"q": q, "unit": unit, "node": node, "year": year}
    further = {"page": page + 1} if page * PER_PAGE < hits.total else None
    shown = _page(request, (found[pk] for pk in hits.ids if pk in found), asked, further)
    return shown | {"total": hits.total, "bounded": hits.bounded}


@router.get(
    "/units", response=list[schemas.UnitOut], exclude_none=True, throttle=READING, tags=["读取"], summary="全部机构"
)
@decorate_view(by_content)
def units(request: HttpRequest) -> list[dict[str, Any]]:
    return list(_units_out(Unit.objects.order_by("path")))


@router.get(
    "/units/{code}",
    response=schemas.UnitOut,
    exclude_none=True,
    throttle=READING,
    tags=["读取"],
    summary="一个机构及其联系方式",
)
@decorate_view(by_content)
def unit(request: HttpRequest, code: Path[schemas.Asked]) -> dict[str, Any]:
    found = _unit(code)
    facts = ("office_name", "office_address", "office_hours", "telephone", "fax", "internet_contact", "postcode")
    return next(iter(_units_out([found]))) | {name: getattr(found, name) or None for name in facts}


@router.get(
    "/catalogue/{code}",
    response=schemas.CatalogueOut,
    throttle=READING,
    tags=["读取"],
    summary="一个机构的目录和各项的条数",
)
@decorate_view(conditional)
def catalogue(request: HttpRequest, code: Path[schemas.Asked]) -> dict[str, Any]:
    found = _unit(code)
    parent = found.get_parent()
    counts = dict(
        Item.objects.public().filter(unit=found).values_list("node").annotate(items=Count("pk")).order_by("node")
    )
    own = {node.id: node for node in statute.nodes_for(found.kind, parent.kind if parent else None)}
    own |= {step.id: step for key in counts if key in statute.nodes() for step in statute.path(key)}
    nodes = [
        {"id": node.id, "label": node.label, "parent": node.parent, "items": counts.get(node.id, 0)}
        for node in statute.nodes().values()
        if node.id in own
    ]
    return {"unit": found, "nodes": nodes}


def _page(
    request: HttpRequest, shown: Iterable[Item], asked: dict[str, Any], further: dict[str, Any] | None
) -> dict[str, Any]:
    """A page of items; the one after it is at the same address, asked the same and `further`, which is None at the end."""
    if further is None:
        following = None
    else:
        given = {key: _text(value) for key, value in (asked | further).items() if value not in ("", None)}
        following = f"{settings.BASE_URL}{request.path}?{urlencode(given)}"
    return {"items": [item_out(each) for each in shown], "next": following}


def _chosen(filters: Filters) -> ItemQuerySet:
    found = Item.objects.with_address() if filters.changed_since else Item.objects.public()
    if filters.unit:
        found = found.filter(unit=_unit(filters.unit))
    if filters.node:
        found = found.filter(Q(node=filters.node) | Q(node__startswith=f"{filters.node}."))
    if filters.year is not None:
        found = found.filter(formed_on__year=filters.year)
    if filters.normative is not None:
        found = found.filter(normative=filters.normative)
    if filters.validity:
        found = found.filter(validity=filters.validity)
    if since := filters.changed_since:
        since = since if since.tzinfo else timezone.make_aware(since)
        found = found.filter(pk__in=Change.objects.filter(at__gte=since).values("item"))
    return found


_NAMES = (
    "issuing_body", "document_number", "uniform_number", "formed_on", "changed_on", "node", "field_node", "subject", "genre", "carrier",
    "keywords", "summary", "audience", "open_until", "normative", "validity", "effective_on", "expires_on", "source", "editor",
)  # fmt: skip


def item_out(item: Item) -> dict[str, Any]:
    """What everybody may know of an item that has an address: of a withdrawn one that it was there."""
    shown: dict[str, Any] = {
        "index_number": item.index_number,
        "title": item.title,
        "unit": item.unit,
        "url": address(item),
        "state": "published" if item.live else "withdrawn",
        "published_at": item.first_published_at,
    }
    if not item.live:
        return shown | {"withdrawn_at": item.withdrawn_at}
    shown |= {name: None if (value := getattr(item, name)) == "" else value for name in _NAMES}
    shown["joint_issuers"] = [issuer.name for issuer in item.joint_issuers.all()] or None
    explained = item.explains
    shown["explains"] = explained.index_number if explained and explained.openness == "proactive" else None
    return shown


def _attachment_out(attachment: Any) -> dict[str, Any]:
    file = attachment.file
    values = {name: getattr(file, name) for name in ("name", "media_type", "size", "sha256")}
    return values | {"label": attachment.label, "url": settings.BASE_URL + file.get_absolute_url()}


def _units_out(found: Iterable[Unit]) -> Iterable[dict[str, Any]]:
    codes = dict(Unit.objects.values_list("path", "code"))
    for each in found:
        shown = {name: getattr(each, name) for name in ("code", "name", "short_name", "kind", "closed_on")}
        parent = codes.get(each.path[: -Unit.steplen])
        yield shown | {"parent": parent, "url": settings.BASE_URL + each.get_absolute_url()}


def _unit(code: str) -> Unit:
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _cursor(last: Item) -> str:
    place = json.dumps([last.first_published_at.isoformat(), last.pk])
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def _place(cursor: str) -> tuple[datetime, int]:
    try:
        moment, pk = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        place = datetime.fromisoformat(moment)
        if type(pk) is not int or not 0 <= pk < 1 << 63 or place.tzinfo is None:
            raise ValueError
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise Refused(422, "翻页的位置不对。", [("after", "请原样使用上一页给出的next。")]) from error
    return place, pk


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, datetime) else str(value)
