"""A letter as an official document: title, number, addressee, body, contact, signature over the date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.casework.letters.kinds import fields_of, kind
from gongkai.casework.letters.wording import SEALED, filled, parts_of
from gongkai.casework.models import Case, Letter
from gongkai.typesetting import Addressee, Attachments, Block, Document, Note, Paragraph, Signature
from gongkai.units.calendars import today
from gongkai.units.models import Unit
from gongkai.units.sealed import Sealed
from gongkai.units.sealing import seal


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


def sample(unit: Unit, key: str, texts: Mapping[str, str]) -> Document:
    """How a letter of this kind of `unit` looks with `texts` for its parts: each field by what it stands for, of no case.

    A blank text is what `services.desks.word` makes of it: that of the government above, or ours.
    """
    meanings = {name: f"【{meaning}】" for name, meaning in fields_of(key).items()}
    above = unit.get_parent()
    common = parts_of(above, key) if above else kind(key).parts
    parts = {part: texts.get(part, "").strip() or text for part, text in common.items()}
    to = Sealed(seal(meanings["name" if kind(key).to in ("third_party", "joint") else "applicant"]))
    return document(Letter(case=Case(unit=unit), kind=key, addressee=to, words=filled(parts, meanings)))


def _unsealed(line: str, case: Case) -> str:
    """The line with what the words leave to the sealed record."""
    if SEALED["code"] in line:
        line = line.replace(SEALED["code"], case.code.open())
    for field, name in (("applicant", "name"), ("agent", "agent")):
        if SEALED[field] in line:
            line = line.replace(SEALED[field], getattr(case.applicant, name).open())
    return line


def _blocks(letter: Letter) -> Iterator[Block]:
    found, unit, case = kind(letter.kind), letter.case.unit, letter.case
    if found.leaves and (name := letter.addressee.open()):
        yield Addressee(name)
    for part in found.parts:
        for line in letter.words.get(part, "").split("\n"):
            if line.strip():
                yield Paragraph(_unsealed(line.strip(), case))
    handed_out = letter.kind.startswith("answer.") and case.pk
    names = [file.name for file in case.files.filter(kind="provided")] if handed_out else []
    if names:
        yield Attachments(names)
    if found.leaves:
        yield Signature(unit.name, letter.signed_on or today())
        contact = "，".join(text for text in (unit.office_name, unit.telephone and f"联系电话{unit.telephone}") if text)
        if contact:
            yield Note(f"联系方式：{contact}")
