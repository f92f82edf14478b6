"""How a unit's desk for requests is set up, and its own words for its letters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.audit.log import record
from gongkai.casework import letters
from gongkai.casework.models import Desk, LetterText
from gongkai.units.access import has_role
from gongkai.units.models import Person, Role, Unit
from gongkai.units.problems import NotReady

KEEPERS = (Role.HEAD, Role.ADMINISTRATOR)
"""Who sets a desk up."""


@transaction.atomic
def set_up(unit: Unit, *, by: Person, **values: Any) -> Desk:
    """Keep the desk's settings; raises `ValidationError` for what cannot be."""
    _check(unit, by)
    desk = Desk.objects.select_for_update().filter(unit=unit).first() or Desk(unit=unit)
    before = {name: getattr(desk, name) for name in values}
    for name, value in values.items():
        setattr(desk, name, value)
    desk.full_clean()
    desk.save()
    record("desk.changed", desk, by=by, unit=unit.code, before=before, after=values)
    return desk


@transaction.atomic
def word(unit: Unit, kind: str, texts: Mapping[str, str], *, by: Person) -> None:
    """Put the unit's own words in place of parts of a letter; a blank text, or one like ours, gives the part back.

    Raises `ValidationError` with the mistakes by part (in Chinese).
    """
    _check(unit, by)
    check_words(kind, texts)
    parts = letters.kind(kind).parts
    own = LetterText.objects.filter(unit=unit, kind=kind)
    before = dict(own.values_list("part", "text"))
    kept = {part: text.strip() for part, text in texts.items() if text.strip() and text.strip() != parts[part].strip()}
    own.exclude(part__in=kept).delete()
    for part, text in kept.items():
        LetterText.objects.update_or_create(unit=unit, kind=kind, part=part, defaults={"text": text})
    record(
        "letter_text.changed", by=by, unit=unit.code, before=before, after={"kind": letters.kind(kind).title, **kept}
    )


def check_words(kind: str, texts: Mapping[str, str]) -> None:
    """Raise `ValidationError` with the mistakes by part (in Chinese) that the texts of a letter's parts have."""
    mistakes = {}
    for part, text in texts.items():
        try:
            letters.check_template(kind, text)
        except NotReady as problem:
            mistakes[part] = problem.messages
    if mistakes:
        raise NotReady(mistakes)


def _check(unit: Unit, by: Person) -> None:
    if not has_role(by, unit, *KEEPERS):
        raise PermissionDenied("只有本机构的负责人和管理员可以修改依申请公开的设置。")
