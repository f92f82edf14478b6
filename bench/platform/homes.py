"""The databases that are measured: built once with the demonstration's own generator, kept between runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests import postgresql

ROOT = Path(__file__).resolve().parents[2]
_PREPARE = """
from gongkai.config import processes; processes.load()
from gongkai.config.preparing import prepare; prepare(demo=False)
"""


def home(name: str, items: int) -> Path:
    """The folder of the database `name` with `items` items."""
    folder = Path(os.environ.get("GONGKAI_BENCH_HOME") or ROOT / "var" / "bench") / f"{name}-{items}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def environment(folder: Path, url: str = "") -> dict[str, str]:
    """The environment of a process that works on the database in `folder`, or at `url`."""
    rest = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "GONGKAI_TODAY")}
    named = {"GONGKAI_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "gongkai.config.settings", "PYTHONPATH": str(ROOT)}
    return rest | named | ({"DATABASE_URL": url} if url else {})


def build(folder: Path, items: int, url: str = "") -> None:
    """Fill the database where that was not done, else bring what was kept to this version; `CalledProcessError` where it fails."""
    folder.mkdir(parents=True, exist_ok=True)
    built = folder / "built"
    if built.exists():
        subprocess.run([sys.executable, "-c", _PREPARE], env=environment(folder, url), check=True)
        return
    print(f"building {items:,} items in {folder}: once, some minutes", flush=True)
    command = [sys.executable, "-c", "from gongkai.cli import main; main()", "demo", "--items", str(items)]
    subprocess.run(command, env=environment(folder, url), check=True)
    if url:  # what its own housekeeping does within minutes
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
    built.touch()


@contextmanager
def server(folder: Path) -> Iterator[tuple[str | None, str]]:
    """The URL of a PostgreSQL server of our own whose data lie in `folder`, or None and why there is none."""
    programs = postgresql.programs()
    if programs is None:
        yield None, "initdb and pg_ctl are not here"
        return
    data, socket = folder / "data", Path(tempfile.mkdtemp(prefix="pg"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, postgresql.ACCOUNT)
            shutil.chown(socket, postgresql.ACCOUNT)
        why = "" if data.exists() else postgresql.make(programs, str(data))
        yield from [(None, why)] if why else postgresql.started(programs, str(data), socket, stop="fast")
    finally:
        shutil.rmtree(socket, ignore_errors=True)
