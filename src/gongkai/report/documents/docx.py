"""A .docx into blocks, read from its XML parts with lxml.

Not through python-docx: that loads every part and picture, shows neither text boxes nor tracked insertions nor the numbers that
Word writes itself, and takes ten times as long to import; what a report needs is a walk over one part's paragraphs and tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from gongkai.report.documents.limits import MAX_CELLS, MAX_SPAN, POLICY
from gongkai.report.documents.numbering import Numbering, W
from gongkai.report.documents.tables import is_data, join_lines
from gongkai.report.model import Block, Grid, Heading, Paragraph
from gongkai.untrusted import UnreadableError
from gongkai.untrusted.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"

_LEFT_OUT = frozenset(
    (
        f"{W}del",
        f"{W}moveFrom",
        f"{W}instrText",
        f"{W}delText",
        f"{W}pPr",
        f"{W}sectPr",
        f"{_MC}Fallback",
        f"{W}footnoteReference",
    )
)
"""What Word does not show: deletions, field codes, and the second copy of a drawing that it keeps for older programs."""

_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
_FIELD_LINK = re.compile(r'HYPERLINK\s+"(https?://[^"]+)"', re.IGNORECASE)
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)


def read_docx(data: bytes) -> tuple[list[Block], list[str], str | None]:
    """The blocks of a Word document, the addresses it links to, its title property.

    Headers and footers, deletions, hidden text and the table of contents are left out.
    """
    package = Package(data, POLICY)
    relations = _relations(package, "_rels/.rels")
    main = next(
        (target for kind, target in relations.values() if kind.endswith("/officeDocument")), "word/document.xml"
    )
    main = main.lstrip("/")
    root = _parse(package, main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise UnreadableError("Word文档里没有正文，可能已损坏", "用Word或WPS打开核对，另存为docx后再读")
    folder, _, file = main.rpartition("/")
    links = _relations(package, f"{folder}/_rels/{file}.rels")
    reader = _Reader(_parse(package, f"{folder}/styles.xml"), _parse(package, f"{folder}/numbering.xml"))
    blocks = list(reader.blocks(body))
    if not blocks:
        raise UnreadableError("Word文档里没有文字（可能只有图片）", "提供带文字的文档")
    core = _parse(package, "docProps/core.xml")
    title = (core.findtext(_DC_TITLE) or "").strip() if core is not None else ""
    return blocks, _addresses(body, links), title or None


def _parse(package: Package, name: str) -> _Element | None:
    data = package.read(name)
    if not data:
        return None
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    # Entities stay as they are and nothing is fetched: a bomb or a file:// address in a DTD has no effect.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    return etree.fromstring(data, parser)


def _relations(package: Package, name: str) -> dict[str, tuple[str, str]]:
    root = _parse(package, name)
    return {} if root is None else {one.get("Id", ""): (one.get("Type", ""), one.get("Target", "")) for one in root}


def _addresses(body: _Element, relations: dict[str, tuple[str, str]]) -> list[str]:
    found = [relations.get(link.get(f"{_R}id", ""), ("", ""))[1] for link in body.iter(f"{W}hyperlink")]
    found += _FIELD_LINK.findall("".join(code.text or "" for code in body.iter(f"{W}instrText")))
    return list(dict.fromkeys(address for address in found if address.lower().startswith(("http://", "https://"))))


class _Style:
    """What of a paragraph style matters: its heading level, its list, whether it belongs to the table of contents."""

    __slots__ = ("contents", "level", "numbering")

    def __init__(self, element: _Element, base: _Style | None) -> None:
        name = _value(element.find(f"{W}name"))
        heading = _HEADING.fullmatch(name)
        properties = element.find(f"{W}pPr")
        numbering = _numbering(properties) if properties is not None else None
        level = int(heading[1]) if heading else _level_of(properties)
        self.numbering: tuple[str, int] | None = numbering or (base.numbering if base else None)
        self.level: int | None = level or (base.level if base else None)
        self.contents = bool(_CONTENTS.fullmatch(name))


class _Reader:
    """Walks a document's body in order; counts numbered paragraphs on the way."""

    def __init__(self, styles: _Element | None, numbering: _Element | None) -> None:
        self._numbering = Numbering(numbering)
        self._styles: dict[str, _Style] = {}
        self._cells = 0
        for element in styles.iterchildren(f"{W}style") if styles is not None else ():
            # A style is nearly always defined after the one that it is based on.
            base = self._styles.get(_value(element.find(f"{W}basedOn")))
            self._styles[element.get(f"{W}styleId", "")] = _Style(element, base)

    def blocks(self, parent: _Element) -> Iterator[Block]:
        """The blocks in `parent`, a body, a cell or a text box."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                yield from self._paragraph(child)
            elif tag == f"{W}tbl":
                yield from self._table(child)
            elif tag not in _LEFT_OUT and len(child):
                yield from self.blocks(child)  # content controls, insertions; depth is bounded by the parser

    def _paragraph(self, paragraph: _Element) -> Iterator[Block]:
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.get(_value(properties.find(f"{W}pStyle")) if properties is not None else "")
        if style is not None and style.contents:
            return
        pieces: list[str] = []
        boxes: list[_Element] = []
        _collect(paragraph, pieces, boxes)
        text = "".join(pieces)
        if text.strip():
            lines = [line for line in (self._number(properties, style) + text).split("\n") if line.strip()]
            level = _level_of(properties) or (style.level if style else None)
            yield from (
                Heading(line.strip(), level) if level else Paragraph(line.strip(" \r\n\t\xa0\u3000")) for line in lines
            )
        for box in boxes:
            yield from self.blocks(box)

    def _number(self, properties: _Element | None, style: _Style | None) -> str:
        own = _numbering(properties) if properties is not None else None
        number = own or (style.numbering if style else None)
        return self._numbering.label(*number) if number else ""

    def _table(self, table: _Element) -> Iterator[Block]:
        rows: list[list[str]] = []
        columns: list[list[int]] = []
        inside: list[Block] = []
        for row in _children(table, f"{W}tr"):
            rows.append([])
            columns.append([])
            column = _whole(_value(row.find(f"{W}trPr/{W}gridBefore")))
            for cell in _children(row, f"{W}tc"):
                properties = cell.find(f"{W}tcPr")
                blocks = list(self.blocks(cell))
                inside += blocks
                # A merged cell is written again in each row that it covers: it counts for the columns, and is left out.
                if not _continues(properties):
                    rows[-1].append(join_lines(block.text for block in blocks if not isinstance(block, Grid)))
                    columns[-1].append(column)
                across = _whole(_value(properties.find(f"{W}gridSpan"))) if properties is not None else 1
                column += min(max(across, 1), MAX_SPAN)
                self._cells += 1
            if self._cells > MAX_CELLS:
                raise UnreadableError(f"文档里的表格超过{MAX_CELLS}个单元格，不像是年度报告", "核对文件")
        nested = any(isinstance(block, Grid) for block in inside)
        yield from inside if nested or not is_data(rows) else [Grid(rows, "docx", columns)]


def _collect(element: _Element, pieces: list[str], boxes: list[_Element]) -> None:
    for child in element:
        tag = child.tag
        if tag == f"{W}t":
            pieces.append(child.text or "")
        elif tag in _SIGNS:
            pieces.append("" if tag == f"{W}br" and child.get(f"{W}type") == "page" else _SIGNS[tag])
        elif tag == f"{W}txbxContent":
            boxes.append(child)
        elif tag == f"{W}r" and child.find(f"{W}rPr/{W}vanish") is not None:
            continue
        elif tag not in _LEFT_OUT and len(child):
            _collect(child, pieces, boxes)


def _children(element: _Element, tag: str) -> Iterator[_Element]:
    """Rows of a table or cells of a row, also those inside content controls or tracked insertions."""
    for child in element:
        if child.tag == tag:
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _children(child, tag)


def _continues(properties: _Element | None) -> bool:
    for name in ("vMerge", "hMerge"):
        merge = properties.find(f"{W}{name}") if properties is not None else None
        if merge is not None and merge.get(f"{W}val", "continue") == "continue":
            return True
    return False


def _numbering(properties: _Element) -> tuple[str, int] | None:
    element = properties.find(f"{W}numPr")
    number = _value(element.find(f"{W}numId")) if element is not None else ""
    return (number, _whole(_value(element.find(f"{W}ilvl")))) if element is not None and number else None


def _level_of(properties: _Element | None) -> int | None:
    outline = _value(properties.find(f"{W}outlineLvl")) if properties is not None else ""
    return int(outline) + 1 if outline in tuple("012345678") else None


def _value(element: _Element | None) -> str:
    return (element.get(f"{W}val") or "") if element is not None else ""


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
