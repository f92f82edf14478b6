"""Imports of existing items from a workbook or a CSV file."""

from __future__ import annotations

from django.db import models

from gongkai.publishing.models.files import File
from gongkai.units.models import Person, Unit


class ImportJob(models.Model):
    """One file of items to take over. A dry run tells what would happen; a repeat changes nothing (index numbers are the identity)."""

    class State(models.TextChoices):
        WAITING = "waiting", "等待"
        RUNNING = "running", "进行中"
        DONE = "done", "完成"
        FAILED = "failed", "失败"

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="机构")
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="文件")
    dry_run = models.BooleanField("试运行", default=True)
    number_missing = models.BooleanField(
        "为空的索引号按规则编制", default=False, help_text="不勾选时，没有索引号的行不导入，并在结果中列出。"
    )
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    rows = models.PositiveIntegerField("行数", null=True)
    read = models.PositiveIntegerField("已读", default=0)
    created = models.PositiveIntegerField("新增", default=0)
    unchanged = models.PositiveIntegerField("已有", default=0)
    refused = models.PositiveIntegerField("有误", default=0)
    problems = models.JSONField("问题", default=list)
    more_problems = models.PositiveIntegerField("未列出的问题", default=0)
    error = models.CharField("失败原因", max_length=500, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="导入人")
    started_at = models.DateTimeField("开始", null=True)
    finished_at = models.DateTimeField("结束", null=True)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "导入"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file.name
