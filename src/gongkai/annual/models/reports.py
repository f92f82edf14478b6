"""A unit's report of a year, its signatures, and what of it was published."""

from __future__ import annotations

from functools import cached_property

from django.db import models

from gongkai.publishing.models import Item
from gongkai.statute.forms import Form, forms
from gongkai.units.access import units_down, units_of
from gongkai.units.models import Person, Unit

READERS = ("statistician", "office_head", "head", "supervisor", "auditor")
"""The roles that see reports before they are public."""
EDITORS = ("statistician",)
"""The roles that write them."""
GOVERNMENTS = ("province", "city", "county")
"""The kinds of body whose report is that of a whole region (Art. 49(2))."""


class State(models.TextChoices):
    """Where a report stands. Its figures are counted anew until the first signature, and are fixed from then on."""

    DRAFT = "draft", "编写中"
    COUNTED = "counted", "待信息公开机构负责人签署"
    REVIEWED = "reviewed", "待机构负责人签署"
    SIGNED = "signed", "已签署，待公布"
    PUBLISHED = "published", "已公布"


class Step(models.TextChoices):
    """Who signs, in order."""

    STATISTICIAN = "statistician", "统计员"
    OFFICE_HEAD = "office_head", "信息公开机构负责人"
    HEAD = "head", "机构负责人"


class AnnualReportQuerySet(models.QuerySet["AnnualReport"]):
    """Reports, limited to what somebody may see."""

    def visible_to(self, person: Person, *roles: str) -> AnnualReportQuerySet:
        """The reports of the units in which `person` has one of `roles`.

        Without `roles`: of those in which they write, sign or supervise reports, and of all units below, whose reports are added up.
        """
        return self.filter(unit__in=units_of(person, roles) if roles else units_down(person, READERS))

    def handed_in(self) -> AnnualReportQuerySet:
        """Signed by the body's head, and not returned since: what a government's report adds up."""
        return self.filter(state__in=[State.SIGNED, State.PUBLISHED], returned_at=None)

    def ever_handed_in(self) -> AnnualReportQuerySet:
        """Handed in or published at some time, whatever became of it: what was uploaded beside it no longer stands for the unit."""
        editions = models.Exists(Edition.objects.filter(report=models.OuterRef("pk")))
        return self.filter(editions | models.Q(state__in=[State.SIGNED, State.PUBLISHED]) | ~models.Q(returned_at=None))


class AnnualReport(models.Model):
    """The report of `unit` for `year`, in the form that is in force for the year.

    `errors` is the number of errors that the last check found. `version` grows with every saved change of the parts: who saves on an
    older one is told. `fixed` is what the names in the words stood for at the first signature: see `prose.fields.Figures`.
    `returned_at` and `accepted_at` are what the government's office above made of it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="annual_reports", verbose_name="机构")
    year = models.PositiveSmallIntegerField("年度")
    form_id = models.CharField("格式", max_length=10, editable=False)
    name = models.CharField("机构名称", max_length=100, help_text="报告中使用的全称；年度内更名的，用年末的名称。")
    lead = models.TextField("引言", blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    errors = models.PositiveSmallIntegerField("错误数", default=0, editable=False)
    fixed = models.JSONField("签署时正文的数", null=True, editable=False)
    counted_at = models.DateTimeField("统计时间", null=True, editable=False)
    signed_on = models.DateField("签署日期", null=True, editable=False)
    returned_at = models.DateTimeField("退回时间", null=True, editable=False)
    accepted_at = models.DateTimeField("采纳时间", null=True, editable=False)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="填报人")
    created_at = models.DateTimeField("开始时间", auto_now_add=True)

    objects = AnnualReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年度报告"
        ordering = ["-year", "unit__path"]
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="report_once_a_year")]
        indexes = [models.Index(fields=["year", "state"], name="report_board")]

    def __str__(self) -> str:
        return f"{self.name}{self.year}年年度报告"

    @property
    def form(self) -> Form:
        """The prescribed form that it is made in."""
        return forms()[self.form_id]

    @cached_property
    def rolled(self) -> bool:
        """Whether it adds up the reports below it: a government's does, unless somebody asks for its own records alone."""
        return self.unit.kind in GOVERNMENTS


class Signature(models.Model):
    """That somebody signed a report as it then was. Sent back, it is taken back with all before it."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="signatures", verbose_name="年度报告")
    step = models.CharField("环节", max_length=12, choices=Step)
    opinion = models.CharField("意见", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="签署人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "签署"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "step"], name="signature_once")]


class Edition(models.Model):
    """What was published: the first edition, or a correction of it (勘误). None of them ever changes; all stay public.

    `content` is the whole report as JSON: title, parts, figures, where each figure is from.
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="editions", verbose_name="年度报告")
    number = models.PositiveSmallIntegerField("版次")
    why = models.CharField("勘误说明", max_length=500, blank=True)
    content = models.JSONField("内容")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="+", verbose_name="公开的信息")
    published_on = models.DateField("公布日期")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="公布人")

    class Meta:
        verbose_name = verbose_name_plural = "公布的版本"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="edition_once")]
