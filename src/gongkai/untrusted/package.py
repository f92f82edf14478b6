"""The zip package that an Office file is, opened with every size checked before and while it is inflated."""

from __future__ import annotations

import io
import zipfile

from gongkai.untrusted import Policy
from gongkai.untrusted.bounds import readable

_WHAT = "文件"


class Package:
    """An Office file's parts by name."""

    def __init__(self, data: bytes, policy: Policy) -> None:
        """Raises `UnreadableError` where the zip is damaged, locked or claims more than the policy lets through."""
        with readable(_WHAT, policy):
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        entries = self._zip.infolist()
        if len(entries) > policy.zip_entries:
            raise policy.crowded.error(limit=policy.zip_entries)
        if any(entry.flag_bits & 1 for entry in entries):
            raise policy.locked.error()
        self._entries = {entry.filename.replace("\\", "/"): entry for entry in entries}
        self._policy = policy
        self._left = policy.package_bytes

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the zip's directory."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes | None:
        """A part's bytes, `None` where there is no such part; raises `UnreadableError` where it is damaged or too large."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        allowed = min(self._policy.part_bytes, self._left)
        data = b""
        if entry.file_size <= allowed:
            with readable(_WHAT, self._policy), self._zip.open(entry) as part:
                data = part.read(allowed + 1)  # the size in the directory is a claim: one byte more at most is inflated
        if entry.file_size > allowed or len(data) > allowed:
            whole = allowed < self._policy.part_bytes
            limit = self._policy.package_bytes if whole else self._policy.part_bytes
            raise self._policy.large_package.error(limit=limit // 1_000_000)
        self._left -= len(data)
        return data
