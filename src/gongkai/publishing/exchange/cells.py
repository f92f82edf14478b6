"""One cell at a time: text to a value and back. Every cell is text here; what a workbook means by it is settled in `unpacking`."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from functools import cache, lru_cache, partial
from typing import Any
from unicodedata import normalize

from django.utils import timezone

from gongkai.publishing.html import clean
from gongkai.statute import catalogue, index_numbers, item_fields

Read = Callable[[str], Any]
Write = Callable[[Any], str]
Words = Callable[[], Mapping[str, str]]
"""The words of a list by what is stored."""


class CellProblem(ValueError):
    """A cell that cannot be taken over: what is wrong with it and what to do, in Chinese."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason, self.advice = reason, advice


_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def neutralised(text: str) -> str:
    """`text` as no spreadsheet program takes it for a formula: an apostrophe before what begins like one. `restored` takes it off."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def restored(text: str) -> str:
    """The text that `neutralised` was given."""
    return text[1:] if _NEUTRALISED.match(text) else text


_DATE = re.compile(r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(r"[T\s]*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_ORIGIN = datetime(1899, 12, 30)  # noqa: DTZ001 -- the day 0 of spreadsheets, in no time zone
_YEARS = range(1900, 2100)
_DATE_ADVICE = "请写成2026-01-05、2026年1月5日或者20260105的样子。"


@lru_cache(maxsize=1 << 12)
def read_moment(text: str) -> datetime:
    """The day, with its time where there is one, in Beijing time; also from a spreadsheet's serial number of days."""
    plain = normalize("NFKC", text).strip()
    try:
        found = _serial(plain) if _SERIAL.fullmatch(plain) else _written(plain)
    except ValueError:
        raise CellProblem("没有这一天", _DATE_ADVICE) from None
    if found is None:
        raise CellProblem("看不出是日期", _DATE_ADVICE)
    if found.year not in _YEARS:
        raise CellProblem(f"年份{found.year}不对", _DATE_ADVICE)
    return found.replace(tzinfo=timezone.get_default_timezone())


def _serial(plain: str) -> datetime:
    return _SERIAL_ORIGIN + timedelta(seconds=round(float(plain) * 86_400))


def _written(plain: str) -> datetime | None:
    day = _DATE.match(plain)
    if day is None:
        return None
    rest = plain[day.end() :]
    clock = _TIME.fullmatch(rest) if rest.strip() else None
    if rest.strip() and clock is None:
        return None
    year, month, number = (int(part) for part in day.groups() if part is not None)
    hours = [int(part or 0) for part in clock.groups()] if clock else [0, 0, 0]
    return datetime.combine(date(year, month, number), time(*hours))


def write_moment(value: datetime) -> str:
    """The day, and the time to the second where it is not midnight, in Beijing time."""
    local = timezone.localtime(value, timezone.get_default_timezone())
    return local.strftime("%Y-%m-%d" if local.time().replace(microsecond=0) == time() else "%Y-%m-%d %H:%M:%S")


def read_date(text: str) -> date:
    """The day; a time of day beside it is passed over."""
    return read_moment(text).date()


def write_date(value: date) -> str:
    return value.isoformat()


_LONG_TERM = "长期公开"


def read_open_until(text: str) -> date | None:
    """The last day of disclosure; `None` for 长期公开."""
    return None if text.strip() in (_LONG_TERM, "长期") else read_date(text)


_YES = {"是": True, "1": True, "true": True, "√": True, "否": False, "0": False, "false": False, "×": False}


def read_flag(text: str) -> bool:
    """是 or 否."""
    try:
        return _YES[normalize("NFKC", text).strip().lower()]
    except KeyError:
        raise CellProblem("应当是“是”或者“否”", "请填“是”或者“否”。") from None


def write_flag(value: bool) -> str:
    return "是" if value else "否"


def read_line(text: str) -> str:
    """Text in one line: line breaks and tabs are spaces."""
    return re.sub(r"[\r\n\t\v\f]+", " ", text).strip()


def read_index_number(text: str) -> str:
    """An index number as it stands."""
    line = read_line(text)
    if index_numbers.parse(line) is None:
        raise CellProblem(
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
        raise CellProblem("不是可选的词", f"可选的有：{'、'.join(near)}等，全部见模板的“可选值”表。")
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
        raise CellProblem("目录中有几处叫这个名称", f"请写明是哪一处：{'；'.join(known[key] for key in same)}。")
    near = get_close_matches(given, labels.values(), n=3, cutoff=0.3)
    ways = "；".join(known[key] for key, label in labels.items() if label in near) or "见模板的“可选值”表"
    raise CellProblem("目录中没有这一项", f"请填目录的代码或者名称，相近的有：{ways}。")


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
        raise CellProblem("看不出是哪一种情况", "每行写一件，例如：废止 2025-03-01 云政发〔2025〕3号。")
    return EndingText(_ENDING_KINDS[match[1]], read_date(match[2]), match[3].strip())


def write_endings(endings: tuple[EndingText, ...]) -> str:
    labels = {kind: label for label, kind in _ENDING_KINDS.items()}
    return "\n".join(f"{labels[one.kind]} {one.on.isoformat()} {one.by}".rstrip() for one in endings)
