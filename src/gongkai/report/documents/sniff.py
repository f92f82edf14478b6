"""What a file really is: its content decides, its name only breaks a tie.

Clerks rename: a page saved as `.doc`, a docx named `.txt`, a zip of the whole mailing named `.docx` are all met.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from gongkai.untrusted import UnreadableError

Kind: TypeAlias = Literal["text", "html", "docx", "pdf", "xlsx"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08")
_JUNK_BEFORE_PDF = 1024
"""The PDF standard's readers accept this much in front of the header."""

_PAGE_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"<(?:p|div|br|hr|span|font|table|tbody|tr|t[dh]|ul|li|h[1-6]|pre|strong|b|a|center|section|article|html|body|head|style|script)"
    r"(?=[\s/>])[^<>]{0,2000}>",
    re.IGNORECASE,
)
_HEAD = 50_000


def sniff(data: bytes, name: str = "") -> Kind | None:
    """The kind of a binary document; `None` where it must be text of some sort.

    Raises `UnreadableError`, saying what to do, for formats that are recognised and not read.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableError("文件是空的", "重新下载或重新导出")
    if data.startswith(b"PK") and data[2:4] in (b"\x03\x04", b"\x05\x06", b"\x07\x08"):
        return _office(data)
    if b"%PDF-" in data[:_JUNK_BEFORE_PDF]:
        return "pdf"
    if data.startswith(_OLE):
        raise UnreadableError(*_old_office(data, name))
    if data.startswith(b"{\\rtf"):
        raise UnreadableError("文件是RTF格式", "用Word或WPS打开后另存为docx")
    if data.startswith(_ARCHIVES):
        raise UnreadableError("文件是压缩包", "解压后再读其中的年度报告")
    if data.startswith(_PICTURES) and b"\0" in data[:200]:
        raise UnreadableError("文件是图片，没有文字", "提供原文，或先做文字识别")
    return None


def is_page(text: str) -> bool:
    """Whether decoded text is HTML: it begins like a page, or has several tags of one."""
    if _PAGE_START.match(text[:_HEAD]):
        return True
    if "<" not in text:
        return False
    places = (text[:_HEAD], text[len(text) // 2 :][:_HEAD])
    tags = [tag for place in places for tag in _TAG.findall(place)]
    return len(tags) >= 3 or (bool(tags) and text.lstrip().startswith("<") and text.rstrip().endswith(">"))


def _office(data: bytes) -> Kind:
    from gongkai.report.documents.limits import POLICY
    from gongkai.untrusted.package import Package

    names = Package(data, POLICY).names
    for kind, part in (("docx", "word/"), ("xlsx", "xl/")):
        if "[Content_Types].xml" in names and any(name.startswith(part) for name in names):
            return kind  # type: ignore[return-value]
    if "OFD.xml" in names:
        raise UnreadableError("文件是OFD版式文件", "导出为带文字层的PDF或docx")
    if any(name.startswith("ppt/") for name in names):
        raise UnreadableError("文件是演示文稿，不是年度报告的文档", "另存为docx或PDF")
    if "mimetype" in names:
        raise UnreadableError("文件是OpenDocument格式", "另存为docx或xlsx")
    raise UnreadableError("文件是压缩包", "解压后再读其中的年度报告")


def _old_office(data: bytes, name: str) -> tuple[str, str]:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "文件设有打开密码，无法读出", "取消密码后另存为docx或xlsx"
    if "Workbook".encode("utf-16-le") in data or name.lower().endswith(".xls"):
        return "文件是旧版Excel格式（.xls）", "另存为xlsx"
    if "WordDocument".encode("utf-16-le") in data or name.lower().endswith((".doc", ".wps")):
        return "文件是旧版Word格式（.doc）", "用Word或WPS打开后另存为docx"
    return "文件是旧版Office格式", "用Word或WPS打开后另存为docx或xlsx"
