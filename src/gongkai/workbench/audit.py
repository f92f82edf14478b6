"""The audit log in the workbench: what happened in the units that somebody audits, who did it, what changed, and whether it is whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import django_filters
from django.apps import apps
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from gongkai.audit.actions import LABELS
from gongkai.audit.log import record, verify
from gongkai.audit.models import Entry
from gongkai.units.access import units_of
from gongkai.units.models import Person, Post, Role, Unit
from gongkai.workbench.listing import BoundedPaginator
from gongkai.workbench.scoping import ScopedViewSet, UnitPolicy
from gongkai.workbench.sheets import workbook_response

AUDITORS = {Role.AUDITOR, Role.ADMINISTRATOR}
MOST_EXPORTED = 50_000


class EntryPolicy(UnitPolicy):
    """Entries are seen by who audits or administers the unit that they are about; those about no unit by who does so at the top."""

    def instances_user_has_any_permission_for(self, user: Person, actions: Iterable[str]) -> QuerySet[Entry]:
        units = units_of(user, self._roles(actions))
        seen = Q(unit__in=units.values("code"))
        if units.filter(depth=1).exists():
            people = Post.objects.filter(unit__in=units.values("pk")).values("person")
            seen |= Q(unit="") & (Q(actor_id=None) | Q(actor_id__in=people))
        return Entry.objects.filter(seen)


class EntryFilters(WagtailFilterSet):
    """What the log is narrowed by."""

    at = django_filters.DateFromToRangeFilter(label="时间", widget=DateRangePickerWidget)
    actor = django_filters.CharFilter(label="人员", lookup_expr="icontains")
    action = django_filters.ChoiceFilter(label="操作", choices=list(LABELS.items()), empty_label="全部")
    label = django_filters.CharFilter(label="对象", lookup_expr="icontains")
    unit = django_filters.ModelChoiceFilter(
        label="机构", queryset=Unit.objects.none(), to_field_name="code", empty_label="全部"
    )

    class Meta:
        model = Entry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["unit"].queryset = units_of(self.request.user, AUDITORS)

    def filter_queryset(self, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        unit = self.form.cleaned_data.pop("unit", None)
        queryset = super().filter_queryset(queryset)
        return queryset.filter(unit=unit.code) if unit else queryset


class EntriesView(generic.IndexView):
    """The log, newest first."""

    page_title = "审计日志"
    template_name = "workbench/audit/index.html"
    paginator_class = BoundedPaginator
    default_ordering = "-number"
    filterset_class = EntryFilters

    @cached_property
    def columns(self) -> list[Column]:
        names = _unit_names()
        return [
            self._get_title_column("number", TitleColumn),
            Column("at", label="时间", accessor=_time, classname="gk-time"),
            Column("actor", label="人员", classname="gk-time"),
            Column("action", label="操作", accessor=_action),
            Column("label", label="对象"),
            Column("unit", label="机构", accessor=lambda entry: names.get(entry.unit, entry.unit)),
            Column("address", label="来源地址"),
        ]

    def get_list_more_buttons(self, instance: Entry) -> list[Any]:
        return []

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        query = self.request.GET.urlencode()
        return [HeaderButton("导出xlsx", url=f"{self.index_url.split('?')[0]}xlsx/?{query}", icon_name="download")]


class EntriesExport(EntriesView):
    """The entries that a filter shows, as a workbook; the export is itself an entry."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entries = self.get_queryset()[:MOST_EXPORTED]
        header = ["序号", "时间", "人员", "操作", "对象", "机构", "来源地址", "变更前", "变更后"]
        record("export", by=request.user, after={"what": "审计日志", "filters": dict(request.GET.lists())})
        names = _unit_names()
        rows = (_cells(entry, names) for entry in entries.iterator(2000))
        return workbook_response(f"审计日志{timezone.localdate()}", header, rows)


class VerifyView(PermissionCheckedMixin, View):
    """Walk the whole chain and say what was found."""

    permission_policy: Any = None
    permission_required = "view"

    def post(self, request: HttpRequest) -> HttpResponse:
        number, broken = verify()
        if broken is None:
            messages.success(request, f"校验完毕：{number}条记录完整，没有改动、缺少或者添加。")
        else:
            messages.error(request, f"校验发现问题：前{number}条完整，第{broken.number}条：{broken.why}请立即报告。")
        return redirect("audit:index")


class EntryView(generic.InspectView):
    """One entry with what was before and after."""

    template_name = "workbench/audit/entry.html"
    page_title = "审计日志"

    def get_page_subtitle(self) -> str:
        return f"第{self.object.number}条"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.object
        unit = _unit_names().get(entry.unit, entry.unit)
        return super().get_context_data(**kwargs, changes=changes(entry), action=_action(entry), unit=unit)


def changes(entry: Entry) -> list[dict[str, str]]:
    """What an entry says was before and after, field by field, with the fields' Chinese names where they are a model's."""
    before, after = entry.before or {}, entry.after or {}
    names = _field_names(entry.object_type)
    return [
        {
            "name": names.get(key) or _WORDS.get(key, key),
            "before": _text(before.get(key)),
            "after": _text(after.get(key)),
        }
        for key in dict.fromkeys([*before, *after])
    ]


_WORDS = {
    "step": "环节", "opinion": "意见", "version": "版本", "reason": "原因", "role": "角色", "what": "内容", "filters": "筛选",
    "chain": "审核程序", "secrets": "密钥", "rule": "规则", "place": "位置", "at": "时间", "on": "日期", "added": "补入", "day": "日期",
    "job": "导入编号", "read": "已读", "created": "新增", "unchanged": "已有", "refused": "有误", "error": "错误", "channel": "渠道",
    "evidence": "凭证", "state": "状态", "dry_run": "试运行", "number_missing": "编制索引号", "scopes": "权限", "responsible": "责任人",
    "expires_on": "有效期至", "former_name": "曾用名",
}  # fmt: skip


def _field_names(label: str) -> dict[str, str]:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return {}
    return {field.name: str(getattr(field, "verbose_name", "")) for field in model._meta.get_fields()}


def _text(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "、".join(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)


def _time(entry: Entry) -> str:
    return timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")


def _action(entry: Entry) -> str:
    return LABELS.get(entry.action, entry.action)


def _unit_names() -> dict[str, str]:
    return dict(Unit.objects.values_list("code", "short_name"))


def _cells(entry: Entry, names: Mapping[str, str]) -> list[Any]:
    told = [json.dumps(each, ensure_ascii=False) if each else "" for each in (entry.before, entry.after)]
    head = [entry.number, _time(entry), entry.actor, _action(entry)]
    return [*head, entry.label, names.get(entry.unit, entry.unit), entry.address, *(each[:32000] for each in told)]


class EntryViewSet(ScopedViewSet, ModelViewSet):
    """The log of the units that a person audits or administers."""

    model = Entry
    name = "audit"
    icon = "history"
    menu_label = "审计日志"
    add_to_reference_index = copy_view_enabled = False
    inspect_view_enabled = True
    form_fields = ["action"]
    index_view_class = EntriesView
    inspect_view_class = EntryView
    list_per_page = 50
    permission_policy = EntryPolicy(Entry, {"view": AUDITORS})

    def get_urlpatterns(self) -> list[URLPattern]:
        used = {"index", "index_results", "inspect", "export", "verify"}
        return [each for each in super().get_urlpatterns() if each.name in used]

    def more_urlpatterns(self) -> list[URLPattern]:
        return [
            path("xlsx/", self.construct_view(EntriesExport, **self.get_index_view_kwargs()), name="export"),
            path("verify/", self.construct_view(VerifyView), name="verify"),
        ]
