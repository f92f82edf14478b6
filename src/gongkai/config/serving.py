"""`gongkai serve`: web, workers and scheduler as one process tree, started and ended together, what dies in it started again."""

from __future__ import annotations

import contextlib
import http.client
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from gongkai.config import environment, preparing, processes
from gongkai.config.environment import EnvironmentProblem

_PROCESSES: tuple[tuple[str, Callable[[], None]], ...] = (
    ("网站进程", processes.web),
    ("后台进程", processes.worker),
    ("后台进程（耗时任务）", processes.slow_worker),
    ("定时进程", processes.scheduler),
)
_LONG = 30.0
"""Seconds after which a process counts as having started well; also the longest pause before one is started again."""
_GRACE = 12.0
"""Seconds in which all must end when told to."""
_READY_WITHIN = 120.0
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 -- compared, not bound
"""What listens on all addresses of a machine, and where such a one is reached from the machine itself."""


@dataclass
class _Child:
    """One process of the tree, and how often in a row it died young."""

    name: str
    target: Callable[[], None]
    process: BaseProcess | None = None
    started: float = 0
    failures: int = 0
    start_at: float = 0


def serve(*, demo: bool = False) -> None:
    """Serve until SIGINT, SIGTERM or SIGHUP. Raises `EnvironmentProblem` where it cannot begin.

    Prints `ready http://HOST:PORT/` on standard output once the platform answers; everything else goes to standard error.
    """
    environment.port()
    preparing.check_home()
    preparing.check_port()
    processes.load()
    if environment.host() in _EVERYWHERE and not os.environ.get("GONGKAI_URL"):
        say(
            f"没有设置环境变量GONGKAI_URL，只有本机能打开。要让别的机器访问，写明其地址，例如http://10.1.2.3:{environment.port()}。"
        )
    # Forked children share what is loaded and begin at once; where forking is not safe each loads for itself.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with _signals() as told:
        if _prepare(context, demo, told):
            _Tree(context, told).run()


@contextlib.contextmanager
def _signals() -> Iterator[socket.socket]:
    """A socket that becomes readable with each signal to end."""
    mine, theirs = socket.socketpair()
    theirs.setblocking(False)
    before = {
        number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    signal.set_wakeup_fd(theirs.fileno())
    try:
        yield mine
    finally:
        signal.set_wakeup_fd(-1)
        for number, handler in before.items():
            signal.signal(number, handler)
        mine.close()
        theirs.close()


def _prepare(context: BaseContext, demo: bool, told: socket.socket) -> bool:
    """`preparing.prepare` in a process of its own: the one above never opens the database. False where told to end meanwhile."""
    child = context.Process(target=processes.begin, args=(partial(_prepared, demo),))  # type: ignore[attr-defined]
    child.start()
    if context.get_start_method() == "fork":
        import_module("gongkai.config.urls")  # meanwhile: what is forked later shares it
    if told in wait([child.sentinel, told]):
        _end([child], told)
        return False
    child.join()
    if child.exitcode:
        sys.exit(1)
    return True


def _prepared(demo: bool) -> None:
    try:
        preparing.prepare(demo=demo)
    except EnvironmentProblem as problem:
        say(str(problem))
        sys.exit(1)


class _Tree:
    """The processes that run."""

    def __init__(self, context: BaseContext, told: socket.socket) -> None:
        self.context = context
        self.told = told
        self.children = [_Child(name, target) for name, target in _PROCESSES]
        self.ready = False
        self.begun = time.monotonic()

    def run(self) -> None:
        """Keep all of them running until told to end."""
        try:
            while not self._tend():
                pass
        finally:
            _end([child.process for child in self.children if child.process is not None], self.told)

    def _tend(self) -> bool:
        """Start what is not running, wait for something to happen, look after what died; whether it is time to end."""
        now = time.monotonic()
        for child in self.children:
            if child.process is None and now >= child.start_at:
                self._start(child)
        running = {child.process.sentinel: (child, child.process) for child in self.children if child.process}
        pauses = [child.start_at - now for child in self.children if child.process is None]
        pause = min([*pauses, _LONG if self.ready else 0.1])
        happened = wait([*running, self.told], timeout=max(pause, 0))
        if self.told in happened:
            return True
        for sentinel in happened:
            self._died(*running[sentinel])
        if not self.ready:
            self._announce()
        return False

    def _start(self, child: _Child) -> None:
        child.process = self.context.Process(  # type: ignore[attr-defined]
            target=processes.begin, args=(child.target,), name=child.name
        )
        child.process.start()
        child.started = time.monotonic()

    def _died(self, child: _Child, process: BaseProcess) -> None:
        """Say that a process died, end what it left behind, and have it started again, later each time it dies young."""
        process.join()
        _kill_group(process.pid)
        now = time.monotonic()
        child.failures = 1 if now - child.started > _LONG else child.failures + 1
        pause = min(0.5 * 2 ** (child.failures - 1), _LONG)
        child.start_at = now + pause
        code = process.exitcode or 0
        how = f"信号{-code}" if code < 0 else f"状态{code}"
        say(f"{child.name}意外结束（{how}），{pause:g}秒后重新启动。")
        child.process = None

    def _announce(self) -> None:
        """Print the address once everything answers; say where it does not for long."""
        if _answers():
            self.ready = True
            host = environment.host()
            sys.stdout.write(f"ready http://{f'[{host}]' if ':' in host else host}:{environment.port()}/\n")
            sys.stdout.flush()
        elif time.monotonic() - self.begun > _READY_WITHIN:
            self.begun = time.monotonic()
            say("启动两分钟后仍没有应答：请查看上面的提示和/healthz的内容。")


def _end(running: Sequence[BaseProcess], told: socket.socket) -> None:
    """End processes: politely first, then without asking, at once where told a second time."""
    for process in running:
        process.terminate()
    end = time.monotonic() + _GRACE
    told.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        told.recv(4096)
    while (left := [process.sentinel for process in running if process.is_alive()]) and time.monotonic() < end:
        if told in wait([*left, told], timeout=end - time.monotonic()):
            break
    for process in running:
        process.kill()  # one that has only just begun has no group yet
        _kill_group(process.pid)
        process.join()


def _kill_group(leader: int | None) -> None:
    """Kill what is left of a process and of those that it started."""
    if leader is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)


def _answers() -> bool:
    host = _EVERYWHERE.get(environment.host(), environment.host())
    connection = http.client.HTTPConnection(host, environment.port(), timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def say(text: str) -> None:
    """Tell the person at the terminal."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")
    sys.stderr.flush()
