"""A letter keeps its end together, and its head is that of the letter form; Word opens it."""

from __future__ import annotations

import io
from dataclasses import replace
from math import ceil

import docx as python_docx
import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.typesetting import Cell, Document, Letterhead, Note, Table, docx, pdf
from tests.typesetting.documents import (
    HEADED,
    LETTER,
    MERGED,
    MM,
    RED,
    a_letter,
    assert_word_opens,
    pages,
    pdf_text,
    rules,
)


def titles(page: pdfplumber.page.Page) -> list[float]:
    """Where the lines of the title stand."""
    return [sign["top"] for sign in page.chars if round(sign["size"]) == 22]


@settings(deadline=None, max_examples=25)
@given(
    st.integers(1, 28 * 46),
    st.lists(st.sampled_from(["目录", "说明" * 20]), max_size=4),
    st.sampled_from(["none", "printed"]),
    st.booleans(),
)
def test_a_signature_never_stands_on_a_page_without_the_last_lines_of_the_text(
    signs: int, attachments: list[str], letterhead: Letterhead, seal: bool
) -> None:
    found = [page.extract_text() for page in pages(pdf(a_letter(signs, attachments, letterhead, seal=seal)))]
    rows = [[line for line in text.split("\n") if "字" in line] for text in found]
    assert sum(map(len, rows)) == ceil((signs + 2) / 28)
    (end,) = (number for number, text in enumerate(found) if "2026年11月2日" in text)
    assert len(rows[end]) >= min(2, sum(map(len, rows)))
    assert "联系电话" in found[end]
    assert not attachments or "附件" in found[end]
    assert end == len(found) - 1


def test_a_list_of_attachments_longer_than_a_page_leaves_the_signature_not_alone() -> None:
    *_, last = pages(pdf(a_letter(9, [f"第{number}份" for number in range(44)])))
    assert "43份" in last.extract_text()
    assert "2026年11月2日" in last.extract_text()


def test_what_is_too_high_to_stay_with_the_signature_is_still_printed_whole() -> None:
    note = Note("长" * 28 * 30)
    text = pdf_text(pdf(replace(LETTER, blocks=(*LETTER.blocks[:-1], note, note))))
    assert (text.count("长"), text.count("2026年11月2日")) == (28 * 60, 1)


@pytest.mark.parametrize(("rows", "held"), [(20, 20), (90, 2)])
def test_in_word_a_table_of_one_page_is_held_together_and_of_a_longer_one_the_last_rows_hold_to_the_signature(
    rows: int, held: int
) -> None:
    table = Table([[Cell(f"第{row}行"), Cell("0")] for row in range(rows)])
    (made,) = python_docx.Document(io.BytesIO(docx(replace(LETTER, blocks=(table, *LETTER.blocks[5:]))))).tables
    kept = [
        {paragraph.paragraph_format.keep_with_next for cell in row.cells for paragraph in cell.paragraphs}
        for row in made.rows
    ]
    assert kept == [{None}] * (rows - held) + [{True}] * held


def test_a_letterhead_stands_on_the_measures_of_the_letter_form() -> None:
    first, second = pages(pdf(HEADED))
    mark = [sign for sign in first.chars if sign["non_stroking_color"] == RED]
    assert "".join(sign["text"] for sign in mark) == "云溪县民政局"
    assert min(sign["top"] for sign in mark) == pytest.approx(30 * MM, abs=1)
    assert (mark[0]["x0"] + mark[-1]["x1"]) / 2 == pytest.approx((28 + 156 / 2) * MM, abs=0.5)
    under = 30 + 36 / MM + 4
    expected = [(under + 0.5, 1.5), (under + 0.5, 0.75), (277 - 0.5, 0.75), (277 - 0.5, 1.5)]
    for (left, right, middle, thickness), (place, thick) in zip(rules(first), expected, strict=True):
        assert (left, right) == pytest.approx((28 - 7, 28 - 7 + 170), abs=0.1)
        assert (middle, thickness) == (pytest.approx(place, abs=0.5), pytest.approx(thick))
    number = next(line for line in first.extract_text_lines() if "〔2026〕" in line["text"])
    assert number["x1"] == pytest.approx((28 + 156) * MM, abs=0.5)
    assert number["top"] == pytest.approx(rules(first)[1][2] * MM + 16 * 7 / 8, abs=1)
    assert "—" not in first.extract_text()
    assert (rules(second), "— 2 —" in second.extract_text()) == ([], True)
    assert pdf_text(pdf(HEADED)).count("云溪县民政局") == 2  # in the head and over the date, not in the title too


def test_on_paper_with_a_head_the_text_stands_where_it_would_under_a_printed_one() -> None:
    printed, paper = (pages(pdf(replace(HEADED, letterhead=kind)))[0] for kind in ("printed", "preprinted"))
    assert [sign for sign in paper.chars + paper.rects if sign["non_stroking_color"] == RED] == []
    assert titles(printed) == titles(paper) != []


@pytest.mark.parametrize("made", [pdf, docx])
def test_a_long_name_is_a_mark_of_one_line(made) -> None:
    name = "云溪县人民政府派驻青石镇联合执法与便民服务综合管理委员会办公室"
    data = made(replace(HEADED, organ=name))
    if made is docx:
        (run,) = python_docx.Document(io.BytesIO(data)).sections[0].first_page_header.paragraphs[0].runs
        assert (run.text, run.font.size.pt * len(name) <= 156 * MM) == (name, True)
    else:
        mark = [sign for sign in pages(data)[0].chars if sign["non_stroking_color"] == RED]
        assert ("".join(sign["text"] for sign in mark), len({round(sign["top"]) for sign in mark})) == (name, 1)
        assert mark[-1]["x1"] - mark[0]["x0"] == pytest.approx(156 * MM, abs=10)


def test_a_letterhead_without_an_organ_is_refused() -> None:
    with pytest.raises(ValueError, match="发文机关"):
        Document("题", (), letterhead="printed")


def test_the_end_of_a_letter_in_word_holds_on_to_its_last_paragraph() -> None:
    paragraphs = python_docx.Document(io.BytesIO(docx(a_letter(1)))).paragraphs
    last = next(number for number, each in enumerate(paragraphs) if each.text == "字")
    assert [each.paragraph_format.keep_with_next for each in paragraphs[last:-1]] == [True] * (
        len(paragraphs) - last - 1
    )
    assert paragraphs[last].paragraph_format.keep_together is None  # so that Word may break it, and take two lines over
    assert paragraphs[last].style.paragraph_format.widow_control


@pytest.mark.parametrize("document", [LETTER, HEADED, Document("题", [MERGED])])
def test_word_opens_it_without_repair(document: Document) -> None:
    assert_word_opens(docx(document))
