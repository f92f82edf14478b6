"""How often somebody may send what costs others work, by the address they come from."""

from __future__ import annotations

import math
from ipaddress import IPv6Address, ip_address
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gongkai.audit.addresses import client_address
from gongkai.untrusted.rates import rates


class Limit(NamedTuple):
    """So many in so many seconds."""

    name: str
    most: int
    seconds: int


SENDING = (Limit("form-hour", 5, 3600), Limit("form-day", 20, 86400))
"""Requests that are registered."""
TRYING = (Limit("form-try", 60, 600),)
"""Forms that are sent in for whatever: also those with mistakes."""
FLOODING = (Limit("form-flood", 120, 600),)
"""Forms after which nobody is at work any more who could lose what they typed."""
TYPING = (Limit("likely", 120, 600),)
"""Looking for likely items while somebody types."""
ASKING = (Limit("status", 20, 600),)
"""Using a query code."""
WRONG_CODE = 4
"""As how many looks a wrong code counts."""


def wait(request: HttpRequest, limits: tuple[Limit, ...], times: int = 1) -> int:
    """Count this request; how many seconds its sender has to wait, 0 where it may be answered now."""
    who, counts = _network(client_address(request)), rates(settings.RATES)
    for limit in limits:
        for _ in range(times):
            seconds = counts.ask(f"portal-{limit.name}-{who}", limit.most, limit.seconds)
        if seconds:
            return math.ceil(seconds)
    return 0


def told(seconds: int) -> str:
    """When to try again, in Chinese."""
    if seconds < 3600:
        return f"请在{math.ceil(seconds / 60)}分钟以后再试。"
    return f"请在{math.ceil(seconds / 3600)}小时以后再试。"


def refused(response: HttpResponse, seconds: int) -> HttpResponse:
    """`response` as the answer to who has to wait."""
    response.status_code = 429
    response["Retry-After"] = str(seconds)
    return response


def _network(address: str) -> str:
    """An address of version 6 stands for its network: a single connection has more of them than can be counted."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return f"{int(found) >> 64:x}" if isinstance(found, IPv6Address) else address
