"""Composing many entries ahead, in a second process, while this one writes those before.

What takes the time of an entry is text in, words out, and needs neither its id nor the database: that alone is done elsewhere. Writing
stays with the caller, in the caller's transaction.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, pairwise
from typing import Any, Self, TypeVar

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
    """Composes documents, to be used in a `with`; for `MANY` and more in a process of its own, which ends with this one at the latest."""

    def __init__(self, expected: int) -> None:
        self._pool = (
            ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=_stand_by)
            if expected >= MANY
            else None
        )
        self._coming: deque[Future[list[Composed]]] = deque(maxlen=_IN_FLIGHT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def begin(self, documents: Mapping[Key, Document]) -> Callable[[], dict[Key, Composed]]:
        """Begin to compose; what is returned gives, as often as it is asked, the entries by their documents' keys.

        Raises then what composing raised, and `ComposingStopped`. Where nobody asks, waits by itself: few are ever under way.
        """
        keys, values, pack = list(documents), list(documents.values()), engine(connection).pack
        if self._pool is None or not values:
            return lambda: dict(zip(keys, _composed(values, pack), strict=True))
        if len(self._coming) == _IN_FLIGHT:
            wait([self._coming[0]])
        try:
            coming = self._pool.submit(_composed, values, pack)
        except BrokenProcessPool as error:
            raise _stopped() from error
        self._coming.append(coming)

        def result() -> dict[Key, Composed]:
            try:
                return dict(zip(keys, coming.result(), strict=True))
            except BrokenProcessPool as error:
                raise _stopped() from error

        return result


def one_ahead(things: Iterable[Thing]) -> Iterator[Thing]:
    """Each of `things` after the next has been made: what making it has begun goes on meanwhile, and no more than two are at hand."""
    return (thing for thing, _ in pairwise(chain(things, [None])))


def _composed(documents: Iterable[Document], pack: Pack) -> list[Composed]:
    return [composed(document, pack) for document in documents]


def _stopped() -> ComposingStopped:
    return ComposingStopped(
        "编制检索索引的进程中途被终止，多半是内存不足；正在处理的这一批没有写入，此前各批已经写入。请检查服务器内存后再做一次。"
    )


def _stand_by() -> None:
    """In the second process: leave interrupts to the first, and end when it does, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, args=(multiprocessing.parent_process(),), daemon=True).start()


def _follow(parent: Any) -> None:
    parent.join()
    os._exit(1)
