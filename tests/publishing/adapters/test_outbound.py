"""Calling other servers: never into the own network, never without TLS, never without end."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

from gongkai.publishing.outbound import NoAnswer, NotAllowed, call
from tests.publishing.servers import Server

INNER = [
    "https://127.0.0.1/",
    "https://localhost/",
    "https://10.1.2.3/",
    "https://192.168.0.1/",
    "https://172.16.9.9/",
    "https://169.254.169.254/latest/meta-data/",
    "https://100.64.0.1/",
    "https://0.0.0.0/",
    "https://[::1]/",
    "https://[fd00::1]/",
    "https://[fe80::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[2002:0a00:0001::1]/",
    "https://[64:ff9b::10.0.0.1]/",
    "https://224.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://user:word@127.0.0.1/",
]


@pytest.mark.parametrize("url", INNER)
def test_addresses_of_the_own_network_are_not_called(url: str) -> None:
    with pytest.raises(NotAllowed, match="内部网络"):
        call("POST", url)


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "ftp://127.0.0.1/", "//127.0.0.1/"])
def test_nothing_is_sent_without_tls_but_to_this_machine_where_that_is_allowed(url: str, settings: Any) -> None:
    settings.OUTBOUND_NETWORKS = [ipaddress.ip_network("10.0.0.0/8")]
    with pytest.raises(NotAllowed):
        call("POST", url)

    with pytest.raises(NotAllowed, match="https"):
        call("POST", "http://10.1.2.3/")


@pytest.mark.parametrize("url", ["", "https://", "https:///path", "screen.yunxi.invalid"])
def test_an_incomplete_address_is_told(url: str) -> None:
    with pytest.raises(NotAllowed, match="不完整"):
        call("POST", url)


def test_a_name_that_also_points_into_the_own_network_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in ("1.1.1.1", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)

    with pytest.raises(NotAllowed, match="内部网络"):
        call("POST", "https://screen.yunxi.invalid/")


def test_a_redirect_is_not_followed(receiver: Server) -> None:
    receiver.answer = lambda _: (302, {})

    assert call("POST", receiver.url).status == 302
    assert len(receiver.received) == 1


def test_of_a_long_answer_only_the_beginning_is_read(receiver: Server) -> None:
    receiver.answer = lambda _: (200, b"x" * 1_000_000)

    assert len(call("GET", receiver.url).body) == 64 * 1024


def test_a_broken_connection_may_have_arrived_and_a_refused_one_not(receiver: Server) -> None:
    receiver.answer = lambda _: (0, None)
    with pytest.raises(NoAnswer) as broken:
        call("POST", receiver.url)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(NoAnswer) as refused:
            call("POST", f"http://127.0.0.1:{unused.getsockname()[1]}/")

    assert (broken.value.arrived, refused.value.arrived) == (True, False)
