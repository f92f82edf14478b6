"""Numbers of requests and letters, and the code by which an applicant finds a request again."""

from __future__ import annotations

import secrets

from django.db import transaction

from gongkai.casework.models import Desk, Serial
from gongkai.units.models import Unit

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without what is easily taken for something else."""
CODE_LENGTH = 16
"""79 bits: nobody guesses one, however many they try."""


@transaction.atomic
def next_number(unit: Unit, series: str, year: int) -> int:
    """The next number of `unit` in a series and year; two who ask at once get two."""
    Serial.objects.get_or_create(unit=unit, series=series, year=year)
    serial = Serial.objects.select_for_update().get(unit=unit, series=series, year=year)
    serial.last += 1
    serial.save(update_fields=["last"])
    return serial.last


def case_number(unit: Unit, year: int) -> str:
    """The number of a request's receipt, unique over all units."""
    return f"{unit.code}-{year}-{next_number(unit, 'case', year):04d}"


def letter_number(unit: Unit, year: int) -> str:
    """The document number of a letter, 代字〔年〕号, one series a year."""
    return f"{desk_of(unit).number_word or unit.short_name + '公开'}〔{year}〕{next_number(unit, 'letter', year)}号"


def desk_of(unit: Unit) -> Desk:
    """How the unit's desk is set up; the defaults where nobody set it up."""
    return Desk.objects.filter(unit=unit).first() or Desk(unit=unit)


def new_code() -> str:
    """A query code, in fours."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(CODE_LENGTH))
    return "-".join(letters[place : place + 4] for place in range(0, CODE_LENGTH, 4))


def plain_code(typed: str) -> str:
    """A code as somebody typed it, as it is stored."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return "-".join(letters[place : place + 4] for place in range(0, len(letters), 4))
