"""Composing many entries ahead, in a second process, while this one writes those before.

What takes the time of an entry is text in, words out, and needs neither its id nor the database: that alone is done elsewhere. Writing
stays with the caller, in the caller's transaction.
"""

from __future__ import annotations

import contextlib
import signal
import traceback
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import chain, pairwise
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Self, TypeVar

from django.db import connection

from gongkai.publishing.search.entries import Composed, Document, Pack, composed
from gongkai.publishing.search.tables import engine

MANY = 2_000
"""So many documents are worth the start of a process, which takes as long as some hundreds of them."""

_IN_FLIGHT = 3

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")


class ComposingStopped(Exception):
    """The second process is gone. Nothing of what waits for it may be written; the message says in Chinese what to do."""


class Composer:
    """Composes documents, to be used in a `with`; for `MANY` and more in a process of its own, which ends with this one at the latest.

    The process has a pipe that nobody else holds: it ends with either of the two, however that ends and whatever it was sending.
    """

    def __init__(self, expected: int) -> None:
        self._process: BaseProcess | None = None
        self._coming: deque[Future[list[Composed]]] = deque(maxlen=_IN_FLIGHT)
        if expected >= MANY:
            self._pipe, there = Pipe()
            self._asking = ThreadPoolExecutor(1)
            self._process = get_context("spawn").Process(target=_serve, args=(there,), daemon=True)
            self._process.start()
            there.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._process:
            self._process.kill()
            self._process.join()
            self._asking.shutdown(cancel_futures=True)
            self._pipe.close()

    def begin(self, documents: Mapping[Key, Document]) -> Callable[[], dict[Key, Composed]]:
        """Begin to compose; what is returned gives, as often as it is asked, the entries by their documents' keys.

        Raises then what composing raised, and `ComposingStopped`. Where nobody asks, waits by itself: few are ever under way.
        """
        keys, values, pack = list(documents), list(documents.values()), engine(connection).pack
        if self._process is None or not values:
            return lambda: dict(zip(keys, _composed(values, pack), strict=True))
        if len(self._coming) == _IN_FLIGHT:
            wait([self._coming[0]])
        coming = self._asking.submit(self._ask, values, pack)
        self._coming.append(coming)
        return lambda: dict(zip(keys, coming.result(), strict=True))

    def _ask(self, documents: list[Document], pack: Pack) -> list[Composed]:
        """What the second process makes of `documents`; in a thread of its own, which does nothing but wait for it."""
        try:
            self._pipe.send((documents, pack))
            made: list[Composed] | Exception = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise ComposingStopped(
                "编制检索索引的进程中途被终止，多半是内存不足；正在处理的这一批没有写入，此前各批已经写入。请检查服务器内存后再做一次。"
            ) from error
        if isinstance(made, Exception):
            raise made
        return made


def one_ahead(things: Iterable[Thing]) -> Iterator[Thing]:
    """Each of `things` after the next has been made: what making it has begun goes on meanwhile, and no more than two are at hand."""
    return (thing for thing, _ in pairwise(chain(things, [None])))


def _composed(documents: Iterable[Document], pack: Pack) -> list[Composed]:
    return [composed(document, pack) for document in documents]


def _serve(pipe: Connection) -> None:
    """In the second process: compose until the pipe ends. Interrupts are left to the first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            documents, pack = pipe.recv()
            try:
                made: list[Composed] | Exception = _composed(documents, pack)
            except Exception as error:
                error.add_note(traceback.format_exc())
                made = error
            pipe.send(made)
