"""A PDF with a text layer into blocks: paragraphs put together from lines, ruled tables from their lines, over page ends."""

from __future__ import annotations

import contextlib
import io
import itertools
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pdfplumber.page
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from gongkai.report.documents.limits import MAX_CELLS, MAX_PAGES, MAX_PDF_SECONDS, POLICY, TOO_SLOW
from gongkai.report.documents.ruled import Char, Line, Table, lines, tables
from gongkai.report.model import Block, Paragraph
from gongkai.untrusted import UnreadableError
from gongkai.untrusted.bounds import deadline, readable
from gongkai.untrusted.inflation import check_inflation

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font, on standard error

_MARGIN = 0.09
"""The share of a page's height at its top and bottom in which running heads and page numbers stand."""

_PAGE_NUMBER = re.compile(r"[\s\-—–―－·.第共页/|]*\d{1,3}[\s\-—–―－·.第共页/|\d]*")
_BEGINNING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．]\D|附件|附表|第[一二三四五六七八九十]+[条章部])"
)
"""What begins a heading or an item of a list, wherever on the line it stands."""

_ENDS = "。：；！？!;:"
"""What a paragraph ends with."""

_CID = re.compile(r"\(cid:\d+\)")


@dataclass(slots=True)
class _Page:
    """A page's lines and tables from top to bottom; `left` and `right` are the edges of its text."""

    items: list[Line | Table]
    height: float
    width: float
    left: float = 0.0
    right: float = 0.0


def read_pdf(data: bytes) -> tuple[list[Block], list[str]]:
    """The blocks of a PDF and the addresses it links to.

    Raises `UnreadableError` where it is damaged, encrypted, has no text layer or takes too long.
    """
    data = data[data.find(b"%PDF-") :]
    check_inflation(data, POLICY)
    with readable("PDF文件", POLICY), deadline(MAX_PDF_SECONDS, TOO_SLOW), _opened(data) as pdf:
        if sum(1 for _ in itertools.islice(PDFPage.create_pages(pdf.doc), MAX_PAGES + 1)) > MAX_PAGES:
            raise UnreadableError(f"PDF超过{MAX_PAGES}页，不像是一份年度报告", "只保留报告所在的页")
        links: list[str] = []
        pages: list[_Page] = []
        pictures = 0
        for page in pdf.pages:
            pages.append(_page(page))
            pictures += len(page.images)
            links += _links(page)
            page.close()
        _check_text(pages, pictures)
        _drop_running_lines(pages)
        return list(_blocks(pages)), list(dict.fromkeys(links))


def _opened(data: bytes) -> PDF:
    try:
        return PDF(io.BytesIO(data))
    except PdfminerException as error:
        cause = error.args[0] if error.args else None
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise UnreadableError("PDF设有打开密码，无法读出", "取消密码后再读") from error
        raise


def _page(page: pdfplumber.page.Page) -> _Page:
    chars = list(_chars(page))
    found = [table for table in tables(page, chars) if table.is_data()]
    if sum(len(row) for table in found for row in table.rows) > MAX_CELLS:
        raise UnreadableError(f"PDF里的表格超过{MAX_CELLS}个单元格，不像是年度报告", "核对文件")
    outside = lines([char for char in chars if not any(table.holds(char) for table in found)])
    items: list[Line | Table] = sorted([*outside, *found], key=lambda item: item.top)
    return _Page(items, float(page.height), float(page.width))


def _chars(page: pdfplumber.page.Page) -> Iterator[Char]:
    """What is printed on the page, once where it is printed twice to look bold."""
    seen: set[tuple[str, int, int]] = set()
    for char in page.chars:
        key = (char["text"], round(char["x0"] / 2), round(char["top"] / 2))
        if char["upright"] and char["text"].strip() and key not in seen:
            seen.add(key)
            yield Char(char["text"], char["x0"], char["x1"], char["top"], char["bottom"])


def _links(page: pdfplumber.page.Page) -> list[str]:
    with contextlib.suppress(Exception):  # a malformed note in the margin is no reason not to read the page
        addresses = [str(link.get("uri") or "") for link in page.hyperlinks]
        return [address for address in addresses if address.lower().startswith(("http://", "https://"))]
    return []


