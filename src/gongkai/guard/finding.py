"""What the guard has to say about one place, and how the same thing is known again after an edit elsewhere."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, cleared by an edit or overridden with a reason that stays on the record.

    `rule` is a stable code; `place`, `message` and `advice` are Chinese; `quote` is what was found with some words around it,
    personal data masked; `article` is an id of `statute/articles.toml`, empty where the rule is practice. `fingerprint` stays the
    same while the thing found stays in the same text or file, wherever in it, and does not give the thing away without the salt.
    """

    rule: str
    severity: Severity
    place: str
    quote: str
    message: str
    advice: str
    article: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found in a `Text`: the span from `start` to `end`; `secret` where the quote must not show it."""

    rule: str
    severity: Severity
    start: int
    end: int
    message: str
    advice: str
    article: str = ""
    secret: bool = True


def fingerprint(salt: bytes, rule: str, place: str, found: str) -> str:
    """The keyed SHA-256 of a finding in hex. `place` is the text or file as a whole, lest an edit elsewhere change it."""
    message = "\0".join((rule, place, found)).encode("utf-8", "surrogatepass")
    return hmac.new(salt, message, hashlib.sha256).hexdigest()
