"""Pages and plain text as attachments: HTML, CSV, TXT; OFD's text. Scripts in a page are `active-content`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from gongkai.guard.finding import Finding
from gongkai.guard.limits import MAX_TEXT_CHARACTERS
from gongkai.guard.links import Link, read_links
from gongkai.guard.package import Package, local
from gongkai.guard.reading import Settings, fact
from gongkai.guard.reading import read as read_whole
from gongkai.guard.text import Text
from gongkai.untrusted import UnreadableError

_MAX_PAGE = 8_000_000
_LINES = frozenset(
    ("p", "div", "tr", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "title", "dt", "dd")
)
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(("script", "style", "noscript", "template"))
_HANDLER = re.compile(r"<(?:script|iframe|object|embed)\b|\son[a-z]{3,20}\s*=", re.IGNORECASE)


def html_text(source: str) -> str:
    """The words of HTML, cells of a row set apart by tabs, everything else that stands apart by line ends."""
    pieces: list[str] = []
    body = LexborHTMLParser(source[:_MAX_PAGE]).root
    skipped = None
    for node in body.traverse(include_text=True) if body is not None else ():
        if skipped is not None and node.parent == skipped:
            continue
        skipped = node if node.tag in _UNSEEN else None
        if node.tag == "-text":
            pieces.append(" ".join(node.text_content.split()) if node.text_content else "")
        elif node.tag in _CELLS:
            pieces.append("\t")
        elif node.tag in _LINES:
            pieces.append("\n")
    return re.sub(r"\n[\n\t ]*(?=\n)|(?<=\n)\t", "", "".join(pieces)).strip("\n")


def html_links(source: str) -> list[Link]:
    """The links of HTML in their order."""
    anchors = LexborHTMLParser(source[:_MAX_PAGE]).css("a[href]")
    return [Link(anchor.text().strip(), anchor.attributes.get("href") or "") for anchor in anchors]


def read_page(base: str, data: bytes, settings: Settings) -> Iterator[Finding]:
    """An HTML or SVG attachment."""
    source = decode(data)
    if _HANDLER.search(source):
        message = "网页里有程序，打开时会在读者的浏览器里运行。"
        yield fact(
            settings, base, "active-content", "error", message, "另存为docx或者PDF后重新上传。", article="r2019.17"
        )
    yield from read_links(base, html_links(source), settings.own_hosts, salt=settings.salt)
    yield from _read(base, html_text(source), settings)


def read_plain(base: str, data: bytes, settings: Settings, *, table: bool) -> Iterator[Finding]:
    """A text file, or a CSV `table`."""
    text = decode(data)
    if table:
        try:
            rows = csv.reader(io.StringIO(text.replace("\0", ""), newline=""))
            text = "\n".join("\t".join(re.sub(r"\s", " ", cell) for cell in row) for row in rows)
        except csv.Error:
            pass  # one huge field is no table; the text is read as it stands
    yield from _read(base, text, settings)


def read_ofd(base: str, package: Package, settings: Settings) -> Iterator[Finding]:
    """An OFD file's text by pages; what it hides cannot be told."""
    whole = Text(base)
    pages = [name for name in package.names if re.search(r"Pages/Page_[0-9]+/Content\.xml$", name)]
    for number, name in enumerate(
        sorted(pages, key=lambda name: [int(part) for part in re.findall("[0-9]+", name)]), 1
    ):
        words = [
            element.text or ""
            for event, element in package.walk(name)
            if event == "end" and local(element) == "TextCode"
        ]
        whole.add("\n".join(words), f"第{number}页")
    yield from read_whole(whole, settings)
    message = "OFD文件只检查了文字，没有检查盖住的文字、批注和附件。"
    yield fact(settings, base, "partly-read", "note", message, "人工核对；也可以同时提供PDF。")


def decode(data: bytes) -> str:
    """Text of a file by its byte order mark, as UTF-8, or as GB 18030; what is none of them raises `UnreadableError`."""
    codes = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for code in codes:
        try:
            return data.decode(code)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("文件的文字编码无法辨认，没有检查", "另存为UTF-8编码的文本或者docx后重新上传")


def _read(base: str, text: str, settings: Settings) -> Iterator[Finding]:
    whole = Text(base)
    whole.add(text[:MAX_TEXT_CHARACTERS])
    yield from read_whole(whole, settings)
    if len(text) > MAX_TEXT_CHARACTERS:
        raise UnreadableError("文件的文字过多，只检查了前面一部分", "拆成几个文件后重新上传")
