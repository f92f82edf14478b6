"""The site around a report: navigation, breadcrumbs, share buttons, footers, and what the page hides.

An element is held to be the site's by its tag or by the words of its class and id, but never dropped when the report's own text
is in it: sites name their parts as they like, and a report lost is worse than a menu kept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_TAGS = ("nav", "header", "footer", "aside", "menu", "dialog")
_NEVER = frozenset(("body", "form", "table", "tbody", "tr", "td", "main", "article", "h1", "h2", "h3"))
_CANDIDATES = ",".join(("[class]", "[id]", *_TAGS))
_WORDS = re.compile(
    r"(?:^|[\s_-])(?:(?:top|main|sub|left|right|side|site|page|global|bottom|foot|head)?-?(?:nav|menu)s?(?:bar|igation|box|list)?"
    r"|(?:page|site|g|main|top)?-?(?:head|header|foot|footer|top|bottom)(?:er|bar|box|wrap|area|link|links)?"
    r"|bread\w*|crumbs?|mbx|weizhi|dqwz|(?:cur|current)?-?(?:location|position)|(?:left|right)?-?side-?(?:bar|nav|menu)?"
    r"|(?:bd|b)?share\w*|login\w*|logo|banner|copyright|friend-?links?|related\w*|toolbars?|search\w*|qrcode|ewm|pager|print\w*"
    r")(?=$|[\s_-])",
    re.IGNORECASE,
)
_REPORT = re.compile(r"索\s*引\s*号|文\s*号|成文日期|发布机构|发文机关|发布日期|发布时间|统计期限|第二十条|填报单位")
_PASSAGE = 400
"""Characters in which full sentences stand: a footer has addresses and names, no sentences."""

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_MENU_ITEMS = 4


def drop_site(body: LexborNode, tags: set[str]) -> int:
    """Drop the site's own parts from the tree; returns how many there were."""
    candidates = body.css(_CANDIDATES)
    budget = 4_000_000  # characters looked at: a page of nested "navigation" must not be read once for each level
    site: list[LexborNode] = []
    place = 0
    while place < len(candidates) and budget > 0:
        node = candidates[place]
        place += 1
        if node.tag not in _NEVER and (node.tag in _TAGS or _named(node)):
            text = node.text()
            budget -= len(text)
            if not (_is_report(text) or _has_title(node, text)):
                site.append(node)
                place += len(node.css(_CANDIDATES)) - 1  # those inside it follow it, and go with it
    for node in site:
        node.decompose()
    return len(site) + (_drop_menus(body) if "li" in tags else 0)


def drop_hidden(body: LexborNode, source: str) -> None:
    """Drop what the page does not show, unless it hides all it has and a script is to show it."""
    hidden = []
    if "hidden" in source or "none" in source:
        hidden = [node for node in body.css("[hidden],[style*=none],[style*=hidden]") if _is_hidden(node)]
    total = len(body.text().strip()) if hidden else 0
    for node in reversed(hidden):
        if 2 * len(node.text().strip()) < total:
            node.decompose()


def _named(node: LexborNode) -> bool:
    attributes = node.attributes
    return _is_name_of_site(attributes.get("class")) or _is_name_of_site(attributes.get("id"))


@lru_cache(4096)
def _is_name_of_site(names: str | None) -> bool:
    return bool(names) and bool(_WORDS.search(names or ""))


def _is_report(text: str) -> bool:
    text = text.strip()
    return bool(_REPORT.search(text)) or (len(text) > _PASSAGE and text.count("。") >= 3)


def _has_title(node: LexborNode, text: str) -> bool:
    """Whether the report's title stands in it as a heading; in a breadcrumb it is a category's name."""
    return text.strip().endswith("报告") and node.css_first("h1,h2,h3") is not None


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _drop_menus(body: LexborNode) -> int:
    """Lists of nothing but links."""
    dropped = 0
    for menu in reversed(body.css("ul,ol")):
        links = menu.css("a")
        if len(links) >= _MENU_ITEMS and _solid(menu.text()) == _solid("".join(link.text() for link in links)):
            menu.decompose()
            dropped += 1
    return dropped


def _solid(text: str) -> str:
    return "".join(text.split())
