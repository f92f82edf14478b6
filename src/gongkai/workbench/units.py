"""Units in the workbench: the tree, the contact facts that Art. 12 demands of the guide, former names, closing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from gongkai.units import services
from gongkai.units.calendars import today
from gongkai.units.models import Role, Unit
from gongkai.workbench.saving import ActView, CreateView, EditView
from gongkai.workbench.scoping import ScopedViewSet, UnitPolicy

SEES_UNITS = {Role.ADMINISTRATOR, Role.SUPERVISOR, Role.AUDITOR}


class NewUnitForm(WagtailAdminModelForm):
    """A new unit, below one that the person administers."""

    parent = forms.ModelChoiceField(queryset=Unit.objects.none(), label="上级机构", empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = services.administered_by(self.for_user).open()


_FACTS = MultiFieldPanel(
    [
        HelpPanel(
            "<p>《条例》第十二条要求公开指南载明这些内容。指南由它们自动写成，没有填的会在指南中写明“暂缺”。</p>"
        ),
        FieldPanel("office_name"),
        FieldPanel("office_address"),
        FieldPanel("office_hours"),
        FieldRowPanel([FieldPanel("telephone"), FieldPanel("fax")]),
        FieldRowPanel([FieldPanel("internet_contact"), FieldPanel("postcode")]),
        FieldPanel("guide_text"),
    ],
    heading="信息公开工作机构",
)
_NAMES = [
    FieldRowPanel([FieldPanel("name"), FieldPanel("short_name")]),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("front")]),
    FieldRowPanel([FieldPanel("supervised_by"), FieldPanel("opened_on")]),
]


class NewUnitView(CreateView):
    """Set up a unit."""

    def keep(self, values: Mapping[str, Any]) -> Unit:
        return services.create_unit(by=self.request.user, **values)


class UnitView(EditView):
    """Change a unit's names and facts."""

    template_name = "workbench/units/edit.html"

    def keep(self, values: Mapping[str, Any]) -> Unit:
        return services.change_unit(self.stored(), by=self.request.user, **values)

    def get_success_url(self) -> str:
        return self.get_edit_url()


class CloseForm(forms.Form):
    """From which day a unit is gone, and who takes over its duties."""

    on = forms.DateField(label="撤销日期", initial=today, widget=AdminDateInput())
    succeeded_by = forms.ModelChoiceField(
        Unit.objects.open(), label="承接机关（选填）", required=False, empty_label="没有或者还不清楚"
    )


class CloseView(ActView):
    """Close a unit."""

    model = Unit
    form_class = CloseForm
    page_title = "撤销机构"
    index_url_name = "units:index"
    explanation = (
        "撤销后不能再新建信息或者指定人员；已经公开的信息仍然可以查到，网站上写明由哪个机关承接职责。下级机构要先撤销。"
    )
    button = "撤销"
    done = "机构已撤销。"

    def act(self, values: Mapping[str, Any]) -> None:
        services.close_unit(self.object, by=self.request.user, **values)


class FormerNameForm(forms.Form):
    """A name that a unit had."""

    name = forms.CharField(label="曾用名", max_length=100)
    until = forms.DateField(
        label="使用至（选填）", required=False, widget=AdminDateInput(), help_text="最后一天；不清楚的留空。"
    )


class FormerNameView(ActView):
    """Record a name from before the platform."""

    model = Unit
    form_class = FormerNameForm
    page_title = "登记曾用名"
    index_url_name = "units:index"
    explanation = "登记以前的名称，用旧名也能找到这个机构。现在改名的不用登记：修改全称，原名自动成为曾用名。"
    button, done = "登记", "曾用名已登记。"

    def get_success_url(self) -> str:
        return reverse("units:edit", args=[self.object.pk])

    def act(self, values: Mapping[str, Any]) -> None:
        services.add_former_name(self.object, by=self.request.user, **values)


class DropFormerNameView(FormerNameView):
    """Strike a name that the unit never had."""

    form_class = forms.Form
    page_title = "删除曾用名"
    button, done = "删除", "曾用名已删除。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.former = get_object_or_404(self.object.former_names, pk=kwargs["former"])
        self.explanation = f"“{self.former.name}”不再列为曾用名。只用于更正写错的名称；确实用过的名称请保留。"

    def act(self, values: Mapping[str, Any]) -> None:
        services.remove_former_name(self.former, by=self.request.user)


class NameColumn(TitleColumn):
    """A unit's name, set in by its place in the tree, with the names that it had."""

    cell_template_name = "workbench/units/name_cell.html"


def _missing(unit: Unit) -> str:
    if unit.closed_on:
        return format_html("<span class='w-status'>已于{}撤销</span>", unit.closed_on)
    missing = unit.missing_facts
    return format_html("<span class='gk-warn'>缺：{}</span>", "、".join(missing)) if missing else "齐全"


class UnitsView(generic.IndexView):
    """The units as a tree."""

    default_ordering = "path"

    def get_base_queryset(self) -> QuerySet[Unit]:
        return super().get_base_queryset().prefetch_related("former_names").select_related("chain__workflow")

    def search_queryset(self, queryset: QuerySet[Unit]) -> QuerySet[Unit]:
        """Each unit once, however many of its former names match."""
        return super().search_queryset(queryset).distinct()

    @cached_property
    def columns(self) -> list[Column]:
        return [
            self._get_title_column("name", NameColumn),
            Column("code", label="代码"),
            Column("get_kind_display", label="类别"),
            Column("telephone", label="联系电话"),
            Column("missing", label="指南必备内容（第十二条）", accessor=_missing),
        ]


class UnitViewSet(ScopedViewSet, ModelViewSet):
    """The units that a person administers or watches over."""

    model = Unit
    name = "units"
    icon = "site"
    menu_label = "机构"
    add_to_reference_index = copy_view_enabled = False
    index_view_class = UnitsView
    add_view_class = NewUnitView
    edit_view_class = UnitView
    search_fields = ["name", "short_name", "code", "former_names__name"]
    search_backend_name = None
    list_per_page = 100
    permission_policy = UnitPolicy(
        Unit, {"view": SEES_UNITS, "add": {Role.ADMINISTRATOR}, "change": {Role.ADMINISTRATOR}}, unit_field=""
    )

    def get_edit_handler(self) -> Any:
        names = [*_NAMES, FieldPanel("succeeded_by")]
        return ObjectList([MultiFieldPanel(names, heading="名称和类别"), _FACTS]).bind_to_model(Unit)

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        first = [FieldRowPanel([FieldPanel("parent"), FieldPanel("code")]), *_NAMES]
        panel = ObjectList([MultiFieldPanel(first, heading="名称和类别"), _FACTS], base_form_class=NewUnitForm)
        panel = panel.bind_to_model(Unit)
        return super().get_add_view_kwargs(**{**kwargs, "panel": panel, "form_class": panel.get_form_class()})

    def more_urlpatterns(self) -> list[URLPattern]:
        return [
            path("close/<int:pk>/", self.construct_view(CloseView), name="close"),
            path("former/<int:pk>/", self.construct_view(FormerNameView), name="former"),
            path("former/<int:pk>/<int:former>/", self.construct_view(DropFormerNameView), name="drop_former"),
        ]
