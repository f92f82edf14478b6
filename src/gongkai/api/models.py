"""Tokens with which other systems push and read for a unit."""

from __future__ import annotations

from django.db import models

from gongkai.units.models import Person, Unit


class Scope(models.TextChoices):
    """What a token may do, in its own unit only."""

    READ = "items:read", "查询所推送信息的状态"
    PUSH = "items:push", "推送信息草稿、提交审核"
    EXPORT = "export", "导出本机构已发布的信息"
    REQUESTS = "requests", "转来公开申请、查询办理情况"
    FIGURES = "figures", "查询、填报年度报告的数据"


class Token(models.Model):
    """A token of a unit. Of its secret only the hash is kept; `prefix` is how people tell tokens apart.

    `responsible` is the author in whose name pushed items are written and submitted: whoever that is cannot review them. For figures of
    the annual report it is the statistician who vouches for them.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="机构")
    name = models.CharField("名称", max_length=60, help_text="用在哪个系统，例如：办公系统。")
    prefix = models.CharField("开头", max_length=12, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField("权限", default=list)
    responsible = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="责任人（拟稿人）")
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="创建人")
    created_at = models.DateTimeField("创建时间", auto_now_add=True)
    expires_on = models.DateField("有效期至")
    revoked_at = models.DateTimeField("停用时间", null=True)
    last_used_at = models.DateTimeField("最近使用", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "接口令牌"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name}（{self.prefix}…）"
