"""How much a PDF inflates to, found out before a reader inflates it: a few kilobytes can claim gigabytes."""

from __future__ import annotations

import base64
import re
import zlib

from gongkai.untrusted import Policy

_STREAM = re.compile(rb"(?<!end)stream[^\r\n]*+(?:\r\n?|\n|\Z)")
"""Readers take the rest of the line, whatever it is, for part of the keyword."""

_DICTIONARY = 1_000
"""Bytes looked at before a stream for what it is."""

_OTHER = (b"/Image", b"/Length1", b"/FontFile", b"Type0C", b"OpenType")
_RUNS = re.compile(rb"/(?:LZW(?:Decode)?|RL|RunLengthDecode)\b")
_RUN_RATIO = 100
"""What a byte of run lengths or LZW is taken to become; it is not tried. 64 is the most for run lengths."""

_ASCII = re.compile(rb"/A(?:SCII)?(?P<base>85|Hx|Hex)(?:Decode)?\b")
_OPENING_85 = re.compile(rb"\s{0,99}<?\s{0,99}~")
_NO_BASE_85 = bytes(sign for sign in range(256) if not 0x21 <= sign <= 0x75 and sign != 0x7A)
_NO_HEX = bytes(sign for sign in range(256) if sign not in b"0123456789abcdefABCDEF")

_EVERY_STREAM = 100
"""Bytes that a stream counts for beside its content, or millions of empty ones would take minutes."""

_LAYERS = 4
_CHUNK = 1 << 14


def check_inflation(data: bytes, policy: Policy) -> None:
    """Raises `UnreadableError` where the streams of the PDF `data` hold more than `policy` lets through.

    Pictures and fonts, which weigh more, are counted apart. Encrypted streams are not looked into.
    """
    content = other = 0
    for match in _STREAM.finditer(data):
        before = data[max(0, match.end() - _DICTIONARY) : match.end()].rpartition(b" obj")[2]
        size = _inflated(data, match.end(), _ASCII.search(before), policy.pdf_content_bytes) + _EVERY_STREAM
        if _RUNS.search(before):
            end = data.find(b"endstream", match.end())
            size = max(size, _RUN_RATIO * ((end if end >= 0 else len(data)) - match.end()))
        if any(mark in before for mark in _OTHER):
            other += size
        else:
            content += size
        if content > policy.pdf_content_bytes or other > policy.pdf_other_bytes:
            raise policy.large_pdf.error()


def _inflated(data: bytes, start: int, ascii_filter: re.Match[bytes] | None, limit: int) -> int:
    """The size of what is compressed at `start`, through all layers of compression, each up to `limit`; 0 where nothing is."""
    size = 0
    for _ in range(_LAYERS):
        layer, read = _layer(data, start, limit)
        if not layer and ascii_filter:
            layer, read = _from_ascii(data, start, ascii_filter["base"], limit)
        size += max(len(layer), read)
        if not layer:
            break
        data, start = layer, 0
    return size


def _from_ascii(data: bytes, start: int, base: bytes, limit: int) -> tuple[bytes, int]:
    """What is written at `start` in ASCII, and the least to count for it; nothing is decoded of what is more than `limit` anyway."""
    if base == b"85":
        opening = _OPENING_85.match(data, start)
        start = opening.end() if opening else start
    end = data.find(b"~" if base == b"85" else b">", start)
    text = data[start : end if end >= 0 else len(data)]
    least = len(text) // 2
    if least > limit:
        return b"", least
    try:
        if base == b"85":
            return base64.a85decode(text.translate(None, _NO_BASE_85)), least
        digits = text.translate(None, _NO_HEX)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()), least
    except ValueError:
        return b"", _RUN_RATIO * len(text)


def _layer(data: bytes, start: int, limit: int) -> tuple[bytes, int]:
    """What inflates at `start`, up to just over `limit`, and from how many bytes; where it is damaged, what came before.

    Readers too use what came before. Done piece by piece: given all at once, the rest of the file would be copied for each stream.
    """
    head = data[start : start + 2]
    if len(head) < 2 or head[0] & 0x0F != 8 or (head[0] << 8 | head[1]) % 31:
        return b"", 0
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
