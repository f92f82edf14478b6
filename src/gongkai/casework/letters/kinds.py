"""The kinds of letter, from letters.toml: title, article, to whom, and the parts that a unit may word for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from gongkai.statute import answers
from gongkai.statute.loading import StatuteDataError, build, read_toml

ANSWER = "answer."
"""How the letters of answers are called: `answer.` and the kind of answer."""


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter; `parts` are templates by name, in their order."""

    id: str
    title: str
    article: str
    to: Literal["applicant", "third_party", "joint", "file"]
    parts: Mapping[str, str] = field(hash=False)
    numbered: bool = False

    @property
    def leaves(self) -> bool:
        """Whether the letter leaves the house: it has a letterhead, addressee and signature; what stays in the file has none of them."""
        return self.to != "file"


@cache
def kinds() -> Mapping[str, LetterKind]:
    """All kinds by id: those of letters.toml, then one for each kind of answer."""
    found = {entry["id"]: build(LetterKind, entry) for entry in _data()["letters"]}
    for answer in answers.kinds().values():
        key = ANSWER + answer.id
        title = (
            answer.letter
            if answer.matter == "record"
            else f"政府信息公开申请{answer.letter}".replace("申请申请", "申请").replace("申请政府信息", "申请信息")
        )
        found[key] = LetterKind(key, title, answer.article, "applicant", _data()["answer"], numbered=True)
    return MappingProxyType(found)


def kind(key: str) -> LetterKind:
    """The kind of the id; raises `StatuteDataError` where there is none."""
    try:
        return kinds()[key]
    except KeyError:
        raise StatuteDataError(f"letters.toml: there is no letter {key!r}; known are {list(kinds())}") from None


def fields_of(key: str) -> Mapping[str, str]:
    """The fields that the parts of this letter may use, each with what it stands for, in Chinese."""
    known: dict[str, str] = dict(_data()["fields"])
    return known | (_data()["answer_fields"] if key.startswith(ANSWER) else {})


@cache
def _data() -> Mapping[str, Any]:
    return read_toml("gongkai.casework.letters", "letters.toml")
