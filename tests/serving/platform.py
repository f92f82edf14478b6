"""The platform as real processes, in a data folder of its own, on a free port; and a hand in its database."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.command import COMMAND

START_WITHIN = 120
"""Seconds: the first start makes the database, on a machine that does other things too."""


def free_port() -> int:
    """A port on which nobody listens now, below those that systems give to outgoing connections, to which it could be lost meanwhile."""
    while True:
        port = random.SystemRandom().randrange(10_000, 30_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def environment(home: Path, port: int, **more: str) -> dict[str, str]:
    """What the platform's processes see: nothing of the tests' own settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GONGKAI_") and name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "HOST", "PORT")
    }
    allowed = {"GONGKAI_OUTBOUND_NETWORKS": "127.0.0.0/8"}
    return {**kept, **allowed, "GONGKAI_HOME": str(home), "PORT": str(port), **more}


@dataclass
class Platform:
    """A running `gongkai serve`, what it said, and its data folder."""

    home: Path
    port: int
    variables: dict[str, str]
    process: subprocess.Popen[bytes]
    said: list[str] = field(default_factory=list)

    def wait_for(self, what: Callable[[], Any], seconds: float = 60) -> Any:
        """What `what` returns as soon as that is true; fails after so many seconds with all that was said."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := what():
                return found
            time.sleep(0.05)
        raise AssertionError(f"not within {seconds} s; the platform said: {self.said}")

    def heard(self, words: str) -> bool:
        """Whether the platform said this."""
        return any(words in line for line in self.said)

    def health(self) -> tuple[int, dict[str, Any]]:
        """The status and the document of `/healthz`; 0 where nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", "/healthz")
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except OSError:
            return 0, {}
        finally:
            connection.close()

    def is_well(self) -> bool:
        """Whether all of it works."""
        return self.health()[0] == 200

    def act(self, program: str) -> Any:
        """Run Python beside the platform, with its models loaded; what it prints, read as JSON."""
        opening = (
            "import django, json; django.setup()\n"
            "from django.utils import timezone\n"
            "from django_tasks_db.models import DBTaskResult\n"
            "from gongkai.config.models import Job\n"
            "from gongkai.publishing.models import *\n"
            "from gongkai.units.models import *\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", opening + program],
            env={**self.variables, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"},
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout or b"null")

    def pid_of(self, worker: str) -> int:
        """The process of the worker `worker`."""
        return int((self.home / "run" / worker).read_text() or 0)  # the next one is just writing it

    def processes(self) -> set[int]:
        """The numbers of all its processes, itself among them."""
        return descendants(self.process.pid) | {self.process.pid}

    def end(self, number: int = signal.SIGTERM) -> int:
        """Tell it to end; its exit status."""
        self.process.send_signal(number)
        return self.process.wait(30)


def descendants(pid: int) -> set[int]:
    """The numbers of the processes that `pid` started, and those that they started."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue
    found, new = set(), {pid}
    while new:
        new = {child for child, parent in parents.items() if parent in new} - found
        found |= new
    return found


def alive(pids: set[int]) -> set[int]:
    """Those of the processes that still run."""
    left = set()
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            left.add(pid)
    return left


@contextlib.contextmanager
def serving(home: Path, **more: str) -> Iterator[Platform]:
    """A platform that is ready; ended, and all its processes with it, at the end of the block."""
    port = free_port()
    variables = environment(home, port, **more)
    process = subprocess.Popen(
        [*COMMAND, "serve"], env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=home
    )
    here = Platform(home, port, variables, process)
    reader = threading.Thread(target=_listen, args=(process, here.said))
    reader.start()
    try:
        here.wait_for(lambda: here.heard("ready ") or process.poll() is not None, START_WITHIN)
        assert process.poll() is None, here.said
        yield here
    finally:
        started = here.processes()
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(30)
        for pid in alive(started):
            os.kill(pid, signal.SIGKILL)
        reader.join(10)
        process.stdout.close()


def _listen(process: subprocess.Popen[bytes], said: list[str]) -> None:
    said.extend(line.decode(errors="replace").rstrip() for line in process.stdout or ())
