"""Office files: what a reader does not see and yet gets with them. 条例 Art. 17: reviewed before they are published."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.publishing.guard.finding import Finding
from gongkai.publishing.guard.limits import UnreadableError
from gongkai.publishing.guard.office import docx, extras, pptx, xlsx
from gongkai.publishing.guard.package import Package
from gongkai.publishing.guard.reading import Settings


def read_office(base: str, package: Package, settings: Settings) -> Iterator[Finding]:
    """All findings of a .docx, .xlsx or .pptx (or one with macros); raises `UnreadableError` where the package is none of these."""
    names = package.names
    for part, reader in (("word/", docx.read), ("xl/", xlsx.read), ("ppt/", pptx.read)):
        if any(name.startswith(part) for name in names):
            yield from extras.read(base, package, settings)
            yield from reader(base, package, settings)
            return
    raise UnreadableError("这种格式的文件无法检查。", "另存为docx、xlsx或者PDF后重新上传。")
