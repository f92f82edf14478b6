"""Public pages kept in memory until something public changes: an anonymous reader's second look costs no query and no template."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from gongkai.portal import counting
from gongkai.publishing import freshness

SECONDS = 600
"""How long a page is kept where nothing changes: the number of views on it is no older."""
LARGEST = 512 * 1024
Kept = tuple[bytes, dict[str, str]]
"""Content and headers of a page."""
_QUERY = frozenset(
    {"q", "unit", "node", "year", "genre", "validity", "title", "order", "since", "until", "page", "edition"}
)
_ELSEWHERE = ("/workbench/", "/api/", "/request/", "/files/", "/static/", "/healthz", "/sitemap")


def kept_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answer from memory what may be, keep what may be, count the opening of items either way.

    A page is kept for all readers alike: only answers to GET without a session, and none that sets a cookie. The key begins with
    the stamp of the last public change, taken before the page is made, so that none outlives what it shows.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not _may_be_kept(request):
            return get_response(request)
        key = _key(request)
        kept = cache.get(key)
        if kept is None:
            response = get_response(request)
            if response.status_code == 200:
                _count(request)
            kept = _kept(response)
            if kept is None:
                return response
            cache.set(key, kept, SECONDS)
        else:
            _count(request)
        return _answer(request, *kept)

    return middleware


def _count(request: HttpRequest) -> None:
    if request.path_info.startswith("/i/"):
        counting.count(request)


def _may_be_kept(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path_info.startswith(_ELSEWHERE)
        and _QUERY.issuperset(request.GET)
    )


def _key(request: HttpRequest) -> str:
    host = request.META.get("HTTP_HOST", "")  # looked at further in, where what is refused gets its headers
    asked = f"{request.scheme} {host} {request.get_full_path()}"
    return f"page-{freshness.stamp()}-{hashlib.blake2b(asked.encode(), digest_size=16).hexdigest()}"


def _kept(response: HttpResponse) -> Kept | None:
    """Content and headers of an answer that others may get too, with labels by which a browser can ask again."""
    if response.status_code != 200 or response.streaming or response.cookies or response.has_header("Set-Cookie"):
        return None
    if "no-store" in response.get("Cache-Control", ""):
        return None
    if len(response.content) > LARGEST:
        return None
    response.headers.setdefault("Cache-Control", "no-cache")
    response.headers["ETag"] = f'"{hashlib.blake2b(response.content, digest_size=16).hexdigest()}"'
    response.headers["Content-Length"] = str(len(response.content))
    return response.content, dict(response.headers.items())


def _answer(request: HttpRequest, content: bytes, headers: dict[str, str]) -> HttpResponse:
    response = HttpResponse(content, headers=headers)
    if "HTTP_IF_NONE_MATCH" in request.META:
        return get_conditional_response(request, etag=response["ETag"], response=response)
    return response
