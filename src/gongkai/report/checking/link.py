"""A link, or the site that the report names as the government's, belongs to a government.

政府网站发展指引 (国办发〔2017〕47号): government sites use .gov.cn alone; reports of earlier years may name an older address.
Which other hosts may be named stands in `link.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from gongkai.report.checking import Case, Finding, Rule, Severity
from gongkai.report.checking._wording import around, clip, running_text
from gongkai.statute.articles import cite
from gongkai.statute.loading import read_toml

RULE = Rule(
    id="link",
    title="网址不是政府网站",
    checks="报告写明的网站和链接是否为政府网站（以gov.cn结尾）；政务微博、微信等账号和电子邮箱不算。",
    why="域名写错、过期后被他人注册，群众会被引到商业甚至有害的网站。",
    basis=("gbf-2017-47",),
    example="“本报告电子版可在县人民政府门户网站（http://www.example.com/）查阅”。",
)

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61})"
_ADDRESS = re.compile(
    rf"(?<![\w@./-])(?:https?[:：]//(?P<rest>[^\s<>\"'“”（）()，。；、]{{3,300}})|(?P<bare>(?:{_LABEL}\.){{1,5}}"
    r"(?:com|cn|net|org|gov|info|top|xyz|cc|vip|io|me|tv|biz|site|online|shop|club))(?![A-Za-z0-9@.-]))",
    re.ASCII | re.IGNORECASE,
)
_LIKELY = re.compile(
    r"(?i:https?[:：]|\.(?:com|cn|net|org|gov|info|top|xyz|cc|vip|io|me|tv|biz|site|online|shop|club))"
)
_NUMERIC = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_CLAIM = re.compile(r"网站|官网|网址|门户|网页|网上|专栏|栏目|平台|查阅|查询|下载|登录|访问|电子版")
_FIRST_YEAR = 2017
_NAMEABLE = ("official", "public", "social")
_LATIN = re.compile(r"[a-z0-9.-]+\.[a-z]{2,}")


def check(case: Case) -> Iterator[Finding]:
    """Each foreign host once: as a warning where the text claims it for a government's site, as a note where it only stands there."""
    text = case.report.text or running_text(case.report)
    quotes: dict[str, str] = {}
    for match in _ADDRESS.finditer(text) if _LIKELY.search(text) else ():
        if host := _host(match["rest"] or match["bare"]):
            quotes.setdefault(host, around(text, *match.span()))
    for host in filter(None, map(_of_link, case.report.links)):
        quotes.setdefault(host, "")
    for host, quote in quotes.items():
        kind = _kind(host)
        if kind in _NAMEABLE:
            continue
        if kind == "numeric":
            message = f"网址“{host}”是数字地址，不是政府网站域名，请改为以gov.cn结尾的网址。"
        else:
            message = f"网址“{clip(host, 60)}”不是政府网站（应以gov.cn结尾），请核对域名是否写错或者已被他人注册。"
        claimed = _CLAIM.search(quote) is not None
        early = case.report.year is not None and case.report.year < _FIRST_YEAR
        severity: Severity = "warning" if claimed and not early else "note"
        yield Finding(RULE.id, severity, message, cite("gbf-2017-47"), quote=clip(quote or host))


def _of_link(link: str) -> str | None:
    address = link.strip()
    if re.match(r"(?i)(?:mailto|tel|javascript|data|file|ftp):", address) or "@" in address.split("/")[0]:
        return None
    scheme = re.match(r"(?i)https?[:：]//", address)
    return _host(address[scheme.end() :] if scheme else address.removeprefix("//"))


def _host(address: str) -> str | None:
    """The host that a browser would go to: behind the last @ of what stands before the path, without a port."""
    authority = re.split(r"[/?#\\]", address, maxsplit=1)[0].rpartition("@")[2]
    host = authority.partition(":")[0].strip(".").lower()
    # Chinese text goes on behind an address without a space; a domain that is Chinese itself has no Latin ending before it.
    latin = _LATIN.match(host)
    host = latin[0] if latin else host
    return host if "." in host else None


def _kind(host: str) -> str | None:
    if _NUMERIC.fullmatch(host):
        return "numeric"
    return next((kind for kind, names in _known().items() if any(_under(host, name) for name in names)), None)


def _under(host: str, name: str) -> bool:
    return host == name or host.endswith(f".{name}")


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    return {kind: tuple(names) for kind, names in read_toml("gongkai.report.checking", "link.toml").items()}
