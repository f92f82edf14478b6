"""What running the platform has to remember."""

from __future__ import annotations

from django.db import models


class Job(models.Model):
    """When a job of `schedule` is next to be queued and when it was last done: one row a job, shared by all processes."""

    name = models.CharField("任务", max_length=40, primary_key=True)
    next_at = models.DateTimeField("下次运行")
    done_at = models.DateTimeField("最近完成", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "定时任务"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
