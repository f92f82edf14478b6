"""What leaves the house: letters, the answers that some of them are, how they were delivered, and files."""

from __future__ import annotations

import uuid

from django.db import models

from gongkai.casework.models.requests import Case
from gongkai.statute import answers
from gongkai.units.models import Person
from gongkai.units.sealed import SealedField


def _place(file: CaseFile, name: str) -> str:
    """Under a name of our own, sealed: nothing of the uploaded name reaches the disk."""
    number = uuid.uuid4().hex
    return f"cases/{number[:2]}/{number}.sealed"


class CaseFile(models.Model):
    """A file of a case: an identity proof, what came with the request, what is handed out. Its content is sealed on the disk."""

    class Kind(models.TextChoices):
        IDENTITY = "identity", "身份证明"
        AUTHORISATION = "authorisation", "授权委托书"
        REQUEST = "request", "申请材料"
        CORRECTION = "correction", "补正材料"
        EVIDENCE = "evidence", "办理材料"
        PROVIDED = "provided", "提供给申请人"
        RECEIPT = "receipt", "送达凭证"

    case = models.ForeignKey(Case, models.CASCADE, related_name="files", verbose_name="申请")
    kind = models.CharField("种类", max_length=16, choices=Kind)
    name = models.CharField("文件名", max_length=200)
    content = models.FileField("文件", upload_to=_place, max_length=100)
    media_type = models.CharField("类型", max_length=100, editable=False)
    size = models.PositiveBigIntegerField("大小（字节）", editable=False)
    sha256 = models.CharField("校验值", max_length=64, editable=False)
    at = models.DateTimeField("时间", auto_now_add=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="上传人")

    class Meta:
        verbose_name = verbose_name_plural = "案卷文件"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Letter(models.Model):
    """A letter of a case. Once it is signed its words stay as they are; a file of it is made from them whenever it is asked for."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="letters", verbose_name="申请")
    kind = models.CharField("文书", max_length=40)
    number = models.CharField("文号", max_length=60, blank=True)
    addressee = SealedField("主送")
    words = models.JSONField("内容", default=dict, help_text="文书各部分的文字。")
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="拟稿人")
    made_at = models.DateTimeField("拟稿时间", auto_now_add=True)
    signed_on = models.DateField("签发日期", null=True)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="签发人")
    step = models.OneToOneField(
        "casework.Step", models.SET_NULL, null=True, related_name="letter", verbose_name="所告知的步骤"
    )  # its days follow those of the delivery

    class Meta:
        verbose_name = verbose_name_plural = "文书"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="letter_number_once", condition=~models.Q(number="")),
        ]

    def __str__(self) -> str:
        return self.number or self.kind


class Delivery(models.Model):
    """How a letter was delivered. The body's date and the addressee's are two: that of posting, that of the mail receipt.

    Both live here; `services.delivering` writes them into the step that the letter tells, from which the clock is folded.
    """

    class Way(models.TextChoices):
        POST = "post", "邮政挂号、EMS"
        IN_PERSON = "in_person", "当面送达"
        ENTRUSTED = "entrusted", "委托其他机关送达"
        ELECTRONIC = "electronic", "电子送达"
        LEFT = "left", "留置送达"
        NOTICE = "notice", "公告送达"

    letter = models.OneToOneField(Letter, models.CASCADE, related_name="delivery", verbose_name="文书")
    way = models.CharField("送达方式", max_length=12, choices=Way)
    sent_on = models.DateField("本机关送出日期", help_text="邮寄的，为交邮政企业之日；当面送达的，为签收之日。")
    tracking = models.CharField("邮件号码", max_length=60, blank=True)
    received_on = models.DateField("对方收到日期", null=True, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    evidence = models.ForeignKey(
        CaseFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="送达凭证"
    )
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="经办人")

    class Meta:
        verbose_name = verbose_name_plural = "送达"


class Answer(models.Model):
    """The answer that ends a case: its kind, ground and statements, with the letter that says it.

    A case has one answer in each round; the second and later rounds are those that a review or a court ordered.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "拟稿"
        SUBMITTED = "submitted", "待审批"
        SENT_BACK = "sent_back", "退回修改"
        APPROVED = "approved", "待送达"
        SENT = "sent", "已送达"

    case = models.ForeignKey(Case, models.CASCADE, related_name="answers", verbose_name="申请")
    round = models.PositiveSmallIntegerField("次数", default=1)
    kind = models.CharField(
        "答复类型", max_length=24, choices=[(each.id, each.label) for each in answers.kinds().values()]
    )
    ground = models.CharField("不予公开的依据", max_length=40, blank=True)
    stated = models.JSONField("应当写明的内容", default=dict)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    letter = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="answer", verbose_name="文书")
    drafted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="拟稿人"
    )  # nobody where an applicant withdraws before anybody handled it
    opinion = models.CharField("审批意见", max_length=300, blank=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="审批人")
    approved_at = models.DateTimeField("审批时间", null=True)
    answered_on = models.DateField("答复日期", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "答复"
        ordering = ["round"]
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="answer_once_a_round")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Override(models.Model):
    """A finding of the guard in what is handed out that somebody let pass, with the reason."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="overrides", verbose_name="答复")
    fingerprint = models.CharField(max_length=64)
    message = models.CharField("问题", max_length=300)
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="处理人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "放行"
        constraints = [models.UniqueConstraint(fields=["answer", "fingerprint"], name="override_once")]


class LetterText(models.Model):
    """A unit's own words for a part of a kind of letter, in place of ours: see `letters`."""

    unit = models.ForeignKey("units.Unit", models.CASCADE, related_name="+", verbose_name="机构")
    kind = models.CharField("文书", max_length=40)
    part = models.CharField("部分", max_length=24)
    text = models.TextField("文字")

    class Meta:
        verbose_name = verbose_name_plural = "文书用语"
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "part"], name="letter_text_once")]


class Logged(models.Model):
    """An answer in the disclosure log: what everybody may read of a request, without its applicant."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="logged", verbose_name="申请")
    title = models.CharField("标题", max_length=200)
    asked = models.TextField("申请内容（不含个人信息）")
    answered = models.TextField("答复内容（不含个人信息）")
    item_id = models.BigIntegerField("已转为主动公开的信息", null=True, editable=False)
    at = models.DateTimeField("时间", auto_now_add=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="经办人")

    class Meta:
        verbose_name = verbose_name_plural = "公开申请记录"
