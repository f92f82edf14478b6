"""From which address a request comes, where proxies stand before the platform."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the client of `request`; empty where there is none, as with a socket of the system.

    What `X-Forwarded-For` says is asked only where the proxies of `settings.PROXIES` wrote it: each adds at its end whom it heard, so that
    the last address that is no proxy's is the client's. What a client wrote there itself stands before that and is not looked at.
    """
    peer = str(request.META.get("REMOTE_ADDR") or "")
    heard = str(request.META.get("HTTP_X_FORWARDED_FOR") or "").split(",") if settings.PROXIES else []
    while _is_proxy(peer) and heard:
        said = _parsed(heard.pop().strip())
        if said is None:
            break
        peer = str(said)
    return peer


def _is_proxy(text: str) -> bool:
    address = _parsed(text)
    return address is not None and any(address in network for network in settings.PROXIES)


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    """An address; one of version 4 that is written as one of version 6 is the same."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
