"""The parts of an Office file as streams of elements."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lxml import etree

from gongkai.guard.limits import MAX_XML_DEPTH, POLICY
from gongkai.untrusted import UnreadableError, package

if TYPE_CHECKING:
    from lxml.etree import _Element

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package(package.Package):
    """An Office file's parts by name; raises `UnreadableError` where it is damaged, locked or holds more than a document does."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data, POLICY)

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
                    raise UnreadableError("文件的结构层层嵌套，不像是文档，未予检查", POLICY.damaged.advice)
                yield event, element
        except etree.XMLSyntaxError as error:
            raise UnreadableError("文件的内容已损坏，只检查了其中一部分", POLICY.damaged.advice) from error

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
