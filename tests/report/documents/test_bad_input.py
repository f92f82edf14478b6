"""Damaged and hostile files: one clear error, in seconds and in bounded memory; nothing executed, nothing fetched."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.report.documents import open_document
from gongkai.report.model import Paragraph
from gongkai.untrusted import UnreadableError
from tests.compose.document import compose
from tests.compose.examples import QINGSHI, new_form, report
from tests.compose.office import write_docx, write_xlsx
from tests.compose.pdf import write_pdf
from tests.report.documents.files import docx, p, tc, xlsx, zipped

SECONDS = 30
"""What one bad file may take, on a machine that is busy with the other tests."""

DOCUMENT = compose(report("2021", QINGSHI, 2023, new_form("2021"), {}))
WORD, EXCEL, PDF = write_docx(DOCUMENT), write_xlsx(DOCUMENT), write_pdf(DOCUMENT)


def bomb_in(parts: dict[str, bytes]) -> bytes:
    return zipped({"[Content_Types].xml": b"<x/>", **parts})


def lying_size(data: bytes, size: int) -> bytes:
    """The zip archive with every uncompressed size in its directory claimed to be `size`."""
    claimed = bytearray(data)
    place = claimed.find(b"PK\x01\x02")
    while place >= 0:
        claimed[place + 24 : place + 28] = size.to_bytes(4, "little")
        place = claimed.find(b"PK\x01\x02", place + 4)
    return bytes(claimed)


def locked(data: bytes) -> bytes:
    """The zip archive with every file in its directory marked as encrypted."""
    marked = bytearray(data)
    place = marked.find(b"PK\x01\x02")
    while place >= 0:
        marked[place + 8] |= 1
        place = marked.find(b"PK\x01\x02", place + 4)
    return bytes(marked)


def entities() -> str:
    names = "abcdefghij"
    lines = [f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise(names)]
    return f'<!DOCTYPE x [<!ENTITY a "哈">{"".join(lines)}]>'


def word_table(row: str, rows: int) -> str:
    return f"<w:tbl>{f'<w:tr>{row}</w:tr>' * rows}</w:tbl>"


def pdf_stream(content: bytes, entries: str = "/Filter/FlateDecode") -> bytes:
    return (
        b"%%PDF-1.4\n1 0 obj\n<</Length %d %s>>\nstream\n" % (len(content), entries.encode())
        + content
        + b"\nendstream endobj\n"
    )


ROW = f"<row>{'<c><v>1</v></c>' * 1000}</row>"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "half a docx": (lambda: WORD[: len(WORD) // 2], "损坏"),
    "half an xlsx": (lambda: EXCEL[: len(EXCEL) // 2], "损坏"),
    "half a pdf": (lambda: PDF[: len(PDF) // 2], "损坏"),
    "the first bytes of a pdf": (lambda: PDF[:20], "损坏"),
    "a docx without its document": (lambda: bomb_in({"word/x.xml": b"<x/>"}), "没有正文"),
    "a docx that is no XML": (lambda: bomb_in({"word/document.xml": b"not xml"}), "损坏"),
    "a docx with a password on its zip": (lambda: locked(WORD), "密码"),
    "a zip bomb in a docx": (lambda: bomb_in({"word/document.xml": b" " * 200_000_000}), "解压后超过"),
    "a zip bomb that lies about its size": (
        lambda: lying_size(bomb_in({"word/document.xml": b" " * 200_000_000}), 1000),
        "损坏|解压后超过",
    ),
    "a zip bomb in an xlsx": (lambda: bomb_in({"xl/worksheets/sheet1.xml": b" " * 200_000_000}), "解压后超过"),
    "a zip of 6000 files": (lambda: zipped({f"word/{n}.xml": b"" for n in range(6000)}), "超过5000个文件"),
    "entities that multiply in a docx": (lambda: docx(p("&j;"), entities()), "损坏"),
    "5000 tables inside each other in a docx": (lambda: docx("<w:tbl><w:tr><w:tc>" * 5000), "损坏"),
    "150,000 cells in a docx": (
        lambda: docx(word_table(tc("1") * 500, 300)),
        "超过100000个单元格",
    ),
    "an xlsx with a cell in its last corner": (
        lambda: xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "超过2000列",
    ),
    "an xlsx with a cell in its last row": (lambda: xlsx('<row><c r="CV1048576"><v>1</v></c></row>'), "范围超过"),
    "a million cells in an xlsx": (lambda: xlsx(ROW * 1000), "超过100000个单元格"),
    "100 MB of HTML": (lambda: b"<html><body>" + b"<p>x</p>" * 12_500_000, "文件超过64MB"),
    "50 MB of HTML": (lambda: b"<html><body>" + b"<p>x</p>" * 6_250_000, "网页超过800万字符"),
    "a line of 10 million characters": (lambda: "云".encode() * 10_000_000, "文本超过200万字符"),
    "50,000 nested blocks": (lambda: b"<html>" + b"<div>" * 50_000 + b"x", "嵌套超过2000层"),
    "50,000 nested inline elements": (lambda: b"<html>" + b"<span>" * 50_000 + b"x", "嵌套超过2000层"),
    "a table of a million cells": (lambda: b"<html><table>" + (b"<tr>" + b"<td>1" * 1000) * 1000, "超过100000个单元格"),
    "a table of a million cells in odd letters": (
        lambda: b"<html><table>" + (b"<tr>" + b"<tD>1" * 1000) * 150,
        "超过100000个单元格",
    ),
    "a table of 3000 columns": (lambda: b"<html><table><tr>" + b"<td>1" * 3000, "超过2000列"),
    "cells that all span everything": (
        lambda: b"<html><table>" + b"<tr><td>1<td colspan=1000 rowspan=65534>2" * 5000,
        "超过2000列",
    ),
    "a million tags": (lambda: b"<html>" + b"<i>x</i>" * 500_000, "标签超过40万个"),
    "a tag of 100,000 attributes": (
        lambda: b"<html><p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">x",
        "超过500个属性",
    ),
    "a bomb in a pdf": (lambda: pdf_stream(zlib.compress(b" " * 200_000_000)), "解压后过大"),
    "a bomb in a bomb in a pdf": (lambda: pdf_stream(zlib.compress(zlib.compress(b" " * 200_000_000))), "解压后过大"),
    "a run-length bomb in a pdf": (lambda: pdf_stream(b"\x81 " * 200_000, "/Filter/RunLengthDecode"), "解压后过大"),
}


@pytest.mark.parametrize(("make", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_one_clear_error_in_seconds(make: Callable[[], bytes], says: str) -> None:
    data = make()
    start = time.process_time()

    with pytest.raises(UnreadableError, match=says):
        open_document(data)

    assert time.process_time() - start < SECONDS


READ: dict[str, Callable[[], bytes]] = {
    "1,900 nested inline elements": lambda: b"<html>" + b"<span>" * 1_900 + b"x",
    "1,900 nested lists": lambda: b"<html>" + b"<ul><li>" * 1_900 + b"x",
    "1,000 nested tables": lambda: b"<html>" + b"<table><tr><td>1<td>" * 1_000 + b"x",
    "1,900 nested hidden elements": lambda: b"<html>" + b"<div style='display:none'>" * 1_900 + b"x" * 5000,
    "formatting that is never closed": lambda: b"<html>" + b"".join(b"<p><b id=%d>x" % n for n in range(4_000)),
    "30,000 names of elements": lambda: b"<html>" + b"".join(b"<x%d>y</x%d>" % (n, n) for n in range(30_000)),
    "a line of 1.9 million characters": lambda: "云".encode() * 1_900_000,
    "a million columns spanned": lambda: b"<html><table>" + b"<tr><td colspan=1000000>1<td rowspan=1000000>2" * 500,
    "a spanned column in a docx": lambda: docx(word_table(tc("1", '<w:gridSpan w:val="999999"/>') * 5, 9)),
    "60 tables inside each other in a docx": lambda: docx(
        f"<w:tbl><w:tr><w:tc>{p('x')}" * 60 + "</w:tc></w:tr></w:tbl>" * 60
    ),
    "an xlsx merged over everything": lambda: xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row>', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "1.9 million angle brackets in a text": lambda: "云溪县".encode() + b"<" * 1_900_000,
}


@pytest.mark.parametrize("make", READ.values(), ids=READ.keys())
def test_what_is_odd_but_within_the_limits_is_read_in_seconds(make: Callable[[], bytes]) -> None:
    data = make()
    start = time.process_time()

    opened = open_document(data)

    assert opened.text or opened.blocks
    assert time.process_time() - start < SECONDS


def test_an_entity_that_names_a_file_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'

    opened = open_document(docx(p("甲&e;") + p("乙"), head))

    assert opened.blocks == [Paragraph("甲"), Paragraph("乙")]


def test_embedded_pictures_do_not_count_as_text() -> None:
    picture = b"<img src='data:image/png;base64," + b"iVBORw0KGgo" * 1_000_000 + b"'>"

    assert open_document("<html><body><p>年度".encode() + picture + "报告</p></body></html>".encode()).blocks == [
        Paragraph("年度报告")
    ]


def test_a_pages_view_state_is_no_attack() -> None:
    state = "<input type='hidden' value='" + "a=b " * 30_000 + "'>"

    assert open_document(f"<html><body><form>{state}<p>年度报告</p></form></body></html>".encode()).blocks == [
        Paragraph("年度报告")
    ]


def forms_that_draw_each_other(levels: int) -> bytes:
    """A PDF whose page draws a form twice, which draws another twice, and so on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length 5>>\nstream\n/F Do\nendstream",
    ]
    for level in range(levels):
        inside = b"/F Do /F Do"
        entries = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>/Length %d>>" % (
            6 + level,
            len(inside),
        )
        objects.append(entries + b"\nstream\n" + inside + b"\nendstream")
    objects.append(b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0>>\nstream\n\nendstream")
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1))
    return body + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def test_a_pdf_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai.report.documents import pdf

    monkeypatch.setattr(pdf, "MAX_PDF_SECONDS", 1.0)
    start = time.process_time()

    with pytest.raises(UnreadableError, match="内容过于复杂"):
        open_document(forms_that_draw_each_other(40))

    assert time.process_time() - start < SECONDS


