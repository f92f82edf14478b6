"""An attachment of any kind: what it really is, which reader reads it, and what is told where none can.

`unreadable`, `old-format`, `program`, `archive`, `partly-read`, beside the rules of the readers.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from datetime import date
from typing import BinaryIO

from gongkai.guard.finding import Finding, Severity
from gongkai.guard.image import read_image
from gongkai.guard.limits import MAX_ARCHIVE_DEPTH, MAX_FILE_BYTES, MAX_MEMBERS
from gongkai.guard.office import read_office
from gongkai.guard.package import Package
from gongkai.guard.page import read_ofd, read_page, read_plain
from gongkai.guard.pdf import read_pdf
from gongkai.guard.personal import identity
from gongkai.guard.reading import Settings, by_severity, fact, findings, mask, read
from gongkai.guard.text import Text
from gongkai.guard.words import Words
from gongkai.untrusted import UnreadableError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"RIFF", b"BM")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_MEDIA = (b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"FLV", b"\x00\x00\x01\xba")
_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|head|body|svg|table|div|meta|title|p)\b", re.IGNORECASE
)
_OFFICE = "转为docx、xlsx、pptx或者带文字的PDF后重新上传"


def read_file(
    name: str,
    data: bytes | BinaryIO,
    words: Words,
    *,
    salt: bytes,
    today: date,
    own_hosts: Collection[str] = (),
) -> list[Finding]:
    """Everything the guard finds in the attachment `name`, worst first. Never raises for what is in the file.

    A file that cannot be read, or only in part, ends in an `unreadable` finding that says why and what to do.
    """
    settings = Settings(words, salt, today, frozenset(own_hosts))
    if not isinstance(data, bytes):
        data = data.read(MAX_FILE_BYTES + 1)
    title = Text("附件名")
    title.add(name)
    found = read(title, settings)
    return by_severity([*found, *_guarded(f"附件“{mask(name)}”", name, data, settings, 0)])


def _guarded(base: str, name: str, data: bytes, settings: Settings, depth: int) -> Iterator[Finding]:
    """`_read` with whatever a damaged or hostile file makes its reader raise turned into a finding."""
    try:
        yield from _read(base, name, data, settings, depth)
    except UnreadableError as error:
        yield fact(settings, base, "unreadable", "error", f"{error.reason}。", f"{error.advice}。", article="r2019.17")
    except (
        Exception
    ):  # readers of foreign formats raise anything on hostile input; none of it may stop a submission's check
        message = "文件已损坏或者内容异常，没有检查完。"
        yield fact(
            settings, base, "unreadable", "error", message, "用相应的软件打开核对，另存后重新上传。", article="r2019.17"
        )


def _read(base: str, name: str, data: bytes, settings: Settings, depth: int) -> Iterator[Finding]:
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableError("文件是空的", "核对后重新上传")
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableError(
            f"文件超过{MAX_FILE_BYTES // 1_000_000}MB，没有检查", "压缩图片或者拆成几个文件后重新上传"
        )
    if data.startswith(b"PK"):
        yield from _zip(base, data, settings, depth)
    elif b"%PDF-" in data[:1024]:
        yield from read_pdf(base, data[data.find(b"%PDF-") :], settings)
    elif data.startswith(_OLE):
        yield from _old_office(base, data, settings)
    elif data.startswith(_PICTURES) and b"\0" in data[:200]:
        yield from read_image(base, data, settings)
    elif data.startswith(_ARCHIVES):
        raise UnreadableError("这种压缩包打不开，里面的文件没有检查", "解压后逐个上传，或者改用zip")
    elif (data.startswith(_PROGRAMS) and not data.startswith(b"#!")) or name.lower().endswith(
        (".exe", ".bat", ".cmd", ".js", ".vbs")
    ):
        message = "文件是程序，不能作为附件公开。"
        yield fact(settings, base, "program", "error", message, "删去这个附件。", article="r2019.17")
    elif data.startswith(b"{\\rtf"):
        yield _old_format(base, settings, "error", "RTF格式的文件无法检查。")
    elif _PAGE.match(data[:1000]):
        yield from read_page(base, data, settings)
    elif data.startswith(_MEDIA) or data[4:8] == b"ftyp":
        message = "音频、视频的内容没有检查。"
        yield fact(settings, base, "partly-read", "note", message, "人工核对其中的人像、姓名和号码；另附文字稿。")
    elif b"\0" in data[:4000] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableError("无法辨认的文件格式，没有检查", _OFFICE)
    else:
        yield from read_plain(base, data, settings, table=name.lower().endswith(".csv"))


def _old_office(base: str, data: bytes, settings: Settings) -> Iterator[Finding]:
    """The format before 2007: told, and looked through for identity numbers, which are certain even among bytes."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError("文件设有打开密码，无法检查，公众也打不开", "取消密码后重新上传")
    message = "旧版Office格式（doc、xls、ppt、wps）看不到其中的修订、批注、隐藏内容和大部分文字，没有检查完。"
    yield _old_format(base, settings, "warning", message)
    whole = Text(base)
    whole.add(data.replace(b"\0", b"").decode("latin-1"))
    yield from findings(whole, identity.find(whole, settings.today), settings.salt)


def _old_format(base: str, settings: Settings, severity: Severity, message: str) -> Finding:
    return fact(settings, base, "old-format", severity, message, f"{_OFFICE}。", article="r2019.17")


def _zip(base: str, data: bytes, settings: Settings, depth: int) -> Iterator[Finding]:
    package = Package(data)
    names = package.names
    if "[Content_Types].xml" in names:
        yield from read_office(base, package, settings)
    elif "OFD.xml" in names:
        yield from read_ofd(base, package, settings)
    elif "mimetype" in names:
        yield _old_format(base, settings, "error", "OpenDocument格式的文件无法检查。")
    else:
        yield from _archive(base, data, settings, depth)


def _archive(base: str, data: bytes, settings: Settings, depth: int) -> Iterator[Finding]:
    """A zip of files: each is read, one archive within another too, nothing beyond."""
    if depth > MAX_ARCHIVE_DEPTH:
        raise UnreadableError("压缩包里套着多层压缩包，没有检查", "解压后逐个上传")
    archive = zipfile.ZipFile(io.BytesIO(data))
    members = [member for member in archive.infolist() if not member.is_dir()]
    listed = [(member, _member_name(member)) for member in members]
    quote = "、".join(name for _, name in listed[:8])
    message = f"附件是压缩包，内有{len(members)}个文件；读者须下载解压才能看到，也检索不到。"
    yield fact(settings, base, "archive", "note", message, "能单独上传的，逐个上传。", quote=quote)
    left = MAX_FILE_BYTES
    for member, name in listed[:MAX_MEMBERS]:
        inner = f"{base}内“{mask(name)}”"
        if member.file_size > left:
            break
        with archive.open(member) as part:
            content = part.read(left + 1)
        left -= len(content)
        if left < 0:
            break
        yield from _guarded(inner, name, content, settings, depth + 1)
    if left < 0 or len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_FILE_BYTES:
        raise UnreadableError("压缩包解压后过大或者文件过多，没有检查完", "解压后逐个上传")


def _member_name(member: zipfile.ZipInfo) -> str:
    """A member's name; without the mark for UTF-8 it is in the bytes of a Chinese Windows."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename
