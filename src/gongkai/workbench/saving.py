"""Views that change something through a service, and say at the form what the service refuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


def tell(form: forms.BaseForm, problem: ValidationError) -> None:
    """Put what a service refuses at the fields of `form` that it speaks of, else above them all."""
    found = problem.message_dict if hasattr(problem, "error_dict") else {NON_FIELD_ERRORS: problem.messages}
    for name, told in found.items():
        form.add_error(name if name in form.fields else None, told)


class ThroughService:
    """Mixed into a create or edit view: `keep` does what is to be done with the form's values."""

    def keep(self, values: Mapping[str, Any]) -> Model:
        """Save `values` by a service; what is now stored."""
        raise NotImplementedError

    def save_instance(self) -> Model:
        self.has_content_changes = self.form.has_changed()
        return self.keep(self.form.cleaned_data)

    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc,no-any-return]
        except ValidationError as problem:
            tell(form, problem)
            self.produced_error_message = "没有保存，请改正下面指出的问题。"
            return self.form_invalid(form)


class CreateView(ThroughService, generic.CreateView):
    """A new record, made by a service."""

    success_message = "已新增：%(object)s。"
    submit_button_label = "保存"
    submit_button_active_label = "正在保存…"
    error_message = "没有保存，请改正下面指出的问题。"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(self.index_url_name), "label": self.model._meta.verbose_name_plural}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_subtitle()}]

    def get_page_subtitle(self) -> str:
        return f"新增{self.model._meta.verbose_name}"


class EditView(ThroughService, generic.EditView):
    """A record, changed by a service."""

    success_message = "已保存：%(object)s。"
    submit_button_label = "保存"
    submit_button_active_label = "正在保存…"
    error_message = "没有保存，请改正下面指出的问题。"

    def get_history_url(self) -> None:
        """None: the audit log says more."""

    def get_usage_url(self) -> None:
        """None: nothing of ours is in the reference index."""

    def stored(self) -> Any:
        """The record as it is stored, without what the form put into it."""
        return self.model._default_manager.get(pk=self.object.pk)


class ActView(WagtailAdminTemplateMixin, FormView):
    """One thing to do with a record: what it means, a form where something must be said, a button."""

    model: type[Model]
    template_name = "workbench/act.html"
    form_class: type[forms.Form] = forms.Form
    permission_required = "change"
    index_url_name = ""
    explanation = ""
    button = "确定"
    done = "已完成。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object: Any = get_object_or_404(self.model, pk=kwargs["pk"])

    def act(self, values: Mapping[str, Any]) -> None:
        """Do it."""
        raise NotImplementedError

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(self.index_url_name), "label": self.model._meta.verbose_name_plural}
        return [*self.breadcrumbs_items, index, {"url": "", "label": f"{self.page_title}：{self.object}"}]

    def get_success_url(self) -> str:
        return reverse(self.index_url_name)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            with transaction.atomic():
                self.act(form.cleaned_data)
        except ValidationError as problem:
            tell(form, problem)
            return self.form_invalid(form)
        except PermissionDenied as problem:
            if not str(problem):
                raise
            tell(form, ValidationError(str(problem)))
            return self.form_invalid(form)
        return self.answer()

    def answer(self) -> HttpResponse:
        """What follows once it is done."""
        messages.success(self.request, self.done)
        return redirect(self.get_success_url())
