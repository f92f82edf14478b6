"""Bytes into text: which encoding they are in, whatever a label says, and how many of them were broken.

Published reports come in UTF-8, in GBK or GB18030, in the UTF-16 of Windows' notepad, rarely in Big5; the declaration of a page
is wrong about as often as it is needed. So the bytes decide: what is valid UTF-8 is UTF-8; otherwise the encoding is taken whose
text consists of characters that people use.
"""

from __future__ import annotations

import codecs
import contextlib
import re
from functools import cache

from gongkai.untrusted import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 20_000
"""Characters looked at to judge an encoding."""

_MOST_BROKEN = 0.1
"""The share of the non-ASCII characters that may be broken before the bytes are held to be no text in that encoding."""

_CONTROL = re.compile(r"[\x00-\x06\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""Not \x07, \x0b and \x0c: Word's cell mark, line break and page break stay in text copied from it."""

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_NOT_TEXT = ("文件不是文字（内容为二进制数据）", "提供网页、文本、docx、xlsx或带文字层的PDF")


def decode(data: bytes) -> tuple[str, int]:
    """The text of `data` without its byte order mark, and how many characters were broken (they are `�` in it).

    Raises `UnreadableError` where the bytes are no text in any known encoding.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(*_lenient(data[len(mark) :], encoding))
    if b"\0" in data:  # before UTF-8: wide ASCII is valid UTF-8 as well
        return _checked(*_wide(data))
    try:
        return _checked(data.decode("utf-8"), 0)
    except UnicodeDecodeError:
        return _checked(*_multibyte(data))


def _lenient(data: bytes, encoding: str) -> tuple[str, int]:
    text = data.decode(encoding, "replace")
    # What was a replacement character before us is not ours to count, and stands in the bytes as such.
    present = data.count("\ufffd".encode(encoding)) if encoding in ("utf-8", "utf-16-le", "utf-16-be") else 0
    return text, text.count("\ufffd") - present


def _wide(data: bytes) -> tuple[str, int]:
    """UTF-16 without a mark: its ASCII characters are what brings NUL bytes in."""
    order = max(("utf-16-le", "utf-16-be"), key=lambda encoding: _likely(data[:_SAMPLE].decode(encoding, "replace")))
    if _likely(data[:_SAMPLE].decode(order, "replace")) < 0.8:
        raise UnreadableError(*_NOT_TEXT)
    return _lenient(data, order)


def _likely(text: str) -> float:
    """The share of characters that a Chinese text is made of."""
    usual = re.findall(r"[\t\r\n -~\u00a0\u2014-\u2026\u3000-\u301f\u4e00-\u9fff\uff00-\uff65]", text)
    return len(usual) / len(text) if text else 0.0


def _multibyte(data: bytes) -> tuple[str, int]:
    with contextlib.suppress(UnicodeDecodeError):
        text = data.decode("gb18030")
        if _common(text, "gb18030") >= 0.8:
            return text, 0
    text, broken = _lenient(data, "utf-8")
    # Two or three bytes that are valid UTF-8 do not come about by chance in GBK.
    if broken <= _MOST_BROKEN * sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text[:200_000]))):
        return text, broken
    candidates = [(*_lenient(data, encoding), encoding) for encoding in ("gb18030", "cp950")]
    text, broken, encoding = max(candidates, key=lambda one: _common(one[0], one[2]) - _share(one[0], one[1]))
    if _common(text, encoding) >= 0.5 and _share(text, broken) <= _MOST_BROKEN:
        return text, broken
    found = _by_declaration(data) or _by_statistics(data)
    if found is None and (_common(text, encoding) < 0.5 or _share(text, broken) > 0.5):
        raise UnreadableError(*_NOT_TEXT)
    return found or (text, broken)


def _share(text: str, broken: int) -> float:
    return broken / max(1, len(re.findall(r"[^\x00-\x7f]", text)))


@cache
def _frequent(encoding: str) -> frozenset[str]:
    """The signs and the frequent hanzi of a standard: GB 2312 rows 1–55, Big5 level 1."""
    codec, leads = ("gb2312", range(0xA1, 0xD8)) if encoding == "gb18030" else ("cp950", range(0xA1, 0xC7))
    pairs = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    return frozenset(pair.decode(codec, "ignore") for pair in pairs) - {""}


def _common(text: str, encoding: str) -> float:
    """The share of the non-ASCII characters that are frequent in texts of `encoding`."""
    signs = "".join(re.findall(r"[^\x00-\x7f\ufffd]+", text[:_SAMPLE]))
    signs = signs[:: len(signs) // 1_000 + 1]
    frequent = _frequent(encoding)
    return sum(sign in frequent for sign in signs) / len(signs) if signs else 0.0


def _by_declaration(data: bytes) -> tuple[str, int] | None:
    """What the page itself says, where the bytes did not tell."""
    declared = _CHARSET.search(data[:4096])
    try:
        codec = codecs.lookup(declared[1].decode()) if declared else None
        return (data.decode(codec.name), 0) if codec else None
    except (LookupError, UnicodeError, ValueError):
        return None


def _by_statistics(data: bytes) -> tuple[str, int] | None:
    """The last resort, imported only here because it takes a tenth of a second to load."""
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    return _lenient(data, best.encoding) if best and _likely(str(best)) > 0.8 else None


def _checked(text: str, broken: int) -> tuple[str, int]:
    """Refuse what is text in name only: control characters, or broken ones all over."""
    sample = text[:2_000]
    strange = len(_CONTROL.findall(sample))
    if (strange > 1 and strange > 0.02 * len(sample)) or (broken > 20 and _share(text, broken) > 0.5):
        raise UnreadableError(*_NOT_TEXT)
    return text, broken
