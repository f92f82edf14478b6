"""Taking in uploaded files: hostile until shown otherwise."""

from __future__ import annotations

import errno
import hashlib

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gongkai.audit.log import record
from gongkai.publishing.models import File
from gongkai.units.models import Person, Unit
from gongkai.units.problems import NotReady
from gongkai.untrusted.uploads import RefusedUploadError, checked

MAX_BYTES = 100 * 1024 * 1024
"""The largest file that is taken."""


@transaction.atomic
def store(upload: UploadedFile, *, unit: Unit, by: Person | None, name: str = "") -> File:
    """Keep `upload` for `unit`.

    Raises `NotReady` for a file that is empty, too large, of a kind that is not taken, or not what its name claims, and where the disk
    is full: nothing of it stays behind then.
    """
    try:
        name, media_type = checked(upload, name or upload.name or "", upload.size or 0, MAX_BYTES)
    except RefusedUploadError as refused:
        raise NotReady(str(refused)) from None
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    file = File(
        unit=unit,
        name=name,
        size=upload.size,
        media_type=media_type,
        sha256=digest.hexdigest(),
        uploaded_by=by,
    )
    storage, place = file.content.storage, file.content.field.generate_filename(file, name)
    try:
        file.content = storage.save(place, upload)
        file.save()
        record("file.uploaded", file, by=by, unit=unit.code, after={"size": file.size, "sha256": file.sha256})
    except BaseException as error:
        storage.delete(place)
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NotReady(f"服务器的磁盘已满，“{name}”没有保存。请联系管理员清理磁盘后重新上传。") from error
        raise
    return file


def store_bytes(data: bytes, name: str, *, unit: Unit, by: Person | None) -> File:
    """`store` for a file that is at hand as bytes."""
    return store(ContentFile(data, name=name), unit=unit, by=by)  # type: ignore[arg-type]
