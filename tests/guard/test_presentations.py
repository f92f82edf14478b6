"""Presentations, written as raw parts: hidden slides, notes, comments."""

from __future__ import annotations

import pytest

from tests.guard.reading import MOBILE, file_findings, only, rules, zipped

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_NAMES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{_REL}"'
)


def _relation(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{_REL}/{kind}" Target="{target}"/>'


def _words(tag: str, text: str, more: str = "") -> str:
    return f"<p:{tag} {_NAMES}{more}><p:cSld><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:cSld></p:{tag}>"


def _slides(*, hidden: bool = False, notes: str = "", comment: str = "", text: str = "政务公开工作") -> bytes:
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _RELS.format(_relation("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'<p:presentation {_NAMES}><p:sldIdLst><p:sldId id="256" r:id="rId2"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": _RELS.format(_relation("rId2", "slide", "slides/slide1.xml")),
        "ppt/slides/slide1.xml": _words("sld", text, ' show="0"' if hidden else ""),
    }
    relations = ""
    if notes:
        relations += _relation("rId1", "notesSlide", "../notesSlides/notesSlide1.xml")
        parts["ppt/notesSlides/notesSlide1.xml"] = _words("notes", notes)
    if comment:
        relations += _relation("rId2", "comments", "../comments/comment1.xml")
        parts["ppt/comments/comment1.xml"] = f"<p:cmLst {_NAMES}><p:cm><p:text>{comment}</p:text></p:cm></p:cmLst>"
    parts["ppt/slides/_rels/slide1.xml.rels"] = _RELS.format(relations)
    return zipped(parts)


def test_a_plain_presentation_is_silent_even_with_numbered_notes() -> None:
    assert file_findings("课件.pptx", _slides()) == []
    assert file_findings("课件.pptx", _slides(notes="1")) == []


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (_slides(hidden=True), "hidden-slide"),
        (_slides(notes="此页不讲"), "speaker-notes"),
        (_slides(comment="领导意见"), "comment"),
    ],
)
def test_what_lies_behind_a_slide_is_told_where_it_stands(data: bytes, rule: str) -> None:
    finding = only(file_findings("课件.pptx", data), rule)

    assert finding.place == "附件“课件.pptx”第1张幻灯片"


def test_notes_and_slides_are_read() -> None:
    assert only(file_findings("课件.pptx", _slides(notes=f"找{MOBILE}")), "mobile-number").place.endswith(
        "幻灯片的备注"
    )
    assert rules(file_findings("课件.pptx", _slides(text=f"找{MOBILE}"))) == {"mobile-number"}
