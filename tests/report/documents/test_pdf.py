"""A PDF with a text layer into blocks: paragraphs over wrapped lines and pages, tables over page ends, without running heads."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table

from gongkai.report.documents import open_document
from gongkai.report.model import Block, Grid, Paragraph
from gongkai.untrusted import UnreadableError

FONT = "STSong-Light"
LEFT, SIZE, PER_LINE = 72, 12, 37  # a line of 37 characters fills an A4 page between margins of 72 points


def drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    canvas.setFont(FONT, SIZE)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def blocks(data: bytes) -> list[Block]:
    return open_document(data).blocks or []


def text(canvas: Canvas, lines: list[tuple[float, str]], top: float = 760) -> None:
    for number, (indent, line) in enumerate(lines):
        canvas.drawString(LEFT + indent * SIZE, top - 20 * number, line)


def test_lines_that_only_wrap_are_one_paragraph_and_others_are_not() -> None:
    first, second = "我" * (PER_LINE - 2), "乡" * 20

    def draw(canvas: Canvas) -> None:
        text(
            canvas,
            [
                (10, "云溪县年度报告"),
                (0, "一、总体情况"),
                (2, first),
                (0, second),
                (2, "公开" * 5),
                (2, "甲" * (PER_LINE - 3) + "。"),
                (0, "（一）主动公开"),
            ],
        )

    assert blocks(drawn(draw)) == [
        Paragraph("云溪县年度报告"),
        Paragraph("一、总体情况"),
        Paragraph(first + second),
        Paragraph("公开" * 5),
        Paragraph("甲" * (PER_LINE - 3) + "。"),
        Paragraph("（一）主动公开"),
    ]


def test_a_paragraph_goes_on_over_the_page_and_running_heads_and_page_numbers_are_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        for page, line in ((1, "我" * PER_LINE), (2, "乡" * 9)):
            canvas.setFont(FONT, SIZE)
            canvas.drawString(LEFT, 810, "云溪县政府信息公开")
            text(canvas, [(0, line)])
            canvas.drawString(290, 30, f"— {page} —")
            canvas.showPage()

    assert blocks(drawn(draw)) == [Paragraph("我" * PER_LINE + "乡" * 9)]


def test_columns_parted_by_wide_gaps_are_tabs() -> None:
    def draw(canvas: Canvas) -> None:
        for number, cells in enumerate((("规章", "0", "12"), ("行政许可", "3", "4"))):
            for place, cell in zip((0, 15, 20), cells, strict=True):
                canvas.drawString(LEFT + place * SIZE, 700 - 20 * number, cell)

    assert blocks(drawn(draw)) == [Paragraph("规章\t0\t12"), Paragraph("行政许可\t3\t4")]


def test_a_ruled_table_over_the_page_end_is_one_and_its_merged_cells_stand_once() -> None:
    rows = [["项目", "", "数量"], ["三、结果", "予以公开", "1"], *[["", f"第{n}类", str(n)] for n in range(60)]]
    style = [("FONT", (0, 0), (-1, -1), FONT, SIZE), ("GRID", (0, 0), (-1, -1), 0.5, "black"), ("SPAN", (0, 0), (1, 0))]
    out = io.BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    SimpleDocTemplate(out, pagesize=A4).build([Table(rows, colWidths=[90, 120, 60], style=style)])

    (grid,) = blocks(out.getvalue())

    assert isinstance(grid, Grid)
    assert grid.rows[0] == ["项目", "数量"]
    assert grid.rows[1:] == rows[1:]
    assert (grid.columns or [])[:2] == [[0, 2], [0, 1, 2]]


def test_a_frame_around_the_page_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(50, 50, 500, 740)
        text(canvas, [(0, "年度报告")])

    assert blocks(drawn(draw)) == [Paragraph("年度报告")]


def test_text_printed_twice_to_look_bold_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, [(0, "年度报告")])
        canvas.drawString(LEFT + 0.3, 760, "年度报告")

    assert blocks(drawn(draw)) == [Paragraph("年度报告")]


def test_links_are_told() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, [(0, "网站")])
        canvas.linkURL("http://www.example.gov.cn/", (72, 750, 120, 780))

    assert open_document(drawn(draw)).links == ["http://www.example.gov.cn/"]


def picture(canvas: Canvas) -> None:
    pixel = Image.new("RGB", (1, 1))
    canvas.drawImage(ImageReader(pixel), 50, 50, 400, 600)


REFUSED = {
    "only pictures": (lambda: drawn(picture), "只有图片，没有文字层"),
    "empty pages": (lambda: drawn(lambda canvas: canvas.showPage()), "没有文字"),
    "a password to open it": (
        lambda: drawn(lambda canvas: text(canvas, [(0, "报告")]), encrypt=StandardEncryption("secret")),
        "打开密码",
    ),
}


@pytest.mark.parametrize(("make", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_what_has_no_text_to_read_says_so(make: Callable[[], bytes], says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        open_document(make())


def test_a_password_that_only_forbids_printing_does_not_keep_us_out() -> None:
    locked = StandardEncryption("", ownerPassword="owner", canPrint=0)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)  # reportlab leaves a Chinese font's name unencrypted
        text(canvas, [(0, "2023: 120")])

    assert blocks(drawn(draw, encrypt=locked)) == [Paragraph("2023: 120")]
