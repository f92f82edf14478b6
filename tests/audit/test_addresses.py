"""Whose word is taken for the address of a client."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest
from axes.helpers import get_client_ip_address
from django.http import HttpResponse
from django.test import RequestFactory

from gongkai.audit.addresses import client_address
from gongkai.audit.log import current_asker
from gongkai.audit.middleware import who_asks

PROXIES = [ip_network("10.0.0.0/24"), ip_network("fd00::1")]


@pytest.mark.parametrize(
    ("peer", "said", "client"),
    [
        ("192.0.2.9", "198.51.100.1", "192.0.2.9"),  # no proxy of ours: its word counts nothing
        ("10.0.0.1", None, "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "203.0.113.5, 198.51.100.1", "198.51.100.1"),  # the first was written by the client
        ("10.0.0.1", "203.0.113.5, 198.51.100.1, 10.0.0.2", "198.51.100.1"),  # two proxies in a row
        ("10.0.0.1", "10.0.0.2", "10.0.0.2"),  # a proxy asks for itself
        ("10.0.0.1", "198.51.100.1, <script>", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("::ffff:10.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"),
        ("fd00::1", "2001:db8::7", "2001:db8::7"),
        ("", "198.51.100.1", ""),
    ],
)
def test_the_client_is_the_last_address_that_is_no_proxy_of_ours(
    settings: Any, peer: str, said: str | None, client: str
) -> None:
    settings.PROXIES = PROXIES
    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers={"X-Forwarded-For": said} if said is not None else {})

    assert client_address(request) == client


def test_where_no_proxy_is_named_nobody_is_believed(settings: Any) -> None:
    settings.PROXIES = []
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "198.51.100.1"})

    assert client_address(request) == "10.0.0.1"


def test_audit_log_and_locking_out_take_the_same_address(settings: Any) -> None:
    settings.PROXIES = PROXIES
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "198.51.100.1"})
    seen = []

    def view(_: object) -> HttpResponse:
        seen.append(current_asker.get().address)
        return HttpResponse()

    who_asks(view)(request)

    assert seen == ["198.51.100.1"]
    assert get_client_ip_address(request) == "198.51.100.1"
