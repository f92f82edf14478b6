"""The zip package that an Office file is, every size checked before and while it is inflated; its parts as streams of elements."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lxml import etree

from gongkai.publishing.guard.limits import (
    MAX_PACKAGE_BYTES,
    MAX_XML_BYTES,
    MAX_XML_DEPTH,
    MAX_ZIP_ENTRIES,
    UnreadableError,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SAVE_ANEW = "用Word、Excel或者WPS打开核对，另存后重新上传。"


class Package:
    """An Office file's parts by name; raises `UnreadableError` where it is damaged, locked or holds more than a document does."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except Exception as error:
            raise UnreadableError("文件已损坏或者不完整，无法打开检查。", _SAVE_ANEW) from error
        entries = self._zip.infolist()
        if len(entries) > MAX_ZIP_ENTRIES:
            raise UnreadableError(f"文件里有超过{MAX_ZIP_ENTRIES}个部件，不像是文档，未予检查。", _SAVE_ANEW)
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableError("文件设有密码，无法检查，公众也打不开。", "取消密码后重新上传。")
        self._entries = {entry.filename.replace("\\", "/"): entry for entry in entries}
        self._left = MAX_PACKAGE_BYTES

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as the zip has them."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes | None:
        """A part's bytes, `None` where there is none of that name."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        allowed = min(MAX_XML_BYTES, self._left)
        data = b""
        if entry.file_size <= allowed:
            try:
                with self._zip.open(entry) as part:
                    data = part.read(allowed + 1)  # the size in the directory is only a claim
            except Exception as error:
                raise UnreadableError("文件已损坏或者不完整，无法打开检查。", _SAVE_ANEW) from error
        if entry.file_size > allowed or len(data) > allowed:
            raise UnreadableError("文件解压后过大，不像是文档，未予检查。", "只保留需要公开的内容，另存后重新上传。")
        self._left -= len(data)
        return data

    def walk(self, name: str) -> Iterator[tuple[str, _Element]]:
        """`("start" | "end", element)` through an XML part, nothing where it is missing. What has ended may be cleared by the caller."""
        data = self.read(name)
        if not data:
            return
        depth = 0
        try:
            events = etree.iterparse(
                io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
            )
            for event, element in events:
                depth += 1 if event == "start" else -1
                if depth > MAX_XML_DEPTH:
                    raise UnreadableError("文件的结构层层嵌套，不像是文档，未予检查。", _SAVE_ANEW)
                yield event, element
        except etree.XMLSyntaxError as error:
            raise UnreadableError("文件的内容已损坏，只检查了其中一部分。", _SAVE_ANEW) from error

    def relations(self, name: str) -> Mapping[str, tuple[str, str, bool]]:
        """What the part `name` (the package itself where empty) refers to: id → (kind, target, external)."""
        folder, _, file = name.rpartition("/")
        found: dict[str, tuple[str, str, bool]] = {}
        for event, element in self.walk(posixpath.join(folder, "_rels", f"{file}.rels")):
            if event == "end" and element.tag == _RELATION:
                external = element.get("TargetMode") == "External"
                target = element.get("Target", "")
                if not external:
                    target = (
                        target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                    )
                kind = element.get("Type", "").rpartition("/")[2]
                found[element.get("Id", "")] = (kind, target, external)
        return found


def local(element: _Element) -> str:
    """An element's name without its namespace: Office's strict and transitional files differ in that alone."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: _Element, name: str) -> str | None:
    """The attribute `name` in whichever namespace."""
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), None)
