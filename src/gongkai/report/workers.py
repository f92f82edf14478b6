"""Several processes that read a batch between them, results in order. Imported only where there is more than one: it takes 70 ms."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Generic, TypeAlias, TypeVar

from gongkai.report.batch import Failure, printable

T = TypeVar("T")
_Paths: TypeAlias = "list[str | Failure]"

_CHUNK = 16
"""Paths that a process takes at a time: large enough that handing them over costs nothing beside the reading."""
_AHEAD = 4
"""Chunks under way per process: results are kept in order, so that this many may wait in memory."""


class Workers(Generic[T]):
    """Processes that work on chunks of paths. One that dies (out of memory, killed) costs the path that it died of, no other."""

    def __init__(self, work: Callable[[str], T], jobs: int) -> None:
        self._work, self._jobs = work, jobs
        self._pool = _processes(jobs)

    def __enter__(self) -> Workers[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def results(self, paths: Iterator[str | Failure]) -> Iterator[T | Failure]:
        """The result of each path, in order."""
        waiting: deque[tuple[_Paths, Future[list[T | Failure]]]] = deque()
        while True:
            while len(waiting) < self._jobs * _AHEAD and (chunk := list(islice(paths, _CHUNK))):
                waiting.append((chunk, self._submit(chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                done = future.result()
            except BrokenProcessPool:
                done = [self._alone(path) for path in chunk]
                waiting = deque((later, self._submit(later)) for later, _ in waiting)
            yield from done

    def _submit(self, chunk: _Paths) -> Future[list[T | Failure]]:
        try:
            return self._pool.submit(_chunk, self._work, chunk)
        except BrokenProcessPool:
            self._pool = _processes(self._jobs)
            return self._pool.submit(_chunk, self._work, chunk)

    def _alone(self, path: str | Failure) -> T | Failure:
        """The result of a path worked on in a process of its own."""
        try:
            with _processes(1) as pool:
                return pool.submit(_chunk, self._work, [path]).result()[0]
        except BrokenProcessPool:
            return Failure(printable(str(path)), "读取时进程意外终止，文件可能已损坏或者过大")


def _processes(count: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(count, initializer=_begin)


def _begin() -> None:
    """Settle a new process: Ctrl-C ends it without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _chunk(work: Callable[[str], T], paths: _Paths) -> list[T | Failure]:
    return [path if isinstance(path, Failure) else work(path) for path in paths]
