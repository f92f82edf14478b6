"""Many reports, one after another or in several processes: each path gives one result, whatever happens to its neighbours."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from gongkai.report.model import Report
from gongkai.untrusted import UnreadableError

T = TypeVar("T")

SUFFIXES = frozenset(
    (
        "",
        ".txt",
        ".html",
        ".htm",
        ".shtml",
        ".xhtml",
        ".mht",
        ".mhtml",
        ".docx",
        ".doc",
        ".wps",
        ".pdf",
        ".xlsx",
        ".xls",
    )
)
"""What is read of a folder. A file named on the command line is read whatever its suffix: the content decides."""

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Failure:
    """A path that could not be read: `source` as printable text, `error` a Chinese sentence."""

    source: str
    error: str


def printable(path: str) -> str:
    """The path as text that any stream takes: bytes that are no UTF-8 are shown as \\xNN."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def walk(paths: Iterable[str]) -> Iterator[str | Failure]:
    """The files of `paths` in order, folders walked in the order of their names; what cannot be listed is a `Failure`."""
    for path in paths:
        if path != STANDARD_INPUT and Path(path).is_dir():
            yield from _walk_folder(path)
        else:
            yield path


def _walk_folder(folder: str) -> Iterator[str | Failure]:
    problems: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=problems.append):
        folders.sort()
        while problems:
            yield _denied(problems.pop())
        for name in sorted(names):
            if Path(name).suffix.lower() in SUFFIXES and not name.startswith("."):
                yield os.path.join(root, name)  # noqa: PTH118 - a Path would drop the ./ of the folder as given
    while problems:
        yield _denied(problems.pop())


def _denied(problem: OSError) -> Failure:
    return Failure(printable(str(problem.filename)), _reason(problem))


def read_path(path: str) -> Report | Failure:
    """Read the report in the file `path` (`-`: standard input)."""
    from gongkai.report.documents.limits import MAX_FILE_BYTES
    from gongkai.report.reading import read_bytes

    source = printable(path)
    try:
        if path == STANDARD_INPUT:
            data = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        else:
            if not stat.S_ISREG(Path(path).stat().st_mode):
                return Failure(source, "不是普通文件，无法读取")
            with Path(path).open("rb") as file:
                data = file.read(MAX_FILE_BYTES + 1)
        return read_bytes(data, source)
    except UnreadableError as error:
        return Failure(source, str(error))
    except OSError as error:
        return Failure(source, _reason(error))
    except Exception as error:  # a fault of ours in one report must not cost the run the others
        return Failure(source, f"程序出错（{type(error).__name__}: {error}），请把这份文件报告给开发者")


def _reason(error: OSError) -> str:
    known = {
        FileNotFoundError: "文件不存在（或者是失效的链接），请核对路径",
        PermissionError: "没有读取权限，请检查文件或者文件夹的权限",
    }
    return known.get(type(error), f"无法读取：{error.strerror or error}")


def each(work: Callable[[str], T], paths: Iterable[str | Failure], jobs: int = 1) -> Iterator[T | Failure]:
    """`work` done for every path, in order; with `jobs` above 1 in so many processes. Memory does not grow with the number."""
    if jobs > 1:
        from gongkai.report.workers import Workers

        with Workers(work, jobs) as workers:
            yield from workers.results(iter(paths))
    else:
        for path in paths:
            yield path if isinstance(path, Failure) else work(path)
