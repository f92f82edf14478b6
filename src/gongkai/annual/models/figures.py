"""The figures of a report: what each is now and where it is from, and what people entered."""

from __future__ import annotations

from decimal import Decimal

from django.db import models

from gongkai.annual.models.reports import AnnualReport
from gongkai.publishing.models import File
from gongkai.units.models import Person

MOST = Decimal(10) ** 11
"""No figure of a report reaches it."""


class Source(models.TextChoices):
    """Where a figure is from."""

    COUNTED = "counted", "由记录统计"
    ENTERED = "entered", "人工填报"
    ADJUSTED = "adjusted", "人工调整"
    CARRIED = "carried", "取自上年报告"
    ROLLED = "rolled", "由下级报告汇总"
    NONE = "none", "不适用"


class Figure(models.Model):
    """One cell of a report. `value` is what the report says, `counted` what the records say, each `None` where it is not known.

    Written by `services.counting` alone; fixed from the first signature on.
    """

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="figures", verbose_name="年度报告")
    code = models.CharField("代码", max_length=60)
    value = models.DecimalField("数值", max_digits=18, decimal_places=6, null=True)
    counted = models.DecimalField("统计数", max_digits=18, decimal_places=6, null=True)
    source = models.CharField("来源", max_length=10, choices=Source)

    class Meta:
        verbose_name = verbose_name_plural = "数据"
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="figure_once")]


class Entered(models.Model):
    """A figure that somebody vouches for: where the platform cannot count it, or in place of what it counted, with why.

    The newest row of a cell holds; a row without a value takes the earlier ones back. No row is ever changed.
    """

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="entered", verbose_name="年度报告")
    code = models.CharField("代码", max_length=60)
    value = models.DecimalField("数值", max_digits=18, decimal_places=6, null=True)
    why = models.CharField("来源或者理由", max_length=300)
    evidence = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="佐证材料")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="填报人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "填报的数据"
        ordering = ["id"]
        indexes = [models.Index(fields=["report", "code"], name="entered_cell")]
