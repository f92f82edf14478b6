"""Complaints and reports about a body's disclosure work to the office that supervises it (Arts. 47, 51)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.casework.models import READERS, Case
from gongkai.units.access import units_of
from gongkai.units.models import Person, Unit
from gongkai.units.sealed import SealedField


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    """Complaints, limited to what somebody may see."""

    def visible_to(self, person: Person, *roles: str) -> ComplaintQuerySet:
        """Those that the units of `person` handle or that are about them."""
        units = units_of(person, roles or READERS).values("pk")
        return self.filter(Q(office__in=units) | Q(unit__in=units))

    def open(self) -> ComplaintQuerySet:
        """What is not concluded."""
        return self.filter(concluded_on=None)


class Complaint(models.Model):
    """A complaint about `unit`, handled by `office`. Who complained is sealed and shown in no list: the unit is not told."""

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", "投诉"
        REPORT = "report", "举报"

    class Result(models.TextChoices):
        VERIFIED = "verified", "查证属实"
        PARTLY = "partly", "部分属实"
        UNVERIFIED = "unverified", "不属实"
        NOT_OURS = "not_ours", "不属于政府信息公开投诉举报"

    class Order(models.TextChoices):
        NONE = "", "没有"
        RECTIFY = "rectify", "督促整改"
        CRITICISE = "criticise", "通报批评"
        PUNISH = "punish", "建议追究责任"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="complaints", verbose_name="被投诉的机构")
    office = models.ForeignKey(Unit, models.PROTECT, related_name="handled_complaints", verbose_name="办理的主管部门")
    kind = models.CharField("类别", max_length=10, choices=Kind)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="complaints", verbose_name="公开申请"
    )
    complainant = SealedField("投诉举报人", blank=True)
    contact = SealedField("联系方式", blank=True)
    about = models.TextField("投诉举报事项", help_text="不要写投诉举报人的姓名、联系方式。")
    received_on = models.DateField("收到日期")
    due_on = models.DateField("办理期限", editable=False)
    concluded_on = models.DateField("办结日期", null=True, editable=False)
    result = models.CharField("查证结果", max_length=12, blank=True, choices=Result, editable=False)
    order = models.CharField("处理", max_length=10, blank=True, choices=Order, editable=False)
    conclusion = models.TextField("办理情况", blank=True, editable=False)
    told_on = models.DateField("答复投诉举报人日期", null=True, editable=False)
    rectified_on = models.DateField("整改完成日期", null=True, editable=False)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "投诉举报"
        ordering = ["-received_on", "-id"]
        indexes = [
            models.Index(fields=["unit", "received_on"], name="complaint_received"),
            models.Index(fields=["office", "due_on"], name="complaint_due", condition=Q(concluded_on=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(concluded_on=None, result="")
                | (Q(concluded_on__gte=models.F("received_on")) & ~Q(result="")),
                name="complaint_concluded_by_a_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.received_on}"
