"""Documents are set on the measures of GB/T 9704-2012, and every word that goes in can be read out again."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.guard import default_words, read_file
from gongkai.typesetting import (
    Cell,
    Document,
    Heading,
    Paragraph,
    Table,
    UnprintableError,
    docx,
    pdf,
)
from gongkai.typesetting.text import lines
from tests.typesetting.documents import HEADED, LETTER, MERGED, MM, docx_text, pages, pdf_text, rules, squeezed

HOSTILE = "#x $a$ *b* _c_ \\ <lab> & @ref // --- `code` \"q\" 'k' ]) {{}} 100%"


@pytest.mark.parametrize(("made", "read"), [(pdf, pdf_text), (docx, docx_text)])
def test_the_words_of_a_letter_are_read_back_in_order(made, read) -> None:
    expected = (
        "云溪县民政局政府信息公开申请答复书云民公开〔2026〕12号某某某：一、基本情况您提交的政府信息公开申请本机关已经收到"
        "重要提示可以申请行政复议附件：1.目录2.说明云溪县民政局2026年11月2日（联系电话：0000-1234567）"
    )
    assert squeezed(read(made(LETTER))).removesuffix("—1—") == expected


@pytest.mark.parametrize("made", [pdf, docx])
def test_the_same_document_gives_the_same_bytes(made) -> None:
    assert made(LETTER) == made(LETTER)


def test_a_page_has_22_lines_of_28_characters_inside_the_type_area() -> None:
    first, *_ = pages(pdf(Document("题", [Paragraph("字" * 28 * 60)])))
    body = [sign for sign in first.chars if sign["text"] == "字"]
    rows = Counter(round(sign["top"]) for sign in body)
    assert len(rows) == 20  # the title and the blank line under it are the other two
    top_row, *others = sorted(rows)
    assert rows[top_row] == 26
    assert {rows[row] for row in others} == {28}
    first_line = min(sign["x0"] for sign in body if round(sign["top"]) == top_row)
    assert min(sign["x0"] for sign in body) == pytest.approx(28 * MM, abs=0.1)
    assert first_line == pytest.approx(28 * MM + 2 * 156 * MM / 28, abs=0.5)
    assert max(sign["x1"] for sign in body) <= (28 + 156) * MM + 0.5
    assert others[-1] - top_row == pytest.approx(19 * 225 * MM / 22, abs=1.5)
    assert min(sign["top"] for sign in first.chars) >= 37 * MM
    assert max(sign["bottom"] for sign in body) <= (37 + 225) * MM


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    odd, even = pages(pdf(Document("题", [Paragraph("字" * 28 * 30)])))
    assert min(sign["x0"] for sign in odd.chars if sign["text"] == "—") > 105 * MM
    assert max(sign["x1"] for sign in even.chars if sign["text"] == "—") < 105 * MM


def test_the_date_under_a_seal_has_four_characters_to_its_right() -> None:
    (page,) = pages(pdf(LETTER))
    day = [
        sign["x1"] for line in page.extract_text_lines() if line["text"] == "2026年11月2日" for sign in line["chars"]
    ]
    assert (184 * MM - max(day)) / (156 * MM / 28) == pytest.approx(4, abs=0.5)


def test_signs_that_mean_something_to_a_typesetter_are_only_text() -> None:
    document = Document(HOSTILE, [Paragraph(HOSTILE), Heading(1, HOSTILE), Table([[Cell(HOSTILE)]])], number=HOSTILE)
    assert squeezed(pdf_text(pdf(document))).count(squeezed(HOSTILE)) == 5
    assert squeezed(docx_text(docx(document))).count(squeezed(HOSTILE)) == 4


def test_a_word_wider_than_its_line_stays_on_the_page_and_in_its_cell() -> None:
    (page,) = pages(pdf(Document("题", [Paragraph("w" * 200), Table([[Cell("m" * 60)] + [Cell("右")] * 7])])))
    assert max(sign["x1"] for sign in page.chars) <= 184 * MM + 0.5
    right = min(sign["x0"] for sign in page.chars if sign["text"] == "右")
    assert max(sign["x1"] for sign in page.chars if sign["text"] == "m") < right


def test_header_rows_are_repeated_and_no_row_is_lost() -> None:
    found = pages(pdf(Document("题", [MERGED])))
    assert len(found) > 1
    assert all("自然人" in page.extract_text() for page in found)
    text = "".join(page.extract_text() for page in found)
    assert all(f"第{row}行" in text for row in range(60))


@pytest.mark.parametrize(("rows", "on"), [(36, 1), (45, 2)])
def test_a_table_that_goes_a_little_over_a_page_is_set_closer(rows: int, on: int) -> None:
    table = Table([[Cell(f"第{row}行"), *[Cell("0")] * 9] for row in range(rows)])
    found = [pages(pdf(Document("题", [Paragraph("字" * 28 * before), table]))) for before in range(16, 20)]
    assert min(sum("行" in page.extract_text() for page in each) for each in found) == on


def test_merged_cells_are_merged_in_word() -> None:
    (table,) = python_docx.Document(io.BytesIO(docx(Document("题", [MERGED])))).tables
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert table.cell(0, 1)._tc is table.cell(0, 2)._tc
    assert [cell.text for cell in table.rows[1].cells] == ["项目", "自然人", "总计"]


def test_a_cell_longer_than_a_page_is_whole() -> None:
    assert pdf_text(pdf(Document("题", [Table([[Cell("长" * 9000), Cell("乙")]])]))).count("长") == 9000


@pytest.mark.parametrize(
    ("rows", "said"),
    [([], "至少"), ([[Cell("甲"), Cell("乙")], [Cell("丙")]], "不够"), ([[Cell("甲")], [Cell("乙"), Cell("丙")]], "过多"),
     ([[Cell("甲", rowspan=2)]], "末行"), ([[Cell("甲")], [Cell("乙", colspan=2)]], "放不下")],
)  # fmt: skip
def test_a_table_that_does_not_fill_its_grid_is_refused(rows: list[list[Cell]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Table(rows)


def test_characters_that_the_fonts_lack_are_named_and_word_carries_them() -> None:
    document = Document("题", [Paragraph("名\U00030000字\ue000")])
    with pytest.raises(UnprintableError, match="U\\+30000") as error:
        pdf(document)
    assert error.value.characters == "\U00030000\ue000"
    assert "名\U00030000字\ue000" in docx_text(docx(document))


def test_a_document_without_blocks_is_its_title_and_one_without_title_is_refused() -> None:
    assert squeezed(pdf_text(pdf(Document("题", ())))) == "题—1—"
    with pytest.raises(ValueError, match="标题"):
        Document(" \u200b", ())


def test_a_hundred_pages_are_set() -> None:
    assert len(pages(pdf(Document("题", [Paragraph("字" * 28 * 21)] * 104)))) >= 100


def test_the_guard_finds_no_one_in_the_word_file() -> None:
    found = read_file("答复书.docx", docx(LETTER), default_words(), salt=b"s", today=date(2026, 11, 2))
    assert [finding.rule for finding in found if "meta" in finding.rule or finding.rule == "unreadable"] == []
    core = python_docx.Document(io.BytesIO(docx(LETTER))).core_properties
    assert (core.author, core.last_modified_by, core.title) == ("", "", "云溪县民政局政府信息公开申请答复书")


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80))
def test_any_text_into_word_is_the_text_out_of_it(text: str) -> None:
    out = docx_text(docx(Document("题", [Paragraph(text)])))
    assert out == "\n".join(["题", "", *lines(text)])


@settings(deadline=None, max_examples=60)
@given(
    st.text(
        st.sampled_from("政府信息公开第一条，。（）《》“”、；：〔〕0123456789 abcXYZ#$*_\\<>&@`~^\n\t\u202e\x00"),
        max_size=120,
    )
)
def test_any_text_into_a_pdf_is_the_text_out_of_it(text: str) -> None:
    out = squeezed(pdf_text(pdf(Document("题", [Paragraph(text)]))))
    assert out == "题" + squeezed("".join(lines(text))) + "—1—"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_prints_the_word_file_on_the_same_lines(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(docx(Document("题", [Paragraph("字" * 28 * 60)])))
    (tmp_path / "headed.docx").write_bytes(docx(HEADED))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    files = [tmp_path / "letter.docx", tmp_path / "headed.docx"]
    subprocess.run([*command, "--outdir", tmp_path, *files], check=True, timeout=90, capture_output=True)
    first, *_ = pages((tmp_path / "letter.pdf").read_bytes())
    rows = Counter(round(sign["top"]) for sign in first.chars if sign["text"] == "字")
    assert len(rows) == 20
    assert sorted(Counter(rows.values())) == [26, 28]
    headed, *others = pages((tmp_path / "headed.pdf").read_bytes())
    for ours, theirs in zip(rules(pages(pdf(HEADED))[0]), rules(headed), strict=True):
        assert theirs == pytest.approx(ours, abs=0.5)
    assert [rules(page) for page in others] == [[]] * len(others)
