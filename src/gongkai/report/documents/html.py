"""A web page into blocks: what a reader of the page sees of the report, without the site around it.

Speed comes from letting the parser's own C code do what touches every node: unwanted elements are dropped and inline ones
unwrapped there, so that afterwards each text node is a paragraph; Python looks only at tables, headings and the page's furniture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from gongkai.report.documents.chrome import drop_hidden, drop_site
from gongkai.report.documents.limits import MAX_CELLS
from gongkai.report.documents.markup import prepared
from gongkai.report.documents.tables import Row, is_data, join_lines, place
from gongkai.report.model import Block, Heading, Paragraph
from gongkai.untrusted import UnreadableError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_DROPPED_TAGS = """
    applet area audio base basefont bgsound button canvas datalist embed frame frameset head iframe img input link map meta
    noembed noframes noscript object optgroup option param picture script select source style svg template textarea title track
    video math xmp plaintext wbr
"""
_BLOCK_TAGS = """
    address article aside blockquote body br caption center col colgroup dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p pre search section summary
    table tbody td tfoot th thead tr ul
"""
_DROPPED, _BLOCKS = frozenset(_DROPPED_TAGS.split()), frozenset(_BLOCK_TAGS.split())
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9]*").fullmatch
_HEADING_MOST = 200
"""Characters: a longer `<h2>` is an unclosed one with the page in it."""

_NODE = "\x02"  # between two text nodes; neither sign is white space, which is stripped
_KEPT = "\x03"  # before the number of a block that was taken out of the tree
_WHITE = re.compile(r"[ \t\n\r\f]+")


class Page(NamedTuple):
    """A page read: its blocks in order, the http(s) links in them, its `<title>`, its `<meta name=…>`, what was mended."""

    blocks: list[Block]
    links: list[str]
    title: str | None
    meta: dict[str, str]
    repairs: dict[str, int]


def html_blocks(source: str, mend: Callable[[str], str] | None = None) -> Page:
    """Read the decoded source of a page, mended by `mend` once its size is known to be sane.

    Raises `UnreadableError` for a page beyond the limits or without any text.
    """
    from selectolax.lexbor import LexborHTMLParser

    source = prepared(source)
    tree = LexborHTMLParser(mend(source) if mend else source)
    title, meta = _head(tree)
    body = tree.body
    if body is None:
        raise UnreadableError("网页里没有正文", "在浏览器中打开该页，另存后再读")
    tags = {node.tag or "" for node in body.traverse()}
    chrome = drop_site(body, tags)
    if drop := tags & _DROPPED:
        body.strip_tags(sorted(drop), recursive=True)
    drop_hidden(body, source)
    links = list(dict.fromkeys(_links(body))) if "a" in tags else []
    _unwrap(body, tags - _BLOCKS - _DROPPED)
    blocks = list(_blocks(body, tags))
    if not blocks:
        raise UnreadableError("网页里没有正文（内容可能由脚本生成，或在框架内）", "在浏览器中打开该页，另存后再读")
    return Page(blocks, links, title, meta, {"page_chrome": chrome} if chrome else {})


def _head(tree: LexborHTMLParser) -> tuple[str | None, dict[str, str]]:
    title = tree.css_first("title")
    meta: dict[str, str] = {}
    for node in tree.css("meta[name][content]"):
        attributes = node.attributes
        name, content = (attributes.get("name") or "").strip(), (attributes.get("content") or "").strip()
        if name and content:
            meta.setdefault(name, content)
    return (join_lines(title.text().split("\n")) or None) if title else None, meta


def _links(body: LexborNode) -> Iterator[str]:
    for node in body.css("a[href]"):
        address = (node.attributes["href"] or "").strip()
        if address[:2] == "//":
            address = f"https:{address}"
        if address[:7].lower() == "http://" or address[:8].lower() == "https://":
            yield address


def _unwrap(body: LexborNode, names: set[str]) -> None:
    """Take inline elements away around their text, so that a paragraph is one text node however it is dressed."""
    plain = {name for name in names if _PLAIN_NAME(name)} if len(names) < 100 else set()
    if plain:
        body.unwrap_tags(sorted(plain), delete_empty=True)
    if len(plain) < len(names):  # o:p, st1:chsdate and the like: no selector can name them
        for node in [node for node in body.traverse() if node.tag in names]:
            node.unwrap(delete_empty=True)
    body.merge_text_nodes()


def _blocks(body: LexborNode, tags: set[str]) -> Iterator[Block]:
    kept: dict[str, list[Block]] = {}

    def keep(node: LexborNode, blocks: list[Block]) -> None:
        mark = f"{_KEPT}{len(kept)}{_KEPT}"
        kept[mark] = blocks
        node.replace_with(mark)

    if "table" in tags:
        _keep_tables(body, keep, kept)
    for node in body.css("pre,listing") if tags & {"pre", "listing"} else ():
        keep(node, list(chain.from_iterable(_preformatted(node.text(separator=_NODE), kept))))
    for node in body.css("h1,h2,h3,h4,h5,h6") if tags & {"h1", "h2", "h3", "h4", "h5", "h6"} else ():
        words = node.text(separator="\n")
        if len(words) <= _HEADING_MOST and _KEPT not in words:
            line = join_lines(words.split("\n"))
            keep(node, [Heading(line, int((node.tag or "h1")[1]))] if line else [])
    for text in body.text(separator=_NODE).split(_NODE):
        if blocks := kept.pop(text, None):
            yield from blocks
        elif shown := text.strip():
            yield Paragraph(_flowed(shown))
        elif "\xa0" in text or "\u3000" in text:
            yield Paragraph("\xa0")  # blank on purpose: in a table written one cell a line, a blank cell


def _flowed(text: str) -> str:
    """A text node as it is shown: white space of the source is one space, or none between two Chinese characters.

    Non-breaking and ideographic spaces stay, for columns are made of them.
    """
    if "\n" in text:
        text = join_lines(text.split("\n"))
    return _WHITE.sub(" ", text) if "  " in text or "\t" in text else text


def _preformatted(text: str, kept: dict[str, list[Block]]) -> Iterator[list[Block]]:
    """The lines of a `<pre>`, blank ones too: they may be the blank cells of a table written one cell a line."""
    for piece in text.split(_NODE):
        yield kept.pop(piece, []) or [Paragraph(line.rstrip()) for line in piece.split("\n")]


def _keep_tables(body: LexborNode, keep: Callable[[LexborNode, list[Block]], None], kept: Mapping[str, object]) -> None:
    """Take the tables of data out, innermost first; a table around another one only lays the page out."""
    cells = 0
    for table in reversed(body.css("table")):
        rows = [_row(row) for row in _rows(table)]
        texts = [row.texts for row in rows]
        cells += sum(map(len, texts))
        if cells > MAX_CELLS:
            raise UnreadableError(f"网页里的表格超过{MAX_CELLS}个单元格，不像是年度报告", "核对文件")
        if is_data(texts) and not (kept and _KEPT in table.text()):
            keep(table, [place(rows, "html")])


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for part in table.iter():
        if part.tag == "tr":
            yield part
        elif part.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in part.iter() if row.tag == "tr")


def _row(row: LexborNode) -> Row:
    texts: list[str] = []
    spans: list[tuple[int, int]] = []
    for cell in row.iter():
        if cell.tag in ("td", "th"):
            text = cell.text(separator="\n").strip()
            texts.append(join_lines(text.split("\n")) if "\n" in text else text)
            attributes = cell.attributes
            if "colspan" in attributes or "rowspan" in attributes:
                spans += [(1, 1)] * (len(texts) - 1 - len(spans))
                spans.append((_span(attributes.get("colspan")), _span(attributes.get("rowspan"))))
    return Row(texts, spans + [(1, 1)] * (len(texts) - len(spans)) if spans else None)


def _span(value: str | None) -> int:
    digits = value.strip()[:7] if value else ""
    return int(digits) if digits.isascii() and digits.isdigit() else 1
