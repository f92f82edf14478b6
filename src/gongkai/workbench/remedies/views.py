"""What the screens of reviews, lawsuits and complaints share: a record looked up among what somebody may see, its page, its forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from gongkai.audit.actions import LABELS
from gongkai.audit.models import Entry
from gongkai.casework.models import READERS
from gongkai.remedies.models import Complaint, Proceeding, RemedyFile
from gongkai.remedies.services import files, people
from gongkai.remedies.services.course import stage_of
from gongkai.units.models import Person
from gongkai.workbench.acting import FormActs
from gongkai.workbench.cases.papers import download
from gongkai.workbench.cases.views import HANDLERS
from gongkai.workbench.saving import ActView

MOST_SHOWN = 200
"""Entries of the history."""
Kept = Proceeding | Complaint


def found_or_404(model: type[Kept], person: Person, pk: int, *roles: str) -> Any:
    """The proceeding or complaint among those that `person` may see in `roles` (any), at its stage of today."""
    related = (
        ("unit", "office", "case") if model is Complaint else ("unit", "case", "answer__letter__delivery", "review")
    )
    kept = get_object_or_404(model.objects.visible_to(person, *roles).select_related(*related), pk=pk)
    if isinstance(kept, Proceeding):
        kept.stage = stage_of(kept.stage, kept.ended_on)
    return kept


def page_url(of: Kept) -> str:
    """The address of its page."""
    return reverse("complaints:page" if isinstance(of, Complaint) else "remedies:page", args=[of.pk])


def crumbs(of: Kept, last: str) -> list[dict[str, Any]]:
    """The way from the list to the record and what is done with it."""
    name, label = ("complaints", "投诉举报") if isinstance(of, Complaint) else ("remedies", "复议和诉讼")
    way = [{"url": reverse(f"{name}:index"), "label": label}]
    if last:
        way.append({"url": page_url(of), "label": str(of)})
    return [*way, {"url": "", "label": last or str(of)}]


class KeptView(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one proceeding or complaint, which is looked up among those that the person may see in `roles`."""

    model: type[Kept] = Proceeding
    roles: tuple[str, ...] = READERS
    header_icon = "clipboard-list"
    revealed: Mapping[str, str] | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = found_or_404(self.model, request.user, kwargs["pk"], *self.roles)

    def get_header_title(self) -> str:
        return f"{self.page_title}：{self.object}" if self.page_title else str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *crumbs(self.object, self.page_title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        of, reads = self.object, people.may_read(self.object, self.request.user)
        return super().get_context_data(
            **kwargs,
            object=of,
            reads=reads,
            revealed=self.revealed,
            reveal_url=reverse(f"{_namespace(of)}:reveal", args=[of.pk]),
            notes=of.notes.select_related("by") if reads else [],
            reminders=of.reminders.all()[:3],
            papers=[(file, _paper_url(file)) for file in of.remedyfiles.all()] if reads else [],
            history=_history(of) if reads else [],
        )


class RevealMixin:
    """The page with the sealed names on it, once; that they were read is on record."""

    roles = HANDLERS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        opened = people.reveal(self.object, by=request.user)
        labels = {name: str(self.model._meta.get_field(name).verbose_name) for name in opened}
        self.revealed = {labels[name]: text or "没有留下" for name, text in opened.items()}
        return self.render_to_response(self.get_context_data())


class OnKept(FormActs):
    """A form that does one thing with a proceeding or complaint, and goes back to its page."""

    model: type[models.Model] = Proceeding
    template_name = "workbench/remedies/act.html"
    roles: tuple[str, ...] = HANDLERS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super(ActView, self).setup(request, *args, **kwargs)
        self.object = found_or_404(self.model, request.user, kwargs["pk"], *self.roles)

    def get_header_title(self) -> str:
        return f"{self.page_title}：{self.object}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *crumbs(self.object, self.page_title)]

    def get_success_url(self) -> str:
        return page_url(self.object)


def paper(request: HttpRequest, model: type[Kept], pk: int, paper: int) -> HttpResponse:
    """A sealed file of a proceeding or complaint, always as a download; that it was read is on record."""
    of = found_or_404(model, request.user, pk, *HANDLERS)
    found = get_object_or_404(of.remedyfiles, pk=paper)
    return download(files.content(found, by=request.user), found.media_type, found.name, "attachment")


def _namespace(of: Kept) -> str:
    return "complaints" if isinstance(of, Complaint) else "remedies"


def _paper_url(file: RemedyFile) -> str:
    return reverse(f"{_namespace(file.of)}:paper", args=[file.of.pk, file.pk])


def _history(of: Kept) -> list[tuple[Entry, str]]:
    entries = Entry.objects.filter(object_type=of._meta.label_lower, object_id=str(of.pk)).order_by("-number")
    return [(entry, LABELS.get(entry.action, entry.action)) for entry in entries[:MOST_SHOWN]]
