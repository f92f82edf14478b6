"""What the guard finds in what is handed out: the answer's letter, and the files that go with it (个人信息保护法 Arts. 6, 25)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai import guard
from gongkai.casework.models import Answer, CaseFile
from gongkai.units.calendars import today
from gongkai.units.sealing import salt_of_findings, unseal_bytes


@dataclass(frozen=True)
class Finding:
    """A finding of the guard that blocks, with the reason for which somebody let it pass ('' where nobody did)."""

    place: str
    quote: str
    message: str
    advice: str
    fingerprint: str
    reason: str


def findings_of(answer: Answer) -> list[Finding]:
    """All that the guard finds and would not let pass; notes are left out."""
    passed = dict(answer.overrides.values_list("fingerprint", "reason"))
    return [
        Finding(each.place, each.quote, each.message, each.advice, each.fingerprint, passed.get(each.fingerprint, ""))
        for each in _found(answer)
        if each.severity != "note"
    ]


def _found(answer: Answer) -> Iterator[guard.Finding]:
    salt, day, words = salt_of_findings(), today(), guard.default_words()
    written = "\n".join(answer.letter.words.values()) if answer.letter else ""
    yield from guard.read_text("答复文书", written, words, salt=salt, today=day)
    for file in answer.case.files.filter(kind=CaseFile.Kind.PROVIDED):
        with file.content.open("rb") as sealed:
            data = io.BytesIO(unseal_bytes(sealed.read()))
        yield from guard.read_file(file.name, data, words, salt=salt, today=day, own_hosts=frozenset())
