"""The catalogue of a unit as open data, for everybody: CSV and JSON of what is public, sent as it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from gongkai.api.access import CATALOGUES
from gongkai.api.conditional import answered, last_change
from gongkai.api.problems import too_often
from gongkai.publishing import freshness
from gongkai.publishing.exchange.exporting import CATALOGUE, csv_lines, json_pieces
from gongkai.publishing.models import Item
from gongkai.units.models import Unit
from gongkai.untrusted.uploads import MEDIA_TYPES


@require_safe
def catalogue(request: HttpRequest, unit: str, kind: str) -> HttpResponseBase:
    """All public items of `unit` with their data elements, newest first; the texts stand at the addresses."""
    found = get_object_or_404(Unit, code=unit)
    stamp, changed = freshness.stamp(), last_change()
    etag = f'W/"{hashlib.sha256(f"{stamp} {request.path} {found.name}".encode()).hexdigest()[:32]}"'
    if (unchanged := get_conditional_response(request, etag, changed, HttpResponse())) and unchanged.status_code == 304:
        return answered(request, HttpResponse(), etag, changed)
    if not CATALOGUES.allow_request(request):
        return too_often(CATALOGUES.wait())
    items = Item.objects.public().filter(unit=found)
    head = {"unit": {"code": found.code, "name": found.name}}
    pieces: Iterator[str] = csv_lines(items, CATALOGUE) if kind == "csv" else json_pieces(items, CATALOGUE, **head)
    response = StreamingHttpResponse(pieces, content_type=f"{MEDIA_TYPES[kind]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.code}-catalogue.{kind}"'
    response["ETag"], response["Cache-Control"] = etag, "public, no-cache"
    if changed is not None:
        response["Last-Modified"] = http_date(changed)
    return response
