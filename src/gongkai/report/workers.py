"""Several processes that read a batch between them, results in order. Imported only where there is more than one: it takes 20 ms."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing.connection import wait
from typing import Generic, TypeAlias, TypeVar

from gongkai.report.batch import STANDARD_INPUT, Failure, printable
from gongkai.untrusted.apart import Apart, DiedError

T = TypeVar("T")
_Paths: TypeAlias = "list[str | Failure]"
_Process: TypeAlias = "Apart[_Paths, list[T | Failure]]"

_CHUNK = 16
"""Paths that a process takes at a time: large enough that handing them over costs nothing beside the reading."""
_AHEAD = 4
"""Chunks under way per process: results are kept in order, so that this many may wait in memory."""


@dataclass(slots=True)
class _Chunk(Generic[T]):
    """Neighbouring paths, and the result of each as soon as it is there."""

    paths: _Paths
    results: list[T | Failure] | None = None


class Workers(Generic[T]):
    """Processes that work on chunks of paths. One that dies (out of memory, killed) costs the path that it died of, no other."""

    def __init__(self, work: Callable[[str], T], jobs: int) -> None:
        self._work, self._jobs = partial(_each, work), jobs
        self._idle: list[_Process[T]] = []
        self._busy: dict[_Process[T], _Chunk[T]] = {}

    def __enter__(self) -> Workers[T]:
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self._idle, *self._busy):
            process.end()

    def results(self, paths: Iterator[str | Failure]) -> Iterator[T | Failure]:
        """The result of each path, in order."""
        in_order: deque[_Chunk[T]] = deque()
        untaken: deque[_Chunk[T]] = deque()
        while True:
            while len(in_order) < self._jobs * _AHEAD and (some := list(islice(paths, _CHUNK))):
                in_order.append(_Chunk(some))
                if STANDARD_INPUT in some:  # which no other process has
                    in_order[-1].results = self._work(some)
                else:
                    untaken.append(in_order[-1])
            if not in_order:
                return
            self._hand_out(untaken)
            while in_order and in_order[0].results is not None:
                yield from in_order.popleft().results or ()
            self._collect()

    def _hand_out(self, untaken: deque[_Chunk[T]]) -> None:
        """A chunk for each process that has none, and processes as long as there is work for more."""
        while untaken and (self._idle or len(self._busy) < self._jobs):
            process = self._idle.pop() if self._idle else Apart(self._work, self._busy)
            self._busy[process] = untaken.popleft()
            process.ask(self._busy[process].paths)

    def _collect(self) -> None:
        """Wait until a process is done with its chunk, or died of it: then each of its paths has a process of its own."""
        done = wait([process.pipe for process in self._busy]) if self._busy else ()
        for process in [process for process in self._busy if process.pipe in done]:
            chunk = self._busy[process]
            try:
                chunk.results = process.answer()
            except DiedError:
                del self._busy[process]
                process.end()
                chunk.results = [self._alone(path) for path in chunk.paths]
            else:
                del self._busy[process]
                self._idle.append(process)

    def _alone(self, path: str | Failure) -> T | Failure:
        """The result of a path worked on in a process of its own."""
        process: _Process[T] = Apart(self._work, (*self._idle, *self._busy))
        try:
            process.ask([path])
            return process.answer()[0]
        except DiedError:
            return Failure(printable(str(path)), "读取时进程意外终止，文件可能已损坏或者过大")
        finally:
            process.end()


def _each(work: Callable[[str], T], paths: _Paths) -> list[T | Failure]:
    return [path if isinstance(path, Failure) else work(path) for path in paths]
