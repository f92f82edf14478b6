"""The parts of an item's text."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import mark_safe
from wagtail import blocks

from gongkai.publishing.html import clean

TABLE_OPTIONS = {
    "contextMenu": ["row_above", "row_below", "col_left", "col_right", "remove_row", "remove_col", "mergeCells"]
}
FEATURES = ["h2", "h3", "h4", "bold", "italic", "ol", "ul", "hr", "link", "superscript", "subscript"]


class TextBlock(blocks.RichTextBlock):
    """Text with headings, lists and links, edited as one sees it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=FEATURES, **kwargs)

    class Meta:
        label = "文字"
        icon = "pilcrow"


class ImportedBlock(blocks.RawHTMLBlock):
    """HTML that came from another system, tables and all: cleaned of everything active when it is stored and again when shown."""

    def clean(self, value: Any) -> Any:
        return super().clean(clean(str(value)))

    def to_python(self, value: str) -> Any:
        return mark_safe(clean(value))  # noqa: S308 -- cleaned in the same breath

    class Meta:
        label = "导入的原文"
        icon = "code"
