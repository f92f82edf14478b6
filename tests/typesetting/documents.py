"""Documents for the tests of typesetting, and how what was made of them is read again."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx as python_docx
import pdfplumber
from openxml_audit import OpenXmlValidator

from gongkai.typesetting import (
    Addressee,
    Attachments,
    Cell,
    Document,
    Heading,
    Letterhead,
    Note,
    Paragraph,
    Run,
    Signature,
    Table,
)

MM = 72 / 25.4
LETTER = Document(
    "政府信息公开申请答复书",
    (
        Addressee("某某某"),
        Heading(1, "一、基本情况"),
        Paragraph("您提交的政府信息公开申请本机关已经收到"),
        Paragraph([Run("重要提示", bold=True), Run("可以申请行政复议", underline=True)]),
        Attachments(["目录", "说明"]),
        Signature("云溪县民政局", date(2026, 11, 2)),
        Note("联系电话：0000-1234567"),
    ),
    number="云民公开〔2026〕12号",
    organ="云溪县民政局",
)
MERGED = Table(
    [
        [Cell("项目", header=True, rowspan=2), Cell("申请人情况", header=True, colspan=2)],
        [Cell("自然人", header=True), Cell("总计", header=True)],
        *([Cell(f"第{row}行"), Cell(str(row)), Cell(str(row))] for row in range(60)),
    ]
)


HEADED = replace(
    LETTER, letterhead="printed", blocks=(*LETTER.blocks[:4], Paragraph("字" * 28 * 15), *LETTER.blocks[4:])
)
RED = (1, 0, 0)


def a_letter(
    signs: int, attachments: Sequence[str] = (), letterhead: Letterhead = "none", *, seal: bool = True
) -> Document:
    """A letter whose last paragraph has so many signs."""
    blocks = (
        Addressee("某某某"),
        Paragraph("字" * signs),
        *([Attachments(attachments)] if attachments else []),
        Signature("云溪县民政局", date(2026, 11, 2), seal),
        Note("联系电话：0000-1234567"),
    )
    return Document("政府信息公开申请答复书", blocks, organ="云溪县民政局", letterhead=letterhead)


def rules(page: pdfplumber.page.Page) -> list[tuple[float, float, float, float]]:
    """The red rules of a page from above: left and right end and middle in mm, thickness in points."""
    found = {
        (round(each["x0"] / MM, 1), round(each["x1"] / MM, 1), round((each["top"] + each["bottom"]) / 2 / MM, 1),
         each["bottom"] - each["top"] or each["linewidth"])
        for each in (*page.rects, *page.lines)
        if each["width"] > 156 * MM
    }  # fmt: skip
    return sorted(found, key=lambda rule: rule[2])


def pages(data: bytes) -> list[pdfplumber.page.Page]:
    return list(pdfplumber.open(io.BytesIO(data)).pages)


def pdf_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pages(data))


def squeezed(text: str) -> str:
    return "".join(text.split())


def docx_text(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in python_docx.Document(io.BytesIO(data)).paragraphs)


def assert_word_opens(data: bytes) -> None:
    """The Word file is one that Word's own validation lets pass: it opens it without an offer to repair it."""
    with tempfile.TemporaryDirectory() as folder:
        (path := Path(folder, "document.docx")).write_bytes(data)
        assert [f"{error.part_uri}: {error.description}" for error in OpenXmlValidator().validate(path).errors] == []
