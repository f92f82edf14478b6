"""Uploads are hostile until shown otherwise."""

from __future__ import annotations

import errno
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from gongkai.audit.models import Entry
from gongkai.publishing.models import File
from gongkai.publishing.services import files
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from gongkai.untrusted.uploads import safe_name
from tests.world import World

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><script>alert(1)</script>"


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return buffer.getvalue()


def test_a_file_is_kept_whole_with_its_checksum_and_an_audit_entry(world: World) -> None:
    author = world.person(world.education, Role.AUTHOR)

    file = files.store_bytes(PDF, "招生通知.pdf", unit=world.education, by=author)

    with file.content.open() as content:
        assert content.read() == PDF
    assert (file.name, file.size, file.media_type) == ("招生通知.pdf", len(PDF), "application/pdf")
    assert Entry.objects.filter(action="file.uploaded", object_id=str(file.pk), actor=author.name).count() == 1


def test_a_full_disk_is_told_and_nothing_of_the_file_stays(world: World) -> None:
    before = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}

    class Half(SimpleUploadedFile):
        """A file whose second half no longer fits on the disk."""

        reads = 0

        def chunks(self, *_: object) -> Iterator[bytes]:
            Half.reads += 1
            yield PDF[:20]
            if Half.reads > 1:  # the first reading is for the checksum
                raise OSError(errno.ENOSPC, "No space left on device")
            yield PDF[20:]

    with pytest.raises(NotReady, match="磁盘已满"):
        files.store(Half("招生通知.pdf", PDF), unit=world.education, by=None)

    assert Half.reads == 2
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == before
    assert not File.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", HTML),
        ("picture.svg", SVG),
        ("program.exe", b"MZ\x90\x00"),
        ("script.js", b"alert(1)"),
        ("没有后缀", PDF),
        ("page.html.", HTML),
        (".htaccess", b"x"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_kinds_that_a_browser_could_run_are_refused(world: World, name: str, data: bytes) -> None:
    with pytest.raises(NotReady, match="只接受"):
        files.store_bytes(data, name, unit=world.education, by=None)
    assert not File.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.pdf", HTML),
        ("picture.png", SVG),
        ("picture.jpg", PNG),
        ("notes.txt", HTML),
        ("notes.csv", b"  \n<SVG onload=alert(1)>"),
        ("letter.docx", PDF),
        ("letter.doc", zipped()),
        ("film.mp4", PDF),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_not_what_its_name_says_is_refused(world: World, name: str, data: bytes) -> None:
    with pytest.raises(NotReady, match="不是"):
        files.store_bytes(data, name, unit=world.education, by=None)


def test_an_empty_file_is_refused(world: World) -> None:
    with pytest.raises(NotReady, match="空文件"):
        files.store_bytes(b"", "空.pdf", unit=world.education, by=None)


def test_a_file_over_the_limit_is_refused_before_it_is_read(world: World) -> None:
    upload = SimpleUploadedFile("大文件.pdf", PDF)
    upload.size = 2 * 1024**3

    with pytest.raises(NotReady, match="超过上限"):
        files.store(upload, unit=world.education, by=None)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.pdf",
        "..\\..\\windows\\x.pdf",
        "/abs/路径.pdf",
        "a/../b.pdf",
        "x\0y.pdf",
        "x\r\nSet-Cookie: a.pdf",
    ],
)
def test_nothing_of_a_hostile_name_reaches_the_disk_or_a_header(world: World, name: str) -> None:
    upload = SimpleUploadedFile("x.pdf", PDF)

    file = files.store(upload, unit=world.education, by=None, name=name)

    assert "/" not in file.name
    assert "\\" not in file.name
    assert all(character.isprintable() for character in file.name)
    assert PurePosixPath(file.content.name).name.removesuffix(".pdf").isalnum()


def test_a_chinese_title_keeps_its_signs_as_a_files_name() -> None:
    assert safe_name("关于《办法》的说明（修订稿）〔2026〕3号.docx") == "关于《办法》的说明（修订稿）〔2026〕3号.docx"


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_is_safe_and_stays_as_it_is_the_second_time(name: str) -> None:
    safe = safe_name(name)

    assert safe
    assert len(safe) <= 140
    assert not set(safe) & set('/\\\0\r\n"')
    assert not safe.startswith(".")
    assert safe_name(safe) == safe


def test_of_an_upload_without_end_no_more_than_the_limit_is_ever_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 200_000)
    body = PDF + b"x" * 3_000_000
    request = RequestFactory().post("/", {"content": SimpleUploadedFile("大.pdf", body)})

    upload = request.FILES["content"]

    assert 200_000 < upload.size < 400_000
    with pytest.raises(NotReady, match="超过上限"):
        files.store(upload, unit=world.education, by=None)
    upload.close()
