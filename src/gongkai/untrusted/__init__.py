"""What strangers send is bounded: opening files that anybody may have made, and how often somebody may ask (`rates`).

For files one error for what cannot be read, one shape for what is let through. Every reader of such files stands on this. It brings
its own `Policy`: the numbers up to which it reads, and the words in which it refuses. Knows no format's content, no law and no framework.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class UnreadableError(Exception):
    """A file, or the rest of it, cannot be read: `reason` says why, `advice` what to do, both Chinese clauses without a full stop.

    The advice is an order without 请, which `str()` puts before it.
    """

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason, advice)
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.reason}；请{self.advice}"


class Refusal(NamedTuple):
    """The words of an `UnreadableError`; in `reason`, `{what}` and `{limit}` stand for what comes with the case."""

    reason: str
    advice: str

    def error(self, **case: object) -> UnreadableError:
        """The error for one case."""
        return UnreadableError(self.reason.format(**case), self.advice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What one reader lets through, in numbers, and its words for what it does not. All sizes are in bytes after inflating."""

    zip_entries: int
    """Files in one Office file or archive."""
    part_bytes: int
    """One part of an Office file."""
    package_bytes: int
    """All parts read of one Office file."""
    pdf_content_bytes: int
    """All streams of one PDF that are neither picture nor font."""
    pdf_other_bytes: int
    """All pictures and fonts of one PDF; of each, no more than `pdf_content_bytes` are counted."""

    damaged: Refusal
    """`{what}` is damaged, or made to harm."""
    exhausted: Refusal
    """`{what}` does not fit into memory."""
    locked: Refusal
    """A password is on the Office file or archive."""
    crowded: Refusal
    """More than `{limit}` files are in it."""
    large_package: Refusal
    """It inflates to more than `{limit}` MB."""
    large_pdf: Refusal
    """So does a PDF; no limit is told, for it is an estimate."""


__all__ = ["Policy", "Refusal", "UnreadableError"]
