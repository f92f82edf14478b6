"""What happens to a request while it is handled: dated steps, whom was asked, what was searched, what was noted."""

from __future__ import annotations

from django.db import models

from gongkai.casework.models.requests import Case
from gongkai.statute import clock
from gongkai.units.models import Person, Unit
from gongkai.units.sealed import SealedField


class StepKind(models.TextChoices):
    """Steps that the clock does not know, besides those of `statute.clock`."""

    ATTEMPT = "attempt", "联系申请人"
    CONFIRMED = "confirmed", "与申请人确认收到"
    SUPPLEMENTED = "supplemented", "申请人补充说明"
    PROGRESS = "progress", "申请人询问进展"
    REOPENED = "reopened", "重新办理"
    WITHDRAWN = "withdrawn", "申请人撤回"


class Consultation(models.Model):
    """Somebody who is asked about a request: a third party, another body, or a colleague. Its dates are steps of the case.

    The day on which who was asked got the letter is that of the step of asking.
    """

    class Kind(models.TextChoices):
        THIRD_PARTY = "third_party", "第三方"
        JOINT = "joint", "其他机关"
        INTERNAL = "internal", "本机关内部"

    class Opinion(models.TextChoices):
        AGREES = "agrees", "同意公开"
        PARTLY = "partly", "同意部分公开"
        DISAGREES = "disagrees", "不同意公开"
        SILENT = "silent", "逾期没有意见"

    case = models.ForeignKey(Case, models.CASCADE, related_name="consultations", verbose_name="申请")
    kind = models.CharField("对象", max_length=12, choices=Kind)
    masked = models.CharField("征求谁的意见", max_length=120)
    name = SealedField("名称")
    address = SealedField("通信地址", blank=True)
    question = models.TextField("涉及的信息和问题", help_text="第三方只需要知道判断所必需的内容，不要写申请人是谁。")
    asked_on = models.DateField("发出日期")
    due_on = models.DateField("意见期限", null=True, editable=False)
    answered_on = models.DateField("收到意见日期", null=True, blank=True)
    opinion = models.CharField("意见", max_length=10, choices=Opinion, blank=True)
    reasons = models.TextField("理由", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="经办人")

    class Meta:
        verbose_name = verbose_name_plural = "征求意见"
        ordering = ["asked_on", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.masked}"

    @property
    def underway(self) -> bool:
        """Whether a letter went out and nobody knows yet that it arrived."""
        return any(step.underway for step in self.steps.all())


class Step(models.Model):
    """A dated step. The clock is folded from these rows alone, so that what it says can always be told from what is recorded."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps", verbose_name="申请")
    kind = models.CharField("事项", max_length=24, choices=[*clock.LABELS.items(), *StepKind.choices])
    on = models.DateField("日期")
    received_on = models.DateField("对方收到日期", null=True, blank=True)
    until = models.DateField("至", null=True, blank=True)
    days = models.PositiveSmallIntegerField("工作日", null=True, blank=True)
    consultation = models.ForeignKey(
        Consultation, models.CASCADE, null=True, blank=True, related_name="steps", verbose_name="征求意见"
    )
    facts = models.JSONField("内容", default=dict, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "办理步骤"
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"

    @property
    def underway(self) -> bool:
        """Whether its letter went out, or is to go out, and nobody knows yet that it arrived."""
        return self.received_on is None and hasattr(self, "letter")


class SearchRecord(models.Model):
    """What was searched, where, with which words: the proof in court that information does not exist (Art. 36(4))."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="searches", verbose_name="申请")
    on = models.DateField("检索日期")
    place = models.CharField("检索范围", max_length=200, help_text="哪个系统、哪个档案室、哪个科室。")
    words = models.CharField("检索词", max_length=200)
    period = models.CharField("信息的期间", max_length=100, help_text="例如：2020年至2023年")
    result = models.TextField("结果")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="检索人")

    class Meta:
        verbose_name = verbose_name_plural = "检索记录"
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.on} {self.place}"


class Note(models.Model):
    """What a colleague should know; it never leaves the house."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes", verbose_name="申请")
    text = models.TextField("备注")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="填写人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "备注"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:40]


class AnyReminder(models.Model):
    """That a last day was coming or has passed, told once for each distance to officer, head and supervising office."""

    due_on = models.DateField("期限")
    left = models.SmallIntegerField("剩余工作日")
    at = models.DateTimeField("提醒时间", auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["-id"]


class Reminder(AnyReminder):
    """A reminder of a request's last day."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reminders", verbose_name="申请")

    class Meta(AnyReminder.Meta):
        verbose_name = verbose_name_plural = "催办提醒"
        constraints = [models.UniqueConstraint(fields=["case", "due_on", "left"], name="reminder_once")]


class Demand(models.Model):
    """A supervising office's demand to handle a request in time (督办), and what the unit said to it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="demands", verbose_name="申请")
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="督办机关")
    text = models.TextField("督办意见")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="督办人")
    at = models.DateTimeField("督办时间", auto_now_add=True)
    reply = models.TextField("办理情况", blank=True)
    replied_at = models.DateTimeField("回复时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "督办"
        ordering = ["-id"]
