"""Guards around a library that reads what anybody may have made: its errors, its memory, its time."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from gongkai.untrusted import Policy, Refusal, UnreadableError


class _TimeIsUp(BaseException):
    """Raised into the reading thread; no `Exception`, or the library's own handlers would swallow it."""


@contextmanager
def readable(what: str, policy: Policy) -> Iterator[None]:
    """Turn whatever a library raises on a damaged or hostile `what` (a Chinese noun) into `UnreadableError`.

    Also catches what is no `Exception`: a Rust library's panic is one of those.
    """
    try:
        yield
    except (UnreadableError, KeyboardInterrupt, SystemExit, GeneratorExit, _TimeIsUp):
        raise
    except MemoryError as error:
        raise policy.exhausted.error(what=what) from error
    except BaseException as error:
        raise policy.damaged.error(what=what) from error


@contextmanager
def deadline(seconds: float, refusal: Refusal) -> Iterator[None]:
    """Stop the Python code inside after `seconds` of wall-clock time and raise `refusal`, whose `{limit}` they are.

    Works in any thread and on any system, which an alarm signal does not; it cannot stop code in C that does not come back.
    Not around a `yield` of a generator: the time would run on in whoever asked for its next value.
    """
    reader = ctypes.c_ulong(threading.get_ident())
    lock = threading.Lock()
    done = False

    def stop() -> None:
        with lock:
            if not done:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(reader, ctypes.py_object(_TimeIsUp))

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        try:
            yield
        finally:
            with lock:
                done = True
            timer.cancel()
    except _TimeIsUp as error:
        raise refusal.error(limit=f"{seconds:.0f}") from error
