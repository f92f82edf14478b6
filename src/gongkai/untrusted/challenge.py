"""A question that a person answers at once and a program that fills in every form it meets does not. Nothing is asked of anybody else.

The token that goes with it is signed and carries a key of its own, so that a form sent twice can be told from two forms.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from enum import Enum

AT_LEAST = 5
"""Seconds in which nobody has filled in a form."""
AT_MOST = 24 * 3600
"""Seconds after which a form is asked for anew."""
_DIGITS = "零一二三四五六七八九十"


class Verdict(Enum):
    """What is wrong with an answer, if anything."""

    RIGHT = "right"
    WRONG = "wrong"
    EARLY = "early"
    STALE = "stale"
    """Too old, or no token of ours."""


def issue(secret: str, now: float) -> str:
    """A new token, issued at the time `now` (in seconds)."""
    return _signed(secret, f"{secrets.token_hex(16)}.{int(now)}")


def key_of(secret: str, token: str) -> str:
    """The key that no other token has; '' where the token is none of ours."""
    return token.partition(".")[0] if _is_ours(secret, token) else ""


def question(secret: str, token: str) -> str:
    """What is asked with the token, in Chinese words."""
    first, second, plus = _numbers(secret, token)
    return f"{_DIGITS[first]}{'加' if plus else '减'}{_DIGITS[second]}等于多少？"


def judge(secret: str, token: str, answer: str, now: float) -> Verdict:
    """Whether `answer`, in figures or Chinese words, is right and came after a while."""
    if not _is_ours(secret, token) or now - (issued := int(token.split(".")[1])) > AT_MOST:
        return Verdict.STALE
    if now - issued < AT_LEAST:
        return Verdict.EARLY
    first, second, plus = _numbers(secret, token)
    right = first + second if plus else first - second
    typed = unicodedata.normalize("NFKC", answer).strip()
    return Verdict.RIGHT if typed in (str(right), _word(right)) else Verdict.WRONG


def _numbers(secret: str, token: str) -> tuple[int, int, bool]:
    drawn = hmac.digest(secret.encode(), b"question " + token.encode(), "sha256")
    second = 1 + drawn[0] % 9
    plus = bool(drawn[2] & 1)
    return (1 + drawn[1] % 9 if plus else second + drawn[1] % (11 - second)), second, plus


def _word(number: int) -> str:
    return _DIGITS[number] if number <= 10 else f"十{_DIGITS[number - 10]}"


def _is_ours(secret: str, token: str) -> bool:
    return token.isascii() and hmac.compare_digest(token, _signed(secret, token.rpartition(".")[0]))


def _signed(secret: str, text: str) -> str:
    return f"{text}.{hmac.new(secret.encode(), b'challenge ' + text.encode(), hashlib.sha256).hexdigest()}"
