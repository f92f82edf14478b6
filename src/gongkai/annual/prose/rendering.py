"""Words with fields in braces into words with figures: each figure keeps its name, what cannot be said is told and left standing."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.annual.prose.fields import Figures, fields
from gongkai.report.model import Number
from gongkai.report.prose.wording import wording
from gongkai.report.writing.grid import printed

_FIELD = re.compile(r"\{([^{}\n]*)\}")
_TYPED = re.compile(
    r"(?<![\d.第〔（(年月日号至-])\d+(?:,\d{3}){0,4}(?:\.\d+)?\s*(?:余|多)?"
    rf"(?!{'|'.join(wording().not_units)})(?:{wording().units}|[万亿]元|%|％)"
)
"""A figure with a measure word, by the words of `gongkai check`: 20件, 1,200余条, but not 20个工作日."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text as it is printed; `field` is the name in braces that it came from, `problem` why it could not be filled."""

    text: str
    field: str = ""
    problem: str = ""


def pieces(text: str, figures: Figures) -> Iterator[Piece]:
    """`text` in pieces, its fields filled in."""
    end = 0
    for match in _FIELD.finditer(text):
        if match.start() > end:
            yield Piece(text[end : match.start()])
        yield _piece(match[1].strip(), match[0], figures)
        end = match.end()
    if end < len(text):
        yield Piece(text[end:])


def rendered(text: str, figures: Figures) -> str:
    """The text as it is printed; a field that cannot be filled stands as it was written."""
    return "".join(piece.text for piece in pieces(text, figures))


def problems(text: str, figures: Figures) -> list[str]:
    """What of the fields in `text` cannot be filled, and what braces do not close, in Chinese."""
    found = [piece.problem for piece in pieces(text, figures) if piece.problem]
    rest = _FIELD.sub("", text)
    if "{" in rest or "}" in rest:
        found.append("有一个花括号没有配对：字段要写成“{收到申请}”这样，左右各一个。")
    return found


def typed_figures(text: str) -> list[str]:
    """Figures with a measure word that are typed into the text instead of named: nobody counts them."""
    return _TYPED.findall(_FIELD.sub("", text))


def typed_apart(text: str) -> Iterator[tuple[str, bool]]:
    """`text` without fields in stretches, each with whether it is such a figure."""
    end = 0
    for match in _TYPED.finditer(text):
        yield text[end : match.start()], False
        yield match[0], True
        end = match.end()
    yield text[end:], False


def _piece(inside: str, written: str, figures: Figures) -> Piece:
    name, _, how = (part.strip() for part in inside.partition("|"))
    if name.startswith(("请写:", "请写：")):
        return Piece(written, "请写", f"还没有写：{name[3:].strip()}。")
    try:
        value = figures.value(name)
    except KeyError:
        return Piece(written, name, _unknown(name, figures))
    if value is None:
        return Piece(written, name, _nothing_known(name, figures))
    if not how:
        return Piece(printed(value), name)
    return _compared(name, how, value, written, figures)


def _compared(name: str, how: str, value: Number, written: str, figures: Figures) -> Piece:
    if how == "比上年":
        last = figures.value_last(name)
        if last is None:
            return Piece(written, name, f"没有“{name}”的上年数，不能与上年比较：请上传上年的报告，或者删去这一处。")
        return Piece(compared(value, last, figures.measure(name)), name)
    if how.startswith(("占:", "占：")):
        whole_name = how[2:].strip()
        try:
            whole = figures.value(whole_name)
        except KeyError:
            return Piece(written, name, _unknown(whole_name, figures))
        if not whole:
            return Piece(written, name, f"“{whole_name}”是0或者还不知道，算不出占比。")
        return Piece(f"{printed(round(100 * value / whole, 1))}%", name)
    return Piece(written, name, f"“{how}”不是可以用的写法：竖线后面可以写“比上年”，或者“占:另一个名称”。")


def compared(value: Number, last: Number, unit: str) -> str:
    """How a figure compares to last year's: by how many, and by which part of it where that was more than nothing."""
    difference = round(value - last, 6)
    if not difference:
        return "与上年持平"
    word = "增加" if difference > 0 else "减少"
    amount = f"比上年{word}{printed(abs(difference))}{unit}"
    if last <= 0:
        return amount
    share = printed(round(100 * abs(difference) / last, 1))
    return f"{amount}，{'增长' if difference > 0 else '下降'}{share}%"


def _nothing_known(name: str, figures: Figures) -> str:
    field, report = fields().get(name), figures.report
    if field and field.how(report.form_id) == "counts":
        return f"平台没有{report.year}年的记录，“{name}”统计不出来：请删去或者改写这一处。"
    return f"“{name}”的数还不知道：请先在数据中填报。"


def _unknown(name: str, figures: Figures) -> str:
    near = difflib.get_close_matches(name, figures.names(), 3, 0.4)
    hint = f"：是不是“{'”“'.join(near)}”？" if near else "，可以用的名称见右侧的列表。"
    return f"没有叫“{name}”的数{hint}"
