"""Reviews and lawsuits by what is due first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Case, DateField, F, Q, When

from gongkai.casework.models import READERS
from gongkai.remedies.counts import counting
from gongkai.remedies.models import UNANSWERED, Group, Proceeding, ProceedingQuerySet, Stage
from gongkai.remedies.services.course import stage_of
from gongkai.statute.workdays import Workdays
from gongkai.units.access import has_role_anywhere, units_of
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person, Role, Unit
from gongkai.workbench.cases.views import RoleView
from gongkai.workbench.clock import Days, days_to
from gongkai.workbench.listing import BOUND

FIRST_YEAR = 2008
"""Nothing was taken to anybody under the regulation before."""


@dataclass(frozen=True, slots=True)
class Row:
    """A review or lawsuit in a list: what is due next, how far that is, whether it is for us to do."""

    proceeding: Proceeding
    what: str
    days: Days | None
    ours: bool = False


class FilterForm(forms.Form):
    """Unit, group, stage and year of filing; all may stay blank."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="机构", required=False, empty_label="全部机构")
    group = forms.ChoiceField(label="类别", choices=[("", "全部类别"), *Group.choices], required=False)
    stage = forms.ChoiceField(
        label="阶段", choices=[("", "全部阶段"), ("open", "没有审结的"), *Stage.choices], required=False
    )
    year = forms.TypedChoiceField(label="提出的年份", coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units = units_of(person, READERS).order_by("path")
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
        years = range(today().year, FIRST_YEAR - 1, -1)
        self.fields["year"].choices = [("", "全部年份"), *((year, f"{year}年") for year in years)]

    def limit(self, proceedings: ProceedingQuerySet) -> ProceedingQuerySet:
        """The ones of `proceedings` that the choices leave; a stage is that of today."""
        if not self.is_valid():
            return proceedings
        chosen = self.cleaned_data
        if chosen["unit"]:
            proceedings = proceedings.against([chosen["unit"].pk])
        if chosen["group"]:
            proceedings = proceedings.filter(group=chosen["group"])
        if chosen["year"]:
            proceedings = proceedings.filter(filed_on__year=chosen["year"])
        return self._at_stage(proceedings, chosen["stage"])

    def _at_stage(self, proceedings: ProceedingQuerySet, stage: str) -> ProceedingQuerySet:
        ended = Q(stage=Stage.ENDED) | Q(stage=Stage.APPEALABLE, ended_on__lte=today())
        if stage == "open":
            return proceedings.exclude(ended)
        if stage == Stage.ENDED:
            return proceedings.filter(ended)
        return proceedings.filter(stage=stage).exclude(ended) if stage else proceedings


def by_due_day(proceedings: ProceedingQuerySet) -> ProceedingQuerySet:
    """What we have to answer first, by its last day; then what others decide, by theirs; what has ended last."""
    ours = Case(When(UNANSWERED, then=F("answer_due")), output_field=DateField())
    theirs = Case(When(stage=Stage.ENDED, then=None), default=F("decision_due"), output_field=DateField())
    by_day = (F("ours").asc(nulls_last=True), F("theirs").asc(nulls_last=True))
    return proceedings.annotate(ours=ours, theirs=theirs).order_by(*by_day, "-filed_on", "-pk")


def rows(proceedings: ProceedingQuerySet, known: Workdays) -> list[Row]:
    """The proceedings as lists show them: the claimant masked, nothing opened."""
    return [_row(each, known) for each in proceedings.select_related("unit").defer("claimant")]


def _row(proceeding: Proceeding, known: Workdays) -> Row:
    proceeding.stage = stage_of(proceeding.stage, proceeding.ended_on)
    if proceeding.stage in (Stage.ENDED, Stage.APPEALABLE):
        return Row(proceeding, "", None)
    ours = bool(proceeding.stage == Stage.TRIAL and proceeding.answer_due and not proceeding.answered_on)
    due = proceeding.answer_due if ours else proceeding.decision_due
    what = ("答复" if proceeding.is_review else "答辩") if ours else "审理"
    return Row(proceeding, what, days_to(due, known) if due else None, ours)


class ListView(RoleView):
    """All reviews and lawsuits that the person may see."""

    page_title = "复议和诉讼"
    template_name = "workbench/remedies/list.html"
    header_icon = "clipboard-list"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.request.user
        form = FilterForm(self.request.GET, person=person)
        found = by_due_day(form.limit(Proceeding.objects.visible_to(person)))
        page = Paginator(found[:BOUND], 50).get_page(self.request.GET.get("page"))
        kept = self.request.GET.copy()
        kept.pop("page", None)
        shown = rows(page.object_list, workdays())
        return super().get_context_data(
            **kwargs,
            form=form,
            page=page,
            rows=shown,
            query=kept.urlencode(),
            may_enter=has_role_anywhere(person, Role.CASE_OFFICER),
            counting=counting(),
            basis=settings.SUIT_COUNTING_BASIS or counting().source,
            next="从期限最近的开始：点类别打开，里面写着下一步怎么办。" if shown else "",
        )
