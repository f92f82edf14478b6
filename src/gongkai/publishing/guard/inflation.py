"""How much a PDF inflates to, found out before a reader inflates it: a few kilobytes can claim gigabytes."""

from __future__ import annotations

import re
import zlib

from gongkai.publishing.guard.limits import MAX_PDF_CONTENT_BYTES, UnreadableError

_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 1_000
_ADVICE = "由原文档重新导出PDF后上传。"


def check_inflation(data: bytes) -> None:
    """Raises `UnreadableError` where a stream of the PDF `data` that is no picture or font, or all of them, hold too much."""
    total = 0
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()].rpartition(b" obj")[2]
        if b"/Image" in before or b"/Length1" in before or b"Type0C" in before or b"OpenType" in before:
            continue
        total += _inflated(data, match.end())
        if total > MAX_PDF_CONTENT_BYTES:
            raise UnreadableError("PDF的内容解压后过大，不像是文档，未予检查。", _ADVICE)


def _inflated(data: bytes, start: int) -> int:
    """The size of what is compressed at `start`, twice compressed too; 0 where nothing is."""
    size = 0
    view = memoryview(data)[start:]
    for _ in range(2):
        if len(view) < 2 or view[0] & 0x0F != 8 or (view[0] << 8 | view[1]) % 31:
            break
        try:
            inflated = zlib.decompressobj().decompress(view, MAX_PDF_CONTENT_BYTES + 1)
        except zlib.error:
            break
        size += len(inflated)
        view = memoryview(inflated)
    return size
