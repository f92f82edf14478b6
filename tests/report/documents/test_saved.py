"""Pages that Word or a browser saved in one file: a mail with the page as its first text."""

from __future__ import annotations

import quopri
from pathlib import Path

import pytest

from gongkai.report.batch import Failure, read_path, walk
from gongkai.report.documents import open_document
from gongkai.report.reading import read_bytes
from gongkai.untrusted import UnreadableError

TITLE = "云溪县青石镇人民政府2023年政府信息公开工作年度报告"
PAGE = f"<html><body><h1>{TITLE}</h1><p>一、总体情况</p><p>2023年，主动公开政府信息12条。</p></body></html>"


def saved(page: bytes, encoding: str, kind: str = "text/html", first: str = "MIME-Version: 1.0") -> bytes:
    """The file: a header, the page, a picture."""
    head = f'''{first}
Content-Type: multipart/related; boundary="----=_Part"

------=_Part
Content-Location: file:///report.htm
Content-Transfer-Encoding: quoted-printable
Content-Type: {kind}; charset="{encoding}"

'''
    picture = (
        b"\n------=_Part\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n------=_Part--\n"
    )
    return head.encode() + quopri.encodestring(page) + picture


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_the_page_in_the_file_is_read(encoding: str) -> None:
    report = read_bytes(saved(PAGE.encode(encoding), encoding), "report.mht")

    assert (report.title, report.year) == (TITLE, 2023)
    assert report.prose["proactive"].value == 12


def test_lines_before_the_version_as_browsers_write_them() -> None:
    first = "From: <Saved by a browser>\nSubject: report\nMIME-Version: 1.0"

    assert read_bytes(saved(PAGE.encode(), "utf-8", first=first)).title == TITLE


def test_windows_line_ends() -> None:
    assert read_bytes(saved(PAGE.encode(), "utf-8").replace(b"\n", b"\r\n")).title == TITLE


def test_a_file_without_a_page_says_so() -> None:
    with pytest.raises(UnreadableError, match="没有网页正文"):
        open_document(saved(b"AAAA", "utf-8", kind="application/octet-stream"))


def test_a_text_about_such_files_is_a_text() -> None:
    text = "云溪县政府网站\nMIME-Version: 1.0 的邮件可以当作附件。"

    assert open_document(text.encode()).text == text


def test_a_file_found_in_a_folder_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "report.mht").write_bytes(saved(PAGE.encode(), "utf-8"))

    paths = [path for path in walk([str(tmp_path)]) if isinstance(path, str)]
    report = read_path(paths[0])
    assert not isinstance(report, Failure)
    assert report.title == TITLE
