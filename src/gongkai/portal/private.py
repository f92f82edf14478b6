"""Pages that are one person's alone: kept by nobody, found by no search engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

V = TypeVar("V", bound=Callable[..., HttpResponse])


def private(view: V) -> V:
    """Let the answers of `view` be kept by no cache, of ours or of others; what answers a sending is not to be indexed."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        if request.method == "POST" or not request.path.startswith("/u/"):
            response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answered  # type: ignore[return-value]
