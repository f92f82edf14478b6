"""From a file's bytes to what stands in it: plain text as text, everything else as blocks in document order.

The content decides what a file is, its name only hints. Whatever cannot be read ends in one `UnreadableError` whose Chinese
sentence says what is wrong and what to do; nothing in a document is executed and nothing it names is fetched.
Each format's library is imported when a file of that format comes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.report.documents.limits import MAX_FILE_BYTES, MAX_TEXT_CHARACTERS, POLICY
from gongkai.report.model import Block, Grid, Heading, Paragraph
from gongkai.untrusted import UnreadableError
from gongkai.untrusted.bounds import readable

if TYPE_CHECKING:
    from gongkai.report.documents.sniff import Kind

_JOINT = "\x1e"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as opened: its `text` (kind `text`) or its `blocks` (all other kinds).

    `links` are the http(s) addresses that it links to, `title` the one that its format carries apart from the text, `meta` a
    page's `<meta name=…>`; `repairs` counts broken characters (`encoding`) and dropped parts of the site (`page_chrome`).
    """

    kind: Kind
    text: str | None = None
    blocks: list[Block] | None = None
    links: list[str] = field(default_factory=list)
    title: str | None = None
    meta: dict[str, str] = field(default_factory=dict)
    repairs: dict[str, int] = field(default_factory=dict)


def open_document(data: bytes, name: str = "", mend: Callable[[str], str] | None = None) -> Opened:
    """Open `data`, the content of the file `name`.

    `mend` repairs garbled text: it is put to decoded text and to a page's source before they are looked into, and to all texts of
    the other kinds. Raises `UnreadableError`, and nothing else, for what cannot be read.
    """
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableError(
            f"文件超过{MAX_FILE_BYTES // 1_000_000}MB，不像是一份年度报告，未予读取", "只保留报告本身"
        )
    from gongkai.report.documents.saved import is_saved_page, page_in
    from gongkai.report.documents.sniff import sniff

    with readable("文件", POLICY):
        if is_saved_page(data):
            data = page_in(data)
        kind = sniff(data, name)
        return _open_text(data, mend) if kind is None else _mended(_open_binary(kind, data), mend)


def _open_text(data: bytes, mend: Callable[[str], str] | None) -> Opened:
    from gongkai.report.documents.decoding import decode
    from gongkai.report.documents.sniff import is_page

    text, broken = decode(data)
    repairs = {"encoding": broken} if broken else {}
    if is_page(text):
        from gongkai.report.documents.html import html_blocks

        page = html_blocks(text, mend)
        return Opened("html", None, page.blocks, page.links, page.title, page.meta, repairs | page.repairs)
    if len(text) > MAX_TEXT_CHARACTERS:
        raise UnreadableError(f"文本超过{MAX_TEXT_CHARACTERS // 10_000}万字符，不像是一份年度报告", "只保留报告本身")
    return Opened("text", mend(text) if mend else text, repairs=repairs)


def _open_binary(kind: Kind, data: bytes) -> Opened:
    if kind == "docx":
        from gongkai.report.documents.docx import read_docx

        return Opened(kind, None, *read_docx(data))
    if kind == "xlsx":
        from gongkai.report.documents.xlsx import read_xlsx

        return Opened(kind, None, read_xlsx(data))
    from gongkai.report.documents.pdf import read_pdf

    return Opened(kind, None, *read_pdf(data))


def _mended(opened: Opened, mend: Callable[[str], str] | None) -> Opened:
    """The same with every text mended: all in one go, for garbling is told from the whole better than from a cell."""
    if mend is None or not opened.blocks:
        return opened
    texts = [text for block in opened.blocks for text in _texts(block)]
    mended = mend(_JOINT.join(texts)).split(_JOINT)
    if len(mended) != len(texts):
        mended = [mend(text) for text in texts]
    fresh = iter(mended)
    blocks = [_with_texts(block, [next(fresh) for _ in _texts(block)]) for block in opened.blocks]
    title = mend(opened.title) if opened.title else None
    return Opened(opened.kind, None, blocks, opened.links, title, opened.meta, opened.repairs)


def _texts(block: Block) -> list[str]:
    return [text for row in block.rows for text in row] if isinstance(block, Grid) else [block.text]


def _with_texts(block: Block, texts: list[str]) -> Block:
    if isinstance(block, Grid):
        fresh = iter(texts)
        return Grid([[next(fresh) for _ in row] for row in block.rows], block.layout, block.columns)
    return Heading(texts[0], block.level) if isinstance(block, Heading) else Paragraph(texts[0])


__all__ = ["Opened", "open_document"]
