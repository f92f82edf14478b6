"""The processes that `serving` starts, each in a process group of its own that ends when whoever started it is gone."""

from __future__ import annotations

import contextlib
import fcntl
import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from gongkai.config import environment

WEB_THREADS = 4
"""Requests that one web process answers at a time: more only wait for each other."""
_GRACE = 10


def web_processes() -> int:
    """How many web processes answer: one a processor, up to four."""
    return min(os.cpu_count() or 1, 4)


def begin(target: Callable[[], None]) -> None:
    """Run `target` as a process of the tree: out of reach of the terminal's Ctrl-C, which the one above passes on in order.

    A database that goes away ends it with status 1 and a line that says so; it is started again until the database is back.
    """
    os.setsid()
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.set_wakeup_fd(-1)
    end_with_parent()
    load()
    from django.db import DatabaseError, connections

    connections.close_all()
    try:
        target()
    except DatabaseError as error:
        sys.stderr.write(f"数据库没有应答：{' '.join(str(error).split())}\n")
        sys.exit(1)


def load() -> None:
    """Load Django, once a process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    import django

    django.setup()


def end_with_parent() -> None:
    """End this process soon after the one that started it is gone, however that ended."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        while parent and os.getppid() == parent.pid:  # which may be gone already
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_GRACE)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def web() -> None:
    """Answer requests until told to end."""
    from django.core.files.storage import storages
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # The process that this one was forked from may have looked before the files were collected.
    static = storages["staticfiles"]
    static.hashed_files, static.manifest_hash = static.load_manifest()
    server = Granian(
        "gongkai.config.wsgi:application",
        address=environment.host(),
        port=environment.port(),
        interface=Interfaces.WSGI,
        workers=web_processes(),
        blocking_threads=WEB_THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_GRACE // 2,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=_application, wrap_loader=False)


def _application() -> Callable[..., object]:
    end_with_parent()
    load()
    from gongkai.config.wsgi import application

    return application


def worker() -> None:
    """Do the background tasks that take seconds."""
    _work("default", pause=1)


def slow_worker() -> None:
    """Do the background tasks that take minutes."""
    _work("slow", pause=3)


def scheduler() -> None:
    """Queue what is due by the clock."""
    from gongkai.config.schedule import keep_queueing

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    keep_queueing()


def _work(queue: str, *, pause: float) -> None:
    from django_tasks_db.management.commands.db_worker import Worker

    from gongkai.config.schedule import take_up

    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)  # it warns of being told to end
    with _name_of_worker(queue) as name:
        take_up(name)
        runner = Worker(
            queue_names=[queue],
            interval=pause,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )
        signal.signal(signal.SIGTERM, runner.shutdown)
        runner.run()


@contextlib.contextmanager
def _name_of_worker(queue: str) -> Iterator[str]:
    """A name that no other worker bears now and that the next one here bears again, so that it finds what this one leaves behind."""
    for number in range(1, 100):
        with lock(environment.home() / "run" / f"{queue}-{number}", wait=False) as held:
            if held:
                yield f"{socket.gethostname()[:40]}-{queue}-{number}"
                return


@contextlib.contextmanager
def lock(path: Path, *, wait: bool) -> Iterator[bool]:
    """Hold a lock that goes with the process, however it ends; whether it was free. The file tells who holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield True
