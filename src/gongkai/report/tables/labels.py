"""Which printed words are labels of a statutory table, whatever the spacing, brackets, numbering or notes around them.

One vocabulary is made from all form files; it is the only place where the text of a document meets the labels of a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from gongkai.statute.forms import Column, Form, Row, Table, forms

Kind: TypeAlias = Literal["row", "column", "group", "heading", "furniture"]

_NOT_WORD = re.compile(r"[\W_]+")
_ENUMERATOR = re.compile(r"(?:其中|[一二三四五六七八九十]{1,2}|\d{1,2}(?!\d)|[①-⑳])(?=.)")
_NOTE = re.compile(r"[(（\[【][^()（）\[\]【】]*(?:[)）\]】]\s*)?$")
_LONGEST = 120
"""No label with its note is longer; longer texts are prose and are not looked up."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a label is in one form: a row, column, group, heading, … of a table, by its place among its likes.

    `exact` where the printed words are the whole label; else the numbering or the note in brackets is missing.
    """

    form: str
    table: str
    kind: Kind
    index: int
    exact: bool


def key(text: str) -> str:
    """The letters and digits of `text` alone: what two prints of one label share."""
    return _NOT_WORD.sub("", text)


def roles(text: str) -> tuple[Role, ...]:
    """What `text` is in any of the forms; empty where it is no label."""
    if len(text) > _LONGEST:
        return ()
    return _vocabulary().get(key(text)) or _loose(text)


def _loose(text: str) -> tuple[Role, ...]:
    """A label with another numbering than the form's, or with another note in brackets."""
    bare = key(_NOTE.sub("", text, count=1)) if not text.lstrip().startswith(("(", "（")) else key(_inner_note(text))
    for words in (bare, key(text)):
        found = _vocabulary().get(words)
        stripped = _ENUMERATOR.sub("", words, count=1) if _ENUMERATOR.match(words) else ""
        found = found or (_vocabulary().get(stripped) if len(stripped) > 1 else None)
        if found:
            return tuple(Role(role.form, role.table, role.kind, role.index, False) for role in found)
    return ()


def _inner_note(text: str) -> str:
    """`(二)部分公开(区分…)` without its note: the first bracket is the numbering."""
    stripped = text.lstrip()
    closing = min((place for place in (stripped.find(")"), stripped.find("）")) if place >= 0), default=-1)
    return stripped[: closing + 1] + _NOTE.sub("", stripped[closing + 1 :], count=1)


def is_piece(text: str) -> bool:
    """Whether `text` may be a piece of a label that was broken over lines."""
    words = key(text)
    return len(words) > 1 and words in _all_labels()


def without_enumerator(words: str) -> str:
    """The key of a label without its numbering."""
    return _ENUMERATOR.sub("", words, count=1) if _ENUMERATOR.match(words) else words


@cache
def _vocabulary() -> Mapping[str, tuple[Role, ...]]:
    found: dict[str, dict[tuple[object, ...], Role]] = {}
    for form in forms().values():
        for exact in (True, False):
            for words, role in _labels(form, exact):
                if len(words) > 1:
                    found.setdefault(words, {}).setdefault((role.form, role.table, role.kind, role.index), role)
    return {words: tuple(kept.values()) for words, kept in found.items()}


def _labels(form: Form, exact: bool) -> Iterator[tuple[str, Role]]:
    for table in form.tables:
        for kind, index, texts in _entries(table):
            role = Role(form.id, table.id, kind, index, exact)
            for text in texts:
                words = key(text)
                if exact:
                    yield words, role
                elif kind in ("row", "heading") and without_enumerator(words) != words:
                    yield without_enumerator(words), role


def _entries(table: Table) -> Iterator[tuple[Kind, int, tuple[str, ...]]]:
    for index, row in enumerate(table.rows):
        yield "row", index, _spellings(row)
    for index, column in enumerate(table.columns):
        yield "column", index, _spellings(column)
    for index, group in enumerate(table.groups):
        yield "group", index, _spellings(group)
    for index, heading in enumerate(table.headings):
        yield "heading", index, (heading,)
    for index, text in enumerate(table.furniture):
        yield "furniture", index, (text,)


def _spellings(line: Row | Column) -> tuple[str, ...]:
    return (line.label, line.label + line.note, *line.seen, *(seen + line.note for seen in line.seen if line.note))


@cache
def _all_labels() -> str:
    return "\n".join(_vocabulary())


@cache
def units() -> frozenset[str]:
    """The measure words that the forms print in a column of their own."""
    return frozenset(row.unit for form in forms().values() for table in form.tables for row in table.rows if row.unit)
