"""PDF files: text that is covered, off the page or painted unseen, marks and files within, no text at all. 条例 Arts. 15, 17.

`covered-text`, `unseen-text`, `outside-text`, `redaction-mark`, `comment`, `embedded`, `active-content`, `author`, `no-text-layer`.
PDFium reads: it gives a page's objects in the order in which they are painted, which is what covering is about.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import ImageStat

from gongkai.publishing.guard.finding import Finding
from gongkai.publishing.guard.inflation import check_inflation
from gongkai.publishing.guard.limits import (
    MAX_PAGE_OBJECTS,
    MAX_PAGES,
    MAX_PDF_SECONDS,
    MAX_TEXT_CHARACTERS,
    UnreadableError,
)
from gongkai.publishing.guard.links import Link, read_links
from gongkai.publishing.guard.office.extras import author
from gongkai.publishing.guard.reading import Settings, fact
from gongkai.publishing.guard.reading import read as read_whole
from gongkai.publishing.guard.text import Text

_COVERED = 0.6
"""The share of a text's box that must be under something opaque for it to be covered."""

_PALE = 245
_MAX_RECTANGLE = 7
"""Path pieces: a rectangle has four or five, with its move and close up to seven."""

_SOLID = 200
"""Of 255: a picture whose mean opacity is below lets the words under it be seen."""

_SCAN = 0.5
"""The share of a page that a picture covers when the page is a scan; its unseen text is then the recognised one, which is meant well."""

_NOBODY = ("anonymous", "(anonymous)", "administrator", "user", "unspecified")

_Box = tuple[float, float, float, float]


@dataclass(slots=True)
class _Words:
    box: _Box
    text: str
    fault: str = ""


@dataclass(slots=True)
class _Page:
    """What a page's walk found: `words` in their order, the links, marks and comments on it."""

    words: list[_Words] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    redactions: int = 0
    pictured: float = 0.0
    text: str = ""


def read_pdf(base: str, data: bytes, settings: Settings) -> Iterator[Finding]:
    """All findings of a PDF; raises `UnreadableError` where it is locked, damaged or too large."""
    check_inflation(data)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("PDF设有打开密码，无法检查，公众也打不开。", "取消密码后重新上传。") from error
        raise UnreadableError("PDF已损坏或者不完整，无法打开检查。", "由原文档重新导出PDF后上传。") from error
    try:
        yield from _whole(base, document, settings)
        yield from _pages(base, document, settings)
    finally:
        document.close()


def _whole(base: str, document: Any, settings: Settings) -> Iterator[Finding]:
    properties = document.get_metadata_dict()
    name = str(properties.get("Author") or "").strip("\0 ")
    if name and name.lower() not in _NOBODY:
        yield author(base, "作者", name, settings)
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        message = "PDF里有程序（JavaScript），打开时可能在读者的电脑上运行。"
        advice = "由原文档重新导出PDF后上传。"
        yield fact(settings, base, "active-content", "error", message, advice, article="r2019.17")
    if (count := document.count_attachments()) > 0:
        names = "、".join(str(document.get_attachment(index).get_name()) for index in range(min(count, 5)))
        message = f"PDF里夹带{count}个附件，随文件一起公开，未能检查。"
        advice = "删去夹带的附件，需要公开的单独上传。"
        yield fact(settings, base, "embedded", "warning", message, advice, quote=names, article="r2019.17")


