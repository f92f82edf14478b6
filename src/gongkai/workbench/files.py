"""Files in the workbench: choosing one for an item, uploading one, opening one that is not public yet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from gongkai.publishing.models import File
from gongkai.publishing.services import files
from gongkai.units.access import units_of
from gongkai.units.models import Person, Role, Unit
from gongkai.units.problems import NotReady
from gongkai.untrusted.uploads import MEDIA_TYPES
from gongkai.workbench.csp import NoncedChooser


def choosable(person: Person) -> QuerySet[File]:
    """The files that `person` may put into an item: those of the units where they write."""
    return File.objects.filter(unit__in=units_of(person, {Role.AUTHOR}))


def open_file(request: HttpRequest, pk: int) -> FileResponse:
    """An attachment, public or not, for who works in its unit; always as a download, never shown in the page."""
    file = get_object_or_404(File.objects.visible_to(request.user), pk=pk)
    response = FileResponse(
        file.content.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


class UploadForm(forms.Form):
    """One file; the unit is asked for only where there is a choice."""

    content = forms.FileField(
        label="文件",
        help_text=f"可以上传{'、'.join(sorted(MEDIA_TYPES))}，每个不超过{files.MAX_BYTES // 1024 // 1024}MB。",
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label="机构", empty_label=None)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        units = units_of(person, {Role.AUTHOR})
        field = self.fields["unit"]
        field.queryset = units
        field.initial = units.first()
        if units.count() == 1:
            field.required, field.widget = False, forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        upload, unit = cleaned.get("content"), cleaned.get("unit") or self.fields["unit"].initial
        if upload and unit:
            try:
                self.file = files.store(upload, unit=unit, by=self.person)
            except NotReady as problem:
                self.add_error("content", problem.messages)
        return cleaned

    def save(self) -> File:
        """The file, which was stored when the form was checked: only its content tells whether it is taken."""
        return self.file


class _Person:
    """What the chooser's views share: everything is limited to the person who asks."""

    def can_create(self) -> bool:
        return units_of(self.request.user, {Role.AUTHOR}).exists()

    def get_object_list(self) -> QuerySet[File]:
        return choosable(self.request.user)

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_creation_form_kwargs(), "person": self.request.user}

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, Column("unit", label="机构"), DateColumn("uploaded_at", label="上传时间")]


class _ChooseView(_Person, chooser.ChooseView):
    pass


class _ChooseResultsView(_Person, chooser.ChooseResultsView):
    pass


class _CreateView(_Person, chooser.CreateView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.request = request
        if not self.can_create():
            raise PermissionDenied
        return chooser.View.dispatch(self, request, *args, **kwargs)


class _ChosenView(chooser.ChosenView):
    def get_object(self, pk: Any) -> File:
        return get_object_or_404(choosable(self.request.user), pk=pk)


class _ChosenMultipleView(chooser.ChosenMultipleView):
    def get_objects(self, pks: list[Any]) -> QuerySet[File]:
        return choosable(self.request.user).filter(pk__in=pks)


class FileChooser(ChooserViewSet):
    """Choosing an attachment: upload first, or one that the unit already has."""

    model = File
    icon = "doc-full-inverse"
    page_title = "选择附件"
    choose_one_text = "选择或者上传文件"
    choose_another_text = "换一个文件"
    edit_item_text = "打开"
    search_tab_label = "已上传的文件"
    creation_tab_label = "上传新文件"
    create_action_label = "上传"
    create_action_clicked_label = "正在上传…"
    creation_form_class = UploadForm
    per_page = 12
    base_widget_class = NoncedChooser
    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView
    create_view_class = _CreateView
    chosen_view_class = _ChosenView
    chosen_multiple_view_class = _ChosenMultipleView


file_chooser = FileChooser("file_chooser", url_prefix="files")
