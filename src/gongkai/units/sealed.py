"""A model field that is encrypted at rest: read only where somebody opens it."""

from __future__ import annotations

from typing import Any

from django.db import models

from gongkai.units.sealing import seal, unseal


class Sealed:
    """A text as it lies in the database. `open` gives the text; whoever calls it for a screen records who read it."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    def open(self) -> str:
        """The text; raises `SealBroken` where its key is gone."""
        return unseal(self.token) if self.token else ""

    def __bool__(self) -> bool:
        return bool(self.token)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.token == self.token

    def __hash__(self) -> int:
        return hash(self.token)

    def __str__(self) -> str:
        return "（加密保存）" if self.token else ""


class SealedField(models.TextField):
    """A text that is sealed when it is saved. Its value is a `Sealed`; assign a plain text to change it."""

    def from_db_value(self, value: str | None, *_: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def get_prep_value(self, value: Any) -> str | None:
        if value is None or isinstance(value, Sealed):
            return value.token if value else ""
        return seal(str(value)) if value else ""

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return value.token if isinstance(value, Sealed) else str(self.get_prep_value(value))
