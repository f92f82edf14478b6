"""The clerk's entry of a request, for every way of coming in: exactly what the day of receipt needs; then what is like it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from gongkai.casework.models import ApplicantKind, Case, CaseFile, Matter
from gongkai.casework.services import files, intake
from gongkai.publishing import search
from gongkai.publishing.models import Item
from gongkai.statute import receipt
from gongkai.units.access import has_role_anywhere, units_of
from gongkai.units.calendars import today
from gongkai.units.models import Person, Role, Unit
from gongkai.workbench.calendars import read_days
from gongkai.workbench.cases.views import HANDLERS, CaseView, DayField, LinesField, RoleView
from gongkai.workbench.saving import ActView

FORMS = ("纸质", "电子", "光盘", "其他")
WAYS = ("邮寄", "自行领取", "电子邮件", "传真", "当场查阅、抄录")
WHO = tuple(intake.Who.__dataclass_fields__)
"""What is asked about the applicant."""
LIKELY = 5
"""Published items that are offered."""


def _choices(words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [("", "没有写明"), *((word, word) for word in words)]


class AttemptsField(forms.CharField):
    """Days on which the applicant was not reached, one a line."""

    def clean(self, value: Any) -> Any:
        return read_days(super().clean(value))


class EntryForm(forms.Form):
    """A request as the letter, form or words of the applicant have it. There is no question for a purpose."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="受理机构", empty_label=None)
    arrived_on = DayField("申请到达的日期")
    confirmed_on = DayField("与申请人确认的日期", required=False, help_text="还没有确认的空着，先登记，确认后再补。")
    attempts = AttemptsField(
        label="联系申请人未果的日期",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="每行一天，例如2026-11-02。",
    )
    kind = forms.ChoiceField(label="申请人类别", choices=ApplicantKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="姓名或者名称", max_length=100)
    identity_kind = forms.CharField(
        label="证件种类", max_length=30, required=False, help_text="例如：居民身份证、营业执照。"
    )
    identity_number = forms.CharField(label="证件号码", max_length=50, required=False)
    representative = forms.CharField(label="法定代表人", max_length=50, required=False, help_text="单位申请的填写。")
    contact = forms.CharField(label="联系人", max_length=50, required=False)
    telephone = forms.CharField(label="联系电话", max_length=40, required=False)
    address = forms.CharField(label="通信地址", max_length=200, required=False)
    email = forms.EmailField(label="电子邮箱", required=False)
    agent = forms.CharField(
        label="代理人", max_length=50, required=False, help_text="由代理人提出的填写；文书送达代理人。"
    )
    agent_contact = forms.CharField(label="代理人联系方式", max_length=100, required=False)
    matter = forms.ChoiceField(
        label="要什么",
        choices=[
            (Matter.REQUEST, "公开政府信息"),
            (Matter.RECORD, "更正与自己相关的记录（条例第四十一条，不计入年报）"),
        ],
        initial=Matter.REQUEST,
        required=False,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label="申请内容摘要", max_length=200, help_text="一句话，显示在列表里；不要写申请人的姓名、证件号码。"
    )
    description = LinesField("申请内容", rows=6, max_length=20_000, help_text="照申请书原文写。")
    form_wanted = forms.ChoiceField(label="信息的形式", choices=_choices(FORMS), required=False)
    way_wanted = forms.ChoiceField(label="获取方式", choices=_choices(WAYS), required=False)
    other_form = forms.BooleanField(label="做不到的，可以接受其他形式", required=False, initial=True)
    help_needed = forms.CharField(
        label="需要的帮助", max_length=100, required=False, help_text="阅读有困难、视听障碍的，写明需要什么。"
    )
    identity = forms.FileField(label="身份证明（扫描件或者照片）", required=False)
    authorisation = forms.FileField(label="授权委托书（扫描件）", required=False, help_text="有代理人的上传。")
    request = forms.FileField(label="申请书（扫描件）", required=False)

    SECTIONS = (
        ("什么时候收到的", ("unit", "arrived_on", "confirmed_on", "attempts")),
        (
            "谁申请的（加密保存，列表里不显示）",
            WHO,
        ),
        ("要什么", ("matter", "title", "description", "form_wanted", "way_wanted", "other_form", "help_needed")),
        ("材料", ("identity", "authorisation", "request")),
    )

    def __init__(self, *args: Any, way: receipt.Way, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_of(person, {Role.CASE_OFFICER})
        self.fields["unit"].queryset = units
        self.fields["unit"].initial = units.first()
        self.fields["arrived_on"].initial = today()
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
        if not way.confirmed:
            del self.fields["confirmed_on"], self.fields["attempts"]

    def sections(self) -> list[tuple[str, list[Any]]]:
        """The fields under their headings."""
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self.SECTIONS]


class WaysView(RoleView):
    """How did it come? The first question, because the others depend on it."""

    page_title = "登记申请"
    template_name = "workbench/cases/ways.html"
    roles = (Role.CASE_OFFICER,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, ways=receipt.ways().values())


class EntryView(ActView):
    """The entry itself."""

    model = Case
    page_title, button = "登记申请", "登记"
    template_name = "workbench/cases/entry.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super(ActView, self).setup(request, *args, **kwargs)
        self.way = receipt.ways().get(kwargs["way"])
        self.object = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_role_anywhere(request.user, Role.CASE_OFFICER):
            raise PermissionDenied
        if self.way is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    form_class = EntryForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "way": self.way, "person": self.request.user}

    def get_page_subtitle(self) -> str:
        return self.way.label if self.way else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        board = {"url": reverse("cases:index"), "label": "依申请公开"}
        return [*self.breadcrumbs_items, board, {"url": "", "label": "登记申请"}]

    def get_success_url(self) -> str:
        return reverse("case_entry:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, way=self.way)

    def act(self, values: Mapping[str, Any]) -> None:
        who = intake.Who(**{name: values[name] for name in WHO})
        asked = ("matter", "title", "description", "form_wanted", "way_wanted", "other_form", "help_needed")
        what = intake.What(**{name: values[name] for name in asked if values[name] != ""})
        by = self.request.user
        self.object, _ = intake.register(
            values["unit"], who, what, way=self.way.id, arrived_on=values["arrived_on"],
            confirmed_on=values.get("confirmed_on"), attempts=values.get("attempts") or (), by=by,
        )  # fmt: skip
        for kind in (CaseFile.Kind.IDENTITY, CaseFile.Kind.AUTHORISATION, CaseFile.Kind.REQUEST):
            if upload := values[kind]:
                files.store(self.object, upload, kind, by=by)

    def answer(self) -> HttpResponse:
        return redirect(reverse("case_entry:entered", args=[self.object.pk]))


class EnteredView(CaseView):
    """What follows an entry: the day of receipt and why, the query code, what is like it, what is public already."""

    page_title = "已登记"
    template_name = "workbench/cases/entered.html"
    roles = HANDLERS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.case
        attempts = [step.on for step in case.steps.filter(kind="attempt")]
        return super().get_context_data(
            **kwargs,
            receipt=intake.receipt_of(case, attempts),
            code=case.code.open(),
            look_alikes=intake.look_alikes(case),
            items=likely(case.title),
            next="把登记回执交给申请人，然后打开申请页面办理。"
            if case.received_on
            else "与申请人确认收到申请：期限从确认之日的次日起算。",
        )


def likely(title: str) -> list[Item]:
    """Published items that may be what is asked for: then the answer is where they are."""
    ids = search.search(search.Query(text=title, per_page=LIKELY)).ids
    found = Item.objects.public().filter(pk__in=ids).select_related("unit").defer("body").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]
