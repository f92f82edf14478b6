"""The editable list of misspellings, wrong titles and bodies that have been renamed, and where they stand. 条例 Art. 6: accurate.

The default list is `words.toml`; an installation keeps its own and hands it in as `Words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from gongkai.guard.finding import Hit, Severity
from gongkai.guard.text import Text
from gongkai.statute.loading import build, read_toml

WordKind: TypeAlias = Literal["misspelling", "title", "renamed", "usage"]
_SEVERITY: dict[WordKind, Severity] = {
    "misspelling": "warning",
    "title": "warning",
    "renamed": "note",
    "usage": "note",
}
_WHAT: dict[WordKind, str] = {
    "misspelling": "“{wrong}”是错别字，应为“{right}”。",
    "title": "“{wrong}”的称谓不规范，应为“{right}”。",
    "renamed": "“{wrong}”是已经调整的机构名称，现为“{right}”。",
    "usage": "“{wrong}”用词不妥，一般写作“{right}”。",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One entry: what is `wrong`, what is `right`, its `kind`, a `note` for who reads it, and longer words, with `wrong` in them,
    that are right (`unless`)."""

    wrong: str
    right: str
    kind: WordKind
    note: str = ""
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The list."""

    entries: tuple[Word, ...]


@cache
def default_words() -> Words:
    """The list that the software comes with."""
    entries = read_toml("gongkai.guard", "words.toml")["words"]
    return Words(tuple(build(Word, entry) for entry in entries))


def find_words(text: Text, words: Words) -> Iterator[Hit]:
    """Every place where an entry's wrong form stands."""
    pattern, by_wrong = _compiled(words)
    if pattern is None:
        return
    for match in pattern.finditer(text.text):
        word = by_wrong.get(match[0])
        if word is not None:
            message = _WHAT[word.kind].format(wrong=word.wrong, right=word.right) + word.note
            advice = f"改为“{word.right}”；引用原文、书名或者当时名称的，可以保留并写明理由。"
            yield Hit(f"word-{word.kind}", _SEVERITY[word.kind], *match.span(), message, advice, "r2019.6", False)


@lru_cache(maxsize=8)
def _compiled(words: Words) -> tuple[re.Pattern[str] | None, dict[str, Word]]:
    """One pattern for the list, longest first, sorted by first signs; right words that hold a wrong one go through it unseen."""
    by_wrong = {word.wrong: word for word in words.entries if word.wrong}
    forms = sorted({*by_wrong, *(right for word in words.entries for right in word.unless)}, key=len, reverse=True)
    by_first: dict[str, list[str]] = {}
    for form in forms:
        by_first.setdefault(form[0], []).append(re.escape(form[1:]))
    if not by_first:
        return None, {}
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())), by_wrong
