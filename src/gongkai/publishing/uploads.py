"""No upload fills the disk: what goes beyond the largest file that is taken is counted, but kept nowhere."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler


class Bounded(FileUploadHandler):
    """Stands before Django's own handlers and passes on a little more than the limit, so that `services.files.store` refuses the file."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        from gongkai.publishing.services.files import MAX_BYTES

        return raw_data if start <= MAX_BYTES else None

    def file_complete(self, file_size: int) -> Any:
        return None
