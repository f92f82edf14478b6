"""Official documents (公文) in the layout of GB/T 9704-2012: one model, set as a PDF or as a Word file. Pure functions.

The same document gives the same bytes. What of a text is printed says `text.lines`.
"""

from __future__ import annotations

from gongkai.typesetting.into_docx import docx
from gongkai.typesetting.into_pdf import UnprintableError, pdf
from gongkai.typesetting.model import (
    Addressee,
    Align,
    Attachments,
    Block,
    Cell,
    Document,
    Heading,
    Letterhead,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Table,
)

__all__ = [
    "Addressee",
    "Align",
    "Attachments",
    "Block",
    "Cell",
    "Document",
    "Heading",
    "Letterhead",
    "Note",
    "PageBreak",
    "Paragraph",
    "Run",
    "Signature",
    "Table",
    "UnprintableError",
    "docx",
    "pdf",
]
