"""What every Office file may carry beside its text: authors, macros, embedded files, links to other files, photographs' own data.

`author`, `company`, `custom-property`, `macro`, `embedded`, `external-file`, and the rules of `links` and `image`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from gongkai.guard.finding import Finding
from gongkai.guard.image import read_image
from gongkai.guard.links import Link, read_links
from gongkai.guard.package import Package, local
from gongkai.guard.reading import Settings, fact

_PEOPLE = {"creator": "作者", "lastModifiedBy": "最后保存者", "Manager": "主管"}
_PROGRAMS = re.compile(
    r"administrator|admin|user|users?\d*|pc|office|microsoft.*|微软用户|wps.*|openpyxl|python-docx|lenovo|hp|dell|thinkpad|windows.*|未知|匿名|n/?a|-+",
    re.IGNORECASE,
)
_CLEAN = "在“文件—信息—检查文档”（WPS为“文档属性”）中删除文档属性和个人信息，另存后重新上传。"
_LINKED = frozenset(("externalLinkPath", "attachedTemplate", "oleObject", "linkedImage", "subDocument", "frame"))


def read(base: str, package: Package, settings: Settings) -> Iterator[Finding]:
    """Findings about the file as a whole."""
    yield from _properties(base, package, settings)
    names = package.names
    if any(name.lower().endswith(("vbaproject.bin", ".xlm")) or "/macrosheets/" in name.lower() for name in names):
        message = "文件里有宏程序，打开时可能在读者的电脑上运行。"
        yield fact(
            settings,
            base,
            "macro",
            "error",
            message,
            "另存为不含宏的docx、xlsx或者pptx后重新上传。",
            article="r2019.17",
        )
    embedded = [name for name in names if "/embeddings/" in name or "/activeX/" in name]
    if embedded:
        message = f"文件里嵌有{len(embedded)}个其他文件或者控件，其内容随文件一起公开，未能检查。"
        quote = "、".join(posixpath.basename(name) for name in embedded[:5])
        yield fact(
            settings,
            base,
            "embedded",
            "warning",
            message,
            "删去嵌入的对象，需要公开的单独上传。",
            quote=quote,
            article="r2019.17",
        )
    yield from _relations(base, package, settings)
    for name in names:
        if "/media/" in name and name.lower().endswith((".jpg", ".jpeg", ".tif", ".tiff", ".png")):
            data = package.read(name)
            if data:
                yield from read_image(f"{base}中的图片“{posixpath.basename(name)}”", data, settings, inside=True)


def _properties(base: str, package: Package, settings: Settings) -> Iterator[Finding]:
    for part in ("docProps/core.xml", "docProps/app.xml"):
        for event, element in package.walk(part):
            name, value = local(element), (element.text or "").strip()
            if event != "end" or not value:
                continue
            if name in _PEOPLE and not _PROGRAMS.fullmatch(value):
                yield author(base, _PEOPLE[name], value, settings)
            elif name == "Company" and not _PROGRAMS.fullmatch(value):
                message = "文件属性里写有单位名称，可能不是本机关（如代拟的公司）。"
                yield fact(settings, base, "company", "note", message, _CLEAN, where="的属性", quote=value)
    custom = [
        element.get("name", "")
        for event, element in package.walk("docProps/custom.xml")
        if event == "end" and local(element) == "property" and not element.get("name", "").startswith(("KSO", "ICV"))
    ]
    if custom:
        message = "文件带有自定义属性，常是办公系统写入的内部流转信息。"
        yield fact(
            settings, base, "custom-property", "note", message, _CLEAN, where="的属性", quote="、".join(custom[:5])
        )


def author(base: str, role: str, name: str, settings: Settings) -> Finding:
    """A person's name in a file's own data; only its first sign is quoted."""
    message = f"文件属性里写有{role}的名字，会随文件一起公开。"
    return fact(
        settings, base, "author", "warning", message, _CLEAN, where="的属性", quote=name[:1] + "**", article="pipl.6"
    )


def _relations(base: str, package: Package, settings: Settings) -> Iterator[Finding]:
    links: list[Link] = []
    files: set[str] = set()
    for name in package.names:
        if not name.endswith(".rels"):
            continue
        folder, _, file = name.rpartition("_rels/")
        for kind, target, external in package.relations(folder + file.removesuffix(".rels")).values():
            if external and kind == "hyperlink":
                links.append(Link("", target))
            elif external and (kind in _LINKED or target.lower().startswith(("file:", "\\\\"))):
                files.add(target)
    yield from read_links(base, links, settings.own_hosts, salt=settings.salt)
    if files:
        message = f"文件引用了{len(files)}个外部文件，读者打不开，还会露出内部的路径。"
        quote = "、".join(sorted(files)[:3])
        yield fact(
            settings,
            base,
            "external-file",
            "warning",
            message,
            "断开链接，把引用的内容变为固定的值或者图片。",
            quote=quote,
        )
