"""Entering a review or a lawsuit: from a request's page, after a review, or standing alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.casework.letters import review_body_of
from gongkai.casework.models import Answer, Case
from gongkai.casework.services.numbers import desk_of
from gongkai.remedies.models import Contested, Group, Proceeding
from gongkai.remedies.services import filing
from gongkai.units.access import has_role_anywhere, units_of
from gongkai.units.models import Person, Role, Unit
from gongkai.workbench.cases.views import DayField
from gongkai.workbench.remedies.views import page_url
from gongkai.workbench.saving import ActView

OFFICER = (Role.CASE_OFFICER,)


class EntryForm(forms.Form):
    """A review or a lawsuit as its application has it."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="被申请人（被告）", empty_label=None)
    group = forms.ChoiceField(label="类别", choices=Group.choices, widget=forms.RadioSelect)
    contested = forms.ChoiceField(label="争议事项", choices=Contested.choices)
    answer = forms.ModelChoiceField(
        Answer.objects.none(), label="被争议的答复", required=False, empty_label="没有答复（逾期不答复）"
    )
    review = forms.ModelChoiceField(
        Proceeding.objects.none(),
        label="此前的行政复议",
        required=False,
        empty_label="没有，或者没有登记",
        help_text="复议后起诉的选择；争议的申请和答复随之带入。",
    )
    about = forms.CharField(
        label="争议内容", max_length=300, help_text="一句话。不要写申请人（原告）的姓名、证件号码。"
    )
    claimant = forms.CharField(
        label="申请人（原告）",
        max_length=100,
        required=False,
        help_text="加密保存，列表中自然人只显示姓。就公开申请提出的，留空就是公开申请的申请人。",
    )
    person = forms.BooleanField(label="是自然人", required=False, initial=True)
    joint = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="共同被告",
        required=False,
        widget=forms.SelectMultiple({"size": 5}),
        help_text="例如复议机关作共同被告。按住Ctrl可以选几个；没有的不选。",
    )
    body = forms.CharField(label="复议机关（法院）", max_length=100)
    number = forms.CharField(label="案号", max_length=60, required=False)
    filed_on = DayField("申请（起诉）日期")
    accepted_on = DayField("受理（立案）日期", required=False, help_text="还不知道的空着，以后再登记；下面一项也一样。")
    copy_received_on = DayField("收到副本日期", required=False)
    simple = forms.BooleanField(label="适用简易程序", required=False)

    SECTIONS = (
        ("争议什么", ("unit", "group", "contested", "answer", "review", "about")),
        ("谁提出的", ("claimant", "person", "joint")),
        ("向谁提出、什么时候", ("body", "number", "filed_on", "accepted_on", "copy_received_on", "simple")),
    )

    def __init__(self, *args: Any, person: Person, case: Case | None, review: Proceeding | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_of(person, OFFICER)
        self.case = case = case or (review.case if review else None)
        unit = review.unit if review else case.unit if case else units.first()
        self.fields["unit"].queryset = Unit.objects.filter(pk=unit.pk) if case or review else units
        self.fields["unit"].initial = unit
        if self.fields["unit"].queryset.count() == 1:
            self.fields["unit"].widget = forms.HiddenInput()
        self.fields["joint"].queryset = Unit.objects.open().order_by("path")
        reviews = Proceeding.objects.visible_to(person, *OFFICER).filter(group=Group.REVIEW)
        self.fields["review"].queryset = reviews.filter(case=case) if case else reviews
        self.fields["review"].initial = review
        if case:
            sent = case.answers.filter(state=Answer.State.SENT).order_by("-round")
            self.fields["answer"].queryset = sent
            self.fields["answer"].initial = review.answer if review else sent.first()
            self.fields["contested"].initial = Contested.ANSWER if sent else Contested.SILENCE
            self.fields["about"].initial = review.about if review else case.title
        else:
            del self.fields["answer"]
            self.fields["contested"].initial = review.contested if review else Contested.PROACTIVE
            self.fields["claimant"].help_text = "加密保存，列表中自然人只显示姓。"
        self.fields["group"].initial = Group.SUIT_AFTER_REVIEW if review else Group.REVIEW
        bodies = [desk_of(unit).court] if review else [review_body_of(unit)]
        self.fields["body"].initial = next(filter(None, bodies), "")

    def sections(self) -> list[tuple[str, list[Any]]]:
        """The fields under their headings."""
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self.SECTIONS]


class EntryView(ActView):
    """The entry."""

    model = Proceeding
    page_title, button = "登记复议或者诉讼", "登记"
    template_name = "workbench/remedies/entry.html"
    form_class = EntryForm
    next = "照申请书、起诉状填写，点最下面的“登记”；期限随后自动算出。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super(ActView, self).setup(request, *args, **kwargs)
        self.object = None
        self.case = _asked(request, "case", Case)
        self.review = _asked(request, "review", Proceeding)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_role_anywhere(request.user, *OFFICER):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        about = self.review or (self.case and self.case.number)
        return str(about) if about else "不关联公开申请"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("remedies:index"), "label": "复议和诉讼"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def get_success_url(self) -> str:
        if self.object:
            return page_url(self.object)
        if self.review:
            return page_url(self.review)
        return reverse("cases:page", args=[self.case.pk]) if self.case else reverse("remedies:index")

    def get_form_kwargs(self) -> dict[str, Any]:
        about = {"case": self.case, "review": self.review}
        return {**super().get_form_kwargs(), "person": self.request.user, **about}

    def act(self, values: Mapping[str, Any]) -> None:
        names = ("about", "body", "number", "filed_on", "accepted_on", "copy_received_on", "simple", "review", "joint")
        name, case = values["claimant"], self.case
        inherited = values["review"].case if values["review"] else None
        if not name and not case and values["review"] and not inherited:
            name = values["review"].claimant.open()  # whoever sues after a review is who asked for it
        self.object = filing.register(
            values["unit"],
            values["group"],
            values["contested"],
            claimant=filing.Claimant(name, person=values["person"]) if name or not (case or inherited) else None,
            case=case,
            answer=values.get("answer"),
            by=self.request.user,
            **{name: values[name] for name in names},
        )
        self.done = "已登记。期限和下一步见本页。"


def _asked(request: HttpRequest, name: str, model: type[Any]) -> Any:
    """The record that the address names, among those of units in which the person is an officer; else `None`."""
    pk = request.GET.get(name, "")
    if not pk.isdigit() or len(pk) > 18:
        return None
    found = model.objects.visible_to(request.user, *OFFICER).select_related(
        "unit", "case" if name == "review" else "applicant"
    )
    found = found.filter(group=Group.REVIEW) if name == "review" else found
    return found.filter(pk=pk, unit__in=units_of(request.user, OFFICER)).first()
