"""What the checks of the text share: the running text, its sentences, how a figure is called and how a passage is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.report.checking import Case
from gongkai.report.model import Figure, Number, Report
from gongkai.statute.articles import cite
from gongkai.statute.equations import Cells, Term

NAMES: Mapping[str, tuple[str, str]] = {
    "proactive": ("主动公开政府信息", "条"),
    "via_website": ("政府网站公开信息", "条"),
    "via_weibo": ("政务微博公开信息", "条"),
    "via_wechat": ("政务微信公开信息", "条"),
    "via_board": ("公开栏公开信息", "条"),
    "via_document": ("文件公开信息", "条"),
    "via_other": ("其他方式公开信息", "条"),
    "received": ("收到政府信息公开申请", "件"),
    "answered": ("答复政府信息公开申请", "件"),
    "review": ("行政复议", "件"),
    "suit": ("行政诉讼", "件"),
    "complaints": ("举报投诉", "件"),
    "fees": ("收取费用", "元"),
    "reading_points": ("查阅点", "个"),
    "staff": ("工作人员", "人"),
    "meetings": ("召开会议", "次"),
    "trainings": ("举办培训", "次"),
    "trained": ("接受培训", "人次"),
}
"""What a code of the prose is called in a message, and the measure word of its figures."""

_OTHER_SCOPE = re.compile(r"其中|本级|机关本部|各部门|县直|市直|区直|各乡|结转|往年|历年|上一?年|上半年|下半年|季度")
_ONE_WAY = re.compile(r"网上|网络|网站|在线|信函|邮寄|来信|当面|现场|窗口|传真|邮件")
_NUMERALS = {word: value for value, word in enumerate("一二三四五六七八九", start=1)}
_SENTENCE = re.compile(r"[^。！？；!?;\n\r]+[。！？；!?;]?")
_QUOTED = re.compile(r"《[^《》\n]{0,80}》|“[^“”\n]{0,80}”|「[^「」\n]{0,80}」|\"[^\"\n]{0,40}\"")
_PERSONAL = re.compile(r"(?<![\w/.-])(?:1[3-9]\d{9}|[1-9]\d{16}[\dXx])(?!\d)", re.ASCII)
_STOPS = "。！？；!?;\n\r"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the running text, without surrounding space, and the heading that it stands under."""

    text: str
    heading: str


def sentences(report: Report) -> Iterator[Sentence]:
    """The sentences of the running text in order."""
    for heading, text in passages(report):
        for match in _SENTENCE.finditer(text):
            if words := match[0].strip():
                yield Sentence(words, heading)


def passages(report: Report) -> Sequence[tuple[str, str]]:
    """The headings and their texts, tables left out; the whole text under no heading where the report has no parts."""
    parts = [(section.heading, section.text) for section in report.sections]
    return parts if any(text for _, text in parts) else [("", report.text)]


def running_text(report: Report) -> str:
    """The text of all parts, tables and headings left out."""
    return "\n".join(text for _, text in passages(report))


def unquoted(text: str) -> str:
    """`text`, of the same length, with what stands in 《》 or quotation marks blanked: a name that is quoted says nothing about us."""
    return _QUOTED.sub(lambda match: "〇" * len(match[0]), text)


def around(text: str, start: int, end: int, reach: int = 60) -> str:
    """The sentence of `text` that holds `start`–`end`, cut off `reach` characters on either side."""
    low, high = max(0, start - reach), min(len(text), end + reach)
    head = max(text.rfind(stop, low, start) for stop in _STOPS) + 1
    tails = [place for stop in _STOPS if (place := text.find(stop, end, high)) >= 0]
    return text[max(head, low) : min(tails, default=high)].strip()


def clip(words: str, length: int = 80) -> str:
    """`words` for a message: on one line, not longer than `length` characters, no personal number in it."""
    flat = _PERSONAL.sub(
        lambda match: match[0][:3] + "*" * (len(match[0]) - 5) + match[0][-2:], " ".join(words.split())
    )
    return flat if len(flat) <= length else f"{flat[: length - 1]}…"


def narrowed(figure: Figure) -> bool:
    """Whether words close before the figure make it count something narrower, wider or older than a year's total of the unit."""
    place = figure.quote.find(show(figure.value))
    before = figure.quote[max(0, place - 25) : place] if place >= 0 else figure.quote
    one_way = not figure.code.startswith("via_") and _ONE_WAY.search(before)
    return bool(one_way or _OTHER_SCOPE.search(before))


def total(terms: Sequence[Term], cells: Cells) -> Number | None:
    """The sum of `terms` over `cells`; `None` where any of them is absent or blank, for a blank is no zero."""
    amount: Number = 0
    for term in terms:
        value = cells.get(term.code)
        if value is None:
            return None
        amount += term.sign * value
    return amount


def show(value: Number) -> str:
    """A number as a clerk writes it: no decimals that say nothing."""
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def numeral(words: str) -> int | None:
    """The number below 100 that `words` write in Arabic or Chinese numerals; `None` where they write none."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if not words or any(part and part not in _NUMERALS for part in (tens, ones)):
        return None
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0)


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals, as headings count."""
    tens, ones = divmod(number, 10)
    digits = ["", *_NUMERALS]
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + digits[ones]


def parse_day(words: str) -> date | None:
    """The day that an ISO date names; `None` where the calendar has no such day."""
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return None


def basis(case: Case, before_2019: str, since_2019: str) -> str:
    """The citation that fits the report's year: the text of 2008 up to the reports of 2018, the revised one since."""
    return cite(before_2019 if case.report.year and case.report.year < 2019 else since_2019)
