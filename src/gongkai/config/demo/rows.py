"""Composed items as rows: their texts as they are stored and as search reads them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.utils.html import escape

from gongkai.config.demo.composing import Piece
from gongkai.publishing.html import clean


def body(piece: Piece) -> str:
    """The text of `piece` as it is stored."""
    html = "".join(f"<p>{escape(text)}</p>" for text in piece.paragraphs)
    blocks: list[dict[str, Any]] = [{"type": "text", "value": html, "id": _block_id(piece.key, 1)}]
    if piece.table:
        blocks.append({"type": "table", "value": table(piece.table), "id": _block_id(piece.key, 2)})
    return json.dumps(blocks, ensure_ascii=False)


def page(key: int, html: str) -> str:
    """HTML as the text of the item `key`, as it is stored."""
    return json.dumps([{"type": "imported", "value": clean(html), "id": _block_id(key, 1)}], ensure_ascii=False)


def table(rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """`rows`, the first of them the heads, as a table of an item's text."""
    return {
        "data": rows,
        "cell": [],
        "mergeCells": [],
        "table_caption": "",
        "table_header_choice": "row",
        "first_row_is_table_header": True,
        "first_col_is_header": False,
    }


def text(piece: Piece) -> str:
    """The words of `piece` for the search index."""
    return "\n".join([*piece.paragraphs, *(" ".join(row) for row in piece.table)])


def _block_id(key: int, number: int) -> str:
    return f"{key:08x}-0000-4000-8000-{number:012x}"
