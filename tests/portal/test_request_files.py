"""Files that come with a request: refused with a reason or kept sealed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.casework.models import Case, CaseFile
from gongkai.casework.services import files
from tests.portal.requesting import FORM, Citizen, code_in

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("place")]


def _zip_bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", b"0" * 1_000_000)
    return made.getvalue()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("证明.pdf", b"MZ\x90\x00 a program", "内容不是pdf格式"),
        ("证明.exe", b"MZ\x90\x00", "只接受"),
        ("证明.html", b"<script>alert(1)</script>", "只接受"),
        ("证明.svg", b"<svg onload=alert(1)>", "只接受"),
        ("证明.jpg", b"<html><script>alert(1)</script>", "内容不是jpg格式"),
        ("证明.txt", b"<!doctype html><script>alert(1)</script>", "内容不是txt格式"),
        ("空.pdf", b"", "空文件"),
        ("大.pdf", b"%PDF-1.4" + b"0" * (20 * 1024 * 1024), "超过上限"),
        ("../../etc/passwd", b"root", "只接受"),
    ],
)
def test_a_hostile_file_is_refused_with_its_reason_and_nothing_is_registered_or_kept(
    name: str, data: bytes, told: str, settings: Any
) -> None:
    page = Citizen().send(identity_files=SimpleUploadedFile(name, data)).content.decode()
    assert told in page
    assert "请重新选择" in page
    assert not Case.objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("path", [FORM, "/request/status/"])
def test_more_than_all_files_may_have_is_refused_before_it_is_read(path: str) -> None:
    class Unread(io.BytesIO):
        def read(self, *_: Any) -> bytes:
            raise AssertionError("what is too large is not read")

    response = Citizen().client.generic(
        "POST",
        path,
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(10**9),
        **{"wsgi.input": Unread()},
    )
    assert response.status_code == 413
    assert "文件太大" in response.content.decode()


@pytest.mark.usefixtures("desk")
def test_files_are_kept_sealed_under_no_name_of_the_applicant_and_too_many_are_refused(settings: Any) -> None:
    proof = b"%PDF-1.4 " + "云小溪的护照".encode()
    many = [SimpleUploadedFile(f"{n}.pdf", proof) for n in range(7)]
    assert "最多上传6个文件" in Citizen().send(identity_files=many).content.decode()
    four = [SimpleUploadedFile(f"{n}.pdf", proof) for n in range(4)]
    both = Citizen().send(
        identity_files=four, other_files=[SimpleUploadedFile(f"委托书{n}.pdf", proof) for n in range(3)]
    )
    assert "各栏合计最多上传6个文件" in both.content.decode()
    assert not CaseFile.objects.exists()
    code_in(
        Citizen().send(
            identity_files=SimpleUploadedFile("云小溪 护照<b>.pdf", proof),
            other_files=SimpleUploadedFile("bomb.zip", _zip_bomb()),
        )
    )
    identity, other = CaseFile.objects.order_by("pk")
    assert (identity.kind, other.kind) == ("identity", "request")
    assert files.content(identity, by=None) == proof
    assert "云小溪" not in identity.name
    on_disk = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert len(on_disk) == 2
    for path in on_disk:
        assert "云小溪" not in str(path)
        assert proof not in path.read_bytes()


@pytest.mark.usefixtures("desk")
def test_a_failure_while_files_are_stored_leaves_neither_case_nor_file(settings: Any, monkeypatch: Any) -> None:
    whole = files.store

    def failing(case: Case, upload: Any, kind: str, *, by: None) -> CaseFile:
        if kind == "request":
            raise OSError(28, "No space left on device")
        return whole(case, upload, kind, by=by)

    monkeypatch.setattr(files, "store", failing)
    proof = SimpleUploadedFile("a.pdf", b"%PDF-1.4")
    citizen = Citizen()
    with pytest.raises(OSError, match="No space"):
        citizen.send(identity_files=proof, other_files=SimpleUploadedFile("b.pdf", b"%PDF-1.4"))
    assert not Case.objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
