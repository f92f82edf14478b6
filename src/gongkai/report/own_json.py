"""Our own JSON read back: one object under the keys that reading and writing a report print."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from gongkai.report.documents.limits import MAX_TEXT_CHARACTERS
from gongkai.report.model import Block, Heading, Number, Paragraph, Report, Section
from gongkai.statute.forms import forms
from gongkai.untrusted import UnreadableError

_MARKS = (b'"form"', b'"cells"', b'"sections"')
_DEEPEST = 20
_YEARS = range(1949, 2200)
_LARGEST = 10**15
ADVICE = "用本平台重新导出，或者提供网页、Word、PDF、Excel格式的报告"


def is_own(data: bytes) -> bool:
    """Whether `data` is such an object by its looks."""
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"{") and all(mark in data for mark in _MARKS)


def read_own(data: bytes) -> tuple[Report, list[Block]]:
    """The report that `data` states, and its words as blocks; raises `UnreadableError` for anything that is no such object."""
    if len(data) > 4 * MAX_TEXT_CHARACTERS:
        raise _wrong(f"超过{4 * MAX_TEXT_CHARACTERS // 1_000_000}MB")
    if data.count(b"[") + data.count(b"{") > MAX_TEXT_CHARACTERS // 100 or _depth(data) > _DEEPEST:
        raise _wrong("嵌套的层次或者部分过多")
    try:
        stated = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise _wrong("编码不是UTF-8") from None
    except json.JSONDecodeError as error:
        raise _wrong(f"第{error.lineno}行第{error.colno}列不是正确的JSON") from None
    except ValueError:
        raise _wrong("有不是数的数，或者数的位数过多") from None
    sections = [_section(each) for each in _typed(stated, "sections", list)]
    form = _typed(stated, "form", str)
    report = Report(
        "",
        "",
        title=_typed(stated, "title", str, None),
        unit=_typed(stated, "unit", str, None),
        year=_year(stated),
        signed=_day(stated, "signed"),
        published=_day(stated, "published"),
        form=form,
        cells=_cells(form, _typed(stated, "cells", dict)),
        sections=sections,
    )
    return report, [*_words(report.title or ""), *(block for each in sections for block in _blocks(each))]


def _blocks(section: Section) -> list[Block]:
    heading: list[Block] = [Heading(section.heading.strip(), 1)] if section.heading.strip() else []
    return [*heading, *_words(section.text)]


def _words(text: str) -> list[Block]:
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _section(stated: Any) -> Section:
    return Section(_typed(stated, "heading", str), _typed(stated, "text", str))


def _cells(form: str, stated: dict[str, Any]) -> dict[str, Number | None]:
    if form not in (*forms(), "none"):
        raise _wrong(f"没有名为“{form[:20]}”的格式")
    known = forms()[form].cells if form in forms() else {}
    for code, value in stated.items():
        if code not in known:
            raise _wrong(f"格式{form}没有“{code[:40]}”这一格")
        if value is not None and (
            isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > _LARGEST
        ):
            raise _wrong(f"“{code}”的值不是数，或者过大")
    return stated


def _year(stated: Any) -> int | None:
    year = _typed(stated, "year", int, None)
    if year is not None and (isinstance(year, bool) or year not in _YEARS):
        raise _wrong("“year”不是年份")
    return year


def _day(stated: Any, key: str) -> str | None:
    day = _typed(stated, key, str, None)
    try:
        return None if day is None else date.fromisoformat(day).isoformat()
    except ValueError:
        raise _wrong(f"“{key}”不是日期") from None


_NEEDED: Any = object()


def _typed(stated: Any, key: str, kind: type, default: Any = _NEEDED) -> Any:
    if not isinstance(stated, dict):
        raise _wrong("应当是一个对象，而不是单个的值")
    value = stated.get(key, default)
    if value is None and default is None:
        return None
    if not isinstance(value, kind):
        raise _wrong(f"缺少“{key}”，或者它的类型不对")
    return value


def _depth(data: bytes) -> int:
    """How deep brackets nest, those inside texts counted too: more than there are never fewer."""
    deepest = depth = 0
    for sign in data.translate(None, delete=bytes(set(range(256)) - set(b"[]{}"))):
        depth += 1 if sign in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _refuse_constant(_: str) -> Number:
    raise ValueError


def _wrong(what: str) -> UnreadableError:
    return UnreadableError(f"文件看起来是年度报告的JSON，但是{what}", ADVICE)
