"""The files that come with what an applicant sends: all are kept, or none."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack

from django.core.files.uploadedfile import UploadedFile

from gongkai.casework.models import Case
from gongkai.casework.services import files


def keep(case: Case, uploads: Iterable[tuple[UploadedFile, str]]) -> None:
    """Store each upload under its kind, in the caller's transaction; raises `NotReady` (in Chinese) for what is not taken."""
    with ExitStack() as undo:
        for upload, kind in uploads:
            undo.callback(files.store(case, upload, kind, by=None).content.delete, save=False)
        undo.pop_all()
