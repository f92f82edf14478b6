"""The files of a published edition: made when they are first asked for, and kept beside the database.

An edition never changes and the same report gives the same bytes, so the folder may be emptied at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from gongkai.annual.models import Edition
from gongkai.annual.written import from_edition
from gongkai.report.writing import write

KINDS = ("docx", "pdf", "xlsx", "json")
"""The files of an edition, beside its page."""
_FOLDER = "editions"


def file_of(edition: Edition, kind: str) -> bytes:
    """The file of `edition` in a format of `KINDS`. Raises `typesetting.UnprintableError` where a PDF's fonts lack a character."""
    place = _place(edition, kind)
    with suppress(FileNotFoundError):
        return place.read_bytes()
    made = write(from_edition(edition.content), kind)
    with suppress(OSError):  # a full disk keeps nobody from reading
        _keep(made, place)
    return made


def name_of(edition: Edition, kind: str) -> str:
    """The name under which a reader saves the file."""
    again = f"（第{edition.number}版）" if edition.number > 1 else ""
    return f"{edition.content['title']}{again}.{kind}"


def _place(edition: Edition, kind: str) -> Path:
    """Named by what it says: no other edition can have its name, whatever became of the transaction that made it."""
    text = json.dumps(edition.content, ensure_ascii=False, sort_keys=True)
    return Path(settings.HOME) / _FOLDER / f"{hashlib.blake2b(text.encode(), digest_size=20).hexdigest()}.{kind}"


def _keep(made: bytes, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(made)
        Path(name).replace(place)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


__all__ = ["KINDS", "file_of", "name_of"]
