"""How much a PDF inflates to, found out before a reader inflates it: a few kilobytes can claim gigabytes."""

from __future__ import annotations

import re
import zlib

from gongkai.untrusted import Policy

_STREAM = re.compile(rb"(?<!end)stream[^\r\n]{0,99}(?:\r\n?|\n)")
"""Readers take the rest of the line, whatever it is, for part of the keyword."""

_DICTIONARY = 1_000
"""Bytes looked at before a stream for what it is."""

_OTHER = (b"/Image", b"/Length1", b"/FontFile", b"Type0C", b"OpenType")
_RUNS = re.compile(rb"/(?:LZW(?:Decode)?|RL|RunLengthDecode)\b")
_RUN_RATIO = 100
"""What a byte of run lengths or LZW is taken to become; it is not tried. 64 is the most for run lengths."""

_EVERY_STREAM = 100
"""Bytes that a stream counts for beside its content, or millions of empty ones would take minutes."""

_LAYERS = 3
_CHUNK = 1 << 14


def check_inflation(data: bytes, policy: Policy) -> None:
    """Raises `UnreadableError` where the streams of the PDF `data` hold more than `policy` lets through.

    Pictures and fonts, which weigh more, are counted apart. Streams that are encrypted or written in ASCII are not looked into.
    """
    content = other = 0
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()].rpartition(b" obj")[2]
        size = _inflated(data, match.end(), policy.pdf_content_bytes) + _EVERY_STREAM
        if _RUNS.search(before):
            end = data.find(b"endstream", match.end())
            size = max(size, _RUN_RATIO * ((end if end >= 0 else len(data)) - match.end()))
        if any(mark in before for mark in _OTHER):
            other += size
        else:
            content += size
        if content > policy.pdf_content_bytes or other > policy.pdf_other_bytes:
            raise policy.large_pdf.error()


def _inflated(data: bytes, start: int, limit: int) -> int:
    """The size of what is compressed at `start`, through all layers of compression, each up to `limit`; 0 where nothing is."""
    size = 0
    for _ in range(_LAYERS):
        head = data[start : start + 2]
        if len(head) < 2 or head[0] & 0x0F != 8 or (head[0] << 8 | head[1]) % 31:
            break
        data, read = _layer(data, start, limit)
        size += max(len(data), read)
        start = 0
    return size


def _layer(data: bytes, start: int, limit: int) -> tuple[bytes, int]:
    """What inflates at `start`, up to just over `limit`, and from how many bytes; where it is damaged, what came before.

    Readers too use what came before. Done piece by piece: given all at once, the rest of the file would be copied for each stream.
    """
    decoder = zlib.decompressobj()
    pieces: list[bytes] = []
    size = read = 0
    try:
        while size <= limit and not decoder.eof and (piece := data[start + read : start + read + _CHUNK]):
            pieces.append(decoder.decompress(piece, limit + 1 - size))
            size += len(pieces[-1])
            read += len(piece) - len(decoder.unused_data)
    except zlib.error:
        pass
    return b"".join(pieces), read
