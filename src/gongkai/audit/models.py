"""What the audit log keeps: entries that nobody edits, each sealed over the one before it, and the seal of the last one."""

from __future__ import annotations

from django.db import models


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries are only ever added: see `gongkai.audit.log.record`."""

    def update(self, **kwargs: object) -> int:
        raise TypeError("审计日志不能修改。")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("审计日志不能删除。")


class Entry(models.Model):
    """One thing that somebody did.

    `before` and `after` are what changed, as plain JSON (`None` where there was or is nothing). Names are kept beside ids, so that an
    entry can be read after its person or object is gone. `seal` is an HMAC over everything else here and the seal of the entry before.
    """

    number = models.PositiveBigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间")
    actor_id = models.BigIntegerField("人员编号", null=True)
    actor = models.CharField("人员", max_length=150)
    address = models.CharField("来源地址", max_length=64, blank=True)
    action = models.CharField("操作", max_length=64)
    unit = models.CharField("机构", max_length=64, blank=True)
    object_type = models.CharField("对象类型", max_length=64, blank=True)
    object_id = models.CharField("对象编号", max_length=64, blank=True)
    label = models.CharField("对象", max_length=255, blank=True)
    before = models.JSONField("变更前", null=True)
    after = models.JSONField("变更后", null=True)
    seal = models.CharField("校验值", max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计日志"
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="audit_object"),
            models.Index(fields=["unit", "-number"], name="audit_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.label}"


class Head(models.Model):
    """The end of the chain: how many entries there are and the seal of the last, itself sealed, so that cutting entries off shows."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)
    own_seal = models.CharField(max_length=64, blank=True)
