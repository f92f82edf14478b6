"""How much a file may hold before the guard stops reading it, and the words that say so."""

from __future__ import annotations

from gongkai.untrusted import Policy, Refusal

MAX_FILE_BYTES = 64_000_000
"""Of a file as it comes, and of all that an archive holds."""

MAX_TEXT_CHARACTERS = 4_000_000
"""Of text taken out of one file: some two seconds of reading."""

MAX_ZIP_ENTRIES = 5_000
"""Of parts in an Office file; of an archive far fewer are read, see `MAX_MEMBERS`."""

MAX_XML_BYTES = 64_000_000
"""Of one XML part, inflated; it is read as a stream, not as a tree."""

MAX_PACKAGE_BYTES = 256_000_000
"""Of all parts of an Office file that are read, inflated."""

MAX_XML_DEPTH = 250
"""Of open elements in an XML part: Word nests some 30."""

MAX_MEMBERS = 200
"""Of files in an archive that are read one by one."""

MAX_ARCHIVE_DEPTH = 1
"""Of archives within an archive: one in one is still read."""

MAX_PAGES = 1_000
MAX_PAGE_OBJECTS = 50_000
MAX_PAGE_SIGNS = 100_000
"""Of signs on one page of a PDF that are looked at one by one; a full page has some 2,000."""

MAX_PDF_CONTENT_BYTES = 32_000_000
"""Of inflated streams of a PDF that are no picture and no font."""

MAX_PDF_OTHER_BYTES = 2_000_000_000
"""Of inflated pictures and fonts of a PDF: 80 pages scanned in colour without a photograph's compression, some 4 s of inflating."""

MAX_PDF_SECONDS = 20.0
"""Of reading one PDF; looked at after each page."""

_SAVE_ANEW = "用Word、Excel或者WPS打开核对，另存后重新上传"

POLICY = Policy(
    zip_entries=MAX_ZIP_ENTRIES,
    part_bytes=MAX_XML_BYTES,
    package_bytes=MAX_PACKAGE_BYTES,
    pdf_content_bytes=MAX_PDF_CONTENT_BYTES,
    pdf_other_bytes=MAX_PDF_OTHER_BYTES,
    damaged=Refusal("{what}已损坏或者不完整，无法打开检查", _SAVE_ANEW),
    exhausted=Refusal("{what}太大，内存放不下，未予检查", "拆成几个文件后重新上传"),
    locked=Refusal("文件设有密码，无法检查，公众也打不开", "取消密码后重新上传"),
    crowded=Refusal("文件里有超过{limit}个部件，不像是文档，未予检查", _SAVE_ANEW),
    large_package=Refusal("文件解压后超过{limit}MB，不像是文档，未予检查", "只保留需要公开的内容，另存后重新上传"),
    large_pdf=Refusal("PDF的内容解压后过大，不像是文档，未予检查", "由原文档重新导出PDF后上传"),
)
