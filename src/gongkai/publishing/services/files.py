"""Taking in uploaded files: hostile until shown otherwise."""

from __future__ import annotations

import errno
import hashlib
import re
from pathlib import PurePosixPath

import filetype
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gongkai.audit.log import record
from gongkai.publishing.models import File
from gongkai.publishing.problems import NotReady
from gongkai.units.models import Person, Unit

MAX_BYTES = 100 * 1024 * 1024
"""The largest file that is taken."""

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "wps": "application/vnd.ms-works",
    "et": "application/octet-stream",
    "ofd": "application/ofd",
    "txt": "text/plain",
    "csv": "text/csv",
    "json": "application/json",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "zip": "application/zip",
    "mp4": "video/mp4",
    "mp3": "audio/mpeg",
}
"""The endings that are taken, and as what they are served. HTML, SVG and programs are not among them."""
_NOT_PLAIN = re.compile(r"[^-\w.]")
_ZIPPED = {"docx", "xlsx", "pptx", "ofd", "zip"}
_OLE = {"doc", "xls", "ppt", "wps", "et"}


@transaction.atomic
def store(upload: UploadedFile, *, unit: Unit, by: Person | None, name: str = "") -> File:
    """Keep `upload` for `unit`.

    Raises `NotReady` for a file that is empty, too large, of a kind that is not taken, or not what its name claims, and where the disk
    is full: nothing of it stays behind then.
    """
    name = safe_name(name or upload.name or "")
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    if ending not in MEDIA_TYPES:
        raise NotReady(f"不能上传“{name}”：只接受{'、'.join(sorted(MEDIA_TYPES))}格式的文件。")
    if not upload.size:
        raise NotReady(f"“{name}”是空文件，请检查后重新上传。")
    if upload.size > MAX_BYTES:
        raise NotReady(
            f"“{name}”有{upload.size // 1024 // 1024}MB，超过上限{MAX_BYTES // 1024 // 1024}MB，请压缩或者拆分后上传。"
        )
    _check_content(name, ending, upload)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    file = File(
        unit=unit,
        name=name,
        size=upload.size,
        media_type=MEDIA_TYPES[ending],
        sha256=digest.hexdigest(),
        uploaded_by=by,
    )
    storage, place = file.content.storage, file.content.field.generate_filename(file, name)
    try:
        file.content = storage.save(place, upload)
        file.save()
        record("file.uploaded", file, by=by, unit=unit.code, after={"size": file.size, "sha256": file.sha256})
    except BaseException as error:
        storage.delete(place)
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NotReady(f"服务器的磁盘已满，“{name}”没有保存。请联系管理员清理磁盘后重新上传。") from error
        raise
    return file


def store_bytes(data: bytes, name: str, *, unit: Unit, by: Person | None) -> File:
    """`store` for a file that is at hand as bytes."""
    return store(ContentFile(data, name=name), unit=unit, by=by)  # type: ignore[arg-type]


def safe_name(name: str) -> str:
    """The last part of `name`, without anything that a path, a header or a shell could take for more than a name."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem, _, ending = (_NOT_PLAIN.sub("", part.strip().replace(" ", "_")) for part in last.rpartition("."))
    stem, ending = stem[:120].strip("."), ending[:10]
    return f"{stem}.{ending}" if stem and ending else "无名文件"


def _check_content(name: str, ending: str, upload: UploadedFile) -> None:
    """The first bytes must be what the name's ending claims."""
    upload.seek(0)
    start = upload.read(8192)
    upload.seek(0)
    found = filetype.guess(start)
    kind = found.extension if found else ""
    text = start.lstrip()[:200].lower()
    fits = {
        "pdf": start.lstrip()[:5] == b"%PDF-",
        "jpg": kind == "jpg",
        "jpeg": kind == "jpg",
        "png": kind == "png",
        "gif": kind == "gif",
        "mp3": kind == "mp3",
        "mp4": start[4:8] == b"ftyp",
    }
    if ending in _ZIPPED:
        right = start[:2] == b"PK"
    elif ending in _OLE:
        right = start[:8] == bytes.fromhex("d0cf11e0a1b11ae1")
    elif ending in ("txt", "csv", "json"):
        right = not kind and not text.startswith((b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script"))
    else:
        right = fits[ending]
    if not right:
        raise NotReady(f"“{name}”的内容不是{ending}格式，请用原来的软件打开后另存再上传。")
