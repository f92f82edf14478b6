"""The words that were looked for, marked in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.publishing.search import segment


def highlight(text: str, terms: Iterable[str]) -> list[tuple[str, bool]]:
    """`text` in pieces, each with whether it is to be marked; the pieces together are the text, character by character."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for start, stop in _found(text, terms):
        if start > end:
            pieces.append((text[end:start], False))
        pieces.append((text[start:stop], True))
        end = stop
    if end < len(text):
        pieces.append((text[end:], False))
    return pieces


def excerpt(text: str, terms: Iterable[str], length: int = 120) -> list[tuple[str, bool]]:
    """As `highlight`, of at most `length` characters where most of the terms stand together; … at an end says that there is more."""
    terms = list(terms)
    if len(text) <= length:
        return highlight(text, terms)
    start = _best(list(_found(text, terms)), length)
    start = max(0, min(start - length // 4, len(text) - length))
    pieces = highlight(text[start : start + length], terms)
    before = [("…", False)] if start else []
    after = [("…", False)] if start + length < len(text) else []
    return before + pieces + after


def _best(found: list[tuple[int, int]], length: int) -> int:
    """Where the window begins that has the most of what was found; an excerpt begins a quarter of its length before."""
    best, most, last = 0, 0, 0
    for first, (start, _) in enumerate(found):
        while last < len(found) and found[last][1] <= start + length * 3 // 4:
            last += 1
        if last - first > most:
            best, most = start, last - first
    return best


def _found(text: str, terms: Iterable[str]) -> Iterator[tuple[int, int]]:
    patterns = sorted(filter(None, map(segment.pattern, dict.fromkeys(terms))), key=len, reverse=True)
    if patterns:
        yield from (match.span() for match in re.finditer("|".join(patterns), segment.fold(text)))
