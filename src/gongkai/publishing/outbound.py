"""Calling other servers: bounded in time and size, never into the own network unless it is allowed, redirects not followed."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

import urllib3
from django.conf import settings

_TIMEOUT = urllib3.Timeout(connect=5, read=20)
_MOST = 64 * 1024

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotAllowed(Exception):
    """The address may not be called; the message says why, in Chinese."""


class NoAnswer(Exception):
    """No answer came, for the reason in Chinese. `arrived` where the other side may have received the request all the same."""

    def __init__(self, reason: str, *, arrived: bool) -> None:
        super().__init__(reason)
        self.arrived = arrived


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: at most the first 64 KB of the body, header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def call(method: str, url: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
    """Send one request and read the answer. Raises `NotAllowed` and `NoAnswer`.

    The name is resolved once and what it resolves to is what is called, so that a name cannot point elsewhere after it was checked.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    address = _resolve(host, parts.port or (443 if parts.scheme == "https" else 80))
    _check(parts.scheme, address)
    pool: urllib3.HTTPConnectionPool
    if parts.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(
            str(address), parts.port, timeout=_TIMEOUT, retries=False, server_hostname=host, assert_hostname=host
        )
    else:
        pool = urllib3.HTTPConnectionPool(str(address), parts.port, timeout=_TIMEOUT, retries=False)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with pool:
        try:
            answer = pool.request(
                method,
                target,
                body=body or None,
                headers={"Host": parts.netloc.rpartition("@")[2], "User-Agent": "gongkai", **(headers or {})},
                redirect=False,
                preload_content=False,
            )
            content = answer.read(_MOST, decode_content=False)
            answer.close()
        except (urllib3.exceptions.ConnectTimeoutError, urllib3.exceptions.NewConnectionError) as error:
            raise NoAnswer("连接不上对方的服务器。", arrived=False) from error
        except urllib3.exceptions.SSLError as error:
            raise NoAnswer("对方服务器的证书无效，没有发送。", arrived=False) from error
        except urllib3.exceptions.TimeoutError as error:
            raise NoAnswer("对方的服务器没有及时应答。", arrived=True) from error
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise NoAnswer("与对方服务器的连接中断。", arrived=True) from error
    return Answer(answer.status, {name.lower(): value for name, value in answer.headers.items()}, content)


def _resolve(host: str, port: int) -> Address:
    if not host:
        raise NotAllowed("接口地址不完整，应当以https://开头。")
    try:
        found = [ipaddress.ip_address(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError, ValueError) as error:
        raise NoAnswer(f"找不到{host}这个地址。", arrived=False) from error
    for address in found:
        if not _is_public(address) and not _is_listed(address):
            raise NotAllowed(f"{host}是内部网络的地址，没有列入允许访问的范围（GONGKAI_OUTBOUND_NETWORKS）。")
    return found[0]


def _check(scheme: str, address: Address) -> None:
    if scheme != "https" and not (scheme == "http" and address.is_loopback and _is_listed(address)):
        raise NotAllowed("接口地址应当以https://开头。")


def _is_public(address: Address) -> bool:
    """Whether `address` lies in the public network, also the one that it wraps where it is IPv6."""
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if wrapped or address in ipaddress.ip_network("64:ff9b::/96"):
            return bool(wrapped) and _is_public(wrapped) and not address.teredo
    return address.is_global and not address.is_multicast


def _is_listed(address: Address) -> bool:
    return any(address in network for network in settings.OUTBOUND_NETWORKS)
