"""How much a PDF inflates to, found out before a reader inflates it: a few kilobytes can claim gigabytes."""

from __future__ import annotations

import re
import zlib

from gongkai.report.documents.limits import MAX_PDF_CONTENT_BYTES
from gongkai.report.model import UnreadableError

_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 1_000
"""Bytes looked at before a stream for what it is."""

_MAX_LAYERS = 3
_MAX_OTHER_BYTES = 16 * MAX_PDF_CONTENT_BYTES
"""Of inflated pictures and fonts, which are not drawn here; Chinese fonts are large."""


def check_inflation(data: bytes) -> None:
    """Raises `UnreadableError` where the streams of the PDF `data` hold more than a report's pages can."""
    content = other = 0
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()].rpartition(b" obj")[2]
        is_other = b"/Image" in before or b"/Length1" in before or b"/FontFile" in before or b"Type0C" in before
        size = _inflated(data, match.end())
        if b"/LZWDecode" in before or b"/RunLengthDecode" in before:
            size = max(size, 100 * (data.find(b"endstream", match.end()) - match.end()))
        content, other = (content, other + size) if is_other else (content + size, other)
        if content > MAX_PDF_CONTENT_BYTES or other > _MAX_OTHER_BYTES:
            raise UnreadableError("PDF的内容解压后过大，不像是一份报告，未予读取；请导出为docx或网页后再读")


def _inflated(data: bytes, start: int) -> int:
    """The size of what is compressed at `start`, through all layers of compression; 0 where nothing is."""
    size = 0
    piece = data[start : start + 2]
    for _ in range(_MAX_LAYERS):
        if len(piece) < 2 or piece[0] & 0x0F != 8 or (piece[0] << 8 | piece[1]) % 31:
            break
        decoder = zlib.decompressobj()
        try:
            data = decoder.decompress(memoryview(data)[start:], MAX_PDF_CONTENT_BYTES + 1)
        except zlib.error:
            break
        size += len(data)
        piece, start = data[:2], 0
    return size
