"""Imports in the workbench: the template, a dry run first, how far it is, each bad row told with its row, column and reason."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import FormView
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet

from gongkai.publishing.exchange.importing import MAY_IMPORT
from gongkai.publishing.exchange.jobs import start
from gongkai.publishing.exchange.template import write_template
from gongkai.publishing.models import ImportJob
from gongkai.publishing.services import files
from gongkai.units.access import units_of
from gongkai.units.models import Role
from gongkai.workbench.saving import tell
from gongkai.workbench.scoping import ScopedViewSet, UnitPolicy
from gongkai.workbench.sheets import workbook_response

SEES_IMPORTS = {*MAY_IMPORT, Role.AUDITOR}
REFRESH = 3
"""Seconds after which the page of a running import shows itself anew."""


class ImportForm(forms.Form):
    """A file to import."""

    unit = forms.ModelChoiceField(queryset=None, label="机构", empty_label="请选择")
    file = forms.FileField(label="文件", help_text="按模板填写的xlsx或者csv文件。")
    dry_run = forms.BooleanField(
        label="试运行", required=False, initial=True, help_text="只检查、不写入。建议先试运行，改正问题后再正式导入。"
    )
    number_missing = forms.BooleanField(
        label="为空的索引号按规则编制", required=False, help_text="不勾选时，没有索引号的行不导入，并在结果中列出。"
    )


class NewImportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Begin an import."""

    permission_policy: Any = None
    permission_required = "add"
    form_class = ImportForm
    template_name = "workbench/imports/new.html"
    page_title = "导入已公开的信息"
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("imports:index"), "label": "导入"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def get_form(self, form_class: Any = None) -> forms.Form:
        form = super().get_form(form_class)
        form.fields["unit"].queryset = units = units_of(self.request.user, MAY_IMPORT).open()
        if units.count() == 1:
            form.fields["unit"].initial = units.first()
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            job = self._start(form.cleaned_data)
        except ValidationError as problem:
            tell(form, problem)
            return self.form_invalid(form)
        return redirect("imports:inspect", job.pk)

    @transaction.atomic
    def _start(self, values: Mapping[str, Any]) -> ImportJob:
        unit, by = values["unit"], self.request.user
        if not units_of(by, MAY_IMPORT).filter(pk=unit.pk).exists():
            raise PermissionDenied
        file = files.store(values["file"], unit=unit, by=by)
        return start(unit, file, by=by, dry_run=values["dry_run"], number_missing=values["number_missing"])


class ImportView(generic.InspectView):
    """How far an import is and what it found; shows itself anew until it has ended."""

    template_name = "workbench/imports/job.html"
    page_title = "导入"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("imports:index"), "label": "导入"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.object.file.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, running=self._running)

    @property
    def _running(self) -> bool:
        return self.object.state in (ImportJob.State.WAITING, ImportJob.State.RUNNING)

    def render_to_response(self, context: Any, **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        if self._running:
            response["Refresh"] = str(REFRESH)
        return response


class ProblemsView(generic.InspectView):
    """The problems of an import as a workbook."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        names = ("row", "column", "value", "reason", "advice")
        rows = ([problem.get(name) for name in names] for problem in self.object.problems)
        return workbook_response(f"导入{self.object.pk}的问题", ["行", "列", "填写的内容", "问题", "建议"], rows)


class TemplateView(PermissionCheckedMixin, View):
    """The workbook to fill in."""

    permission_policy: Any = None
    permission_required = "add"

    def get(self, request: HttpRequest) -> HttpResponse:
        file = BytesIO()
        write_template(file)
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename="政府信息导入模板.xlsx")


class ImportsView(generic.IndexView):
    """The imports, newest first."""

    page_title = "导入"
    add_item_label = "导入已公开的信息"
    default_ordering = "-id"

    def get_base_queryset(self) -> QuerySet[ImportJob]:
        return super().get_base_queryset().select_related("unit", "file", "by").defer("problems")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            self._get_title_column("file", TitleColumn),
            Column("unit", label="机构", accessor="unit.short_name"),
            Column("dry_run", label="方式", accessor=lambda job: "试运行" if job.dry_run else "正式导入"),
            Column("state", label="状态", accessor="get_state_display"),
            Column("created", label="新增"),
            Column("unchanged", label="已有"),
            Column("refused", label="有误"),
            Column("by", label="导入人", accessor="by.name"),
            DateColumn("created_at", label="时间"),
        ]

    def get_add_url(self) -> str | None:
        return reverse("imports:add") if self.user_has_permission("add") else None


class ImportViewSet(ScopedViewSet, ModelViewSet):
    """The imports of the units that a person may import into."""

    model = ImportJob
    name = "imports"
    icon = "upload"
    menu_label = "导入"
    add_to_reference_index = copy_view_enabled = False
    inspect_view_enabled = True
    form_fields = ["dry_run"]
    index_view_class = ImportsView
    inspect_view_class = ImportView
    permission_policy = UnitPolicy(ImportJob, {"view": SEES_IMPORTS, "add": set(MAY_IMPORT)})

    def get_urlpatterns(self) -> list[URLPattern]:
        used = {"index", "index_results", "add", "inspect", "template", "problems"}
        return [each for each in super().get_urlpatterns() if each.name in used]

    @property
    def add_view(self) -> Any:
        return self.construct_view(NewImportView)

    def more_urlpatterns(self) -> list[URLPattern]:
        return [
            path("template/", self.construct_view(TemplateView), name="template"),
            path("problems/<int:pk>/", self.construct_view(ProblemsView), name="problems"),
        ]