def _pages(base: str, document: Any, settings: Settings) -> Iterator[Finding]:
    begun = time.monotonic()
    whole, scans = Text(base), list[int]()
    broken: UnreadableError | None = None
    for number in range(1, len(document) + 1):
        if number > MAX_PAGES or time.monotonic() - begun > MAX_PDF_SECONDS or whole.length > MAX_TEXT_CHARACTERS:
            broken = UnreadableError(f"PDF内容过多，只检查了前{number - 1}页。", "拆成几个文件后重新上传。")
            break
        try:
            page = _read_page(document[number - 1])
        except pdfium.PdfiumError:
            broken = UnreadableError(f"PDF第{number}页已损坏，读不出来。", "由原文档重新导出PDF后上传。")
            continue
        if not page.text.strip() and page.pictured > 0:
            scans.append(number)
        whole.add(page.text, f"第{number}页")
        yield from _page_findings(base, f"第{number}页", page, settings)
    yield from read_whole(whole, settings)
    if scans:
        told = "、".join(map(str, scans[:5])) + ("等" if len(scans) > 5 else "")
        message = f"第{told}页（共{len(scans)}页）只有图片没有文字，软件没有检查，看不见图片的人和检索都读不到。"
        advice = "改用由原文档导出的PDF；只有扫描件的，先做文字识别，并人工核对其中的个人信息。"
        yield fact(settings, base, "no-text-layer", "warning", message, advice)
    if broken:
        raise broken


_FAULTS = {
    "covered-text": (
        "文字只是被色块或者图片盖住，并没有删去，复制出来就能读到。",
        "在原文档中删去这些文字，重新导出PDF。",
    ),
    "unseen-text": (
        "有看不见的文字（白色、透明或者不显示），复制出来就能读到。",
        "在原文档中删去这些文字，重新导出PDF。",
    ),
    "outside-text": ("页面之外还有文字，复制或者改变页面大小就能读到。", "在原文档中删去这些文字，重新导出PDF。"),
}


def _page_findings(base: str, place: str, page: _Page, settings: Settings) -> Iterator[Finding]:
    for rule, (message, advice) in _FAULTS.items():
        words = "".join(words.text for words in page.words if words.fault == rule)
        if words.strip():
            yield fact(settings, base, rule, "error", message, advice, where=place, quote=words, article="r2019.15")
    if page.redactions:
        message = f"有{page.redactions}处只做了遮盖标记而没有执行，下面的文字仍在。"
        advice = "在PDF软件中执行“应用密文/标记密文”，或者在原文档中删去后重新导出。"
        yield fact(settings, base, "redaction-mark", "error", message, advice, where=place, article="r2019.15")
    if page.comments:
        message = f"有{len(page.comments)}处批注、标注，会随文件一起公开。"
        advice = "删除全部批注后另存。"
        quote = " ".join(page.comments[:3])
        yield fact(settings, base, "comment", "warning", message, advice, where=place, quote=quote, article="r2019.17")
    yield from read_links(base + place, page.links, settings.own_hosts, salt=settings.salt)


def _read_page(page: Any) -> _Page:
    found = _Page()
    textpage = page.get_textpage()
    try:
        found.text = textpage.get_text_range()
        left, bottom, right, top = page.get_cropbox()
        _objects(page, textpage, (left, bottom, right, top), found)
        _annotations(page, found)
    finally:
        textpage.close()
        page.close()
    return found


def _objects(page: Any, textpage: Any, edges: _Box, found: _Page) -> None:
    """The page's objects in painting order: what is opaque covers the words painted before it."""
    area = max(1.0, _area(edges))
    under: list[_Box] = []
    for count, item in enumerate(page.get_objects(max_depth=6), 1):
        if count > MAX_PAGE_OBJECTS:
            raise UnreadableError("PDF的页面过于复杂，没有检查完。", "由原文档重新导出PDF后上传。")
        box = tuple(map(float, item.get_bounds())) if item.type != raw.FPDF_PAGEOBJ_FORM else edges
        if item.type == raw.FPDF_PAGEOBJ_TEXT:
            words = _Words(box, _object_text(item, textpage))
            words.fault = _fault(item, box, edges, under, found.pictured)
            found.words.append(words)
        elif item.type == raw.FPDF_PAGEOBJ_IMAGE:
            found.pictured = max(found.pictured, _area(box) / area)
            under.append(box)
            if any(_covers(box, words) for words in found.words) and _is_opaque_picture(item):
                _cover(box, found)
        elif item.type == raw.FPDF_PAGEOBJ_PATH and _is_filled_rectangle(item):
            if not _is_pale(item):
                under.append(box)
            _cover(box, found)