MEMORY = """
import re, sys
from pathlib import Path
from gongkai.report.documents import open_document
from gongkai.untrusted import UnreadableError
data = Path(sys.argv[1]).read_bytes()
def peak():  # of this process alone; getrusage begins with what the test runner had
    return int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
before = peak()
try:
    open_document(data)
except UnreadableError:
    pass
print(peak() - before)
"""
HEAVY = {
    "a zip bomb": lambda: bomb_in({"word/document.xml": b" " * 500_000_000}),
    "the largest page": lambda: b"<html><body>" + "<p>云溪县</p>".encode() * 390_000,
    "a million cells": lambda: b"<html><table>" + (b"<tr>" + b"<td>1" * 1000) * 1000,
    "unclosed formatting": lambda: b"<html>" + b"".join(b"<p><b id=%d>x" % n for n in range(450)),
    "the largest Word document": lambda: docx(p("云溪县" * 100) * 30_000),
    "a bomb in a pdf": lambda: pdf_stream(zlib.compress(zlib.compress(b" " * 400_000_000))),
    "the largest workbook": lambda: xlsx(f"<row>{'<c><v>1</v></c>' * 1000}</row>" * 99),
}


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is asked of Linux")
@pytest.mark.parametrize("make", HEAVY.values(), ids=HEAVY.keys())
def test_memory_stays_within_hundreds_of_megabytes(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "heavy"
    path.write_bytes(make())

    used = subprocess.run([sys.executable, "-c", MEMORY, str(path)], capture_output=True, text=True, check=True).stdout

    assert int(used) < 600


def test_opening_the_package_imports_no_reader() -> None:
    code = (
        "import sys, gongkai.report.documents; print([m for m in ('selectolax', 'lxml', 'pdfplumber', 'python_calamine', "
        "'charset_normalizer', 'zipfile') if m in sys.modules])"
    )

    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
