"""Links that lead nowhere, out of the government's sites, or to where readers cannot go: 国办发〔2017〕47号, 国办秘函〔2019〕19号."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from gongkai.guard.finding import Finding, Severity, fingerprint
from gongkai.guard.reading import by_severity, mask

_GOVERNMENT = "gov.cn"
_NO_ADDRESS = ("mailto:", "tel:", "#")
_LONGEST = 80

_Fault: TypeAlias = tuple[str, Severity, str, str]
"""Rule, severity, message, advice."""

_MALFORMED: _Fault = (
    "link-malformed",
    "warning",
    "链接的地址不完整或者写错了。",
    "核对后改正地址，以http://或者https://开头。",
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands in a text: its `text`, and the `address` it leads to, as typed."""

    text: str
    address: str


def read_links(place: str, links: Iterable[Link], own_hosts: Collection[str], *, salt: bytes) -> list[Finding]:
    """What can be told of links without calling them.

    `own_hosts`, with all hosts below them, are fine, as is everything under .gov.cn; addresses within the site (`/…`) and `mailto:` too.
    """
    return by_severity(
        _finding(place, link, *fault, salt) for link in links if (fault := _fault(link.address.strip(), own_hosts))
    )


def read_dead(
    place: str, links: Iterable[Link], fetch: Callable[[str], int | None], *, salt: bytes
) -> Iterator[Finding]:
    """`link-dead` for every web address for which `fetch` gives no status, or one of 400 and above. For background work."""
    for link in links:
        if link.address.lower().startswith(("http://", "https://")):
            status = fetch(link.address)
            if status is None or status >= 400:
                why = "没有应答" if status is None else f"返回{status}"
                message = f"链接打不开（{why}）。"
                yield _finding(place, link, "link-dead", "warning", message, "核对地址，改正或者删去链接。", salt)


def _fault(address: str, own_hosts: Collection[str]) -> _Fault | None:
    lower = address.lower()
    if not address or lower in ("#", "http://", "https://"):
        return "link-malformed", "warning", "链接没有地址。", "补上地址，或者去掉链接。"
    if lower.startswith(("javascript:", "data:", "vbscript:")):
        return "link-malformed", "error", "链接里是程序而不是地址，读者的浏览器可能受害。", "删去这个链接。"
    if lower.startswith(("file:", "\\\\")) or (lower[1:3] in (":\\", ":/") and lower[0].isalpha()):
        return (
            "link-private-address",
            "error",
            "链接指向编写人电脑里的文件，读者打不开。",
            "把文件作为附件上传后再链接。",
        )
    if lower.startswith(_NO_ADDRESS) or (lower.startswith("/") and not lower.startswith("//")):
        return None
    try:
        parts = urlsplit(address if "://" in address else f"https:{address}" if lower.startswith("//") else address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return _MALFORMED
    if not parts.scheme and not host:
        return _relative(lower)
    if parts.scheme.lower() not in ("http", "https") or not _is_host(host):
        return _MALFORMED
    if _is_private(host):
        return (
            "link-private-address",
            "error",
            "链接指向内部网络的地址，公众打不开，也暴露内部网络。",
            "改为公众能够访问的地址。",
        )
    if _within(host, (_GOVERNMENT, *own_hosts)):
        return None
    return (
        "link-foreign",
        "warning",
        f"链接指向政府网站以外的{host}，其内容不受本机关控制。",
        "确有必要的写明理由；也可以改链政府网站上的同一内容。",
    )


def _relative(address: str) -> _Fault | None:
    if address.startswith("www.") or " " in address:
        return "link-malformed", "warning", "链接的地址不完整，少了http://或者https://。", "补全地址。"
    return None


def _is_host(host: str) -> bool:
    """Whether `host` has a name with a dot, or is an address in figures."""
    return (
        bool(host)
        and " " not in host
        and (":" in host or ("." in host.strip(".") and ".." not in host) or host == "localhost")
    )


def _is_private(host: str) -> bool:
    if host == "localhost" or host.endswith((".local", ".lan", ".internal", ".localhost")):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def _within(host: str, hosts: Collection[str]) -> bool:
    host = host.rstrip(".").lower()
    return any(host == own.lower() or host.endswith("." + own.lower()) for own in hosts if own)


def _finding(place: str, link: Link, rule: str, severity: Severity, message: str, advice: str, salt: bytes) -> Finding:
    quote = mask(f"{link.text.strip()[:30]}（{link.address.strip()[:_LONGEST]}）")
    print_ = fingerprint(salt, rule, place, link.address.strip())
    return Finding(
        rule, severity, place, quote, message, advice, "gbf-2017-47" if rule == "link-foreign" else "", print_
    )
