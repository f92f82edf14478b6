"""The guard: reads an item's text, links, elements and attachments before it is submitted for review. Pure functions, no Django.

条例 Art. 17 wants every item reviewed before it is published, Art. 15 and 个人信息保护法 Arts. 6, 25, 28 what the guard looks for. It
decides nothing: each `Finding` is cleared by an edit, or overridden with a reason, which its `fingerprint` finds again.
"""

from __future__ import annotations

from gongkai.guard.elements import Elements, read_elements
from gongkai.guard.files import read_file
from gongkai.guard.finding import Finding, Severity
from gongkai.guard.links import Link, read_dead, read_links
from gongkai.guard.page import html_links, html_text
from gongkai.guard.reading import read_text
from gongkai.guard.words import Word, WordKind, Words, default_words

__all__ = [
    "Elements",
    "Finding",
    "Link",
    "Severity",
    "Word",
    "WordKind",
    "Words",
    "default_words",
    "html_links",
    "html_text",
    "read_dead",
    "read_elements",
    "read_file",
    "read_links",
    "read_text",
]