def _check_text(pages: Sequence[_Page], pictures: int) -> None:
    text = "".join(item.text for page in pages for item in page.items)
    if not text.strip():
        if pictures:
            raise UnreadableError("PDF只有图片，没有文字层", "提供由文档导出的PDF，或先做文字识别")
        raise UnreadableError("PDF里没有文字", "提供由文档导出的带文字层的PDF")
    unknown = _CID.findall(text)
    if 2 * sum(map(len, unknown)) > len(text):
        raise UnreadableError("PDF的字体没有文字编码，读出的是乱码", "由原文档重新导出，或先做文字识别")


def _drop_running_lines(pages: list[_Page]) -> None:
    """Leave out page numbers, and what stands at the top or bottom of more than one page with only the digits differing."""

    def at_edge(page: _Page, item: Line | Table) -> bool:
        edge = _MARGIN * page.height
        return isinstance(item, Line) and (item.bottom < edge or item.top > page.height - edge)

    repeated = Counter(
        text for page in pages for text in {_without_digits(item.text) for item in page.items if at_edge(page, item)}
    )
    for page in pages:
        page.items = [
            item
            for item in page.items
            if not at_edge(page, item)
            or not (_PAGE_NUMBER.fullmatch(item.text.strip()) or repeated[_without_digits(item.text)] > 1)
        ]
    for page in pages:  # the last page has a few lines only: the edges of the text are those of all pages of its size
        alike = [item for other in pages if abs(other.width - page.width) < 1 for item in other.items]
        body = [item for item in alike if isinstance(item, Line) and "\t" not in item.text]
        page.left = min((line.x0 for line in body), default=0.0)
        page.right = max((line.x1 for line in body), default=0.0)


def _without_digits(text: str) -> str:
    return re.sub(r"[\d\s]", "", text)


def _blocks(pages: Sequence[_Page]) -> Iterator[Block]:
    paragraph: list[Line] = []
    table: Table | None = None
    last: tuple[_Page, Line | Table] | None = None
    for page in pages:
        for item in page.items:
            if isinstance(item, Table):
                yield from _paragraph(paragraph)
                paragraph = []
                first = item is page.items[0]
                if (
                    table is not None
                    and first
                    and last is not None
                    and last[1] is last[0].items[-1]
                    and table.goes_on(item)
                ):
                    table.rows += item.rows
                else:
                    yield from [table.grid()] if table else []
                    table = item
            else:
                yield from [table.grid()] if table else []
                table = None
                if not (paragraph and last is not None and _goes_on(last[0], paragraph, page, item)):
                    yield from _paragraph(paragraph)
                    paragraph = []
                paragraph.append(item)
            last = (page, item)
    yield from _paragraph(paragraph)
    yield from [table.grid()] if table else []


def _goes_on(page: _Page, paragraph: Sequence[Line], next_page: _Page, following: Line) -> bool:
    """Whether a line break is only the edge of the page: the line is full, and the next one is not set off from it."""
    line = paragraph[-1]
    if "\t" in line.text or "\t" in following.text or _BEGINNING.match(following.text):
        return False
    # a number or a Latin word is not divided: the line before it may end well before the edge
    ragged = 1.7 if line.text[-1] in _ENDS else 6
    full = line.x1 >= page.right - ragged * line.size and line.x1 - line.x0 > 10 * line.size
    flush = following.x0 <= next_page.left + 0.8 * following.size
    alone = line.text[-1] in _ENDS and abs(following.x0 - line.x0) < 1 and len(paragraph) == 1
    near = page is not next_page or following.top - line.bottom < 1.8 * line.size
    return full and flush and near and not alone and abs(line.size - following.size) < 1


def _paragraph(lines_: list[Line]) -> Iterator[Block]:
    text = ""
    for line in lines_:
        apart = text and text[-1].isascii() and line.text[0].isascii() and text[-1].isalpha() and line.text[0].isalpha()
        text += (" " if apart else "") + line.text
    if text.strip():
        yield Paragraph(text.strip())
