"""Text and files that nobody wrote to be read: time grows with length only, and every file ends in findings, never in an error."""

from __future__ import annotations

import io
import time
import zlib

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from gongkai.guard import default_words
from tests.guard.reading import (
    ADULT,
    CARD,
    MOBILE,
    file_findings,
    only,
    rules,
    text_findings,
    zipped,
)

SIZE = 500_000
SECONDS = 20
"""Far more than is needed; work that grows with the square of the length would take hours."""

PIECES = [
    "1",
    "1 ",
    "1-",
    "１",
    "一",
    "的",
    "王",
    "\t",
    "\n",
    "户1单元",
    "路1号",
    "村一组1号",
    f"{MOBILE} ",
    f"{MOBILE}\t",
    f"{CARD} ",
    f"{ADULT}、",
    "张三\t12345678901\t",
    "张三\t12345678901\n",
    "王小明，男，1",
    "王小明患有",
    "https://a/",
    "云A",
    "按",
    "\u200b",
]


@pytest.mark.long
@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_length_only(piece: str) -> None:
    text = piece * (SIZE // len(piece))
    begun = time.process_time()

    text_findings(text, default_words())

    assert time.process_time() - begun < SECONDS / 2


def _book() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "公开"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _pdf_bomb() -> bytes:
    stream = zlib.compress(b"0 0 m\n" * 10_000_000)
    return b"%%PDF-1.4\n1 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj" % (len(stream), stream)


_ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "公开公开公开">'
    + "".join(f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 20}">' for level in range(8))
    + ']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p>'
    "</w:body></w:document>"
)

HOSTILE = {
    "nothing": b"",
    "blanks": b" \n\0",
    "half a workbook": _book()[: len(_book()) // 2],
    "a pdf's head": b"%PDF-1.7\n",
    "a pdf that inflates to gigabytes": _pdf_bomb(),
    "a document that is no xml": zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document"}),
    "elements without end": zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a>" * 100_000}),
    "an inflated part": zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": b" " * 70_000_000}),
    "many parts": zipped({f"word/{number}.xml": "" for number in range(5_001)}),
    "an unknown format": b"\x01\x02\x03\0\xff\xfe" * 100,
    "another archive": b"Rar!\x1a\x07\x01\x00" + b"\0" * 50,
    "a broken picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    "another office's document": zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
    "an encrypted old file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "rich text": b"{\\rtf1\\ansi 123}",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_cannot_be_read_says_so_and_what_to_do(data: bytes) -> None:
    begun = time.process_time()
    found = file_findings("附件.docx", data)

    told = [finding for finding in found if finding.rule in ("unreadable", "old-format")]
    assert len(told) == 1, found
    assert told[0].message
    assert told[0].advice
    assert time.process_time() - begun < SECONDS


def test_entities_within_entities_are_not_expanded() -> None:
    begun = time.process_time()
    found = file_findings("a.docx", zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": _ENTITIES}))

    assert rules(found) <= {"unreadable"}
    assert time.process_time() - begun < SECONDS


def test_damaged_properties_do_not_keep_the_text_from_being_read() -> None:
    part = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"<w:p><w:r><w:t>{ADULT}</w:t></w:r></w:p></w:body></w:document>"
    )
    parts = {"[Content_Types].xml": "<Types/>", "docProps/core.xml": "<broken", "word/document.xml": part}

    assert rules(file_findings("a.docx", zipped(parts))) == {"identity-number", "unreadable"}


def test_a_page_of_countless_boxes_and_words_ends_in_time() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number in range(12_000):
        canvas.drawString(number % 500, number % 800, "a")
        canvas.rect(number % 500, number % 700, 5, 5, fill=1)
    canvas.save()
    begun = time.process_time()

    file_findings("a.pdf", buffer.getvalue())

    assert time.process_time() - begun < 2 * SECONDS


def test_what_stands_before_a_damaged_place_is_still_told() -> None:
    part = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"<w:p><w:r><w:t>{ADULT}</w:t></w:r></w:p><w:p></w:body>"
    )
    found = file_findings("a.docx", zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": part}))

    assert only(found, "identity-number").place == "附件“a.docx”第1段"
    assert only(found, "unreadable").advice


@settings(deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xd8\xff\0", b"<html>", b"\x89PNG\r\n\x1a\n\0"]),
)
def test_no_bytes_raise(data: bytes, head: bytes) -> None:
    for finding in file_findings("a", head + data):
        assert finding.advice


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(0, 255))
def test_no_damaged_workbook_raises(place: int, value: int) -> None:
    data = bytearray(_book())
    data[place % len(data)] = value

    file_findings("a.xlsx", bytes(data))