def _cover(box: _Box, found: _Page) -> None:
    for words in found.words:
        if _covers(box, words):
            words.fault = "covered-text"


def _covers(box: _Box, words: _Words) -> bool:
    return not words.fault and _overlap(words.box, box) > _COVERED * max(0.01, _area(words.box))


def _is_opaque_picture(item: Any) -> bool:
    """Whether a picture hides what it is painted over; a seal (公章) has a clear ground."""
    if raw.FPDFPageObj_HasTransparency(item):
        return False
    try:
        bitmap = item.get_bitmap(render=True)
    except pdfium.PdfiumError:
        return True  # nothing is known of it: rather a finding too many
    picture = bitmap.to_pil()
    return "A" not in picture.getbands() or ImageStat.Stat(picture.getchannel("A")).mean[0] > _SOLID


def _fault(item: Any, box: _Box, edges: _Box, under: list[_Box], pictured: float) -> str:
    if box[2] <= edges[0] or box[0] >= edges[2] or box[3] <= edges[1] or box[1] >= edges[3]:
        return "outside-text"
    mode = raw.FPDFTextObj_GetTextRenderMode(item)
    if mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP):
        return "" if pictured > _SCAN else "unseen-text"
    stroked = mode in (raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_FILL_STROKE)
    if not stroked and _is_pale(item) and not any(_overlap(box, other) > 0 for other in under):
        return "unseen-text"
    return ""


def _object_text(item: Any, textpage: Any) -> str:
    size = raw.FPDFTextObj_GetText(item, textpage, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(item, textpage, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _color(item: Any) -> tuple[int, int, int, int] | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return None
    return red.value, green.value, blue.value, alpha.value


def _is_pale(item: Any) -> bool:
    """White, or so clear that nobody sees it on white."""
    color = _color(item)
    return color is not None and (min(color[:3]) >= _PALE or color[3] < 10)


def _is_filled_rectangle(item: Any) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, mode, stroke) or mode.value == raw.FPDF_FILLMODE_NONE:
        return False
    color = _color(item)
    opaque = color is not None and color[3] > 230 and not raw.FPDFPageObj_HasTransparency(item)
    return opaque and 0 < raw.FPDFPath_CountSegments(item) <= _MAX_RECTANGLE


def _annotations(page: Any, found: _Page) -> None:
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), MAX_PAGE_OBJECTS)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind == raw.FPDF_ANNOT_LINK:
            if address := _address(page, annotation):
                found.links.append(Link("", address))
        elif kind == raw.FPDF_ANNOT_REDACT:
            found.redactions += 1
        elif kind not in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_POPUP):
            found.comments.append(_contents(annotation))
        raw.FPDFPage_CloseAnnot(annotation)


def _contents(annotation: Any) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    buffer = ctypes.create_string_buffer(max(2, min(size, 4_000)))
    if size <= len(buffer):
        raw.FPDFAnnot_GetStringValue(
            annotation, b"Contents", ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), len(buffer)
        )
    return buffer.raw.decode("utf-16-le", "replace").strip("\0")


def _address(page: Any, annotation: Any) -> str:
    link = raw.FPDFAnnot_GetLink(annotation)
    action = raw.FPDFLink_GetAction(link) if link else None
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    size = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0)
    buffer = ctypes.create_string_buffer(max(1, size))
    raw.FPDFAction_GetURIPath(page.pdf, action, buffer, size)
    return buffer.raw.rstrip(b"\0").decode("utf-8", "replace")


def _area(box: _Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _overlap(one: _Box, other: _Box) -> float:
    return _area((max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])))
