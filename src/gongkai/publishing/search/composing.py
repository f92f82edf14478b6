"""Composing many entries ahead, in a second process, while this one writes those before.

What takes the time of an entry is text in, words out, and needs neither its id nor the database: that alone is done elsewhere. Writing
stays with the caller, in the caller's transaction.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import chain, pairwise
from typing import Self, TypeAlias, TypeVar

from django.db import connection

from gongkai.publishing.search.entries import Composed, Document, Pack, composed
from gongkai.publishing.search.tables import engine
from gongkai.untrusted.apart import Apart, DiedError

MANY = 2_000
"""So many documents are worth the start of a process, which takes as long as some hundreds of them."""

_IN_FLIGHT = 3

_Batch: TypeAlias = "tuple[list[Document], Pack]"
Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")


class ComposingStopped(Exception):
    """The second process is gone. Nothing of what waits for it may be written; the message says in Chinese what to do."""


class Composer:
    """Composes documents, to be used in a `with`; for `MANY` and more in a process of its own, which ends with this one at the latest."""

    def __init__(self, expected: int) -> None:
        self._apart: Apart[_Batch, list[Composed]] | None = None
        self._coming: deque[Future[list[Composed]]] = deque(maxlen=_IN_FLIGHT)
        if expected >= MANY:
            self._asking = ThreadPoolExecutor(1)
            self._apart = Apart(_composed, method="spawn")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._apart:
            self._apart.kill()
            self._asking.shutdown(cancel_futures=True)  # nobody waits for the pipe any more when it is closed
            self._apart.end()

    def begin(self, documents: Mapping[Key, Document]) -> Callable[[], dict[Key, Composed]]:
        """Begin to compose; what is returned gives, as often as it is asked, the entries by their documents' keys.

        Raises then what composing raised, and `ComposingStopped`. Where nobody asks, waits by itself: few are ever under way.
        """
        keys, values, pack = list(documents), list(documents.values()), engine(connection).pack
        if self._apart is None or not values:
            return lambda: dict(zip(keys, _composed((values, pack)), strict=True))
        if len(self._coming) == _IN_FLIGHT:
            wait([self._coming[0]])
        coming = self._asking.submit(_ask, self._apart, (values, pack))
        self._coming.append(coming)
        return lambda: dict(zip(keys, coming.result(), strict=True))


def one_ahead(things: Iterable[Thing]) -> Iterator[Thing]:
    """Each of `things` after the next has been made: what making it has begun goes on meanwhile, and no more than two are at hand."""
    return (thing for thing, _ in pairwise(chain(things, [None])))


def _composed(batch: _Batch) -> list[Composed]:
    documents, pack = batch
    return [composed(document, pack) for document in documents]


def _ask(apart: Apart[_Batch, list[Composed]], batch: _Batch) -> list[Composed]:
    """What the second process makes of `batch`; in a thread of its own, which does nothing but wait for it."""
    apart.ask(batch)
    try:
        return apart.answer()
    except DiedError as error:
        raise ComposingStopped(
            "编制检索索引的进程中途被终止，多半是内存不足；正在处理的这一批没有写入，此前各批已经写入。请检查服务器内存后再做一次。"
        ) from error
