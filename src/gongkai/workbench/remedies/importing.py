"""Past years' requests from a table: checked first, each bad row told with its column, then the very same file taken over."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.generic.edit import FormMixin

from gongkai.casework import importing
from gongkai.casework.importing import Outcome
from gongkai.casework.services.files import MAX_BYTES
from gongkai.units.access import units_of
from gongkai.units.models import Person, Role, Unit
from gongkai.untrusted.unpacking import UnreadableTableError
from gongkai.untrusted.uploads import RefusedUploadError, checked
from gongkai.workbench.cases.views import RoleView
from gongkai.workbench.saving import tell

MAY_IMPORT = (Role.CASE_OFFICER, Role.ADMINISTRATOR)
CHECKED = "requests_import_checked"
"""In the session: for which unit which file (its SHA-256) was found to have rows to take over."""
SHOWN = 500
"""Problems that the page lists."""


class ImportForm(forms.Form):
    """A file to check or to take over."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="机构", empty_label="请选择")
    file = forms.FileField(label="文件", help_text="按模板填写的xlsx或者csv文件。")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_of(person, MAY_IMPORT)
        self.fields["unit"].queryset = units.order_by("path")
        if units.count() == 1:
            self.fields["unit"].initial = units.first()
            self.fields["unit"].widget = forms.HiddenInput()


class ImportView(FormMixin, RoleView):
    """The file, what its check found, and the button that takes it over."""

    page_title = "导入以往申请"
    template_name = "workbench/remedies/import.html"
    roles = MAY_IMPORT
    header_icon = "upload"
    form_class = ImportForm
    outcome: Outcome | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.request.user}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if form.is_valid():
            try:
                self._run(form.cleaned_data["unit"], form.cleaned_data["file"])
            except ValidationError as problem:
                tell(form, problem)
        return self.render_to_response(self.get_context_data(form=form))

    def _run(self, unit: Unit, upload: UploadedFile) -> None:
        try:
            name, _ = checked(upload, upload.name or "", upload.size or 0, MAX_BYTES)
        except RefusedUploadError as refused:
            raise ValidationError({"file": str(refused)}) from None
        data = upload.read()
        this = [unit.pk, hashlib.sha256(data).hexdigest()]
        writes = "write" in self.request.POST
        if writes and self.request.session.get(CHECKED) != this:
            raise ValidationError({"file": "这个文件还没有检查过，或者检查以后改动过。请先点“检查”。"})
        self.outcome = self._read(unit, data, Path(name).suffix.lower().lstrip("."), dry_run=not writes)
        self.request.session[CHECKED] = this if self.outcome.new and not writes else None

    def _read(self, unit: Unit, data: bytes, kind: str, *, dry_run: bool) -> Outcome:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"table.{kind}"
            path.write_bytes(data)
            try:
                return importing.run(unit, path, kind, by=self.request.user, dry_run=dry_run)
            except UnreadableTableError as unreadable:
                raise ValidationError({"file": str(unreadable)}) from None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outcome = self.outcome
        problems = outcome.problems if outcome else []
        return super().get_context_data(
            **kwargs,
            outcome=outcome,
            problems=problems[:SHOWN],
            more=max(len(problems) - SHOWN, 0),
            refused=len({problem.row for problem in problems}),
            next=_next(outcome),
        )


def _next(outcome: Outcome | None) -> str:
    if outcome is None:
        return "下载模板，一行填一件申请；选好文件，先点“检查”，不会写入任何东西。"
    if outcome.written:
        return "已经导入。没有导入的行改正以后可以再导入一次，已有的不会重复。"
    if not outcome.new:
        return "没有可以导入的新申请。请按下面的建议改正文件，再检查一次。"
    return "再选一次同一个文件，点“正式导入”；有问题的行不会导入，也可以先改正再检查。"


class TemplateView(RoleView):
    """The workbook to fill in."""

    roles = MAY_IMPORT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
        file.write(importing.template())
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename="以往申请导入模板.xlsx")
