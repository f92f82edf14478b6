"""What is written is read back: the same figures, title, unit, year, day and parts, in every format of every form."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gongkai.report.model import Number, Report
from gongkai.report.reading import read_bytes
from gongkai.report.writing import FORMATS, Part, Written, write
from gongkai.statute.forms import Cell, Form, forms
from gongkai.untrusted import UnreadableError
from tests.compose.strategies import YEARS
from tests.compose.truth import UNITS
from tests.typesetting.documents import assert_word_opens

SENTENCES = (
    "全年主动公开政府信息120条。",
    "全年没有收到政府信息公开申请。",
    "有“引号”、《书名》、<尖括号>和A&B公司。",
    "序号①②③，占比12.5%，金额3.25万元。",
    "我单位及时公开信息，" * 40 + "群众满意。",
    "（一）主动公开",
    "1.制度建设",
    "第一，制度还不健全；第二，人手不足。",
    "详见政府网站www.example.gov.cn。",
)
OLD_PARTS = ("概述", "主动公开政府信息的情况", "依申请公开政府信息的情况", "其他需要报告的事项")
EVERY = pytest.mark.parametrize("to", FORMATS)
FORMS = pytest.mark.parametrize("form_id", forms())
SECONDS = 10
"""What is linear takes far less; what is not takes minutes."""


def figure(cell: Cell) -> st.SearchStrategy[Number | None]:
    """A blank, nothing, few, many; a decimal where the cell takes one, a decrease where it tells a change."""
    most = 9999 if cell.code.startswith("t4.") else 999_999
    usual: st.SearchStrategy[Any] = st.none() | st.just(0) | st.integers(1, 40) | st.integers(1, most)
    if cell.kind == "money":
        return usual | st.integers(1, 10**9).map(lambda number: number / 10**4)
    return usual | st.integers(-999, -1) if cell.kind == "change" else usual


@st.composite
def reports(draw: st.DrawFn, form_id: str) -> Written:
    form = forms()[form_id]
    year = draw(st.integers(*YEARS[form_id]))
    paragraphs = st.lists(st.sampled_from(SENTENCES), max_size=5)
    titles = form.sections or OLD_PARTS
    parts = tuple(
        Part(
            f"{number}、{title}", "\n".join(text.replace("我单位", f"我单位在{title}方面") for text in draw(paragraphs))
        )
        for number, title in zip("一二三四五六", titles, strict=False)
    )
    lead = f"根据条例，编制本报告。统计期限自{year}年1月1日起至12月31日止。"
    signed = draw(st.none() | st.dates(date(year + 1, 1, 1), date(year + 1, 3, 31)))
    unit = draw(st.sampled_from(UNITS)).name
    cells = {code: draw(figure(cell)) for code, cell in form.cells.items()}
    if draw(st.booleans()):  # a whole table that nobody filled
        blank = draw(st.sampled_from(form.tables))
        cells |= {cell.code: None for cell in blank.cells()}
    return Written(form, unit, year, cells, parts, lead, signed)


def drawn(form_id: str, examples: int, check: Callable[[Written], None]) -> None:
    """Run `check` over so many reports; shrinking whole reports takes too long."""
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    phases = [Phase.explicit, Phase.reuse, Phase.generate]

    def body(data: st.DataObject) -> None:
        check(data.draw(reports(form_id)))

    settings(max_examples=examples, deadline=None, suppress_health_check=quiet, phases=phases)(given(st.data())(body))()


def words(text: str) -> str:
    """What a text says, whatever the lines that it is broken into."""
    return "".join(text.split())


def same(report: Written, to: str) -> None:
    read = read_bytes(write(report, to), f"report.{to}")
    assert different(report.cells, read) == {}
    assert (read.form, read.title, read.unit, read.year) == (report.form.id, report.title, report.unit, report.year)
    assert read.signed == (report.signed.isoformat() if report.signed else None)
    found = [section for section in read.sections if section.heading]
    assert [section.heading for section in found] == [part.heading for part in report.parts]
    for part, section in zip(report.parts, found, strict=True):
        assert words(section.text).startswith(words(part.text)), part.heading
    assert (read.doubts, read.unplaced) == ([], [])


def different(cells: Any, read: Report) -> dict[str, tuple[object, object]]:
    """Code → (written, read) of what was read otherwise than written."""
    codes = {**cells, **read.cells}
    pairs = {code: (cells.get(code, "absent"), read.cells.get(code, "absent")) for code in codes}
    return {code: pair for code, pair in pairs.items() if pair[0] != pair[1]}


ONCE_EACH = [
    pytest.param(form, to, marks=pytest.mark.long) if to != "html" and form != "2021" else (form, to)
    for form in forms()
    for to in FORMATS
]
"""Every form in every format; in each run the form in force in all of them, and the others as pages."""


@pytest.mark.parametrize(("form_id", "to"), ONCE_EACH)
def test_every_figure_and_every_part_is_read_back(form_id: str, to: str) -> None:
    drawn(form_id, 2 if to in ("html", "json") else 1, lambda report: same(report, to))


@pytest.mark.long
@EVERY
@FORMS
def test_many_reports_are_read_back(form_id: str, to: str) -> None:
    drawn(form_id, 20 if to == "pdf" else 40, lambda report: same(report, to))


def example(form: Form, lines: int = 0, value: Number | None = 0) -> Written:
    """A report with so many lines before its tables."""
    lead = "\n".join(["编制本报告。"] * lines)
    titles = form.sections or OLD_PARTS
    parts = tuple(
        Part(f"{number}、{title}", "情况见表。") for number, title in zip("一二三四五六", titles, strict=False)
    )
    year = YEARS[form.id][0]
    return Written(form, "云溪县教育局", year, dict.fromkeys(form.cells, value), parts, lead, date(year + 1, 1, 20))


@pytest.mark.parametrize("form_id", ["2021", *(pytest.param(old, marks=pytest.mark.long) for old in ("2014", "2019"))])
def test_word_opens_it_without_repair(form_id: str) -> None:
    assert_word_opens(write(example(forms()[form_id], 20, 12345), "docx"))


@pytest.mark.parametrize(
    "lines", [pytest.param(lines, marks=pytest.mark.long) if lines != 16 else lines for lines in range(12, 24)]
)
def test_every_table_stands_on_one_page_and_no_page_ends_with_a_heading(lines: int) -> None:
    found = _pages(example(forms()["2021"], lines, 12345))
    for first, last in (("第二十条第（一）项", "行政事业性收费"), ("申请人情况", "四、结转下年度")):
        assert [first in page for page in found] == [last in page for page in found]
        assert sum(first in page for page in found) == 1
    assert not [page for page in found if page.endswith(("主动公开政府信息情况", "申请情况", "诉讼情况"))]


@pytest.mark.parametrize(
    "lines", [pytest.param(lines, marks=pytest.mark.long) if lines not in (2, 8) else lines for lines in range(12)]
)
def test_under_a_long_table_the_signature_takes_rows_along_to_its_page(lines: int) -> None:
    form = forms()["2014"]
    lead = "\n".join(["编制本报告。"] * lines)
    bare = Written(form, "云溪县教育局", 2018, dict.fromkeys(form.cells, 3), lead=lead, signed=date(2019, 1, 20))
    *_, last = _pages(bare)
    assert last.startswith("统计指标")
    assert last.index("举办各类培训班数") < last.index("接受培训人员数") < last.index("2019年1月20日")
    assert different(bare.cells, read_bytes(write(bare, "pdf"), "report.pdf")) == {}


def test_a_sheet_keeps_its_heads_in_sight_prints_no_wider_than_a_page_and_shows_every_line_of_a_label() -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(write(example(forms()["2021"]), "xlsx")))
    seen = [(sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) for sheet in book]
    assert seen == [
        (None, None, "portrait"),
        (None, None, "portrait"),
        ("D6", "$3:$5", "landscape"),
        ("A6", "$3:$5", "landscape"),
    ]
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in book)
    (long,) = (cell for row in book.worksheets[2] for cell in row if "收费通知" in str(cell.value))
    assert book.worksheets[2].row_dimensions[long.row].height >= 2 * 14


def test_a_sheet_leaves_out_signs_that_no_file_takes() -> None:
    report = replace(example(forms()["2021"]), lead="编制\ufffe本\x00报告。")
    assert "编制本报告。" in read_bytes(write(report, "xlsx"), "report.xlsx").text


def test_read_aloud_a_figure_of_table_two_has_the_heads_of_its_own_block_and_no_others() -> None:
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(write(example(forms()["2021"]), "html").decode())
    heads = {head.attributes["id"]: head.text() for head in page.css("#t2 th")}
    told = [[heads[name] for name in (cell.attributes["headers"] or "").split()] for cell in page.css("#t2 td")]
    assert told[2:5] == [
        ["第二十条第（一）项", "现行有效件数", "规章"],
        ["第二十条第（一）项", "本年制发件数", "行政规范性文件"],
        ["第二十条第（一）项", "本年废止件数", "行政规范性文件"],
    ]
    assert told[8:] == [
        ["第二十条第（六）项", "本年处理决定数量", "行政强制"],
        ["第二十条第（八）项", "本年收费金额（单位：万元）", "行政事业性收费"],
    ]


def _pages(report: Written) -> list[str]:
    """The words of each page, without its number."""
    import io

    import pdfplumber

    with pdfplumber.open(io.BytesIO(write(report, "pdf"))) as book:
        return [words(page.extract_text() or "").rpartition("—")[0].rpartition("—")[0] for page in book.pages]


@pytest.mark.long
def test_the_same_report_gives_the_same_bytes() -> None:
    report = example(forms()["2021"], value=None)
    for to in FORMATS:
        assert write(report, to) == write(report, to), to


def test_a_report_without_parts_still_has_its_tables_and_one_without_a_day_no_signature() -> None:
    form = forms()["2019"]
    bare = Written(form, "云溪县教育局", 2020, dict.fromkeys(form.cells, 3))
    for to in ("html", "docx", "xlsx", "json"):
        read = read_bytes(write(bare, to), f"report.{to}")
        assert (different(bare.cells, read), read.signed) == ({}, None), to


def test_our_json_says_nothing_else_when_it_was_read_and_printed_again() -> None:
    from gongkai.report.output import report_json

    report = example(forms()["2021"], 2, 7)
    once = read_bytes(write(report, "json"), "a.json")
    again = read_bytes(report_json(once).encode(), "a.json")
    assert (once.cells, once.title, once.sections, once.period) == (
        again.cells,
        again.title,
        again.sections,
        again.period,
    )


def _broken(**changes: Any) -> bytes:
    return json.dumps(json.loads(write(example(forms()["2021"]), "json")) | changes).encode()


HOSTILE: dict[str, bytes] = {
    "cut off": _broken()[:-40] + b'"sections"',
    "nested without end": b'{"form": "2021", "cells": ' + b"[" * 100_000 + b', "sections": []}',
    "brackets without end": b'{"form": "2021", "sections": [' + b"{}," * 100_000 + b'{}], "cells": {}}',
    "no number": _broken().replace(b'"t3.received.total": 0', b'"t3.received.total": NaN'),
    "a number of ten thousand digits": _broken().replace(
        b'"t3.received.total": 0', b'"t3.received.total": ' + b"9" * 10_000
    ),
    "a huge number": _broken(cells={"t3.received.total": 1e300}),
    "true for a figure": _broken(cells={"t3.received.total": True}),
    "a text for a figure": _broken(cells={"t3.received.total": "12"}),
    "a list for the cells": _broken(cells=[1, 2]),
    "a cell of no form": _broken(cells={"t9.nothing": 1}),
    "no form": _broken(form="1999"),
    "a form that is no text": _broken(form={"a": 1}),
    "a year that is none": _broken(year=10**30),
    "a year that is a text": _broken(year="2024"),
    "a day that is none": _broken(signed="2024-02-31"),
    "a part that is a text": _broken(sections=["一、总体情况"]),
    "a part without a text": _broken(sections=[{"heading": "一、总体情况"}]),
    "bytes that are no text": _broken().replace(b'"form"', b'"\xff": 1, "form"'),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_json_that_is_not_ours_is_one_clear_error(data: bytes) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableError, match="JSON"):
        read_bytes(data, "report.json")
    assert time.process_time() - began < SECONDS


@given(st.integers(0, 3000), st.binary(max_size=6), st.integers(0, 20))
@settings(max_examples=30, deadline=None)
def test_whatever_becomes_of_its_bytes_a_report_or_one_error_comes_of_it(place: int, put: bytes, left_out: int) -> None:
    data = _broken()
    try:
        read_bytes(data[:place] + put + data[place + left_out :], "report.json")
    except UnreadableError:
        return
