"""How much somebody may send to the portal at once: refused by what it says of its size, before any of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gongkai.casework.services import files
from gongkai.portal import markup
from gongkai.portal.forms import MOST_FILES
from gongkai.portal.site import site

MOST_BYTES = MOST_FILES * files.MAX_BYTES + 1024 * 1024
"""The files of a form, and what is typed."""
_PLACES = ("/u/", "/request/")


def bounded(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, to stand before whatever reads what was sent."""

    def middleware(request: HttpRequest) -> HttpResponse:
        size = str(request.META.get("CONTENT_LENGTH") or "0")
        if request.path_info.startswith(_PLACES) and size.isdecimal() and int(size) > MOST_BYTES:
            page = markup.page(
                "portal/request/too_large.html", {"site": site(), "most": MOST_BYTES // 1024 // 1024}, 413
            )
            page["Cache-Control"] = "no-store"
            return page
        return get_response(request)

    return middleware
