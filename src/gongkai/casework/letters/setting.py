"""A letter as an official document: title, number, addressee, body, contact, signature over the date."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.casework.letters.kinds import kind
from gongkai.casework.letters.wording import SEALED
from gongkai.casework.models import Case, Letter
from gongkai.typesetting import Addressee, Attachments, Block, Document, Note, Paragraph, Signature
from gongkai.units.calendars import today


def document(letter: Letter) -> Document:
    """The official document that `letter` is, with a letterhead where it leaves the house; unsigned, without number and dated today."""
    found, unit = kind(letter.kind), letter.case.unit
    return Document(
        title=found.title,
        organ=unit.name,
        number=letter.number,
        blocks=tuple(_blocks(letter)),
        letterhead="printed" if found.leaves else "none",
    )


def _unsealed(line: str, case: Case) -> str:
    """The line with what the words leave to the sealed record."""
    known = {"applicant": case.applicant.name, "agent": case.applicant.agent, "code": case.code}
    for field, sealed in known.items():
        if SEALED[field] in line:
            line = line.replace(SEALED[field], sealed.open())
    return line


def _blocks(letter: Letter) -> Iterator[Block]:
    found, unit, case = kind(letter.kind), letter.case.unit, letter.case
    if found.leaves and (name := letter.addressee.open()):
        yield Addressee(name)
    for part in found.parts:
        for line in letter.words.get(part, "").split("\n"):
            if line.strip():
                yield Paragraph(_unsealed(line.strip(), case))
    names = (
        [file.name for file in letter.case.files.filter(kind="provided")] if letter.kind.startswith("answer.") else []
    )
    if names:
        yield Attachments(names)
    if found.leaves:
        yield Signature(unit.name, letter.signed_on or today())
        contact = "，".join(text for text in (unit.office_name, unit.telephone and f"联系电话{unit.telephone}") if text)
        if contact:
            yield Note(f"联系方式：{contact}")
