"""The zip package that a .docx or .xlsx is, opened with every size checked before and while it is inflated."""

from __future__ import annotations

import io
import zipfile

from gongkai.report.documents.limits import MAX_XML_BYTES, MAX_ZIP_ENTRIES, readable
from gongkai.report.model import UnreadableError

_WHAT = "Office文档"
_CHUNK = 1 << 20


class Package:
    """An Office file's parts by name; `names` has them in the order of the zip's directory."""

    def __init__(self, data: bytes) -> None:
        """Raises `UnreadableError` where the zip is damaged, encrypted or claims more than a document has."""
        with readable(_WHAT):
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._entries = {entry.filename.replace("\\", "/"): entry for entry in self._zip.infolist()}
        if len(self._zip.infolist()) > MAX_ZIP_ENTRIES:
            raise UnreadableError(f"{_WHAT}里有超过{MAX_ZIP_ENTRIES}个文件，不像是一份报告；请另存后再读")
        if any(entry.flag_bits & 1 for entry in self._entries.values()):
            raise UnreadableError("文件设有密码，无法读出；请取消密码后再读")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes | None:
        """A part's bytes, `None` where there is no such part; raises `UnreadableError` where it is damaged or too large."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        with readable(_WHAT), self._zip.open(entry) as part:
            # The size in the directory is a claim: at most one byte more than allowed is ever inflated.
            data = part.read(MAX_XML_BYTES + 1) if entry.file_size <= MAX_XML_BYTES else b""
        if len(data) > MAX_XML_BYTES or entry.file_size > MAX_XML_BYTES:
            raise UnreadableError(
                f"{_WHAT}解压后超过{MAX_XML_BYTES // 1_000_000}MB，不像是一份报告，未予读取；请只保留报告正文"
            )
        return data
