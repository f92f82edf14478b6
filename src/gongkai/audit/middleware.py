"""Tells the audit log who is asking."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gongkai.audit.addresses import client_address
from gongkai.audit.log import SYSTEM, Asker, current_asker


def who_asks(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """For each request that may change something or is a signed-in person's, name the person and the address to the audit log."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = current_asker.set(_asker(request))
        try:
            return get_response(request)
        finally:
            current_asker.reset(token)

    return middleware


def _asker(request: HttpRequest) -> Asker:
    address = client_address(request)
    if request.method in ("GET", "HEAD") and not request.COOKIES:
        return Asker(None, "访客", address)
    if request.user.is_authenticated:
        return Asker(request.user.pk, request.user.get_full_name(), address)
    return Asker(None, "访客" if address else SYSTEM, address)
