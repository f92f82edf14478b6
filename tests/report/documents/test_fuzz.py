"""Whatever the bytes: something opened, or an `UnreadableError`, in time."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from gongkai.report.documents import Opened, open_document
from gongkai.report.model import Grid
from gongkai.untrusted import UnreadableError
from tests.compose.document import compose
from tests.compose.examples import QINGSHI, new_form, report
from tests.compose.html import write_html
from tests.compose.office import write_docx, write_xlsx
from tests.compose.pdf import write_pdf
from tests.report.documents.files import docx

SECONDS = 10
DOCUMENT = compose(report("2021", QINGSHI, 2023, new_form("2021"), {}))
WHOLE = {
    "html": write_html(DOCUMENT, nested=True, chrome=True).encode(),
    "gbk": write_html(DOCUMENT).encode("gb18030"),
    "utf-16": write_html(DOCUMENT).encode("utf-16"),
    "docx": write_docx(DOCUMENT),
    "xlsx": write_xlsx(DOCUMENT),
    "pdf": write_pdf(DOCUMENT),
}
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def damaged(draw: DrawFn, kind: str) -> bytes:
    """A whole file with some bytes changed, left out or put twice, perhaps cut off."""
    data = bytearray(WHOLE[kind])
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(data) - 1))
        match draw(st.sampled_from(["change", "leave out", "twice", "cut", "insert"])):
            case "change":
                data[place] = draw(st.integers(0, 255))
            case "leave out":
                del data[place : place + draw(st.integers(1, 200))]
            case "twice":
                data[place:place] = data[place : place + draw(st.integers(1, 200))]
            case "cut" if place > 10:
                del data[place:]
            case _:
                data[place:place] = draw(st.binary(max_size=20))
        data = data or bytearray(b" ")
    return bytes(data)


TAGS = (
    "table",
    "tr",
    "td",
    "th",
    "p",
    "div",
    "span",
    "b",
    "h1",
    "pre",
    "ul",
    "li",
    "a",
    "form",
    "template",
    "svg",
    "select",
    "o:p",
)
MARKUP = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
        st.sampled_from(
            [
                "<td colspan=2 rowspan=3>",
                "<br>",
                "<img src=x>",
                "<!--",
                "-->",
                "&nbsp;",
                "&#2;",
                "&#3;0&#3;",
                "\x03",
                "<td hidden>",
            ]
        ),
        st.sampled_from(
            ["<div style='display:none'>", "<div class=nav>", "<ul id=menu>", "<a href=http://a.cn>", "<td colspan=-1>"]
        ),
        st.text(max_size=5),
    ),
    max_size=60,
).map("".join)

WORDS = (
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "tcPr",
    "pPr",
    "numPr",
    "ins",
    "del",
    "sdt",
    "sdtContent",
    "txbxContent",
    "hyperlink",
)


@st.composite
def word_xml(draw: DrawFn, depth: int = 4) -> str:
    """Well-formed XML of Word's elements in places where they do not belong."""
    name = draw(st.sampled_from(WORDS))
    extra = draw(st.sampled_from(["", "<w:vMerge/>", '<w:gridSpan w:val="x"/>', '<w:numId w:val="99"/>', "<w:br/>"]))
    inside = (
        draw(st.text("公开1 ", max_size=3)) if depth == 0 else "".join(draw(st.lists(word_xml(depth - 1), max_size=3)))
    )
    return f"<w:{name}>{extra}{inside}</w:{name}>"


def opens_or_says_why(data: bytes) -> Opened | None:
    start = time.process_time()
    try:
        opened = open_document(data, "report")
    except UnreadableError:
        return None
    finally:
        assert time.process_time() - start < SECONDS
    assert (opened.text is None) != (opened.blocks is None)
    for block in opened.blocks or []:
        if isinstance(block, Grid):
            assert [len(row) for row in block.columns or []] == [len(row) for row in block.rows]
            assert all(row == sorted(set(row)) for row in block.columns or [])
    return opened


@FEW
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-16"))))
def test_any_bytes(data: bytes) -> None:
    opens_or_says_why(data)


@FEW
@given(st.one_of(damaged("html"), damaged("gbk"), damaged("utf-16")))
def test_a_damaged_page(data: bytes) -> None:
    opens_or_says_why(data)


@FEW
@given(st.one_of(damaged("docx"), damaged("xlsx")))
def test_a_damaged_office_file(data: bytes) -> None:
    opens_or_says_why(data)


@settings(FEW, max_examples=25)
@given(damaged("pdf"))
def test_a_damaged_pdf(data: bytes) -> None:
    opens_or_says_why(data)


@FEW
@given(MARKUP)
def test_any_markup(markup: str) -> None:
    opens_or_says_why(f"<html><body>{markup}".encode("utf-8", "replace"))


@FEW
@given(st.lists(word_xml(), max_size=4).map("".join))
def test_any_word_markup(body: str) -> None:
    opens_or_says_why(docx(body))
