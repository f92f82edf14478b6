"""A PDF's streams are weighed before a reader inflates them."""

from __future__ import annotations

import base64
import time
import zlib

import pytest

from gongkai.untrusted import UnreadableError
from gongkai.untrusted.inflation import check_inflation
from tests.untrusted.policies import SMALL

SECONDS = 10
"""What may pass on a machine that is busy with other tests."""

BIG = b" " * 200_000
"""Beyond what `SMALL` lets through as content."""


def stream(content: bytes, entries: bytes = b"/Filter/FlateDecode", line: bytes = b"stream\n") -> bytes:
    head = b"1 0 obj\n<</Length %d %s>>\n" % (len(content), entries)
    return head + line + content + b"\nendstream endobj\n"


REFUSED = {
    "one large stream": stream(zlib.compress(BIG)),
    "many small ones": stream(zlib.compress(b" " * 9_000)) * 12,
    "a layer in a layer in a layer": stream(zlib.compress(zlib.compress(zlib.compress(BIG)))),
    "a checksum that is wrong, which readers forgive": stream(zlib.compress(BIG)[:-4] + b"oops"),
    "an end that is missing": stream(zlib.compress(BIG)[:-10]),
    "run lengths": stream(b"\x81 " * 1_000, b"/Filter/RunLengthDecode"),
    "run lengths by their short name": stream(b"\x81 " * 1_000, b"/Filter/RL"),
    "LZW": stream(b"\x80" * 2_000, b"/Filter/LZWDecode"),
    "run lengths without an end": b"1 0 obj<</Filter/RunLengthDecode>>stream\n" + b"\x81 " * 1_000,
    "a carriage return alone after the keyword": stream(zlib.compress(BIG), line=b"stream\r"),
    "more on the keyword's line": stream(zlib.compress(BIG), line=b"stream  %x\r\n"),
    "the keyword within the dictionary too": stream(b"\x81 " * 1_000, b"/X(stream)/Filter/RL").replace(b">>\n", b">>"),
    "the word for an end within the stream": stream(
        b"\x78\x01" + b"\x00\x0a\x00\xf5\xff" + b"endstream\n" + zlib.compress(BIG)[2:]
    ),
    "ASCII over compression": stream(
        base64.a85encode(zlib.compress(BIG)) + b"~>", b"/Filter[/ASCII85Decode/FlateDecode]"
    ),
    "ASCII with signs in it that readers pass over": stream(
        base64.a85encode(zlib.compress(BIG), wrapcol=40).replace(b"\n", b" \x00\xff\n"), b"/Filter[/A85/Fl]"
    ),
    "ASCII with the mark that begins it": stream(
        base64.a85encode(zlib.compress(BIG), adobe=True), b"/Filter[/ASCII85Decode/FlateDecode]"
    ),
    "blanks in the name of ASCII": stream(b" " * 90_000 + b"~>", b"/Filter/ASCII85Decode") * 3,
    "ASCII that cannot be": stream(b"!z" * 1_000 + b"~>", b"/Filter/ASCII85Decode"),
    "hexadecimal digits over compression": stream(
        zlib.compress(BIG).hex(" ").encode() + b">", b"/Filter[/ASCIIHexDecode/FlateDecode]"
    ),
    "ASCII between compression": stream(
        zlib.compress(base64.a85encode(zlib.compress(BIG)) + b"~>"), b"/Filter[/FlateDecode/ASCII85Decode/FlateDecode]"
    ),
    "a great deal of ASCII": stream(b"ab" * 150_000, b"/Filter/AHx"),
    "pictures beyond their own limit": stream(zlib.compress(b" " * 90_000), b"/Subtype/Image") * 12,
    "empty streams without number": stream(b"") * 2_000,
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_too_much_is_refused_however_it_is_packed(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="内容过大；请重新导出"):
        check_inflation(b"%PDF-1.4\n" + data, SMALL)


LET_THROUGH = {
    "nothing": b"",
    "a page": stream(zlib.compress(b"BT (a) Tj ET " * 1_000)),
    "a picture, which weighs more than content may": stream(zlib.compress(BIG), b"/Subtype/Image"),
    "a font": stream(zlib.compress(BIG), b"/Length1 200000"),
    "bytes that are not compressed": stream(b"x" * 5_000, b""),
    "the beginning of a compressed stream alone": b"1 0 obj<<>>stream\n\x78",
    "a page in ASCII": stream(
        base64.a85encode(zlib.compress(b"(a) Tj " * 1_000)), b"/Filter[/ASCII85Decode/FlateDecode]"
    ),
    "a page in an odd number of hexadecimal digits": stream(b"313>", b"/Filter/ASCIIHexDecode"),
    "short run lengths": stream(b"\x81 " * 100, b"/Filter/RunLengthDecode"),
}


@pytest.mark.parametrize("data", LET_THROUGH.values(), ids=LET_THROUGH)
def test_what_a_document_holds_is_let_through(data: bytes) -> None:
    check_inflation(b"%PDF-1.4\n" + data, SMALL)


def test_time_does_not_grow_with_the_square_of_the_streams() -> None:
    # every stream's rest is the whole file behind it: copying that for each would be 40 GB
    data = stream(zlib.compress(b"a")) * 900 + b"\0" * 50_000_000
    began = time.process_time()

    check_inflation(data, SMALL)

    assert time.process_time() - began < SECONDS


def test_the_keyword_again_and_again_takes_no_longer() -> None:
    began = time.process_time()

    check_inflation(b"stream" * 5_000_000, SMALL)

    assert time.process_time() - began < SECONDS


def test_compressed_nothing_counts_for_what_it_takes_to_read() -> None:
    nothing = b"\x00\x00\x00\xff\xff" * 30_000  # stored blocks of no length

    with pytest.raises(UnreadableError):
        check_inflation(stream(b"\x78\x01" + nothing), SMALL)
