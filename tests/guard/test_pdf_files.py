"""PDF files made by a drawing library: text under boxes and pictures, white, unseen, off the page; marks, scans, locks."""

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

from tests.guard.reading import ADULT, MOBILE, file_findings, only, rules

Draw = Callable[[Canvas], None]
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
SECRET = "内部联系人张某"


def _pdf(*pages: Draw, lock: StandardEncryption | None = None, author: str = "") -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=lock)
    canvas.setAuthor(author)
    for draw in pages:
        canvas.setFont("STSong-Light", 14)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _text(words: str = "云溪县人民政府办公室通知", x: float = 100, y: float = 700) -> Draw:
    return lambda canvas: canvas.drawString(x, y, words)


def _all(*draws: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def _box(color: tuple[float, float, float], alpha: float = 1.0, x: float = 90, y: float = 690) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillColorRGB(*color, alpha=alpha)
        canvas.rect(x, y, 300, 40, stroke=0, fill=1)
        canvas.restoreState()

    return draw


def _picture(mode: str, color: tuple[int, ...], x: float, y: float, width: float, height: float) -> Draw:
    image = ImageReader(Image.new(mode, (20, 20), color))
    return lambda canvas: canvas.drawImage(image, x, y, width, height, mask="auto" if mode == "RGBA" else None)


def _colored(words: str, red: float, green: float, blue: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillColorRGB(red, green, blue)
        canvas.drawString(100, 700, words)
        canvas.restoreState()

    return draw


def _mode(words: str, mode: int) -> Draw:
    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(100, 700)
        line.setTextRenderMode(mode)
        line.textOut(words)
        canvas.drawText(line)

    return draw


def _form(x: float, y: float, *draws: Draw) -> Draw:
    """What is drawn, as a form of its own, put on the page at `x`, `y`."""

    def draw(canvas: Canvas) -> None:
        canvas.beginForm(f"form{x}{y}")
        canvas.setFont("STSong-Light", 14)
        _all(*draws)(canvas)
        canvas.endForm()
        canvas.saveState()
        canvas.translate(x, y)
        canvas.doForm(f"form{x}{y}")
        canvas.restoreState()

    return draw


SILENT = {
    "plain text": _text(),
    "text on a coloured ground": _all(_box((0.8, 0.9, 1)), _text()),
    "white text on a dark ground": _all(_box((0, 0, 0.5)), _colored("云溪县", 1, 1, 1)),
    "a frame without filling": _all(_text(), lambda canvas: canvas.rect(90, 690, 300, 40, stroke=1, fill=0)),
    "a marker one can see through": _all(_text(), _box((1, 1, 0), alpha=0.3)),
    "a box elsewhere": _all(_text(), _box((0, 0, 0), y=300)),
    "a seal with a clear ground": _all(_text(), _picture("RGBA", (255, 0, 0, 90), 90, 650, 120, 120)),
    "a scan with its recognised text": _all(_picture("RGB", (250, 250, 250), 0, 0, *A4), _mode("云溪县通知", 3)),
    "a form moved onto the page": _form(500, 700, _text(x=-400, y=-50)),
    "an office's landline": _text("联系电话0000-1234567"),
}


@pytest.mark.parametrize("draw", SILENT.values(), ids=SILENT)
def test_a_page_that_hides_nothing_is_silent(draw: Draw) -> None:
    assert file_findings("通知.pdf", _pdf(draw)) == []


HIDING = {
    "under a black box": (_all(_text(SECRET), _box((0, 0, 0))), "covered-text"),
    "under a white box": (_all(_text(SECRET), _box((1, 1, 1))), "covered-text"),
    "under a picture": (_all(_text(SECRET), _picture("RGB", (9, 9, 9), 90, 690, 300, 40)), "covered-text"),
    "white on white": (_colored(SECRET, 1, 1, 1), "unseen-text"),
    "in the unseen mode": (_mode(SECRET, 3), "unseen-text"),
    "under a box in a form": (_all(_text(SECRET), _form(90, 690, _box((0, 0, 0), x=0, y=0))), "covered-text"),
    "a form moved off the page": (_form(-600, 0, _text(SECRET)), "outside-text"),
    "left of the page": (_text(SECRET, x=-400), "outside-text"),
    "below the page": (_text(SECRET, y=-50), "outside-text"),
}


@pytest.mark.parametrize(("draw", "rule"), HIDING.values(), ids=HIDING)
def test_text_that_one_cannot_see_is_told_with_its_page_and_words(draw: Draw, rule: str) -> None:
    found = file_findings("通知.pdf", _pdf(_text(), _all(_text("下列人员", y=760), draw)))

    finding = only(found, rule)
    assert rules(found) == {rule}
    assert (finding.severity, finding.place, finding.article) == ("error", "附件“通知.pdf”第2页", "r2019.15")
    assert finding.quote == SECRET


def test_a_box_over_part_of_a_line_is_told_with_that_part() -> None:
    line = "联系人" + SECRET + "请保存"
    start = 100 + 14 * 3

    found = file_findings(
        "通知.pdf", _pdf(_all(_text(line), lambda canvas: canvas.rect(start, 690, 14 * 7, 40, fill=1)))
    )

    assert only(found, "covered-text").quote == SECRET


def test_a_covered_number_is_masked_in_the_quote_and_found_itself() -> None:
    found = file_findings("通知.pdf", _pdf(_all(_text(ADULT), _box((0, 0, 0)))))

    assert rules(found) == {"covered-text", "identity-number"}
    assert not any(ADULT in finding.quote for finding in found)


def test_numbers_are_found_on_their_page() -> None:
    assert only(file_findings("通知.pdf", _pdf(_text(), _text(MOBILE))), "mobile-number").place == "附件“通知.pdf”第2页"


def test_pages_without_text_are_told_together() -> None:
    scan = _picture("RGB", (250, 250, 250), 0, 0, *A4)

    finding = only(file_findings("扫描件.pdf", _pdf(scan, _text(), scan)), "no-text-layer")

    assert "第1、3页（共2页）" in finding.message


def test_an_author_is_told_and_a_nameless_one_is_not() -> None:
    assert rules(file_findings("通知.pdf", _pdf(_text(), author="王小明"))) == {"author"}
    assert file_findings("通知.pdf", _pdf(_text(), author="Administrator")) == []


def test_a_link_out_is_told_and_one_to_the_government_is_not() -> None:
    def link(address: str) -> Draw:
        return lambda canvas: canvas.linkURL(address, (100, 690, 200, 720))

    assert file_findings("通知.pdf", _pdf(_all(_text(), link("https://www.yunxi.gov.cn/")))) == []
    assert rules(file_findings("通知.pdf", _pdf(_all(_text(), link("http://10.1.1.1/"))))) == {"link-private-address"}


@pytest.mark.parametrize(
    ("kind", "rule"), [("Text", "comment"), ("Highlight", "comment"), ("Redact", "redaction-mark")]
)
def test_annotations_are_told(kind: str, rule: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "云溪县")
        canvas.textAnnotation("note", Rect=[100, 690, 150, 720])

    data = _pdf(draw).replace(b"/Subtype /Text", f"/Subtype /{kind}".encode())

    assert rules(file_findings("通知.pdf", data)) == {rule}


def test_a_locked_file_says_that_nobody_can_open_it() -> None:
    finding = only(file_findings("通知.pdf", _pdf(_text(), lock=StandardEncryption("secret"))), "unreadable")

    assert "密码" in finding.message
    assert "取消密码" in finding.advice
