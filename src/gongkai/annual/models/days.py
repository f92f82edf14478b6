"""The last days of reports: those that a government sets for the bodies below it, those that run, and what was reminded of."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef

from gongkai.annual.models.outside import Reading
from gongkai.annual.models.reports import Edition
from gongkai.casework.models import AnyReminder
from gongkai.units.models import Kind, Person, Unit


class LocalDay(models.Model):
    """By which day `office` wants the reports of a year from the bodies of a `kind` below it, and the notice (`ground`) that says so."""

    office = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="规定的机关")
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("机构类别", max_length=12, choices=Kind)
    day = models.DateField("最后一日")
    ground = models.CharField("依据", max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="填写人")
    at = models.DateTimeField("时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "本地规定的日期"
        ordering = ["-year", "kind"]
        constraints = [models.UniqueConstraint(fields=["office", "year", "kind"], name="local_day_once")]

    def __str__(self) -> str:
        return f"{self.year}年度{self.get_kind_display()}"


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    """Last days, limited to those that still run."""

    def open(self) -> DeadlineQuerySet:
        """Those whose report is neither published here nor known to be published elsewhere."""
        of = {"unit": OuterRef("unit")}
        published = Edition.objects.filter(report__unit=of["unit"], report__year=OuterRef("year"))
        elsewhere = Reading.objects.filter(**of, year=OuterRef("year"))
        return self.filter(~Exists(published), ~Exists(elsewhere), unit__closed_on=None)


class Deadline(models.Model):
    """The last day by which `unit` has to publish the report of `year`, as `calendar.last_days` gave it this morning.

    Written by `services.reminding` alone, from December of the year on; a day that had passed before the platform knew of it has no row.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="机构")
    year = models.PositiveSmallIntegerField("年度")
    due_on = models.DateField("最后一日")

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公布期限"
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="deadline_once")]
        indexes = [models.Index(fields=["due_on"], name="deadline_due")]

    def __str__(self) -> str:
        return f"{self.year}年度报告"

    @property
    def about(self) -> str:
        """What is due, for lists."""
        return str(self)


class Reminder(AnyReminder):
    """A reminder of a report's last day."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="reminders", verbose_name="公布期限")

    class Meta(AnyReminder.Meta):
        verbose_name = verbose_name_plural = "年度报告提醒"
        constraints = [models.UniqueConstraint(fields=["deadline", "due_on", "left"], name="annual_reminder_once")]
