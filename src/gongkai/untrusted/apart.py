"""Work in a process of its own, which may die of it: killed, or out of memory.

`concurrent.futures` would wait for ever for the rest of an answer whose sender was killed on the way: the pool itself holds that pipe
open. Here each process has a pipe that nobody else holds, so that either side learns of the other's end, whatever was under way.
"""

from __future__ import annotations

import contextlib
import signal
import traceback
from collections.abc import Callable, Iterable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class DiedError(Exception):
    """The process ended before it had answered."""


class Apart(Generic[Question, Answer]):
    """A process that answers one question after the other by `work`, and ends with this one at the latest.

    `others` are those that were begun before and still go on; `method` is how the process is begun, by default as the system does it.
    """

    def __init__(
        self, work: Callable[[Question], Answer], others: Iterable[Apart[Any, Any]] = (), method: str | None = None
    ) -> None:
        context = get_context(method)
        self.pipe, there = context.Pipe()
        forked = context.get_start_method() == "fork"
        inherited = [self.pipe, *(other.pipe for other in others)] if forked else []
        self._process = context.Process(target=_serve, args=(work, there, inherited), daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        there.close()

    @property
    def pid(self) -> int:
        """The process's id."""
        return int(self._process.pid)

    def ask(self, question: Question) -> None:
        """Ask. Where the process has died meanwhile, `answer` finds out."""
        with contextlib.suppress(OSError):
            self.pipe.send(question)

    def answer(self) -> Answer:
        """The answer to the last question, waited for. Raises what `work` raised, and `DiedError`."""
        try:
            answer: Answer | Exception = self.pipe.recv()
        except (EOFError, OSError) as error:
            raise DiedError from error
        if isinstance(answer, Exception):
            raise answer
        return answer

    def kill(self) -> None:
        """End the process, whatever it does; who waits for an answer gets `DiedError`."""
        self._process.kill()
        self._process.join()

    def end(self) -> None:
        """End the process and close the pipe, for which nobody waits any more."""
        self.kill()
        self.pipe.close()


def _serve(work: Callable[[Any], Any], pipe: Connection, inherited: Iterable[Connection]) -> None:
    """Answer until the pipe ends. Interrupts are for the first process to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            question = pipe.recv()
            try:
                answer = work(question)
            except Exception as error:
                error.add_note(traceback.format_exc())
                answer = error
            pipe.send(answer)
