"""Composing in a second process: the same entries in the same order, errors told, nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Any

import pytest

from gongkai.publishing.search import Composer, ComposingStopped, Document, index, one_ahead
from gongkai.publishing.search.composing import MANY
from tests.publishing.search.items import found, item
from tests.serving.platform import alive


def worker_of(composer: Composer) -> int:
    """The id of its process."""
    assert composer._apart
    return composer._apart.pid


def gone(pid: int) -> bool:
    """Whether a process ends within some seconds."""
    end = time.monotonic() + 30
    while alive({pid}) and time.monotonic() < end:
        time.sleep(0.1)
    return not alive({pid})


@pytest.mark.usefixtures("empty")
def test_the_second_process_makes_what_this_one_makes_in_the_same_order() -> None:
    documents = {
        number: item(number, f"第{number}号招生通知", text="云溪县教育局 " * number) for number in range(1, 60)
    }
    with Composer(MANY) as there, Composer(1) as here:
        made = there.begin(documents)
        assert list(made().items()) == list(here.begin(documents)().items())
        assert worker_of(there) != os.getpid()

    index(documents.values(), made().values())
    assert found("招生", order="oldest") == list(documents)


@pytest.mark.usefixtures("empty")
def test_few_documents_start_no_process() -> None:
    with Composer(MANY - 1) as composer:
        assert composer._apart is None
        assert list(composer.begin({7: item(7, "通知")})()) == [7]


@pytest.mark.usefixtures("empty")
def test_an_error_in_the_second_process_is_raised_in_this_one() -> None:
    with Composer(MANY) as composer:
        wrong = composer.begin({1: item(1, "通知", facets={"Unit": ("1",)})})
        with pytest.raises(ValueError, match="'Unit' cannot name a facet"):
            wrong()
        assert list(composer.begin({2: item(2, "通知")})()) == [2]


@pytest.mark.usefixtures("empty")
def test_a_second_process_that_is_killed_is_told_and_not_waited_for() -> None:
    with Composer(MANY) as composer:
        composer.begin({1: item(1, "通知")})()
        os.kill(worker_of(composer), signal.SIGKILL)
        with pytest.raises(ComposingStopped, match="中途被终止"):
            composer.begin({2: item(2, "通知")})()


class DyingInMidSentence:
    """A document that has the process which it is sent to killed when half of the answer is sent, as by a lack of memory."""

    def __reduce__(self) -> Any:
        return _dying, ()


def _dying() -> Document:
    def half(self: Connection, buffer: bytes) -> None:
        os.write(self.fileno(), bytes(buffer[: len(buffer) // 2]))
        os.kill(os.getpid(), signal.SIGKILL)

    Connection._send = half  # type: ignore[attr-defined]
    return item(1, "通知")


@pytest.mark.usefixtures("empty")
def test_a_second_process_that_is_killed_while_it_answers_is_told_and_not_waited_for() -> None:
    with Composer(MANY) as composer:
        made = composer.begin({1: DyingInMidSentence()})  # type: ignore[dict-item]  # it becomes a document there
        with pytest.raises(ComposingStopped, match="中途被终止"):
            made()


@pytest.mark.usefixtures("empty")
def test_many_that_nobody_asks_for_are_never_all_under_way() -> None:
    with Composer(MANY) as composer:
        for number in range(1, 12):
            composer.begin({number: item(number, "通知", text="云溪县教育局" * 10_000)})
            assert sum(not coming.done() for coming in composer._coming) <= 3
            assert composer._asking._work_queue.qsize() <= 2


def test_the_second_process_ends_with_its_own_and_when_that_is_killed(tmp_path: Any) -> None:
    with Composer(MANY) as composer:
        composer.begin({1: item(1, "通知")})()
        pid = worker_of(composer)
    assert gone(pid)

    program = tmp_path / "program.py"
    program.write_text(
        """import time
from gongkai.publishing.search import Composer
from tests.publishing.search.items import item
if __name__ == "__main__":
    with Composer(10_000) as composer:
        composer.begin({1: item(1)})()
        print(composer._apart.pid, flush=True)
        time.sleep(60)
""",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}  # noqa: PTH109
    first = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True, env=environment)
    assert first.stdout
    pid = int(first.stdout.readline())
    first.kill()
    first.wait()
    first.stdout.close()
    assert gone(pid)


def test_the_next_thing_is_made_before_this_one_is_used() -> None:
    told: list[str] = []

    def making() -> Iterator[int]:
        for number in (1, 2, 3):
            told.append(f"made {number}")
            yield number

    for number in one_ahead(making()):
        told.append(f"used {number}")  # noqa: PERF401 -- the order is what is told

    assert told == ["made 1", "made 2", "used 1", "made 3", "used 2", "used 3"]
    assert not list(one_ahead([]))
