"""A finding in a report, and the mark by which the reason for letting it stand is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from gongkai.report.checking import Severity


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: an `error` blocks the signature, a `warning` needs a `reason`, a `note` deserves a look.

    `cells` are the cells that it is about, `position` the part, or `in_lead` that it is about what stands before the parts; `quote`
    the words; `unit` the code of the body below whose figures it is about.
    """

    rule: str
    severity: Severity
    message: str
    basis: str = ""
    cells: tuple[str, ...] = ()
    position: int | None = None
    in_lead: bool = False
    quote: str = ""
    unit: str = ""
    reason: str = ""
    fingerprint: str = ""


def fingerprinted(found: Found) -> Found:
    """`found` with the mark by which its reason is kept."""
    mark = hashlib.sha256(f"{found.rule}\0{found.message}\0{found.quote}".encode()).hexdigest()
    return replace(found, fingerprint=mark)
