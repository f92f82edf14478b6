"""What happened to an item in public: changes with their reasons, which document ended which, how often it was read."""

from __future__ import annotations

from django.db import models

from gongkai.publishing.models.items import Item
from gongkai.units.models import Person


class Change(models.Model):
    """One public event in an item's life, with its reason. Shown on the item's page; never edited."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", "发布"
        CHANGED = "changed", "修改"
        ENDED = "ended", "有效性变更"
        WITHDRAWN = "withdrawn", "撤下"

    item = models.ForeignKey(Item, models.CASCADE, related_name="changes", verbose_name="信息")
    at = models.DateTimeField("时间")
    kind = models.CharField("事项", max_length=10, choices=Kind)
    reason = models.CharField("原因", max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    revision_id = models.BigIntegerField("版本", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "变更记录"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["at"], name="change_at")]


class Ending(models.Model):
    """That a document was repealed, lapsed or was amended on a day, and by which document where one did it.

    The validity of any document on any day of the past follows from these rows and its own dates alone: see `counts`.
    """

    class Kind(models.TextChoices):
        REPEALED = "repealed", "废止"
        EXPIRED = "expired", "失效"
        AMENDED = "amended", "修改"

    item = models.ForeignKey(Item, models.CASCADE, related_name="endings", verbose_name="文件")
    kind = models.CharField("事项", max_length=10, choices=Kind)
    on = models.DateField("日期")
    by_item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="ended", verbose_name="依据的文件"
    )
    by_text = models.CharField(
        "依据", max_length=300, blank=True, help_text="依据的文件不在本平台的，写明其名称和文号。"
    )

    class Meta:
        verbose_name = verbose_name_plural = "废止、失效和修改"
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["on", "kind"], name="ending_on")]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(kind__in=["repealed", "expired"]), name="ended_once"
            ),
        ]


class Views(models.Model):
    """How often an item's page was opened. Nothing about who opened it is kept."""

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="views", verbose_name="信息")
    count = models.PositiveBigIntegerField("浏览量", default=0)
