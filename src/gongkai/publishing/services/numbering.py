"""Giving out index numbers (law/platform.md §7): unique for ever, in the order of publication."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from gongkai.publishing.models import Item, Serial
from gongkai.statute.index_numbers import MAX_SERIAL, make
from gongkai.units.models import Unit

_WINDOW = 500
"""Numbers looked up at once: after an import thousands in a row may be taken."""


def next_index_number(unit: Unit, year: int) -> str:
    """The next free index number of `unit` in `year`. Two who ask at once get two numbers; numbers taken by imports are passed over."""
    return next_index_numbers(unit, year, 1)[0]


@transaction.atomic
def next_index_numbers(unit: Unit, year: int, count: int, avoid: Collection[str] = frozenset()) -> list[str]:
    """The next `count` free index numbers that are not among `avoid`, in their order.

    Raises `IndexNumberError` where the year has no more.
    """
    Serial.objects.get_or_create(front=unit.front, year=year)
    serial = Serial.objects.select_for_update().get(front=unit.front, year=year)
    given: list[str] = []
    size = count
    while len(given) < count:
        last = max(min(serial.last + size, MAX_SERIAL), serial.last + 1)
        window = {number: make(unit.front, year, number) for number in range(serial.last + 1, last + 1)}
        taken = set(Item.objects.filter(index_number__in=window.values()).values_list("index_number", flat=True))
        for serial.last, text in window.items():
            if text not in taken and text not in avoid:
                given.append(text)
                if len(given) == count:
                    break
        size = _WINDOW
    serial.save(update_fields=["last"])
    return given
