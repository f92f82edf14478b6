"""One page of a PDF by PDFium: its objects in the order in which they are painted, which is what covering is about."""

from __future__ import annotations

import ctypes
import time
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import ImageStat

from gongkai.guard.limits import MAX_PAGE_OBJECTS, MAX_PAGE_SIGNS
from gongkai.guard.links import Link
from gongkai.untrusted import UnreadableError

_COVERED = 0.6
"""The share of a text's box that must be under something opaque for it to be covered."""

_PALE = 245
_MAX_RECTANGLE = 7
"""Path pieces: a rectangle has four or five, with its move and close up to seven."""

_STRIP = 20.0
"""Points of a page's height compared at a time: a line or two."""

_SOLID = 200
"""Of 255: a picture whose mean opacity is below lets the words under it be seen."""

_SCAN = 0.5
"""The share of a page that a picture covers when the page is a scan; its unseen text is then the recognised one, which is meant well."""

_Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Words:
    """One sign, or a text object whose signs are not known: its `box` on the page, and the rule by which nobody sees it (`fault`)."""

    box: _Box
    text: str
    fault: str = ""


@dataclass(slots=True)
class Page:
    """What a page's walk found: `words` in their order, the links, marks and comments on it."""

    words: list[Words] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    redactions: int = 0
    pictured: float = 0.0
    text: str = ""


def read_page(page: Any, until: float) -> Page:
    """Walk `page` (closed afterwards); raises `UnreadableError` where it has too many objects or `time.monotonic()` passes `until`."""
    found = Page()
    textpage = page.get_textpage()
    try:
        found.text = textpage.get_text_range()
        left, bottom, right, top = page.get_cropbox()
        _objects(page, textpage, (left, bottom, right, top), found, until)
        _annotations(page, found)
    finally:
        textpage.close()
        page.close()
    return found


def _objects(page: Any, textpage: Any, edges: _Box, found: Page, until: float) -> None:
    """The page's objects in painting order: what is opaque covers the words painted before it."""
    area = max(1.0, _area(edges))
    under: list[_Box] = []
    seen, signs = _Seen(), _signs(textpage)
    for count, item in enumerate(page.get_objects(max_depth=6), 1):
        if count > MAX_PAGE_OBJECTS or time.monotonic() > until:
            raise UnreadableError("PDF的页面过于复杂，没有检查完", "由原文档重新导出PDF后上传")
        if item.type == raw.FPDF_PAGEOBJ_FORM:
            continue  # what is in it comes by itself
        box = _box(item)
        if item.type == raw.FPDF_PAGEOBJ_TEXT:
            fault = _fault(item, box, edges, under, found.pictured)
            for words in signs.get(_address_of(item.raw)) or [Words(box, _object_text(item, textpage))]:
                words.fault = fault
                found.words.append(words)
                if not fault and words.text.strip():
                    seen.add(words)
        elif item.type == raw.FPDF_PAGEOBJ_IMAGE:
            found.pictured = max(found.pictured, _area(box) / area)
            under.append(box)
            if (covered := seen.under(box)) and _is_opaque_picture(item):
                seen.cover(covered)
        elif item.type == raw.FPDF_PAGEOBJ_PATH and _is_filled_rectangle(item):
            if not _is_pale(item):
                under.append(box)
            seen.cover(seen.under(box))


class _Seen:
    """The words that nothing covers yet, by strips of the page: a box is compared with those at its own height only."""

    def __init__(self) -> None:
        self._strips: dict[int, list[Words]] = {}

    def add(self, words: Words) -> None:
        """Words just painted."""
        middle = (words.box[1] + words.box[3]) / 2
        self._strips.setdefault(int(middle // _STRIP), []).append(words)

    def under(self, box: _Box) -> list[Words]:
        """The words that `box` covers: their middle is at its height, or too little of them is."""
        first, last = int(box[1] // _STRIP), int(box[3] // _STRIP)
        strips = [strip for strip in self._strips if first <= strip <= last]
        return [words for strip in strips for words in self._strips[strip] if _covers(box, words)]

    def cover(self, found: list[Words]) -> None:
        """Take the words `found` away; they are told as covered."""
        for words in found:
            words.fault = "covered-text"
        for strip in {int((words.box[1] + words.box[3]) / 2 // _STRIP) for words in found}:
            self._strips[strip] = [words for words in self._strips[strip] if not words.fault]


def _covers(box: _Box, words: Words) -> bool:
    return _overlap(words.box, box) > _COVERED * max(0.01, _area(words.box))


def _box(item: Any) -> _Box:
    """Where an object stands on the page; PDFium has what is in a form by the form's own measure."""
    box: _Box = item.get_bounds()
    form = item.container
    while form is not None:
        box = form.get_matrix().on_rect(*box)
        form = form.container
    return box


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


def _signs(textpage: Any) -> dict[int, list[Words]]:
    """The signs of every text object, by its address: a box often covers only part of a line."""
    signs: dict[int, list[Words]] = {}
    area = raw.FS_RECTF()
    for index in range(min(raw.FPDFText_CountChars(textpage), MAX_PAGE_SIGNS)):
        item = raw.FPDFText_GetTextObject(textpage, index)
        if item and raw.FPDFText_GetLooseCharBox(textpage, index, area):
            box = (area.left, area.bottom, area.right, area.top)
            code = raw.FPDFText_GetUnicode(textpage, index)
            sign = chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"
            signs.setdefault(_address_of(item), []).append(Words(box, sign))
    return signs


def _address_of(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


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


def _annotations(page: Any, found: Page) -> None:
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
