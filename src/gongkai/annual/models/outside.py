"""Published reports that were not made here: last year's, or those of a unit that is not on the platform."""

from __future__ import annotations

from django.db import models

from gongkai.annual.models.reports import READERS
from gongkai.publishing.models import File
from gongkai.units.access import units_down
from gongkai.units.models import Person, Unit


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Readings, limited to what somebody may see."""

    def visible_to(self, person: Person) -> ReadingQuerySet:
        """Those of the units whose reports `person` may see."""
        return self.filter(unit__in=units_down(person, READERS))


class Reading(models.Model):
    """A published report of `unit` as it was read: `content` is the JSON of `gongkai read`, `findings` what is wrong in it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="readings", verbose_name="机构")
    year = models.PositiveSmallIntegerField("年度")
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="文件")
    content = models.JSONField("读出的内容")
    findings = models.JSONField("发现的问题", default=list)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    at = models.DateTimeField("时间", auto_now_add=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "已公布的报告"
        ordering = ["-id"]
        indexes = [models.Index(fields=["unit", "year"], name="reading_of_year")]

    def __str__(self) -> str:
        return f"{self.unit.short_name}{self.year}年度报告"
