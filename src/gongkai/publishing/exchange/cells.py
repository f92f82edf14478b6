"""One cell at a time: text to a value and back. Every cell is text here; what a workbook means by it is settled in `unpacking`."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import cache, lru_cache, partial
from typing import Any

from django.utils import timezone

from gongkai.publishing.html import clean
from gongkai.statute import catalogue, index_numbers, item_fields
from gongkai.untrusted.cells import CellError, read_date, read_time

Read = Callable[[str], Any]
Write = Callable[[Any], str]
Words = Callable[[], Mapping[str, str]]
"""The words of a list by what is stored."""


@lru_cache(maxsize=1 << 12)
def read_moment(text: str) -> datetime:
    """The day, with its time where there is one, in Beijing time."""
    return read_time(text).replace(tzinfo=timezone.get_default_timezone())


def write_moment(value: datetime) -> str:
    """The day, and the time to the second where it is not midnight, in Beijing time."""
    local = timezone.localtime(value, timezone.get_default_timezone())
    return local.strftime("%Y-%m-%d" if local.time().replace(microsecond=0) == time() else "%Y-%m-%d %H:%M:%S")


def write_date(value: date) -> str:
    return value.isoformat()


_LONG_TERM = "长期公开"


def read_open_until(text: str) -> date | None:
    """The last day of disclosure; `None` for 长期公开."""
    return None if text.strip() in (_LONG_TERM, "长期") else read_date(text)


def write_flag(value: bool) -> str:
    return "是" if value else "否"


def read_line(text: str) -> str:
    """Text in one line: line breaks and tabs are spaces."""
    return re.sub(r"[\r\n\t\v\f]+", " ", text).strip()


def read_index_number(text: str) -> str:
    """An index number as it stands."""
    line = read_line(text)
    if index_numbers.parse(line) is None:
        raise CellError(
            "不能作为索引号：其中有空格或者网址中不能用的符号",
            "索引号只能有文字、数字和“/ - _ . : ( )”等符号，例如000000001/2026-00001。",
        )
    return line


_LIST = re.compile(r"[；;\n]+")


def read_names(text: str) -> tuple[str, ...]:
    """Names set apart by semicolons or lines."""
    return tuple(name.strip() for name in _LIST.split(text) if name.strip())


def write_names(names: tuple[str, ...]) -> str:
    return "；".join(names)


def word(words: Words) -> tuple[Read, Write]:
    """Reading and writing a word of a list, by its Chinese label or its id."""
    return partial(_read_word, words), lambda value: words().get(value, value)


def _read_word(words: Words, text: str) -> str:
    given, known = read_line(text), _known(words)
    if given not in known:
        near = get_close_matches(given, words().values(), n=3, cutoff=0.3) or list(words().values())[:6]
        raise CellError("不是可选的词", f"可选的有：{'、'.join(near)}等，全部见模板的“可选值”表。")
    return known[given]


@cache
def _known(words: Words) -> Mapping[str, str]:
    return {label: key for key, label in words().items()} | {key: key for key in words()}


def words_of(name: str) -> Words:
    """The words of a list of the statute's item fields."""
    return cache(lambda: {key: each.label for key, each in item_fields.words(name).items()})


def nodes_below(*tops: str) -> Words:
    """The catalogue's nodes under which something can be filed in the trees `tops`, each written with its id before its label."""
    return cache(
        lambda: {
            key: f"{key} {each.label}"
            for key, each in catalogue.nodes().items()
            if not each.group and key.partition(".")[0] in tops
        }
    )


def node(*tops: str) -> tuple[Read, Write]:
    """Reading and writing a catalogue node: by id, by label where only one has it, or by both."""
    words = nodes_below(*tops)
    return partial(_read_node, words), lambda value: words().get(value, value)


def _read_node(words: Words, text: str) -> str:
    given, known = read_line(text), words()
    key = given.split(" ", 1)[0]
    if key in known and given in (key, known[key]):
        return key
    labels = {key: written.split(" ", 1)[1] for key, written in known.items()}
    same = [key for key, label in labels.items() if label == given]
    if len(same) == 1:
        return same[0]
    if same:
        raise CellError("目录中有几处叫这个名称", f"请写明是哪一处：{'；'.join(known[key] for key in same)}。")
    near = get_close_matches(given, labels.values(), n=3, cutoff=0.3)
    ways = "；".join(known[key] for key, label in labels.items() if label in near) or "见模板的“可选值”表"
    raise CellError("目录中没有这一项", f"请填目录的代码或者名称，相近的有：{ways}。")


_TAG = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?|!--.*?--)>", re.DOTALL)


def read_body(text: str) -> list[tuple[str, str]]:
    """The text of an item as blocks: HTML is made harmless and kept as it came, each line of plain text is a paragraph."""
    if _TAG.search(text):
        cleaned = clean(text).strip()
        return [("imported", cleaned)] if cleaned else []
    lines = [line.strip() for line in text.splitlines()]
    return [("text", "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line))]


def write_body(blocks: list[tuple[str, str]]) -> str:
    """The text as HTML."""
    return "\n".join(source for _, source in blocks)


@dataclass(frozen=True)
class EndingText:
    """How a document ended or was amended: see `publishing.models.Ending`."""

    kind: str
    on: date
    by: str


_ENDING_KINDS = {"废止": "repealed", "失效": "expired", "修改": "amended"}
_EVENTS = re.compile(r"\n+|[；;]\s*(?=废止|失效|修改)")
_ENDING = re.compile(r"(废止|失效|修改)\s*[:：]?\s*(\S+日|\S+)\s*(.*)")


def read_endings(text: str) -> tuple[EndingText, ...]:
    """What ended or amended a document, an event to a line, the latest first."""
    return tuple(
        sorted(
            (_read_ending(line.strip()) for line in _EVENTS.split(text) if line.strip()),
            key=lambda one: one.on,
            reverse=True,
        )
    )


def _read_ending(line: str) -> EndingText:
    match = _ENDING.fullmatch(line)
    if match is None:
        raise CellError("看不出是哪一种情况", "每行写一件，例如：废止 2025-03-01 云政发〔2025〕3号。")
    return EndingText(_ENDING_KINDS[match[1]], read_date(match[2]), match[3].strip())


def write_endings(endings: tuple[EndingText, ...]) -> str:
    labels = {kind: label for label, kind in _ENDING_KINDS.items()}
    return "\n".join(f"{labels[one.kind]} {one.on.isoformat()} {one.by}".rstrip() for one in endings)
