"""What the guard's tests share: made-up numbers, and the guard called on one day with one salt."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

from gongkai.guard import Finding, Words, read_file, read_text

TODAY = date(2025, 6, 1)
SALT = b"salt of the tests"
NO_WORDS = Words(())


def text_findings(text: str, words: Words = NO_WORDS) -> list[Finding]:
    return read_text("正文", text, words, salt=SALT, today=TODAY)


def file_findings(name: str, data: bytes, words: Words = NO_WORDS) -> list[Finding]:
    return read_file(name, data, words, salt=SALT, today=TODAY, own_hosts=("media.example",))


def rules(findings: list[Finding]) -> set[str]:
    return {finding.rule for finding in findings}


def only(findings: list[Finding], rule: str) -> Finding:
    """The one finding of `rule`."""
    found = [finding for finding in findings if finding.rule == rule]
    assert len(found) == 1, findings
    return found[0]


def identity(first_17: str) -> str:
    """An identity number by ISO 7064 MOD 11-2: all 18 signs, weighted by powers of two, leave 1."""
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(first_17))
    return first_17 + "0123456789X"[(1 - total) % 11]


ADULT = identity("53010119900307001")
CHILD = identity("53010120150307001")
MOBILE = "1" + "38" + "0000" + "1234"


def card(first: str) -> str:
    """A card number by Luhn's rule: the last digit that makes the sum a multiple of ten."""
    for last in "0123456789":
        digits = [int(digit) for digit in first + last]
        digits[-2::-2] = [(2 * digit) % 9 if digit < 9 else 9 for digit in digits[-2::-2]]
        if sum(digits) % 10 == 0:
            return first + last
    raise AssertionError


CARD = card("622200000000000123")


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
