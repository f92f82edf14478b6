"""A document as a Word file that a clerk can go on editing: Word's own styles, grid and page-number fields."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx as python_docx
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from gongkai.typesetting import layout
from gongkai.typesetting.docx_styles import (
    HEITI,
    TABLE_TEXT,
    clean_package,
    element,
    fonts,
    indent,
    put,
    set_letterhead,
    set_page,
    set_styles,
    twips,
)
from gongkai.typesetting.model import (
    Addressee,
    Attachments,
    Block,
    Cell,
    Document,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Table,
)
from gongkai.typesetting.packing import without_times
from gongkai.typesetting.text import lines


def docx(document: Document) -> bytes:
    """The document as a Word file. It carries any character; what is seen depends on the fonts of the reader's computer."""
    word = python_docx.Document()
    set_styles(word)
    set_page(word)
    clean_package(word, document.name)
    if document.letterhead == "none":
        _paragraph(word, [Run(document.headline)], "Title")
        if document.number:
            _paragraph(word, [Run(document.number)]).alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        set_letterhead(word, document.mark, printed=document.letterhead == "printed")
        _paragraph(word, [Run(document.number)]).alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _paragraph(word)
        _paragraph(word)
        _paragraph(word, [Run(document.headline)], "Title")
    _paragraph(word)
    for block, following in zip(document.blocks, [*document.blocks[1:], None], strict=True):
        last = _block(word, block)
        if isinstance(following, Attachments | Signature | Note):
            for paragraph in last:
                paragraph.paragraph_format.keep_with_next = True
    saved = io.BytesIO()
    word.save(saved)
    return without_times(saved.getvalue())


def _block(word: WordFile, block: Block) -> Sequence[WordParagraph]:
    """Adds the block; returns its last paragraph, or those of its last row, where what ends a letter may hold on to it: of a paragraph
    Word keeps the last lines, not all.
    """
    match block:
        case Paragraph():
            return [_indented(word, block.runs)]
        case Heading():
            _paragraph(word, [Run(block.text)], f"Heading {block.level}")
        case Addressee():
            _paragraph(word, [Run(f"{block.name}：")])
        case Table():
            return _table(word, block)
        case Attachments():
            return [_attachments(word, block.names)]
        case Signature():
            return [_signature(word, block)]
        case Note():
            _indented(word, [Run(f"（{block.text}）")])
        case PageBreak():
            _paragraph(word).add_run().add_break(WD_BREAK.PAGE)
    return []


def _paragraph(word: WordFile, runs: Sequence[Run] = (), style: str = "Normal") -> WordParagraph:
    paragraph = word.add_paragraph(style=style)
    for run in runs:
        made = paragraph.add_run()
        _write(made, run.text)
        made.bold = run.bold or None
        made.underline = run.underline or None
    return paragraph


def _write(run: WordRun, text: str) -> None:
    for number, line in enumerate(lines(text)):
        if number:
            run.add_break()
        run.add_text(line)


def _indented(word: WordFile, runs: Sequence[Run]) -> WordParagraph:
    paragraph = _paragraph(word, runs)
    indent(paragraph._p.get_or_add_pPr())
    return paragraph


def _attachments(word: WordFile, names: Sequence[str]) -> WordParagraph:
    """Names under each other: “附件：” is three characters wide, a number one and a half."""
    last = _paragraph(word)
    for number, name in enumerate(names, 1):
        count = f"{number}.\t" if len(names) > 1 else ""
        hanging = 1.5 if count else 0
        left = layout.INDENT + 3 + hanging
        last.paragraph_format.keep_with_next = True
        last = word.add_paragraph()
        last.alignment = WD_ALIGN_PARAGRAPH.LEFT
        last.add_run(("附件：" if number == 1 else "") + count)
        _write(last.add_run(), name)
        properties = last._p.get_or_add_pPr()
        tabs = element("tabs")
        tabs.append(element("tab", val="left", pos=_characters(left)))
        put(properties, tabs)
        put(
            properties, element("ind", left=_characters(left), hanging=_characters(hanging + (3 if number == 1 else 0)))
        )
    return last


def _signature(word: WordFile, signature: Signature) -> WordParagraph:
    texts = (signature.organ, layout.chinese_date(signature.date))
    for _ in range(layout.BLANK_LINES[signature.seal]):
        _paragraph(word).paragraph_format.keep_with_next = True
    for text, place in zip(texts, layout.signature_places(signature), strict=True):
        paragraph = _paragraph(word, [Run(text)])
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if place.centred else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = True if text is texts[0] else None
        put(paragraph._p.get_or_add_pPr(), element("ind", left=_characters(place.left), right=_characters(place.right)))
    return paragraph


def _characters(count: float) -> int:
    return twips(count * layout.CHARACTER_PITCH)


def _table(word: WordFile, table: Table) -> Sequence[WordParagraph]:
    """Adds the table; returns the paragraphs of its last row."""
    if table.caption:
        _paragraph(word, [Run(table.caption)], "Caption")
    widths = [twips(share * layout.AREA_WIDTH) for share in table.shares]
    made = element("tbl")
    properties = element("tblPr")
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz=4, space=0, color="000000"))
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=twips(layout.CELL_INSET), type="dxa"))
    properties.extend(
        [
            element("tblW", w=sum(widths), type="dxa"),
            element("jc", val="center"),
            borders,
            element("tblLayout", type="fixed"),
            margins,
        ]
    )
    columns = element("tblGrid")
    columns.extend([element("gridCol", w=width) for width in widths])
    made.extend([properties, columns])
    last = len(table.rows) - 1
    held = range(0 if layout.fits_one_page(table) else last + 1 - layout.tail(table), last)
    for number, row in enumerate(table.grid()):
        line = element("tr")
        how = element("trPr")
        if not any(begins and layout.is_tall(table, cell, column) for cell, column, begins in row):
            how.append(element("cantSplit"))
        if number < table.header_rows:
            how.append(element("tblHeader"))
        line.append(how)
        for cell, column, begins in row:
            width = sum(widths[column : column + cell.colspan])
            line.append(_cell(word, table, cell, width, begins=begins, held=number in held))
        made.append(line)
    word._body._element.insert_element_before(made, "w:sectPr")
    return [WordParagraph(paragraph, word._body) for paragraph in line.iter(qn("w:p"))]


def _cell(word: WordFile, table: Table, cell: Cell, width: int, *, begins: bool, held: bool) -> Any:
    made = element("tc")
    properties = element("tcPr")
    properties.append(element("tcW", w=width, type="dxa"))
    if cell.colspan > 1:
        properties.append(element("gridSpan", val=cell.colspan))
    if cell.rowspan > 1:
        properties.append(element("vMerge", val="restart" if begins else "continue"))
    properties.append(element("vAlign", val="center"))
    paragraph = WordParagraph(element("p"), word._body)
    paragraph.style = word.styles[TABLE_TEXT]
    put(paragraph._p.get_or_add_pPr(), element("jc", val=cell.align))
    paragraph.paragraph_format.keep_with_next = held or None
    if begins:
        run = paragraph.add_run()
        _write(run, cell.text)
        size = int(layout.table_size(table) * 2)
        how = run._r.get_or_add_rPr()
        if cell.header:
            fonts(how, HEITI)
        how.extend([element("sz", val=size), element("szCs", val=size)])
    made.extend([properties, paragraph._p])
    return made
