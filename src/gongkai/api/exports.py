"""A unit's whole published stock for the unit itself, in the columns of the import: with a token that may export."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Literal

from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from ninja import Path

from gongkai.api.access import EXPORTING, TokenAuth
from gongkai.api.models import Scope
from gongkai.api.router import router
from gongkai.audit.log import record
from gongkai.publishing.exchange import exporting
from gongkai.publishing.models import Item
from gongkai.untrusted.uploads import MEDIA_TYPES

Kind = Literal["csv", "json", "xlsx"]
_FILE = {"type": "string", "format": "binary"}
_export_only = TokenAuth(Scope.EXPORT)


@router.get(
    "/export/items.{kind}",
    auth=_export_only,
    throttle=EXPORTING,
    tags=["导出"],
    summary="导出本机构已发布的全部信息，含正文",
    description=f"各列与导入的模板相同。{_export_only}",
    openapi_extra={
        "responses": {200: {"content": {MEDIA_TYPES[kind]: {"schema": _FILE} for kind in ("csv", "json", "xlsx")}}}
    },
)
def export(request: HttpRequest, kind: Path[Kind]) -> HttpResponseBase:
    """All that the unit has published, in the columns of the import."""
    unit = request.auth.unit  # type: ignore[attr-defined]
    items = Item.objects.filter(unit=unit, live=True)
    record("export", unit, unit=unit.code, after={"kind": kind, "what": "items"})
    name = f"{unit.code}-items.{kind}"
    if kind == "xlsx":
        book = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
        exporting.write_xlsx(items, book)
        book.seek(0)
        return FileResponse(book, as_attachment=True, filename=name, content_type=MEDIA_TYPES[kind])
    pieces: Iterator[str] = (
        exporting.csv_lines(items) if kind == "csv" else exporting.json_pieces(items, unit=unit.code)
    )
    response = StreamingHttpResponse(pieces, content_type=f"{MEDIA_TYPES[kind]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
