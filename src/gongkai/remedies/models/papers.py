"""What is kept with a review, lawsuit or complaint: sealed files, dated notes of hearings and other steps, reminders."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from gongkai.casework.models import AnyReminder
from gongkai.remedies.models.complaints import Complaint
from gongkai.remedies.models.proceedings import Proceeding
from gongkai.units.models import Person


def _place(file: RemedyFile, name: str) -> str:
    """Under a name of our own, sealed: nothing of the uploaded name reaches the disk."""
    number = uuid.uuid4().hex
    return f"remedies/{number[:2]}/{number}.sealed"


class _OfOne(models.Model):
    """Something of one proceeding or one complaint."""

    proceeding = models.ForeignKey(
        Proceeding, models.CASCADE, null=True, related_name="%(class)ss", verbose_name="复议或者诉讼"
    )
    complaint = models.ForeignKey(
        Complaint, models.CASCADE, null=True, related_name="%(class)ss", verbose_name="投诉举报"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(proceeding=None, complaint__isnull=False) | Q(proceeding__isnull=False, complaint=None),
                name="%(class)s_kept_with_one",
            )
        ]

    @property
    def of(self) -> Proceeding | Complaint:
        """What it is of."""
        return self.proceeding or self.complaint


class _Kept(_OfOne):
    """Something that somebody put there."""

    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta(_OfOne.Meta):
        abstract = True


class RemedyFile(_Kept):
    """A paper of a review, lawsuit or complaint. Its content is sealed on the disk."""

    class Kind(models.TextChoices):
        APPLICATION = "application", "申请书、起诉状、投诉材料"
        ANSWER = "answer", "答复书、答辩状"
        EVIDENCE = "evidence", "证据、依据"
        DECISION = "decision", "决定书、裁判文书"
        OTHER = "other", "其他材料"

    kind = models.CharField("种类", max_length=12, choices=Kind)
    name = models.CharField("文件名", max_length=200)
    content = models.FileField("文件", upload_to=_place, max_length=100)
    media_type = models.CharField("类型", max_length=100, editable=False)
    size = models.PositiveBigIntegerField("大小（字节）", editable=False)
    sha256 = models.CharField("校验值", max_length=64, editable=False)

    class Meta(_Kept.Meta):
        verbose_name = verbose_name_plural = "复议诉讼文件"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Note(_Kept):
    """A dated step without a term: a hearing, a talk with the claimant, a stay of the proceeding."""

    class Kind(models.TextChoices):
        HEARING = "hearing", "开庭、听证、听取意见"
        STAYED = "stayed", "中止"
        RESUMED = "resumed", "恢复"
        OTHER = "other", "其他"

    on = models.DateField("日期")
    kind = models.CharField("事项", max_length=10, choices=Kind, default=Kind.HEARING)
    text = models.TextField("内容", help_text="不要写申请人（原告、投诉人）的姓名、证件号码。")

    class Meta(_Kept.Meta):
        verbose_name = verbose_name_plural = "复议诉讼记事"
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"


class Reminder(AnyReminder, _OfOne):
    """A reminder of the last day for our answer to a review or lawsuit, for our appeal, or for concluding a complaint."""

    class Meta(AnyReminder.Meta):
        verbose_name = verbose_name_plural = "复议诉讼投诉催办提醒"
        constraints = [
            *_OfOne.Meta.constraints,
            models.UniqueConstraint(fields=["proceeding", "due_on", "left"], name="proceeding_reminder_once"),
            models.UniqueConstraint(fields=["complaint", "due_on", "left"], name="complaint_reminder_once"),
        ]
