"""Guards around a library that reads what anybody may have made: its errors, its memory, its time."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from gongkai.untrusted import Policy, Refusal, UnreadableError

_AGAIN = 0.25
"""Seconds after which it is raised again: Python drops what is raised inside a destructor or a callback of the garbage collector."""

_STEPS = 100
"""Turns of a loop, at each of which Python raises what another thread wants raised."""


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
    done = threading.Event()

    def stop() -> None:
        pause = seconds
        while not done.wait(pause):
            with lock:
                if not done.is_set():
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(reader, ctypes.py_object(_TimeIsUp))
            pause = _AGAIN

    def end() -> None:
        """Let nothing strike any more; what was raised and has not struck yet strikes here.

        It is not called back: Python 3.11 would look for it at every step from then on, and go round in circles once it is traced.
        """
        while True:
            try:
                with lock:
                    done.set()
                for _ in range(_STEPS):
                    pass
            except _TimeIsUp:
                continue
            return

    threading.Thread(target=stop, daemon=True).start()
    try:
        try:
            yield
        finally:
            end()
    except _TimeIsUp as error:
        end()
        raise refusal.error(limit=f"{seconds:.0f}") from error
