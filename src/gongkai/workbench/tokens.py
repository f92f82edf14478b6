"""Tokens of the API in the workbench: the secret is shown once. The API stands beside the workbench, so its parts are asked for by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.module_loading import import_string
from django.views.generic import FormView
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from gongkai.units import services
from gongkai.units.calendars import today
from gongkai.units.models import Person, Role
from gongkai.workbench.saving import ActView, tell
from gongkai.workbench.scoping import ScopedViewSet, UnitPolicy

Token: Any = apps.get_model("api", "Token")


class TokenForm(forms.Form):
    """A new token."""

    unit = forms.ModelChoiceField(queryset=None, label="机构", empty_label="请选择")
    name = forms.CharField(label="名称", max_length=60, help_text="用在哪个系统，例如：办公系统。")
    scopes = forms.MultipleChoiceField(label="权限", widget=forms.CheckboxSelectMultiple)
    responsible = forms.ModelChoiceField(
        queryset=None,
        label="责任人",
        empty_label="请选择",
        help_text="推送的信息以其名义拟稿和提交，须是该机构的拟稿人，不能审核这些信息；填报年度报告数据的，须是统计员。",
    )
    expires_on = forms.DateField(
        label="有效期至", initial=lambda: today() + timedelta(days=365), widget=AdminDateInput(), help_text="最长两年。"
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = services.administered_by(by).open()
        roles = (Role.AUTHOR, Role.STATISTICIAN)
        people = Person.objects.filter(is_active=True, posts__role__in=roles, posts__unit__in=units).distinct()
        self.fields["unit"].queryset, self.fields["responsible"].queryset = units, people
        self.fields["scopes"].choices = import_string("gongkai.api.models.Scope").choices


class NewTokenView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Make a token and show its secret, once."""

    permission_policy: Any = None
    permission_required = "add"
    form_class = TokenForm
    template_name = "workbench/tokens/new.html"
    page_title = "新建接口令牌"
    header_icon = "key"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("tokens:index"), "label": "接口令牌"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.request.user}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            token, secret = import_string("gongkai.api.tokens.issue")(by=self.request.user, **form.cleaned_data)
        except ValidationError as problem:
            tell(form, problem)
            return self.form_invalid(form)
        return self.render_to_response({**self.get_context_data(form=form), "token": token, "secret": secret})


class RevokeView(ActView):
    """End a token."""

    model = Token
    page_title = button = "停用"
    index_url_name = "tokens:index"
    explanation = "停用后，使用这个令牌的系统立即不能再推送和查询，并且不能恢复。"
    done = "令牌已停用。"

    def act(self, values: Mapping[str, Any]) -> None:
        import_string("gongkai.api.tokens.revoke")(self.object, by=self.request.user)


def _state(token: Any) -> str:
    if token.revoked_at:
        return "已停用"
    return "已过期" if token.expires_on < today() else "有效"


def _scopes(token: Any) -> str:
    labels = dict(import_string("gongkai.api.models.Scope").choices)
    return "；".join(labels.get(scope, scope) for scope in token.scopes)


class TokensView(generic.IndexView):
    """The tokens, newest first."""

    default_ordering = "-id"

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("unit", "responsible")

    def get_edit_url(self, instance: Any) -> str | None:
        able = self.user_has_permission("change") and not instance.revoked_at
        return reverse("tokens:revoke", args=[instance.pk]) if able else None

    @cached_property
    def columns(self) -> list[Column]:
        return [
            self._get_title_column("name", TitleColumn),
            Column("prefix", label="开头", accessor=lambda token: format_html("<code>{}…</code>", token.prefix)),
            Column("unit", label="机构", accessor="unit.short_name"),
            Column("scopes", label="权限", accessor=_scopes),
            Column("responsible", label="责任人", accessor="responsible.name"),
            Column("expires_on", label="有效期至"),
            DateColumn("last_used_at", label="最近使用"),
            Column("state", label="状态", accessor=_state),
        ]


class TokenViewSet(ScopedViewSet, ModelViewSet):
    """The tokens of the units that a person administers."""

    model = Token
    name = "tokens"
    icon = "key"
    menu_label = "接口令牌"
    add_to_reference_index = copy_view_enabled = False
    form_fields = ["name"]
    index_view_class = TokensView
    permission_policy = UnitPolicy(
        Token,
        {"view": {Role.ADMINISTRATOR, Role.AUDITOR}, "add": {Role.ADMINISTRATOR}, "change": {Role.ADMINISTRATOR}},
    )

    @property
    def add_view(self) -> Any:
        return self.construct_view(NewTokenView)

    def get_urlpatterns(self) -> list[URLPattern]:
        used = {"index", "index_results", "add", "revoke"}
        return [each for each in super().get_urlpatterns() if each.name in used]

    def more_urlpatterns(self) -> list[URLPattern]:
        return [path("revoke/<int:pk>/", self.construct_view(RevokeView), name="revoke")]
