"""The serial numbers from which index numbers are made."""

from __future__ import annotations

from django.db import models


class Serial(models.Model):
    """The last serial given out under a front part in a year: see `services.numbering`."""

    front = models.CharField(max_length=18)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["front", "year"], name="serial_once")]
