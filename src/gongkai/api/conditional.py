"""Answers that need not be sent again: ETag and Last-Modified, 304."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from gongkai.publishing import freshness

_SETTLED = 2
"""Seconds after which nothing else can have changed within the second that Last-Modified tells."""


def last_change() -> int | None:
    """When anything public last changed, in seconds; `None` where that is not known or only just now."""
    seconds = int(freshness.stamp()) // 1_000_000_000
    return seconds if seconds and time.time() - seconds > _SETTLED else None


def conditional(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view`, which tells of published items, with an ETag of its content and the time of the last public change."""
    return _conditional(view, dated=True)


def by_content(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view` with an ETag of its content."""
    return _conditional(view, dated=False)


def _conditional(view: Callable[..., HttpResponse], *, dated: bool) -> Callable[..., HttpResponse]:
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        changed = last_change() if dated else None
        response = view(request, *args, **kwargs)
        if response.status_code != 200 or response.streaming:
            return response
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        return answered(request, response, etag, changed)

    return wrapped


def answered(request: HttpRequest, response: HttpResponse, etag: str, changed: int | None) -> HttpResponse:
    """`response` with its validators, or 304 in its place."""
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    if changed is not None:
        response["Last-Modified"] = http_date(changed)
    found = get_conditional_response(request, etag=etag, last_modified=changed, response=response)
    return found if found is not None else response
