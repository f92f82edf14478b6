"""A document as a PDF: tagged (PDF/UA-1), with its fonts in it, the same bytes for the same document on every machine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any

import pylopdf_fonts_zh_cn
import typst

from gongkai.typesetting import layout, text
from gongkai.typesetting.model import (
    Addressee,
    Attachments,
    Block,
    Document,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Table,
)

_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_one_at_a_time = Lock()


class UnprintableError(ValueError):
    """The fonts of the PDF have no shape for `characters`. Nothing was made; `docx` carries any character."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        named = "、".join(f"“{sign}”（U+{ord(sign):04X}）" for sign in characters)
        super().__init__(
            f"PDF的字库中没有这些字：{named}。请改用字库中有的字，或者下载Word文件，在装有这些字的电脑上打印。"
        )


def pdf(document: Document) -> bytes:
    """The document as a PDF. Raises `UnprintableError` where it has characters that the fonts lack."""
    data = json.dumps(_data(document), ensure_ascii=False)
    with _one_at_a_time:
        try:
            made = _compiler().compile(format="pdf", sys_inputs={"document": data}, pdf_standards="ua-1")
        except typst.TypstError as error:
            characters = "".join(dict.fromkeys("".join(map(_unescaped, _MISSING.findall(error.diagnostic)))))
            if not characters:
                raise
            raise UnprintableError(characters) from error
    if not isinstance(made, bytes):
        raise TypeError(f"one PDF was expected, not {type(made).__name__}")
    return made


@cache
def _compiler() -> typst.Compiler:
    """One for the process: it keeps the fonts and the read template. It takes one call at a time."""
    folder = pylopdf_fonts_zh_cn.serif_path().parent
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    return typst.Compiler(str(files("gongkai.typesetting") / "document.typ"), font_paths=fonts)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _data(document: Document) -> dict[str, Any]:
    return {
        "measures": {name.lower(): value for name, value in vars(layout).items() if isinstance(value, int | float)},
        "letterhead": {
            "kind": document.letterhead,
            "mark": document.mark,
            "size": layout.mark_size(document.mark),
            "red": f"#{layout.RED}",
        },
        "title": _lines(document.headline),
        "name": document.name,
        "number": _lines(document.number) if document.number else [],
        "blocks": list(_blocks(document)),
    }


def _blocks(document: Document) -> Iterator[dict[str, Any]]:
    depth = 0
    for block in document.blocks:
        data = _block(block)
        if isinstance(block, Heading):
            # The tags of an accessible PDF begin at level 1 and leave none out.
            depth = data["depth"] = min(block.level, depth + 1)
        yield data


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "runs": [_run(run) for run in block.runs]}
        case Heading():
            return {"kind": "heading", "level": block.level, "lines": _lines(block.text)}
        case Addressee():
            return {"kind": "addressee", "lines": _lines(block.name)}
        case Table():
            return _table(block)
        case Attachments():
            return {"kind": "attachments", "names": [_lines(name) for name in block.names]}
        case Signature():
            organ, day = layout.signature_places(block)
            return {
                "kind": "signature",
                "blank": layout.BLANK_LINES[block.seal],
                "organ": {"lines": _lines(block.organ), **organ._asdict()},
                "date": {"lines": [layout.chinese_date(block.date)], **day._asdict()},
            }
        case Note():
            return {"kind": "note", "lines": _lines(block.text)}
        case PageBreak():
            return {"kind": "break"}


def _lines(words: str, room: float = layout.CHARACTERS - 10) -> list[str]:
    """The printed lines, breakable where a word is too wide for `room`; the default suits the narrowest place of the page."""
    return [text.with_breaks(line, room) for line in text.lines(words)]


def _run(run: Run) -> dict[str, Any]:
    return {"lines": _lines(run.text), "bold": run.bold, "underline": run.underline}


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": _lines(table.caption) if table.caption else [],
        "shares": table.shares,
        "size": layout.table_size(table),
        "header_rows": table.header_rows,
        "tail": layout.tail(table),
        "rows": [
            [
                {
                    "lines": _lines(cell.text, layout.cell_room(table, cell, column)),
                    "colspan": cell.colspan,
                    "rowspan": cell.rowspan,
                    "header": cell.header,
                    "align": cell.align,
                    "breakable": cell.rowspan > 1 or layout.is_tall(table, cell, column),
                }
                for cell, column, begins in row
                if begins
            ]
            for row in table.grid()
        ],
    }
