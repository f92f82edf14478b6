"""Writing one annual report: from its figures and parts to HTML, Word, PDF, Excel and JSON. What is written here `reading` reads back.

The formats that need a library of the platform import it when they are asked for.
"""

from __future__ import annotations

from gongkai.report.writing.into_html import body, page
from gongkai.report.writing.model import Part, Written

FORMATS = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
"""The formats by the ends of their files' names, with their media types."""


def write(report: Written, to: str) -> bytes:
    """`report` as a file of the format `to`, a key of `FORMATS`; raises `KeyError` for another.

    Raises `typesetting.UnprintableError` where a PDF's fonts lack a character.
    """
    if to == "html":
        return page(report).encode()
    if to == "json":
        from gongkai.report.writing.into_json import as_json

        return as_json(report).encode()
    if to == "xlsx":
        from gongkai.report.writing.into_xlsx import xlsx

        return xlsx(report)
    from gongkai import typesetting
    from gongkai.report.writing.into_document import document

    return {"pdf": typesetting.pdf, "docx": typesetting.docx}[to](document(report))


__all__ = ["FORMATS", "Part", "Written", "body", "page", "write"]
