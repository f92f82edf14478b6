"""Past years' requests from a table: checked first, each bad row told with its column, then the very same file taken over.

What was checked is kept sealed until then, for a day at most: nobody has to choose it twice.
"""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic.edit import FormMixin
from wagtail.admin import messages

from gongkai.casework import importing
from gongkai.casework.importing import Outcome
from gongkai.casework.services.files import MAX_BYTES
from gongkai.units.access import units_of
from gongkai.units.models import Person, Role, Unit
from gongkai.units.sealing import SealBroken, seal_bytes, unseal_bytes
from gongkai.untrusted.unpacking import UnreadableTableError
from gongkai.untrusted.uploads import RefusedUploadError, checked
from gongkai.workbench.cases.views import RoleView
from gongkai.workbench.saving import tell

MAY_IMPORT = (Role.CASE_OFFICER, Role.ADMINISTRATOR)
CHECKED = "requests_import_checked"
"""In the session: what was checked and has rows to take over, as the fields of `Kept`."""
FOLDER = "checked-requests"
LONGEST = timedelta(days=1)
SHOWN = 500
"""Problems that the page lists."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A checked table: what it is for (a unit, a report), where it lies sealed, its name and kind, its SHA-256."""

    of: int
    place: str
    name: str
    kind: str
    sha256: str


class ImportForm(forms.Form):
    """A file to check."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="机构", empty_label="请选择")
    file = forms.FileField(label="文件", help_text="按模板填写的xlsx或者csv文件。")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_of(person, MAY_IMPORT)
        self.fields["unit"].queryset = units.order_by("path")
        if units.count() == 1:
            self.fields["unit"].initial = units.first()
            self.fields["unit"].widget = forms.HiddenInput()


class TableView(FormMixin, RoleView):
    """The file, what its check found, and the button that takes it over. A view says for what (`of`) a table is and how it is read."""

    template_name = "workbench/remedies/import.html"
    header_icon = "upload"
    form_class: type[forms.Form]
    checked: str
    """The name in the session under which it is known what was checked."""
    outcome: Outcome | None = None

    def of(self, form: Any) -> Any:
        """What the table is for, by the form that was sent."""
        raise NotImplementedError

    def known(self, number: int) -> Any:
        """The same by its number, as it is now."""
        raise NotImplementedError

    def run(self, of: Any, path: Path, kind: str, *, dry_run: bool) -> Outcome:
        """Check the table and, unless it is a dry run, take it over."""
        raise NotImplementedError

    def next(self, outcome: Outcome | None) -> str:
        """What is to be done now."""
        raise NotImplementedError

    @property
    def kept(self) -> Kept | None:
        """What this person had checked and may take over."""
        found = self.request.session.get(self.checked)
        return Kept(**found) if found else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "write" in request.POST:
            try:
                self._take_over()
            except ValidationError as problem:
                messages.error(request, problem.messages[0])
            unbound = self.form_class(**{**self.get_form_kwargs(), "data": None, "files": None})
            return self.render_to_response(self.get_context_data(form=unbound))
        form = self.get_form()
        if form.is_valid():
            try:
                self._check(self.of(form), form.cleaned_data["file"])
            except ValidationError as problem:
                tell(form, problem)
        return self.render_to_response(self.get_context_data(form=form))

    def _check(self, of: Any, upload: UploadedFile) -> None:
        try:
            name, _ = checked(upload, upload.name or "", upload.size or 0, MAX_BYTES)
        except RefusedUploadError as refused:
            raise ValidationError({"file": str(refused)}) from None
        self._forget()
        data, kind = upload.read(), Path(name).suffix.lower().lstrip(".")
        self.outcome = self._read(of, data, kind, dry_run=True)
        if self.outcome.new:
            kept = Kept(of.pk, _keep(data), name, kind, hashlib.sha256(data).hexdigest())
            self.request.session[self.checked] = asdict(kept)

    def _take_over(self) -> None:
        kept, upload = self.kept, self.request.FILES.get("file")
        if kept is None or not default_storage.exists(kept.place):
            raise ValidationError("还没有检查过的文件，请选择文件，先点“检查”。")
        if upload is not None and hashlib.sha256(upload.read()).hexdigest() != kept.sha256:
            raise ValidationError("刚才选择的文件还没有检查过，或者检查以后改动过。请先点“检查”。")
        try:
            with default_storage.open(kept.place, "rb") as sealed:
                data = unseal_bytes(sealed.read())
        except SealBroken:  # the key went since
            raise ValidationError("检查过的文件打不开了，请重新选择文件检查。") from None
        self.outcome = self._read(self.known(kept.of), data, kept.kind, dry_run=False)
        self._forget()

    def _forget(self) -> None:
        if kept := self.kept:
            default_storage.delete(kept.place)
        self.request.session[self.checked] = None

    def _read(self, of: Any, data: bytes, kind: str, *, dry_run: bool) -> Outcome:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"table.{kind}"
            path.write_bytes(data)
            try:
                return self.run(of, path, kind, dry_run=dry_run)
            except UnreadableTableError as unreadable:
                raise ValidationError({"file": str(unreadable)}) from None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outcome = self.outcome
        problems = outcome.problems if outcome else []
        return super().get_context_data(
            **kwargs,
            outcome=outcome,
            kept=self.kept,
            problems=problems[:SHOWN],
            more=max(len(problems) - SHOWN, 0),
            refused=len({problem.row for problem in problems}),
            next=self.next(outcome),
        )


class ImportView(TableView):
    """Past years' requests."""

    page_title = "导入以往申请"
    roles = MAY_IMPORT
    form_class = ImportForm
    checked = CHECKED

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.request.user}

    def of(self, form: Any) -> Unit:
        unit: Unit = form.cleaned_data["unit"]
        return unit

    def known(self, number: int) -> Unit:
        return Unit.objects.get(pk=number)

    def run(self, of: Unit, path: Path, kind: str, *, dry_run: bool) -> Outcome:
        return importing.run(of, path, kind, by=self.request.user, dry_run=dry_run)

    def next(self, outcome: Outcome | None) -> str:
        return _next(outcome)


def _next(outcome: Outcome | None) -> str:
    if outcome is None:
        return "下载模板，一行填一件申请；选好文件，先点“检查”，不会写入任何东西。"
    if outcome.written:
        return "已经导入。没有导入的行改正以后可以再导入一次，已有的不会重复。"
    if not outcome.new:
        return "没有可以导入的新申请。请按下面的建议改正文件，再检查一次。"
    return "点“正式导入”，导入刚才检查的文件；有问题的行不会导入，也可以先改正再选择文件检查。"


def _keep(data: bytes) -> str:
    """Where the table lies sealed until it is taken over; what has lain there for a day is thrown away."""
    with suppress(FileNotFoundError):
        for name in default_storage.listdir(FOLDER)[1]:
            if default_storage.get_modified_time(f"{FOLDER}/{name}") < timezone.now() - LONGEST:
                default_storage.delete(f"{FOLDER}/{name}")
    return default_storage.save(f"{FOLDER}/{uuid.uuid4().hex}.sealed", ContentFile(seal_bytes(data)))


class TemplateView(RoleView):
    """The workbook to fill in."""

    roles = MAY_IMPORT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
        file.write(importing.template())
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename="以往申请导入模板.xlsx")
