"""Files that somebody uploads: taken only in known formats, under a harmless name, and where the content is what the name claims."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath
from typing import Protocol

import filetype  # type: ignore[import-untyped]


class RefusedUploadError(Exception):
    """An uploaded file is not taken; the message says why and what to do, in Chinese."""


class _Seekable(Protocol):
    def seek(self, offset: int, /) -> object: ...

    def read(self, size: int, /) -> bytes: ...


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
_NOT_PLAIN = re.compile(r"[^-\w.（）《》〔〕【】“”、，：；·—]")
"""What is left out of a file's name: all but letters, figures and the signs with which Chinese titles are written."""
_ZIPPED = {"docx", "xlsx", "pptx", "ofd", "zip"}
_OLE = {"doc", "xls", "ppt", "wps", "et"}


def checked(upload: _Seekable, name: str, size: int, most: int) -> tuple[str, str]:
    """The safe name of `upload` and the media type as which it may be served; at its start again afterwards.

    Raises `RefusedUploadError` for a file that is empty, larger than `most` bytes, of a kind that is not taken, or not what its name
    claims.
    """
    name = safe_name(name)
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    if ending not in MEDIA_TYPES:
        raise RefusedUploadError(f"不能上传“{name}”：只接受{'、'.join(sorted(MEDIA_TYPES))}格式的文件。")
    if not size:
        raise RefusedUploadError(f"“{name}”是空文件，请检查后重新上传。")
    if size > most:
        have, limit = size // 1024 // 1024, most // 1024 // 1024
        raise RefusedUploadError(f"“{name}”有{have}MB，超过上限{limit}MB，请压缩或者拆分后上传。")
    _check_content(name, ending, upload)
    return name, MEDIA_TYPES[ending]


def safe_name(name: str) -> str:
    """The last part of `name`, without anything that a path, a header or a shell could take for more than a name."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem, _, ending = (_NOT_PLAIN.sub("", part.strip().replace(" ", "_")) for part in last.rpartition("."))
    stem, ending = stem[:120].strip("."), ending[:10]
    return f"{stem}.{ending}" if stem and ending else "无名文件"


def _check_content(name: str, ending: str, upload: _Seekable) -> None:
    """The first bytes must be what the name's ending claims."""
    upload.seek(0)
    start = upload.read(8192)
    upload.seek(0)
    found = filetype.guess(start)
    kind = found.extension if found else ""
    text = start.removeprefix(codecs.BOM_UTF8).lstrip()[:200].lower()
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
        raise RefusedUploadError(f"“{name}”的内容不是{ending}格式，请用原来的软件打开后另存再上传。")
