"""A page saved in one file by Word or a browser (.mht, MIME HTML): a mail whose first text is the page."""

from __future__ import annotations

import re

from gongkai.untrusted import UnreadableError

_HEADER = re.compile(rb"^MIME-Version\s*:", re.IGNORECASE | re.MULTILINE)
_SEVERAL_PARTS = re.compile(rb"^Content-Type\s*:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_HEAD = 4_000


def is_saved_page(data: bytes) -> bool:
    """Whether `data` begins with the header of such a file."""
    head = data[:_HEAD]
    return b"ultipart/" in head and bool(_HEADER.search(head)) and bool(_SEVERAL_PARTS.search(head))


def page_in(data: bytes) -> bytes:
    """The page's own source; pictures and styles stay behind. Raises `UnreadableError` where there is no page in it."""
    import email
    from email import policy

    for part in email.message_from_bytes(data, policy=policy.compat32).walk():
        content = part.get_payload(decode=True) if part.get_content_maintype() == "text" else None
        if isinstance(content, bytes) and content.strip():
            return content
    raise UnreadableError("单个文件网页（.mht）里没有网页正文", "重新保存，或另存为docx")
