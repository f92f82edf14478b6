"""How much a document may hold, in one place: a hostile one costs seconds and hundreds of megabytes at most.

An annual report is some 10 000 to 30 000 characters with three tables of about 200 cells; each limit is far above the largest
published one and low enough that what is let through is read in seconds.
"""

from __future__ import annotations

from gongkai.untrusted import Policy, Refusal

MAX_FILE_BYTES = 64_000_000
"""Of a file as it comes: scans and photographs in an Office file or PDF may weigh, though nobody reads them here."""

MAX_TEXT_CHARACTERS = 2_000_000
"""Of plain text: 70 times a long report. Nothing but figures, it takes 4 s to read and check, and 250 MB."""

MAX_SOURCE_CHARACTERS = 8_000_000
"""Of HTML source without embedded pictures: a second's parsing, 200 MB of tree."""

MAX_TAGS = 400_000
"""Of tags in a page: a tree of 150 MB."""

MAX_TAG_DEPTH = 2_000
"""Of open tags in a page: browsers stop at 512; the parser walks the open ones for each new block, so its time is the product."""

MAX_TAG_ATTRIBUTES = 500
"""Of attributes on one tag: the parser compares each with all before it."""

MAX_CELLS = 100_000
"""Of cells in all tables of a document: the largest form has some 250."""

MAX_AREA = 1_000_000
"""Of cells, empty ones too, in the used range of a workbook's sheets: stray formatting far below a table is common."""

MAX_COLUMNS = 2_000
"""Of columns in one table: the widest form has 15."""

MAX_SPAN = 200
"""A cell that claims to span more columns than this is taken at this: it is at the table's edge anyway."""

MAX_ZIP_ENTRIES = 5_000
"""Of files in an Office file; a report has some 20 and its pictures."""

MAX_XML_BYTES = 32_000_000
"""Of one XML part, inflated: a tree of 300 MB; a report's is below 2 MB."""

MAX_PACKAGE_BYTES = 256_000_000
"""Of all parts of an Office file that are read, inflated: a second of it; a part that is read again counts again."""

MAX_PAGES = 300
"""Of pages in a PDF: a county's report has 10."""

MAX_PDF_CONTENT_BYTES = 16_000_000
"""Of inflated streams of a PDF that are no picture and no font: a report's page has 20 kB."""

MAX_PDF_OTHER_BYTES = 16 * MAX_PDF_CONTENT_BYTES
"""Of inflated pictures and fonts of a PDF, which are not drawn here; Chinese fonts are large."""

MAX_PDF_SECONDS = 20.0
"""Of reading one PDF: about 0.1 s a page is usual."""

TOO_SLOW = Refusal("PDF文件{limit}秒内读不完，内容过于复杂", "导出为docx或网页后再读")

POLICY = Policy(
    zip_entries=MAX_ZIP_ENTRIES,
    part_bytes=MAX_XML_BYTES,
    package_bytes=MAX_PACKAGE_BYTES,
    pdf_content_bytes=MAX_PDF_CONTENT_BYTES,
    pdf_other_bytes=MAX_PDF_OTHER_BYTES,
    damaged=Refusal("{what}已损坏或不完整，无法读出", "用相应的软件打开核对，另存后再读"),
    exhausted=Refusal("{what}太大，内存放不下", "只保留年度报告本身后再读"),
    locked=Refusal("文件设有密码，无法读出", "取消密码后再读"),
    crowded=Refusal("文件里有超过{limit}个文件，不像是一份报告", "另存后再读"),
    large_package=Refusal("文件解压后超过{limit}MB，不像是一份报告，未予读取", "只保留报告正文"),
    large_pdf=Refusal("PDF的内容解压后过大，不像是一份报告，未予读取", "导出为docx或网页后再读"),
)
