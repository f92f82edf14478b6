"""Pictures, archives, pages, text, old formats, programs."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from PIL import Image
from PIL.ExifTags import IFD

from tests.guard.reading import ADULT, MOBILE, file_findings, only, rules, zipped


def _photo(**tags: Any) -> bytes:
    exif = Image.Exif()
    if "artist" in tags:
        exif[0x013B] = tags["artist"]
    if "location" in tags:
        exif.get_ifd(IFD.GPSInfo).update({1: "N", 2: (25.0, 3.0, 1.0), 3: "E", 4: (101.0, 2.0, 3.0)})
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def test_a_picture_is_told_as_unread_and_nothing_else() -> None:
    assert rules(file_findings("图.jpg", _photo())) == {"image-unread"}


def test_a_photo_that_says_where_it_was_taken_and_by_whom_is_told() -> None:
    assert rules(file_findings("图.jpg", _photo(location=True))) == {"image-location", "image-unread"}
    owner = only(file_findings("图.jpg", _photo(artist="Wang Xiaoming")), "image-author")
    assert "Xiaoming" not in owner.quote


def test_an_archive_is_listed_and_each_of_its_files_is_read() -> None:
    inner = zipped({"名单.txt": f"来电{MOBILE}"})
    found = file_findings("包.zip", zipped({"说明.txt": "公开说明", "a/名单.txt": ADULT, "内.zip": inner}))

    assert "a/名单.txt" in next(finding for finding in found if finding.rule == "archive").quote
    assert only(found, "identity-number").place == "附件“包.zip”内“a/名单.txt”"
    assert only(found, "mobile-number").place == "附件“包.zip”内“内.zip”内“名单.txt”"


def test_names_in_an_archive_from_a_chinese_windows_are_readable() -> None:
    member = zipfile.ZipInfo("AAAAAAAA.txt")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, ADULT)
    data = buffer.getvalue().replace(b"AAAAAAAA", "公开名单".encode("gb18030"))

    assert only(file_findings("包.zip", data), "identity-number").place == "附件“包.zip”内“公开名单.txt”"


def test_archives_within_archives_are_refused_beyond_the_second() -> None:
    data = zipped({"a.txt": "公开"})
    for _ in range(4):
        data = zipped({"套.zip": data})

    assert "多层压缩包" in only(file_findings("包.zip", data), "unreadable").message


def test_an_archive_bomb_is_refused() -> None:
    data = zipped({f"{number}.txt": b"0" * 20_000_000 for number in range(5)})

    assert "过大" in only([f for f in file_findings("包.zip", data) if f.place == "附件“包.zip”"], "unreadable").message


@pytest.mark.parametrize(
    ("code", "name"), [("utf-8", "a.txt"), ("utf-8-sig", "a.csv"), ("gb18030", "a.csv"), ("utf-16", "a.txt")]
)
def test_text_is_read_in_the_usual_encodings(code: str, name: str) -> None:
    assert rules(file_findings(name, f"姓名,电话\n张三,{MOBILE}\n".encode(code))) == {"mobile-number"}


def test_a_page_is_read_by_its_words_and_its_scripts_are_told() -> None:
    clean = f"<html><body><table><tr><th>姓名</th><th>电话</th></tr><tr><td>张三</td><td>{MOBILE}</td></tr></table></body></html>"
    script = "<html><body><script>var a = 1;</script><p>公开</p></body></html>"

    assert only(file_findings("a.html", clean.encode()), "mobile-number").severity == "error"
    assert rules(file_findings("a.html", script.encode())) == {"active-content"}
    assert rules(file_findings("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')) == {
        "active-content"
    }


def test_an_old_office_file_is_told_and_its_identity_numbers_are_found_all_the_same() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    found = file_findings("旧.doc", ole + f"证件{ADULT}止".encode("utf-16-le"))

    assert rules(file_findings("旧.doc", ole + "公开通知".encode("utf-16-le"))) == {"old-format"}
    assert rules(found) == {"old-format", "identity-number"}
    assert "docx" in only(found, "old-format").advice


def test_a_macro_an_embedded_file_and_a_custom_property_are_told() -> None:
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
        "word/vbaProject.bin": b"x",
        "word/embeddings/oleObject1.bin": b"x",
        "docProps/custom.xml": '<Properties><property name="流转单号"/><property name="KSOProductBuildVer"/></Properties>',
    }

    found = file_findings("通知.docm", zipped(parts))

    assert rules(found) == {"macro", "embedded", "custom-property"}
    assert only(found, "custom-property").quote == "流转单号"


def test_a_photo_inside_a_document_is_looked_at() -> None:
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
        "word/media/image1.jpeg": _photo(location=True),
    }

    assert (
        only(file_findings("通知.docx", zipped(parts)), "image-location").place
        == "附件“通知.docx”中的图片“image1.jpeg”"
    )


@pytest.mark.parametrize("name", ["工具.exe", "工具.txt"])
def test_a_program_is_told_whatever_its_name(name: str) -> None:
    assert rules(file_findings(name, b"MZ\x90\0" + b"\0" * 200)) == {"program"}


def test_the_files_name_is_read_too_and_masked_in_every_place() -> None:
    found = file_findings(f"{ADULT}.txt", f"来电{MOBILE}".encode())

    assert rules(found) == {"identity-number", "mobile-number"}
    assert not any(ADULT in finding.place + finding.quote for finding in found)
