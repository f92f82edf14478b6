"""Files of a case: hostile until shown otherwise, sealed on the disk, read by who may and told to the audit log."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gongkai.audit.log import record
from gongkai.casework.models import Case, CaseFile
from gongkai.units.models import Person
from gongkai.units.problems import NotReady
from gongkai.units.sealing import seal_bytes, unseal_bytes
from gongkai.untrusted.uploads import RefusedUploadError, checked

MAX_BYTES = 20 * 1024 * 1024
"""The largest file of a case: it is sealed in memory."""


_OF_THE_APPLICANT = (
    CaseFile.Kind.IDENTITY,
    CaseFile.Kind.AUTHORISATION,
    CaseFile.Kind.REQUEST,
    CaseFile.Kind.CORRECTION,
)
"""What applicants send is often called by their names: it is kept under its kind."""


@transaction.atomic
def store(case: Case, upload: UploadedFile, kind: str, *, by: Person | None) -> CaseFile:
    """Keep `upload` with the case; raises `NotReady` (in Chinese) for what is not taken."""
    try:
        name, media_type = checked(upload, upload.name or "", upload.size or 0, MAX_BYTES)
    except RefusedUploadError as refused:
        raise NotReady(str(refused)) from None
    data = upload.read()
    if kind in _OF_THE_APPLICANT:
        name = (
            f"{CaseFile.Kind(kind).label}{case.files.filter(kind=kind).count() + 1}{PurePosixPath(name).suffix.lower()}"
        )
    file = CaseFile(
        case=case,
        kind=kind,
        name=name,
        size=len(data),
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        by=by,
    )
    file.content.save(name, ContentFile(seal_bytes(data)), save=False)
    try:
        file.save()
        record("case.file", case, by=by, unit=case.unit.code, after={"kind": kind, "sha256": file.sha256})
    except BaseException:
        file.content.delete(save=False)
        raise
    return file


def content(file: CaseFile, *, by: Person | None) -> bytes:
    """The file's content; reading what holds personal data is recorded. Who may read is for the caller's query to say."""
    with file.content.open("rb") as sealed:
        data = unseal_bytes(sealed.read())
    record("personal_data.read", file.case, by=by, unit=file.case.unit.code, after={"file": file.pk, "kind": file.kind})
    return data
