"""Several processes that read a batch between them, results in order. Imported only where there is more than one: it takes 20 ms.

`concurrent.futures` would wait for ever for the rest of a result whose sender was killed on the way: the pool itself holds that
pipe open. Here each process has a pipe of its own, which ends with it.
"""

from __future__ import annotations

import contextlib
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeAlias, TypeVar

from gongkai.report.batch import STANDARD_INPUT, Failure, printable

T = TypeVar("T")
_Paths: TypeAlias = "list[str | Failure]"

_CHUNK = 16
"""Paths that a process takes at a time: large enough that handing them over costs nothing beside the reading."""
_AHEAD = 4
"""Chunks under way per process: results are kept in order, so that this many may wait in memory."""


@dataclass(slots=True)
class _Chunk(Generic[T]):
    """Neighbouring paths, and the result of each as soon as it is there."""

    paths: _Paths
    results: list[T | Failure] | None = None


class _Worker(Generic[T]):
    """A process, its pipe and the chunk that it has in hand."""

    def __init__(self, work: Callable[[str], T], others: Sequence[_Worker[T]] = ()) -> None:
        self.pipe, there = Pipe()
        self.chunk: _Chunk[T] | None = None
        inherited = [self.pipe, *(other.pipe for other in others)]
        self._process = Process(target=_serve, args=(work, there, inherited), daemon=True)
        self._process.start()
        there.close()

    def take(self, chunk: _Chunk[T]) -> None:
        """Begin with a chunk. Where the process has died meanwhile, `finish` finds out."""
        self.chunk = chunk
        with contextlib.suppress(OSError):
            self.pipe.send(chunk.paths)

    def finish(self) -> list[T | Failure] | None:
        """The results of the chunk in hand, waited for; `None` where the process died of it."""
        self.chunk = None
        try:
            results: list[T | Failure] | BaseException = self.pipe.recv()
        except (EOFError, OSError):
            return None
        if isinstance(results, BaseException):
            raise results
        return results

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


class Workers(Generic[T]):
    """Processes that work on chunks of paths. One that dies (out of memory, killed) costs the path that it died of, no other."""

    def __init__(self, work: Callable[[str], T], jobs: int) -> None:
        self._work, self._jobs = work, jobs
        self._workers: list[_Worker[T]] = []

    def __enter__(self) -> Workers[T]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def results(self, paths: Iterator[str | Failure]) -> Iterator[T | Failure]:
        """The result of each path, in order."""
        in_order: deque[_Chunk[T]] = deque()
        untaken: deque[_Chunk[T]] = deque()
        while True:
            while len(in_order) < self._jobs * _AHEAD and (some := list(islice(paths, _CHUNK))):
                in_order.append(_Chunk(some))
                if STANDARD_INPUT in some:  # which no other process has
                    in_order[-1].results = _each(self._work, some)
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
        while untaken:
            worker = next((worker for worker in self._workers if worker.chunk is None), None)
            if worker is None:
                if len(self._workers) == self._jobs:
                    return
                worker = _Worker(self._work, self._workers)
                self._workers.append(worker)
            worker.take(untaken.popleft())

    def _collect(self) -> None:
        """Wait until a process is done with its chunk, or died of it: then each of its paths has a process of its own."""
        busy = [(worker, worker.chunk) for worker in self._workers if worker.chunk]
        done = wait([worker.pipe for worker, _ in busy]) if busy else ()
        for worker, chunk in busy:
            if worker.pipe not in done:
                continue
            chunk.results = worker.finish()
            if chunk.results is None:
                self._workers.remove(worker)
                worker.end()
                chunk.results = [self._alone(path) for path in chunk.paths]

    def _alone(self, path: str | Failure) -> T | Failure:
        """The result of a path worked on in a process of its own."""
        worker = _Worker(self._work, self._workers)
        try:
            worker.take(_Chunk([path]))
            results = worker.finish()
        finally:
            worker.end()
        return results[0] if results else Failure(printable(str(path)), "读取时进程意外终止，文件可能已损坏或者过大")


def _serve(work: Callable[[str], T], pipe: Connection, inherited: Sequence[Connection]) -> None:
    """Work on chunks until the pipe ends: with the parent, or when it has enough. Ctrl-C is the parent's to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    while True:
        try:
            paths: _Paths = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(_each(work, paths))
        except BrokenPipeError:
            return
        except Exception as error:
            pipe.send(error)


def _each(work: Callable[[str], T], paths: _Paths) -> list[T | Failure]:
    return [path if isinstance(path, Failure) else work(path) for path in paths]
