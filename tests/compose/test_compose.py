"""The writer of test reports itself: what it prints is all there, and what its strategies call sound adds up."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import openpyxl
import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from gongkai.report.checking import checks
from gongkai.statute.forms import form_for, forms
from tests.compose import damage, labels
from tests.compose.consistent import consistent_cells
from tests.compose.document import Document, compose
from tests.compose.examples import old_town, street, town
from tests.compose.layouts import LAYOUTS
from tests.compose.prose import DENIED, FILLERS, SAID
from tests.compose.samples import FOLDER, SAMPLES
from tests.compose.strategies import YEARS, truths
from tests.compose.tables import PrintedTable, Style, cut_at_page_end
from tests.compose.truth import UNITS

EXAMPLES = {"2014": old_town(), "2019": street(), "2021": town()}


def numbered(form_id: str) -> Document:
    """A report with a number of its own in each cell, four digits so that it stands nowhere else."""
    truth = EXAMPLES[form_id]
    cells = {code: 7000 + index for index, code in enumerate(forms()[form_id].cells)}
    return compose(type(truth)(**{**vars(truth), "cells": cells}))


@pytest.mark.parametrize("form_id", EXAMPLES)
class TestEveryFigureIsPrintedOnceAndInFormOrder:
    def in_order(self, form_id: str, text: str) -> None:
        expected = [str(value) for value in numbered(form_id).cells.values()]
        assert re.findall(r"(?<!\d)7\d{3}(?!\d)", text) == expected

    @pytest.mark.parametrize("name", [n for n, layout in LAYOUTS.items() if layout.text and "twice" not in n])
    def test_in_text_and_html(self, form_id: str, name: str) -> None:
        self.in_order(form_id, LAYOUTS[name].write(numbered(form_id)).decode())

    def test_in_word(self, form_id: str) -> None:
        word = docx.Document(io.BytesIO(LAYOUTS["docx"].write(numbered(form_id))))
        texts = [
            text for table in word.tables for row in table.rows for text in {c._tc: c.text for c in row.cells}.values()
        ]
        self.in_order(form_id, "\n".join(texts))

    def test_in_excel(self, form_id: str) -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(LAYOUTS["xlsx"].write(numbered(form_id)))).active
        self.in_order(form_id, "\n".join(str(value) for row in sheet.values for value in row if value))

    def test_in_pdf(self, form_id: str) -> None:
        with pdfplumber.open(io.BytesIO(LAYOUTS["pdf"].write(numbered(form_id)))) as pdf:
            assert len(pdf.pages) > 1
            tables = [table for page in pdf.pages for table in page.extract_tables()]
        self.in_order(form_id, "\n".join(cell for table in tables for row in table for cell in row if cell))


class TestTables:
    def table(self, number: int, style: Style | None = None) -> PrintedTable:
        return [block for block in compose(town(), style).blocks if isinstance(block, PrintedTable)][number]

    def test_the_result_block_of_the_form_of_2021_spans_22_rows(self) -> None:
        boxes = {box.text: box for row in self.table(1).rows for box in row}
        assert boxes["三、本年度办理结果"].rowspan == 22
        assert boxes["（三）不予公开"].rowspan == 8
        assert boxes["（七）总计"].colspan == 2
        assert boxes["四、结转下年度继续办理"].colspan == 3

    def test_the_result_block_of_the_form_of_2019_spans_20_rows(self) -> None:
        table = next(b for b in compose(street()).blocks if isinstance(b, PrintedTable) and "申请" in b.title)
        assert {box.text: box.rowspan for row in table.rows for box in row}["三、本年度办理结果"] == 20

    @pytest.mark.parametrize("groups", ["span", "first", "every", "none"])
    def test_every_row_of_a_table_is_as_wide_as_the_table(self, groups: str) -> None:
        table = self.table(1, Style(groups=groups))  # type: ignore[arg-type]
        covered = sum(box.colspan * box.rowspan for _, _, box in table.placed())
        assert covered == table.width * len(table.rows)

    def test_group_labels_stand_on_the_first_row_on_every_row_or_nowhere(self) -> None:
        times = {
            groups: sum(box.text == "（三）不予公开" for row in self.table(1, Style(groups=groups)).rows for box in row)  # type: ignore[arg-type]
            for groups in ("span", "first", "every", "none")
        }
        assert times == {"span": 1, "first": 1, "every": 8, "none": 0}

    def test_a_row_cut_at_the_end_of_a_page_leaves_the_table_square(self) -> None:
        cut = cut_at_page_end(self.table(1), "3.补正后申请内容仍不明确")
        boxes = {box.text: box for row in cut.rows for box in row}
        assert sum(box.colspan * box.rowspan for _, _, box in cut.placed()) == cut.width * len(cut.rows)
        assert (boxes["三、本年度办理结果"].rowspan, boxes["（四）无法提供"].rowspan) == (23, 4)
        assert {"3.补正后申", "请内容仍不明确"} <= set(boxes)

    def test_only_the_total_column_is_printed_and_expected(self) -> None:
        document = compose(town(), Style(columns=("total",)))
        found = {code for code in document.cells if code.startswith("t3.")}
        assert found == {code for code in forms()["2021"].cells if re.fullmatch(r"t3\.\w+\.total", code)}

    def test_label_variants_are_those_of_the_page(self) -> None:
        label = "(七)总计"
        printed = [v(label) for v in (labels.half_width, labels.full_width, labels.spaced, labels.unnumbered)]
        assert printed == ["(七)总计", "（七）总计", "( 七 ) 总 计", "总计"]


class TestStrategies:
    @pytest.mark.parametrize("form_id", forms())
    @settings(max_examples=30, deadline=None)
    @given(data=st.data())
    def test_consistent_tables_fill_every_cell_and_break_no_sum(self, form_id: str, data: st.DataObject) -> None:
        form = forms()[form_id]
        cells = data.draw(consistent_cells(form_id))
        assert list(cells) == list(form.cells)
        outcomes = {str(equation): equation.evaluate(cells) for equation in form.sums}
        assert [text for text, outcome in outcomes.items() if not (outcome and outcome.holds)] == []
        assert [
            need.id for need in form.needs if cells[need.cell] and not any(cells.get(code) for code in need.any)
        ] == []

    @pytest.mark.parametrize(("form_id", "years"), YEARS.items())
    def test_reports_are_drawn_for_years_in_which_their_form_is_in_force(
        self, form_id: str, years: tuple[int, int]
    ) -> None:
        found = [form_for(year) for year in range(years[0], years[1] + 1)]
        assert {form.id if form else "none" for form in found} == {form_id}

    @settings(max_examples=60, deadline=None)
    @given(truths())
    def test_prose_and_tables_of_a_sound_report_tell_the_same(self, truth) -> None:
        counted = {"2014": "s.received", "none": ""}.get(truth.form, "t3.received.total")
        assert truth.figures.get("received") == truth.cells.get(counted, truth.figures.get("received"))


class TestDamage:
    def test_every_sentence_comes_back_from_traditional_characters(self) -> None:
        texts = [way for ways in (*SAID.values(), *DENIED.values(), *FILLERS) for way in ways]
        texts += [unit.name for unit in UNITS] + [unit.we for unit in UNITS]
        texts += [cell.label for form in forms().values() for cell in form.cells.values()]
        assert [text for text in texts if not damage.survives_conversion(text)] == []

    def test_pinyin_stands_in_brackets_behind_its_character(self) -> None:
        assert damage.traditional_with_pinyin("政府信息公开") == "政府信息公開(kāi)"

    def test_date_words_are_lost_from_full_dates(self) -> None:
        assert damage.without_date_words("自2016年1月1日起至2016年12月31日止") == "自201611日起至20161231日止"

    @pytest.mark.parametrize("encoding", damage.ENCODINGS)
    def test_a_page_declares_the_encoding_that_it_is_in(self, encoding: str) -> None:
        data = LAYOUTS["html"].write(compose(town()), encoding)
        declared = LexborHTMLParser(data.decode(encoding)).css_first("meta").attributes["charset"]
        assert declared in (encoding, "utf-8", "gb2312")


class TestSampleFolder:
    def test_it_holds_the_composed_files_and_no_others(self) -> None:
        assert sorted(path.name for path in FOLDER.iterdir()) == sorted(SAMPLES)

    @pytest.mark.parametrize("name", SAMPLES)
    def test_a_file_is_what_the_script_writes(self, name: str) -> None:
        assert content(FOLDER.joinpath(name).read_bytes()) == content(SAMPLES[name].data), (
            "run python -m tests.compose.samples"
        )

    def test_files_are_small(self) -> None:
        assert [path.name for path in FOLDER.iterdir() if path.stat().st_size > 60_000] == []

    def test_every_rule_has_a_report_that_breaks_it(self) -> None:
        assert {sample.rule for sample in SAMPLES.values()} - {None} >= set(checks())

    def test_the_year_before_is_there_where_a_sample_needs_it(self) -> None:
        assert [sample.against for sample in SAMPLES.values() if sample.against and sample.against not in SAMPLES] == []


def content(data: bytes) -> object:
    """What a file says, whatever the version of the library that compressed it."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    if data.startswith(b"%PDF"):
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return [page.extract_text() for page in pdf.pages]
    return data
