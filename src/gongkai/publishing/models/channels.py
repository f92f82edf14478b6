"""Channels of disclosure, the releases of items on them, and the outbox of deliveries."""

from __future__ import annotations

import uuid

from django.db import models

from gongkai.publishing.models.files import File
from gongkai.publishing.models.items import Item
from gongkai.units.models import Person, Unit


class Channel(models.Model):
    """A way by which a unit publishes: its site, its WeChat account, the notice board before its door."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="channels", verbose_name="机构")
    kind = models.CharField("种类", max_length=30)
    name = models.CharField("名称", max_length=100)
    adapter = models.CharField(
        "接口", max_length=20, blank=True, help_text="能自动投递的渠道选择接口；其余的由人工登记。"
    )
    address = models.URLField("接口地址", blank=True)
    sealed_secret = models.TextField("密钥（加密保存）", blank=True, editable=False)
    active = models.BooleanField("启用", default=True)
    by_default = models.BooleanField("默认选用", default=False, help_text="发布信息时自动列入。")

    class Meta:
        verbose_name = verbose_name_plural = "公开渠道"
        ordering = ["unit", "name"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="channel_once")]

    def __str__(self) -> str:
        return self.name


class Release(models.Model):
    """That an item was, or is to be, published on a channel. There is one for an item and a channel, however often it went out."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="releases", verbose_name="信息")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="releases", verbose_name="渠道")
    released_on = models.DateField("发布日期", null=True, blank=True, help_text="留空表示尚未发布。")
    place = models.CharField("地点、网址或者期号", max_length=300, blank=True)
    evidence = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="凭证")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="登记人")

    class Meta:
        verbose_name = verbose_name_plural = "渠道发布"
        constraints = [models.UniqueConstraint(fields=["item", "channel"], name="release_once")]
        indexes = [models.Index(fields=["channel", "released_on"], name="release_channel")]

    def __str__(self) -> str:
        return f"{self.channel}：{self.item}"


class Delivery(models.Model):
    """One message in the outbox: an event of a release on its way to a channel's interface.

    `key` goes with every attempt, so that the receiver can tell a repeat; a row is never sent by two workers at once. While it is being
    sent `next_at` is the end of that worker's lease. What is dead waits for a person; what was dropped is settled.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "待投递"
        SENDING = "sending", "投递中"
        DONE = "done", "已送达"
        DEAD = "dead", "投递失败"
        DROPPED = "dropped", "不再投递"

    release = models.ForeignKey(Release, models.CASCADE, related_name="deliveries", verbose_name="渠道发布")
    event = models.CharField(
        "事项", max_length=10, choices=[("publish", "发布"), ("change", "更新"), ("withdraw", "撤下")]
    )
    key = models.UUIDField("幂等键", default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    next_at = models.DateTimeField("下次投递")
    error = models.CharField("错误", max_length=500, blank=True)
    remote_id = models.CharField("对方编号", max_length=200, blank=True)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    done_at = models.DateTimeField("送达时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "投递"
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "next_at"], name="delivery_due")]

    def __str__(self) -> str:
        return f"{self.get_event_display()}：{self.release}"
