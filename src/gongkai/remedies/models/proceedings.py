"""Reviews and lawsuits, which have one shape: what is contested, before whom, what is due when, and the decisions that were made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from gongkai.casework.models import READERS, Answer, Case
from gongkai.statute.outcomes import COLUMNS, outcomes
from gongkai.units.access import units_of
from gongkai.units.calendars import today
from gongkai.units.models import Person, Unit
from gongkai.units.sealed import SealedField


class Group(models.TextChoices):
    """The groups of table four."""

    REVIEW = "review", "行政复议"
    SUIT = "suit", "未经复议直接起诉"
    SUIT_AFTER_REVIEW = "suit_after_review", "复议后起诉"


class Contested(models.TextChoices):
    """What a proceeding is about. The first two belong to a request."""

    ANSWER = "answer", "对申请的答复"
    SILENCE = "silence", "逾期不答复"
    PROACTIVE = "proactive", "主动公开"
    THIRD_PARTY = "third_party", "公开行为侵犯第三方权益"
    OTHER = "other", "其他政府信息公开行为"


class Stage(models.TextChoices):
    """Where a proceeding stands. Written by `services.course.refresh` from the decisions, never by hand."""

    TRIAL = "trial", "审理中"
    APPEALABLE = "appealable", "一审已裁判，尚未生效"
    APPEAL = "appeal", "二审中"
    ENDED = "ended", "已审结"


class Instance(models.TextChoices):
    """Who made a decision."""

    REVIEW = "review", "复议机关"
    FIRST = "first", "第一审"
    SECOND = "second", "第二审"
    RETRIAL = "retrial", "再审"


class RetriedBy(models.TextChoices):
    """At whose instance a lawsuit is tried anew (行政诉讼法 Arts. 90, 92, 93)."""

    PARTY = "party", "当事人申请"
    COURT = "court", "法院决定"
    PROCURATORATE = "procuratorate", "检察院抗诉"


UNANSWERED = Q(stage=Stage.TRIAL, answered_on=None, answer_due__isnull=False)
_LABELS = [(each.id, each.label) for each in outcomes().values()]


class ProceedingQuerySet(models.QuerySet["Proceeding"]):
    """Reviews and lawsuits, limited to what somebody may see."""

    def visible_to(self, person: Person, *roles: str) -> ProceedingQuerySet:
        """Those against the units in which `person` handles, decides, counts or supervises requests."""
        return self.against(units_of(person, roles or READERS).values("pk"))

    def against(self, units: QuerySet[Any] | Iterable[int]) -> ProceedingQuerySet:
        """Those against one of `units` (by id), alone or jointly: what the reports of these units count."""
        jointly = Proceeding.joint.through.objects.filter(unit__in=units).values("proceeding")
        return self.filter(Q(unit__in=units) | Q(pk__in=jointly))

    def open(self) -> ProceedingQuerySet:
        """What has not ended."""
        return self.exclude(stage=Stage.ENDED)

    def unanswered(self) -> ProceedingQuerySet:
        """Where our answer to the reviewing body or the court is due, not only a decision of theirs."""
        return self.filter(UNANSWERED)

    def appealable_by_us(self) -> ProceedingQuerySet:
        """What we lost in the first instance and may still appeal."""
        return self.filter(stage=Stage.APPEALABLE, column="corrected", appeal_due__gte=today())


class Proceeding(models.Model):
    """A review or a lawsuit against `unit`, which keeps the record, and the `joint` defendants beside it.

    `case` is the request that it is about and `answer` the contested answer, both empty where it stands alone. `claimant` is sealed;
    lists show `masked`. `ended_on`, `outcome` and `column` are those of the last effective decision, empty while none is: a
    first-instance judgment is none before the term of appeal has run out, nor while an appeal runs. A retrial is a lawsuit of its own
    (`retrial_of`): what was reported of the first one stays as it was.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="proceedings", verbose_name="被申请人（被告）")
    joint = models.ManyToManyField(Unit, related_name="joint_proceedings", blank=True, verbose_name="共同被告")
    group = models.CharField("类别", max_length=18, choices=Group)
    contested = models.CharField("争议事项", max_length=12, choices=Contested)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="proceedings", verbose_name="公开申请"
    )
    answer = models.ForeignKey(
        Answer, models.PROTECT, null=True, blank=True, related_name="proceedings", verbose_name="被争议的答复"
    )
    review = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="suits", verbose_name="此前的行政复议"
    )
    retrial_of = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="retrials", verbose_name="再审的案件"
    )
    retried_by = models.CharField("再审的提起", max_length=13, blank=True, choices=RetriedBy, editable=False)
    masked = models.CharField("申请人（原告）", max_length=120)
    claimant = SealedField("申请人（原告）名称")
    about = models.CharField("争议内容", max_length=300, help_text="不要写申请人（原告）的姓名、证件号码。")

    body = models.CharField("复议机关（法院）", max_length=100)
    number = models.CharField("案号", max_length=60, blank=True)
    filed_on = models.DateField("申请（起诉）日期")
    accepted_on = models.DateField("受理（立案）日期", null=True, blank=True)
    simple = models.BooleanField("简易程序", default=False)
    extended_on = models.DateField("延长审理日期", null=True, editable=False)
    copy_received_on = models.DateField("收到副本日期", null=True, blank=True)
    answer_due = models.DateField("答复（答辩）期限", null=True, editable=False)
    answered_on = models.DateField("提交答复（答辩）日期", null=True, editable=False)
    decision_due = models.DateField("审理期限", null=True, editable=False)
    appeal_due = models.DateField("上诉期限", null=True, editable=False)

    stage = models.CharField("阶段", max_length=10, choices=Stage, default=Stage.TRIAL, editable=False)
    ended_on = models.DateField("审结日期", null=True, editable=False)
    outcome = models.CharField("结果", max_length=30, blank=True, choices=_LABELS, editable=False)
    column = models.CharField("计入", max_length=10, blank=True, editable=False)
    reopened_on = models.DateField("重新答复自", null=True, editable=False)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    objects = ProceedingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "复议和诉讼"
        ordering = ["-filed_on", "-id"]
        indexes = [
            models.Index(fields=["unit", "filed_on"], name="proceeding_filed"),
            models.Index(fields=["unit", "ended_on"], name="proceeding_ended"),
            models.Index(fields=["answer_due"], name="proceeding_due", condition=Q(answered_on=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="proceeding_number_once", condition=~Q(number="")),
            models.CheckConstraint(
                condition=Q(ended_on=None, column="", outcome="")
                | (Q(ended_on__gte=models.F("filed_on"), column__in=COLUMNS) & ~Q(outcome="")),
                name="proceeding_ended_by_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(review=None) | Q(group=Group.SUIT_AFTER_REVIEW), name="proceeding_after_its_review"
            ),
            models.CheckConstraint(
                condition=Q(retrial_of=None) | (~Q(group=Group.REVIEW) & ~Q(retried_by="")),
                name="proceeding_retrial_of_a_lawsuit",
            ),
            models.CheckConstraint(
                condition=Q(answer=None) | Q(case__isnull=False), name="proceeding_answer_of_its_request"
            ),
        ]

    def __str__(self) -> str:
        return f"{'再审' if self.is_retrial else self.get_group_display()} {self.number or self.body}"

    @property
    def is_review(self) -> bool:
        """Whether it is a review, not a lawsuit."""
        return self.group == Group.REVIEW

    @property
    def is_retrial(self) -> bool:
        """Whether a lawsuit that had ended is tried anew."""
        return self.retrial_of_id is not None


class Decision(models.Model):
    """A review's decision, or a court's judgment, ruling or mediation in one of its instances.

    `effective_on` is the first day on which a first-instance decision can be appealed no more; the day of the decision where it
    cannot be appealed; empty where it is not known. `until` is the term that the decision itself sets for answering anew.
    """

    proceeding = models.ForeignKey(Proceeding, models.CASCADE, related_name="decisions", verbose_name="复议或者诉讼")
    instance = models.CharField("审级", max_length=8, choices=Instance)
    number = models.CharField("文号", max_length=60, blank=True)
    outcome = models.CharField("结果", max_length=30, choices=_LABELS)
    decided_on = models.DateField("作出日期")
    received_on = models.DateField("收到日期", null=True, blank=True)
    effective_on = models.DateField("生效日期", null=True, blank=True)
    appealed_on = models.DateField("上诉日期", null=True, editable=False)
    appealed_by = models.CharField(
        "上诉人", max_length=10, blank=True, choices=[("claimant", "原告"), ("defendant", "被告"), ("other", "第三人")]
    )
    until = models.DateField("限定重新答复的期限", null=True, blank=True)
    summary = models.TextField("主要内容", blank=True, help_text="不要写申请人（原告）的姓名、证件号码。")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "决定和裁判"
        ordering = ["decided_on", "id"]

    def __str__(self) -> str:
        return f"{self.decided_on} {self.get_instance_display()}{self.get_outcome_display()}"
