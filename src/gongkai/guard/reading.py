"""From hits to findings: every rule over a text, the found masked in its quote, the same thing told once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from gongkai.guard import personal
from gongkai.guard.finding import Finding, Hit, Severity, fingerprint
from gongkai.guard.text import Text, normal
from gongkai.guard.words import Words, find_words

_AROUND = 16
"""Signs of the quote on each side of what was found."""

_LONGEST_QUOTE = 60
MAX_SHOWN = 50
"""Of findings of one rule in one text; the rest is told in one finding."""

_LONG_NUMBER = re.compile(r"[0-9](?:[ -]?[0-9]){9,}[Xx]?")
_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Settings:
    """What every reader of the guard needs: the list of `words`, the secret `salt` of the fingerprints, the day it is, and the
    hosts (with those below them) that links may lead to beside .gov.cn."""

    words: Words
    salt: bytes
    today: date
    own_hosts: frozenset[str] = frozenset()


def read_text(place: str, text: str, words: Words, *, salt: bytes, today: date) -> list[Finding]:
    """Personal data and words of the list in `text`, worst first. Cells of a table row are set apart by tabs, rows by line ends.

    `place` is Chinese (正文, 名称); `salt` is the installation's secret; `today` tells who is under age. Time is linear in the text.
    """
    whole = Text(place)
    whole.add(text)
    return read(whole, Settings(words, salt, today))


def read(text: Text, settings: Settings) -> list[Finding]:
    """As `read_text`, for a text whose pieces have places of their own."""
    hits = [*personal.find(text, settings.today), *find_words(text, settings.words)]
    return findings(text, hits, settings.salt)


def findings(text: Text, hits: Iterable[Hit], salt: bytes) -> list[Finding]:
    """`hits` as findings, the same thing only once, beyond `MAX_SHOWN` of a rule in one sum; worst first."""
    ordered = sorted(hits, key=lambda hit: (hit.start, -hit.end))
    masked = _masked(text.text, ordered)
    groups: dict[str, list[Hit]] = {}
    for hit in ordered:
        print_ = fingerprint(salt, hit.rule, text.base, _found(text, hit))
        groups.setdefault(print_, []).append(hit)
    by_rule: dict[str, list[Finding]] = {}
    for print_, group in groups.items():
        worst = min(group, key=lambda hit: _ORDER[hit.severity])
        told = worst.message + (f"（同样的内容共{len(group)}处）" if len(group) > 1 else "")
        quote = _quote(masked, worst)
        finding = Finding(
            worst.rule, worst.severity, text.place(worst.start), quote, told, worst.advice, worst.article, print_
        )
        by_rule.setdefault(worst.rule, []).append(finding)
    found = [finding for group in by_rule.values() for finding in _shown(group, text.base, salt)]
    return sorted(found, key=lambda finding: _ORDER[finding.severity])


def fact(
    settings: Settings,
    base: str,
    rule: str,
    severity: Severity,
    message: str,
    advice: str,
    *,
    where: str = "",
    quote: str = "",
    article: str = "",
) -> Finding:
    """A finding about a file rather than a stretch of its text; `where` in the file `base`, `quote` is masked and cut here."""
    print_ = fingerprint(settings.salt, rule, base, f"{where}\0{quote}")
    return Finding(rule, severity, base + where, excerpt(quote), message, advice, article, print_)


def mask(words: str) -> str:
    """`words` with every long number starred out in its middle, for places and quotes."""
    return _LONG_NUMBER.sub(lambda match: _starred(match[0]), normal(words))


def excerpt(words: str) -> str:
    """The beginning of `words`, on one line, with long numbers masked: a quote of what is hidden in a file."""
    line = " ".join(mask(words[: 20 * _LONGEST_QUOTE]).split())
    return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE] + "…"


def by_severity(found: Iterable[Finding]) -> list[Finding]:
    """Worst first, otherwise as they come; one with the same fingerprint as another is left out."""
    return sorted(
        {finding.fingerprint: finding for finding in found}.values(), key=lambda finding: _ORDER[finding.severity]
    )


def _found(text: Text, hit: Hit) -> str:
    """What was found, in the form in which it is the same number however it is written."""
    words = text.text[hit.start : hit.end]
    return re.sub(r"[\s-]", "", words).upper() if hit.secret else words


def _shown(group: Sequence[Finding], base: str, salt: bytes) -> Iterable[Finding]:
    ranked = sorted(group, key=lambda finding: _ORDER[finding.severity])
    yield from islice(ranked, MAX_SHOWN)
    if rest := ranked[MAX_SHOWN:]:
        first = rest[0]
        message = f"除已列出的{MAX_SHOWN}处外，还有{len(rest)}处同类问题，未逐一列出。{first.message}"
        digest = fingerprint(salt, first.rule, base, ",".join(finding.fingerprint for finding in rest))
        yield replace(first, place=base, quote="", message=message, fingerprint=digest)


def _masked(text: str, hits: Sequence[Hit]) -> str:
    """`text`, of the same length, with what is secret in it starred out; `hits` by their start."""
    pieces: list[str] = []
    done = 0
    for hit in hits:
        start = max(hit.start, done)
        if hit.secret and start < hit.end:
            words = text[hit.start : hit.end]
            pieces += (text[done:start], _starred(words)[start - hit.start :])
            done = hit.end
    return "".join((*pieces, text[done:]))


def _starred(words: str) -> str:
    """A number keeps two signs at each end; of other words every figure is starred."""
    if re.search(r"[^0-9A-Za-z +.·-]", words):
        return re.sub(r"[0-9一二三四五六七八九十]", "*", words)
    return words[:2] + "*" * (len(words) - 4) + words[-2:] if len(words) > 5 else words[:1] + "*" * (len(words) - 1)


def _quote(masked: str, hit: Hit) -> str:
    start, end = hit.start, min(hit.end, hit.start + _LONGEST_QUOTE)
    left = masked[max(0, start - _AROUND) : start].rpartition("\n")[2]
    right = masked[end : end + _AROUND].partition("\n")[0]
    return " ".join(mask(left + masked[start:end] + right).split())
