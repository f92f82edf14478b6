"""A PostgreSQL server for the tests: the one that is named, or one of our own that is gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

NAMED = "GONGKAI_TEST_POSTGRESQL"
"""Environment variable with the DATABASE_URL of a server to use instead; its user must be allowed to create databases."""

NOTHING_SKIPPED = "GONGKAI_TEST_NOTHING_SKIPPED"
"""Environment variable that makes every skipped test a failure: set where all that the tests use must be there."""

_PLACES = ("/usr/lib/postgresql", "/usr/pgsql-*", "/opt/homebrew/opt/postgresql*", "/usr/local/pgsql")
ACCOUNT = "postgres"
Running = Callable[[], AbstractContextManager[tuple[str | None, str]]]


@contextmanager
def server() -> Iterator[tuple[str | None, str]]:
    """A DATABASE_URL and "", or None and why there is none. Our own server listens on a socket in a folder of its own, nowhere else."""
    if url := os.environ.get(NAMED):
        yield url, ""
        return
    with own() as (run, why):
        if run is None:
            yield None, f"{why}, and {NAMED} names no server"
        else:
            with run() as found:
                yield found


@contextmanager
def own() -> Iterator[tuple[Running | None, str]]:
    """What runs a new, empty server of our own for as long as a block lasts, and again for another; or None and why there is none."""
    installed = programs()
    if installed is None:
        yield None, "PostgreSQL's initdb and pg_ctl are not here"
        return
    if os.geteuid() == 0 and not _account():
        yield None, f"PostgreSQL does not run as root, and there is no account {ACCOUNT!r} to run it as"
        return
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, ACCOUNT)
        data = str(folder / "data")
        why = make(installed, data)
        yield (None, why) if why else (partial(contextmanager(started), installed, data, folder), "")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make(programs: Path, data: str) -> str:
    """Make the folder `data` of a server; what went wrong, "" where nothing did."""
    return _run(programs / "initdb", "-D", data, "-A", "trust", "-U", ACCOUNT, "-E", "UTF8", "--locale=C", "--no-sync")


def started(programs: Path, data: str, folder: Path, stop: str = "immediate") -> Iterator[tuple[str | None, str]]:
    """The server of `data` with its socket in `folder`, for as long as it is used; see `server`."""
    settings = f"-k {folder} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    begun = _run(programs / "pg_ctl", "-D", data, "-w", "-t", "60", "-l", str(folder / "log"), "-o", settings, "start")
    if begun:
        yield None, f"PostgreSQL did not start: {begun}"
        return
    try:
        yield f"postgres://{ACCOUNT}@{str(folder).replace('/', '%2F')}/postgres", ""
    finally:
        _run(programs / "pg_ctl", "-D", data, "-m", stop, "-w", "stop")


def _run(program: Path, *arguments: str) -> str:
    """Run as an account that PostgreSQL accepts; what it complained of, "" where all went well."""
    command = [str(program), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", ACCOUNT, "--", *command]
    # The server inherits the output of pg_ctl: a pipe would never end.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd="/", check=False)
        output.seek(0)
        return (output.read().decode(errors="replace")[-500:] or "failed") if done.returncode else ""


def programs() -> Path | None:
    """The folder of the newest server that is installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = [
        path for place in _PLACES for path in Path("/").glob(f"{place[1:]}/**/bin") if (path / "initdb").exists()
    ]
    return max(folders, default=None, key=lambda path: [int(part) for part in path.parts if part.isdecimal()])


def _account() -> bool:
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        return False
    return shutil.which("runuser") is not None


def main(command: list[str]) -> int:
    """Run `command` with DATABASE_URL naming a server, or say why it was not run."""
    with server() as (url, why):
        if url is None:
            sys.stdout.write(f"The tests were NOT run on PostgreSQL: {why}.\n")
            return 1 if NOTHING_SKIPPED in os.environ else 0
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
