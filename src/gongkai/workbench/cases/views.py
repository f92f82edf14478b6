"""What all screens of requests share: a person's roles, a case looked up among what they may see, a button that does one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from gongkai.casework.models import READERS, Case
from gongkai.publishing.exchange.checking import CONTROL
from gongkai.statute.articles import cite
from gongkai.units.access import has_role, has_role_anywhere
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady
from gongkai.workbench.saving import ActView

HANDLERS = (Role.CASE_OFFICER, Role.HEAD)
"""Who handles or decides requests in their unit, and so reads what applicants wrote."""


def case_or_404(person: Person, pk: int, *roles: str) -> Case:
    """The case among those that `person` may see in `roles` (any)."""
    cases = Case.objects.visible_to(person, *roles)
    return get_object_or_404(
        cases.select_related("unit", "applicant", "officer", "joined_to", "split_from", "created_by"), pk=pk
    )


def handles(person: Person, case: Case) -> bool:
    """Whether `person` may read what the applicant wrote, the letters and the files."""
    return has_role(person, case.unit_id, *HANDLERS)


class MenuFor(MenuItem):
    """A menu entry for whoever has one of the roles of its view set anywhere."""

    roles: tuple[str, ...] = READERS

    def is_shown(self, request: HttpRequest) -> bool:
        return has_role_anywhere(request.user, *self.roles)


def menu_for(*roles: str) -> type[MenuFor]:
    """A class of menu entries shown to `roles` alone."""
    return type("MenuFor", (MenuFor,), {"roles": roles, "__module__": __name__})


class RoleView(WagtailAdminTemplateMixin, TemplateView):
    """A screen for whoever has one of `roles` anywhere; what it shows it limits itself."""

    roles: tuple[str, ...] = READERS
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_role_anywhere(request.user, *self.roles):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class CaseView(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one case, which is looked up among those that the person may see in `roles`."""

    roles: tuple[str, ...] = READERS
    header_icon = "mail"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.case = case_or_404(request.user, kwargs["pk"], *self.roles)

    def get_header_title(self) -> str:
        return f"{self.page_title}：{self.case.number}" if self.page_title else self.case.number

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *crumbs(self.case, self.page_title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, case=self.case, handles=handles(self.request.user, self.case), back=page_url(self.case)
        )


class OnCase(ActView):
    """A form that does one thing with a case, and goes back to its page."""

    model = Case
    template_name = "workbench/cases/act.html"
    roles: tuple[str, ...] = HANDLERS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super(ActView, self).setup(request, *args, **kwargs)
        self.object = self.case = case_or_404(request.user, kwargs["pk"], *self.roles)

    def get_page_subtitle(self) -> str:
        return self.case.number

    def get_header_title(self) -> str:
        return f"{self.page_title}：{self.case.number}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *crumbs(self.case, self.page_title)]

    def get_success_url(self) -> str:
        return page_url(self.case)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, case=self.case)


def page_url(case: Case) -> str:
    """The address of the case's page."""
    return reverse("cases:page", args=[case.pk])


def crumbs(case: Case, last: str) -> list[dict[str, Any]]:
    """The way from the board to the case and what is done with it."""
    way = [{"url": reverse("cases:index"), "label": "依申请公开"}]
    if last:
        way.append({"url": page_url(case), "label": case.number})
    return [*way, {"url": "", "label": last or case.number}]


Act = Callable[..., str]


def button(*roles: str, back: str = "page", failed: str = "page") -> Callable[[Act], Callable[..., HttpResponse]]:
    """Make `act(request, case, **kwargs)` a POST that does one thing: what it returns is told, what stands against it too.

    `back` and `failed` name the screen that follows.
    """

    def decorate(act: Act) -> Callable[..., HttpResponse]:
        @wraps(act)
        def view(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
            case = case_or_404(request.user, pk, *roles)
            try:
                messages.success(request, act(request, case, **kwargs))
            except NotReady as problem:
                for message in problem.messages:
                    messages.error(request, message)
                return redirect(reverse(f"cases:{failed}", args=[pk]))
            return redirect(reverse(f"cases:{back}", args=[pk]))

        return require_POST(view)

    return decorate


def brief(article_id: str) -> str:
    """An article as a narrow column cites it: the regulation in force by its short name."""
    return briefly(cite(article_id))


def briefly(text: str) -> str:
    """A text with the regulation in force by its short name."""
    return text.replace("《政府信息公开条例》（2019年修订）", "条例")


def text_of(form: Mapping[str, Any], name: str, most: int = 2000) -> str:
    """A posted text without what no database can hold, cut at `most` characters."""
    return CONTROL.sub("", str(form.get(name, ""))).strip()[:most]


class DayField(forms.DateField):
    """A day, typed into the browser's own date field."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label=label, widget=AdminDateInput, **kwargs)


class LinesField(forms.CharField):
    """A text of several lines."""

    def __init__(self, label: str, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(label=label, widget=forms.Textarea({"rows": rows}), **{"max_length": 2000, **kwargs})
