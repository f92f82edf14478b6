"""How much a file may hold before the guard stops reading it, and the error that says so."""

from __future__ import annotations

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

MAX_PDF_SECONDS = 20.0
"""Of reading one PDF; looked at after each page."""


class UnreadableError(Exception):
    """A file, or the rest of it, cannot be read: `str()` says why, `advice` what to do, both in Chinese."""

    def __init__(self, reason: str, advice: str, rule: str = "unreadable") -> None:
        super().__init__(reason)
        self.advice = advice
        self.rule = rule
