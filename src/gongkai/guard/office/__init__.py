"""Office files: what a reader does not see and yet gets with them. 条例 Art. 17: reviewed before they are published."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gongkai.guard.finding import Finding
from gongkai.guard.office import docx, extras, pptx, xlsx
from gongkai.guard.package import Package
from gongkai.guard.reading import Settings
from gongkai.untrusted import UnreadableError


def read_office(base: str, package: Package, settings: Settings) -> Iterator[Finding]:
    """All findings of a .docx, .xlsx or .pptx (or one with macros); raises `UnreadableError` where the package is none of these."""
    names = package.names
    for part, reader in (("word/", docx.read), ("xl/", xlsx.read), ("ppt/", pptx.read)):
        if any(name.startswith(part) for name in names):
            yield from _both(base, package, settings, reader)
            return
    raise UnreadableError("这种格式的文件无法检查", "另存为docx、xlsx或者PDF后重新上传")


def _both(
    base: str, package: Package, settings: Settings, reader: Callable[[str, Package, Settings], Iterator[Finding]]
) -> Iterator[Finding]:
    """The file's own data and its content: where one is damaged, the other is read all the same."""
    broken: UnreadableError | None = None
    for read in (extras.read, reader):
        try:
            yield from read(base, package, settings)
        except UnreadableError as error:
            broken = error
    if broken:
        raise broken
