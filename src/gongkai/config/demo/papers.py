"""Small real files to attach: a workbook, a text document, a PDF, a table as text, a picture. The same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Rows = Sequence[Sequence[str]]


def workbook(title: str, rows: Rows) -> bytes:
    """An Excel workbook with one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(title[:30])
    for row in rows:
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in row])
    book.properties.creator = None
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as written:
        parts = {name: written.read(name) for name in written.namelist()}
    parts["docProps/core.xml"] = re.sub(rb"<dcterms:\w+[^>]*>[^<]*</dcterms:\w+>", b"", parts["docProps/core.xml"])
    return _zipped(parts)


def document(title: str, paragraphs: Sequence[str]) -> bytes:
    """A Word document of plain paragraphs."""
    lines = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in (title, *paragraphs))
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return _zipped(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
            ).encode(),
            "_rels/.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="rId1" Type="{relations}/officeDocument" Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/document.xml": (
                '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                f"<w:body>{lines}</w:body></w:document>"
            ).encode(),
        }
    )


def pdf(title: str, paragraphs: Sequence[str]) -> bytes:
    """A PDF of one page in a font that every reader of Chinese PDFs has."""
    width = 32
    lines = [text[start : start + width] for text in (title, *paragraphs) for start in range(0, len(text), width)]
    shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj T*\n" for line in lines[:40])
    stream = f"BT /F1 14 Tf 70 770 Td 18 TL\n{shown}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        b"""<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R /DW 1000
/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>""",
        b"""<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0
/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>""",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return data + end % (size, table, size, len(data))


def separated(rows: Rows) -> bytes:
    """A table as CSV, in UTF-8 with the mark that spreadsheet programs look for."""
    return "\r\n".join(",".join(row) for row in rows).encode("utf-8-sig")


def photograph() -> bytes:
    """A picture of a notice board with sheets of paper on it."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (640, 420), "#cfd8dc")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 50, 580, 370), fill="#8d6e63", outline="#4e342e", width=10)
    for left in (100, 260, 420):
        draw.rectangle((left, 90, left + 120, 330), fill="#fffdf5")
        for top in range(130, 310, 20):
            draw.line((left + 15, top, left + 105, top), fill="#9e9e9e", width=3)
        draw.line((left + 30, 108, left + 90, 108), fill="#b71c1c", width=6)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()
