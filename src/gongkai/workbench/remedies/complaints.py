"""Complaints and reports to the supervising office: by due day, entered, concluded, rectified. Who complained only that office reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from gongkai.casework.letters import day
from gongkai.casework.models import Case
from gongkai.remedies.models import Complaint, Note
from gongkai.remedies.services import complaints
from gongkai.units.access import has_role, has_role_anywhere, units_of
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person, Role, Unit
from gongkai.workbench.acting import ActForm, Values
from gongkai.workbench.cases.views import DayField, LinesField, RoleView
from gongkai.workbench.clock import days_to
from gongkai.workbench.listing import BOUND
from gongkai.workbench.remedies.forms import FileForm, NoteForm
from gongkai.workbench.remedies.views import KeptView, OnKept, RevealMixin, page_url
from gongkai.workbench.remedies.views import paper as any_paper
from gongkai.workbench.saving import ActView

OFFICER = (Role.CASE_OFFICER,)
NO_NAMES = "不要写投诉举报人的姓名、联系方式：被投诉的机构也能看到。"


class ConcludeForm(ActForm):
    explanation = "查证属实或者部分属实的，要写明怎样处理（第四十七条）；有联系方式的，把结果告知投诉举报人。"
    button = "办结"
    on = DayField("办结日期")
    result = forms.ChoiceField(label="查证结果", choices=Complaint.Result.choices, widget=forms.RadioSelect)
    order = forms.ChoiceField(label="处理", choices=Complaint.Order.choices, required=False)
    conclusion = LinesField("办理情况", rows=5, help_text=NO_NAMES)
    told_on = DayField("答复投诉举报人日期", required=False, help_text="匿名的、还没有答复的空着。")

    def act(self, values: Values) -> str:
        made = complaints.conclude(self.of, **values, by=self.person)
        return "已办结。" + ("整改完成以后请登记日期。" if made.order else "")


class RectifiedForm(ActForm):
    explanation = "被投诉的机构按要求改正完毕的日期。"
    on = DayField("整改完成日期")

    def act(self, values: Values) -> str:
        complaints.rectified(self.of, on=values["on"], by=self.person)
        return "已登记整改完成。"


class ComplaintNoteForm(NoteForm):
    explanation = "询问、调查、与投诉举报人联系等，一天一条；还没有到的日期也可以登记，作为提醒。"

    def prepare(self) -> None:
        self.fields["kind"].initial = Note.Kind.OTHER
        self.fields["text"].help_text = NO_NAMES

    def act(self, values: Values) -> str:
        complaints.note(self.of, **values, by=self.person)
        return "已登记。"


class _OnComplaint(OnKept):
    """Something that the handling office alone does."""

    model = Complaint
    roles = OFFICER

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_role(request.user, self.object.office_id, *OFFICER):
            raise PermissionDenied("这件投诉举报由另一个机关办理。")
        return super().dispatch(request, *args, **kwargs)


class ConcludeView(_OnComplaint):
    page_title, form_class = "办结", ConcludeForm


class RectifiedView(_OnComplaint):
    page_title, form_class = "登记整改完成", RectifiedForm


class NoteView(_OnComplaint):
    page_title, form_class = "登记记事", ComplaintNoteForm


class FileView(_OnComplaint):
    page_title, form_class = "添加文件", FileForm


class ComplaintPage(KeptView):
    """The page: to the office with what it can do, to the unit that it is about without who complained."""

    model = Complaint
    page_title = ""
    template_name = "workbench/remedies/complaint.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        complaint, known = self.object, workdays()
        handles = has_role(self.request.user, complaint.office_id, *OFFICER)
        return super().get_context_data(
            **kwargs,
            days=None if complaint.concluded_on else days_to(complaint.due_on, known),
            handles=handles,
            next=_next(complaint) if handles else "",
            case=Case.objects.visible_to(self.request.user).filter(pk=complaint.case_id).first(),
        )


def _next(complaint: Complaint) -> str:
    if not complaint.concluded_on:
        return f"向{complaint.unit.short_name}了解情况，查证以后点“办结”，最迟{day(complaint.due_on)}。"
    if complaint.order and not complaint.rectified_on:
        return f"{complaint.unit.short_name}整改完成以后，登记完成的日期。"
    return "已经办结，没有要办的。"


class RevealView(RevealMixin, ComplaintPage):
    """Who complained, for the office that handles it."""


@require_GET
def paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """A file of the complaint."""
    return any_paper(request, Complaint, pk, paper)


class FilterForm(forms.Form):
    """The unit that it is about, where it stands, the year in which it came in."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="被投诉的机构", required=False, empty_label="全部机构")
    state = forms.ChoiceField(
        label="状态",
        choices=[("", "全部状态"), ("open", "正在办理"), ("rectifying", "正在整改"), ("concluded", "已经办结")],
        required=False,
    )
    year = forms.TypedChoiceField(label="收到的年份", coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, seen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=seen.order_by().values("unit")).order_by("path")
        years = seen.order_by().values_list("received_on__year", flat=True).distinct()
        self.fields["year"].choices = [("", "全部年份"), *((year, f"{year}年") for year in sorted(years, reverse=True))]

    def limit(self, seen: Any) -> Any:
        """The ones of `seen` that the choices leave."""
        if not self.is_valid():
            return seen
        chosen = self.cleaned_data
        states = {
            "open": Q(concluded_on=None),
            "rectifying": Q(concluded_on__isnull=False, rectified_on=None) & ~Q(order=""),
            "concluded": Q(concluded_on__isnull=False),
        }
        seen = seen.filter(states.get(chosen["state"], Q()))
        seen = seen.filter(unit=chosen["unit"]) if chosen["unit"] else seen
        return seen.filter(received_on__year=chosen["year"]) if chosen["year"] else seen


