"""Cells that hold no plain number: negative, fractional, a stroke or a word, or something that could be read in two ways.

Counts are whole and not below zero, amounts not below zero; both follow from what the cell counts. What the reader was not sure of is
told here too, so that nobody takes a guess for a figure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from gongkai.report.checking import Case, Finding, Rule
from gongkai.report.checking._naming import cell_label, names, number
from gongkai.report.model import Number
from gongkai.statute.articles import cite
from gongkai.statute.forms import Cell, Form

RULE = Rule(
    id="value",
    title="单元格不是规范的数字",
    checks="件数是否为不小于0的整数，金额是否不小于0，单元格里是否写了“/”“—”“无”等文字，数字是否连写或者拆写。",
    why="统计表只填数字：没有发生的填0，单位不写进单元格，否则无法汇总。",
    basis=("logic", "gbf-2014-32", "gbgkbh-2019-60", "gbgkbh-2021-30"),
    example="行政处罚“处理决定数量”填“-3”，或者填“/”。",
)

_UNIT = re.compile(r"\d\s*([^\s\d.,，．+\-–—%]+)$")


def check(case: Case) -> Iterator[Finding]:
    """Wrong numbers cell by cell; cells with the same wrong text, and those read with the same doubt, together."""
    form, report = case.form, case.report
    if form is None:
        return
    for code, value in report.cells.items():
        cell = form.cells.get(code)
        fault = _fault(cell, value) if cell and value is not None else ""
        if fault:
            words = f"{cell_label(code, form)}填的是{number(value or 0)}，{fault}，请核实后改正。"
            yield Finding(RULE.id, "error", words, cite("logic"), (code,), found=value, quote=report.raw.get(code))
    yield from _texts(case, form)
    yield from _doubts(case, form)


def _fault(cell: Cell, value: Number) -> str:
    if value < 0 and cell.kind != "change":
        return f"{'金额' if cell.kind == 'money' else '数量'}不能小于0"
    if value != int(value) and cell.kind != "money":
        return "数量应当是整数"
    return ""


def _texts(case: Case, form: Form) -> Iterator[Finding]:
    """Cells whose printed text is not a number alone: those that gave none by their text, those with a unit by the unit."""
    report = case.report
    doubted = {doubt.code for doubt in report.doubts}
    words: dict[str, list[str]] = defaultdict(list)
    units: dict[str, list[str]] = defaultdict(list)
    for code, raw in report.raw.items():
        if code not in form.cells or code in doubted or not raw.strip():
            continue
        if report.cells.get(code) is None:
            words[raw.strip()].append(code)
        elif unit := _UNIT.search(raw.strip()):
            units[unit[1]].append(code)
    for raw, codes in words.items():
        message = f"{_where(codes, form)}填的是“{raw}”，不是数字，没有发生的应当填0。"
        yield Finding(RULE.id, "warning", message, cite(form.basis), tuple(codes), quote=raw)
    for word, codes in units.items():
        message = f"{_where(codes, form)}的数字后面写了“{word}”，单元格里只填数字，单位不必写。"
        yield Finding(RULE.id, "note", message, cite(form.basis), tuple(codes), quote=report.raw[codes[0]].strip())


def _where(codes: list[str], form: Form) -> str:
    return names((cell_label(code, form) for code in codes), "格")


def _doubts(case: Case, form: Form) -> Iterator[Finding]:
    """What the reader doubted in a cell: a warning where there are digits that it could not make a number of, else a note."""
    together: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for doubt in case.report.doubts:
        if doubt.code and doubt.code in form.cells:
            unread = case.report.cells.get(doubt.code) is None and any(sign.isdigit() for sign in doubt.text)
            together[doubt.text, doubt.why, unread].append(doubt.code)
    for (text, why, unread), codes in together.items():
        words = f"{_where(codes, form)}读取时有疑问（原文“{text}”）：{why.rstrip('。')}，请核实。"
        yield Finding(RULE.id, "warning" if unread else "note", words, cite("logic"), tuple(codes), quote=text)
