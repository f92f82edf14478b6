"""Papers of a review, lawsuit or complaint: hostile until shown otherwise, sealed on the disk, read by who may and told to the log."""

from __future__ import annotations

import hashlib

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gongkai.audit.log import record
from gongkai.casework.services.files import MAX_BYTES
from gongkai.remedies.models import Complaint, Proceeding, RemedyFile
from gongkai.remedies.services.people import keeper_of, may_read
from gongkai.units.access import has_role
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady
from gongkai.units.sealing import seal_bytes, unseal_bytes
from gongkai.untrusted.uploads import RefusedUploadError, checked


@transaction.atomic
def store(of: Proceeding | Complaint, upload: UploadedFile, kind: str, *, by: Person) -> RemedyFile:
    """Keep `upload` with a proceeding or complaint; raises `NotReady` (in Chinese) for what is not taken."""
    keeper = keeper_of(of)
    if not has_role(by, keeper, Role.CASE_OFFICER):
        raise PermissionDenied("您不是这个机关的依申请公开承办人。")
    if kind not in RemedyFile.Kind.values:
        raise NotReady("请选择文件的种类。")
    try:
        name, media_type = checked(upload, upload.name or "", upload.size or 0, MAX_BYTES)
    except RefusedUploadError as refused:
        raise NotReady(str(refused)) from None
    data = upload.read()
    file = RemedyFile(
        proceeding=of if isinstance(of, Proceeding) else None,
        complaint=of if isinstance(of, Complaint) else None,
        kind=kind,
        name=name,
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        by=by,
    )
    file.content.save(name, ContentFile(seal_bytes(data)), save=False)
    try:
        file.save()
        record("remedy.file", of, by=by, unit=keeper.code, after={"kind": kind, "sha256": file.sha256})
    except BaseException:
        file.content.delete(save=False)
        raise
    return file


def content(file: RemedyFile, *, by: Person) -> bytes:
    """The paper's content, for the unit (or office) that keeps it; reading it is recorded."""
    if not may_read(file.of, by):
        raise PermissionDenied("只有保管案卷的机关的承办人和负责人可以查看文件。")
    with file.content.open("rb") as sealed:
        data = unseal_bytes(sealed.read())
    record(
        "personal_data.read", file.of, by=by, unit=keeper_of(file.of).code, after={"file": file.pk, "kind": file.kind}
    )
    return data
