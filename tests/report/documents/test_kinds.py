"""What a file is: its content decides, and what is not read says what to do."""

from __future__ import annotations

import pytest

from gongkai.report.documents import open_document
from gongkai.untrusted import UnreadableError
from tests.compose.document import compose
from tests.compose.examples import QINGSHI, new_form, report
from tests.compose.office import write_docx, write_xlsx
from tests.compose.pdf import write_pdf
from tests.report.documents.files import zipped

DOCUMENT = compose(report("2021", QINGSHI, 2023, new_form("2021"), {}))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PAGE = "<html><body><p>云溪县</p></body></html>".encode()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (write_docx(DOCUMENT), "report.txt", "docx"),
        (write_xlsx(DOCUMENT), "report.docx", "xlsx"),
        (write_pdf(DOCUMENT), "report.html", "pdf"),
        (b"\r\n\xef\xbb\xbf junk before it \n" + write_pdf(DOCUMENT), "report.pdf", "pdf"),
        (PAGE, "report.doc", "html"),
        (b"\xef\xbb\xbf  <!-- saved --> <!DOCTYPE html>" + PAGE, "report.txt", "html"),
        ("<div>云溪县</div><table><tr><td>1</td></tr></table>".encode(), "", "html"),
        ("云溪县2023年报告。数量<3件,a<b。".encode(), "report.html", "text"),
        ("规章 | 0 | 0 |\n".encode(), "report.docx", "text"),
    ],
)
def test_the_content_decides_whatever_the_name_says(data: bytes, name: str, kind: str) -> None:
    assert open_document(data, name).kind == kind


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.txt", "文件是空的"),
        (b"\xef\xbb\xbf \r\n", "a.txt", "文件是空的"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.docx", "旧版Word格式.*另存为docx"),
        (OLE, "a.doc", "旧版Word格式.*另存为docx"),
        (OLE + "Workbook".encode("utf-16-le"), "a", "旧版Excel格式.*另存为xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "打开密码"),
        (OLE, "", "旧版Office格式"),
        (b"{\\rtf1\\ansi \\'d4\\'c6}", "a.doc", "RTF格式.*另存为docx"),
        (zipped({"报告.docx": b"PK"}), "a.docx", "压缩包.*解压"),
        (zipped({"OFD.xml": b"<ofd/>"}), "a.ofd", "OFD"),
        (
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
            "a.odt",
            "OpenDocument",
        ),
        (zipped({"[Content_Types].xml": b"", "ppt/presentation.xml": b"<x/>"}), "a.pptx", "演示文稿"),
        (b"Rar!\x1a\x07\x00" + b"\0" * 30, "a.rar", "压缩包"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt", "图片"),
    ],
)
def test_what_is_not_read_says_what_it_is_and_what_to_do(data: bytes, name: str, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        open_document(data, name)


def test_mending_reaches_a_text() -> None:
    assert open_document("雲溪縣".encode(), mend=lambda text: text.replace("雲溪縣", "云溪县")).text == "云溪县"


def test_mending_reaches_a_page_before_it_is_parsed() -> None:
    page = "<html><body><p>雲溪<b>縣</b></p></body></html>".encode()

    opened = open_document(page, mend=lambda text: text.replace("<b>縣</b>", "县"))

    assert [block.text for block in opened.blocks or []] == ["雲溪县"]  # type: ignore[union-attr]


@pytest.mark.parametrize("data", [write_docx(DOCUMENT), write_xlsx(DOCUMENT), write_pdf(DOCUMENT)])
def test_mending_reaches_every_text_of_the_other_kinds_at_once(data: bytes) -> None:
    calls: list[str] = []

    def mend(text: str) -> str:
        calls.append(text)
        return text.replace("规章", "规 章")

    opened = open_document(data, mend=mend)

    assert len(calls) <= 2  # the document's title may be the second
    assert any("规 章" in row for block in opened.blocks or [] if hasattr(block, "rows") for row in block.rows)


def test_mending_that_loses_a_text_is_done_one_by_one() -> None:
    opened = open_document(write_docx(DOCUMENT), mend=lambda text: text.replace("\x1e", "").replace("规章", "规则"))

    assert any("规则" in row for block in opened.blocks or [] if hasattr(block, "rows") for row in block.rows)
