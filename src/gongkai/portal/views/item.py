"""One item, the tombstone of one that was withdrawn, and the QR code of its address."""

from __future__ import annotations

import io
from functools import lru_cache

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from gongkai.portal import markup
from gongkai.portal.columns import place
from gongkai.portal.head import head, item_url
from gongkai.portal.pages import item_context, moment
from gongkai.portal.prepared import Prepared
from gongkai.publishing.models import Change, Item
from gongkai.statute.index_numbers import parse

_COLUMNS = [field.attname for field in Item._meta.concrete_fields]
_ITEM = Prepared(
    lambda number: Item.objects.with_address().filter(index_number=number).values_list(*_COLUMNS), str, limit=1
)


@require_safe
def item(request: HttpRequest, index_number: str) -> HttpResponse:
    """The page of the item with this index number; 410 with the reason where it was withdrawn."""
    rows = _ITEM(index_number.replace("\0", ""))
    if not rows and index_number.endswith("/"):
        return HttpResponsePermanentRedirect(item_url(index_number.rstrip("/")))
    if not rows:
        raise Http404(index_number)
    found = Item.from_db("default", _COLUMNS, rows[0])
    if not found.live:
        return _tombstone(found)
    return markup.page("portal/item.html", item_context(found))


@require_safe
def qr(request: HttpRequest, index_number: str) -> HttpResponse:
    """The QR code of an item's address. It is made of the address alone, so that none tells whether there is such an item."""
    if parse(index_number) is None:
        raise Http404(index_number)
    response = HttpResponse(_qr(index_number), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


@lru_cache(2000)
def _qr(index_number: str) -> bytes:
    out = io.BytesIO()
    code = segno.make(f"{settings.BASE_URL}{item_url(index_number)}", error="m", micro=False)
    code.save(out, kind="svg", border=2, omitsize=True, light="#fff", nl=False)
    return out.getvalue()


def _tombstone(gone: Item) -> HttpResponse:
    """What remains of an item that was taken off the portal: its name, its dates and why; nothing of its content."""
    changes = list(gone.changes.all())
    last = next((change for change in changes if change.kind == Change.Kind.WITHDRAWN), None)
    here = place(pk=gone.unit_id)
    context = {
        **head(f"{gone.title}（已撤下）", item_url(gone.index_number or ""), crumbs=here.crumbs),
        "item": gone,
        "heading": markup.heading(gone.title),
        "unit": here.unit,
        "published": moment(gone.first_published_at),
        "withdrawn": moment(gone.withdrawn_at),
        "reason": last.reason if last else "",
        "changes": [{"at": moment(c.at), "kind": c.get_kind_display(), "reason": c.reason} for c in changes],
    }
    page = markup.page("portal/withdrawn.html", context, status=410)
    page["Cache-Control"] = "no-cache"  # it may be published again
    return page
