"""Attachments, as they were uploaded."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from gongkai.publishing.models import File

SHOWN = {"application/pdf", "image/jpeg", "image/png", "image/gif"}
"""What a browser shows; everything else is saved."""
POLICY = "default-src 'none'; frame-ancestors 'self'; sandbox"
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
"""Browsers refuse to show a PDF in a sandbox of ours; their own reader is one."""


@require_safe
def file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A file that a public item carries; for staff also the others of their units."""
    if pk >= 1 << 63:
        raise Http404(name)
    found = File.objects.public().filter(pk=pk, name=name).first()
    public = found is not None
    if found is None and request.user.is_authenticated:
        found = File.objects.visible_to(request.user).filter(pk=pk, name=name).first()
    if found is None:
        raise Http404(name)
    try:
        content = found.content.open("rb")
    except FileNotFoundError as error:
        raise Http404(f"{name} is not on the disk") from error
    shown = found.media_type in SHOWN
    response = FileResponse(content, as_attachment=not shown, filename=found.name, content_type=found.media_type)
    response["Content-Length"] = str(found.size)
    response["Content-Security-Policy"] = PDF_POLICY if found.media_type == "application/pdf" else POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-cache" if public else "private, no-store"
    etag = f'"{found.sha256[:32]}"'
    response["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    if isinstance(answer, HttpResponseNotModified):
        response.close()
    return answer or response