class ListView(RoleView):
    """Complaints that the person's units handle or that are about them, what is due first, first."""

    page_title = "投诉举报"
    template_name = "workbench/remedies/complaints.html"
    header_icon = "warning"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, known = self.request.user, workdays()
        seen = Complaint.objects.visible_to(person).distinct()
        form = FilterForm(self.request.GET, seen=seen)
        found = form.limit(seen).select_related("unit", "office").defer("complainant", "contact", "conclusion")
        found = found.order_by(F("concluded_on").asc(nulls_first=True), "due_on", "pk")
        page = Paginator(found[:BOUND], 50).get_page(self.request.GET.get("page"))
        kept = self.request.GET.copy()
        kept.pop("page", None)
        return super().get_context_data(
            **kwargs,
            form=form,
            page=page,
            rows=[(each, None if each.concluded_on else days_to(each.due_on, known)) for each in page.object_list],
            query=kept.urlencode(),
            may_enter=has_role_anywhere(person, *OFFICER),
        )


class EntryForm(forms.Form):
    """A complaint as it was made."""

    office = forms.ModelChoiceField(Unit.objects.none(), label="办理的主管部门", empty_label=None)
    unit = forms.ModelChoiceField(Unit.objects.none(), label="被投诉的机构", empty_label="请选择")
    kind = forms.ChoiceField(label="类别", choices=Complaint.Kind.choices, widget=forms.RadioSelect)
    about = LinesField("投诉举报事项", rows=4, help_text=NO_NAMES)
    number = forms.CharField(
        label="有关的公开申请", max_length=60, required=False, help_text="登记编号；与公开申请无关的空着。"
    )
    received_on = DayField("收到日期", initial=today)
    complainant = forms.CharField(
        label="投诉举报人", max_length=100, required=False, help_text="匿名的空着。加密保存，被投诉的机构看不到。"
    )
    contact = forms.CharField(label="联系方式", max_length=200, required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = units_of(person, OFFICER)
        self.fields["office"].queryset, self.fields["office"].initial = offices, offices.first()
        if offices.count() == 1:
            self.fields["office"].widget = forms.HiddenInput()
        below = Q(supervised_by__in=offices)
        for path in offices.values_list("path", flat=True):
            below |= Q(path__startswith=path)
        self.fields["unit"].queryset = Unit.objects.filter(below).order_by("path")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        number, unit = values.get("number"), values.get("unit")
        values["case"] = Case.objects.filter(unit=unit, number=number).first() if number and unit else None
        if number and unit and values["case"] is None:
            self.add_error("number", f"{unit}没有这个编号的公开申请，请核对；不清楚的空着。")
        return values


class EntryView(ActView):
    """The entry, by the office that handles it."""

    model = Complaint
    page_title, button, done = "登记投诉举报", "登记", "已登记。"
    form_class = EntryForm
    template_name = "workbench/remedies/act.html"
    explanation = "本机关主管的机构不依法履行政府信息公开义务的，可以向本机关投诉举报（第四十七条、第五十一条）。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super(ActView, self).setup(request, *args, **kwargs)
        self.object = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_role_anywhere(request.user, *OFFICER):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return "本机关主管的机构"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("complaints:index"), "label": "投诉举报"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def get_success_url(self) -> str:
        return page_url(self.object) if self.object else reverse("complaints:index")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.request.user}

    def act(self, values: Mapping[str, Any]) -> None:
        names = ("about", "received_on", "complainant", "contact", "case")
        by = self.request.user
        self.object = complaints.register(
            values["office"], values["unit"], values["kind"], **{name: values[name] for name in names}, by=by
        )
        self.done = f"已登记，最迟{day(self.object.due_on)}办结。"
