"""Giving out index numbers (law/platform.md §7): unique for ever, in the order of publication."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from gongkai.publishing.models import Item, Serial
from gongkai.statute.index_numbers import make
from gongkai.units.models import Unit


def next_index_number(unit: Unit, year: int) -> str:
    """The next free index number of `unit` in `year`. Two who ask at once get two numbers; numbers taken by imports are passed over."""
    with transaction.atomic():
        Serial.objects.get_or_create(front=unit.front, year=year)
        while True:
            Serial.objects.filter(front=unit.front, year=year).update(last=F("last") + 1)
            serial = Serial.objects.get(front=unit.front, year=year).last
            number = make(unit.front, year, serial)
            if not Item.objects.filter(index_number=number).exists():
                return number
