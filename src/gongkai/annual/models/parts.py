"""The parts of a report, what is remarked on it, and why a warning was let pass."""

from __future__ import annotations

from django.db import models

from gongkai.annual.models.reports import AnnualReport
from gongkai.units.models import Person, Unit


class Part(models.Model):
    """One part: `text` is what people write, with fields in braces for figures: see `prose`."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="parts", verbose_name="年度报告")
    position = models.PositiveSmallIntegerField("次序")
    heading = models.CharField("标题", max_length=100)
    text = models.TextField("正文", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "部分"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="part_once")]

    def __str__(self) -> str:
        return self.heading


class PartText(models.Model):
    """A unit's own words for a part, from which its next report begins instead of from ours."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="机构")
    form_id = models.CharField("格式", max_length=10)
    position = models.PositiveSmallIntegerField("次序")
    text = models.TextField("文字")

    class Meta:
        verbose_name = verbose_name_plural = "年度报告用语"
        constraints = [models.UniqueConstraint(fields=["unit", "form_id", "position"], name="part_text_once")]


class Remark(models.Model):
    """What the office above says of a cell (`code`), of a part (`position`), or of the whole report.

    A `draft` is being written and shows to nobody but its writer's office; it goes out when the report is returned.
    """

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="remarks", verbose_name="年度报告")
    code = models.CharField("代码", max_length=60, blank=True)
    position = models.PositiveSmallIntegerField("部分", null=True, blank=True)
    text = models.CharField("意见", max_length=500)
    draft = models.BooleanField("还没有发出", default=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="提出人")
    at = models.DateTimeField("时间", auto_now_add=True)
    reply = models.CharField("办理情况", max_length=500, blank=True)
    replied_at = models.DateTimeField("回复时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "意见"
        ordering = ["id"]


class Reason(models.Model):
    """Why a warning is let stand. It holds for exactly what was found: another finding has another `fingerprint`."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="reasons", verbose_name="年度报告")
    fingerprint = models.CharField(max_length=64)
    message = models.CharField("问题", max_length=500)
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="说明人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "理由"
        constraints = [models.UniqueConstraint(fields=["report", "fingerprint"], name="reason_once")]
