"""How often somebody may ask: counted in a small SQLite file that all processes of a machine share, apart from their own data."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
import time
from functools import cache
from pathlib import Path

_TABLE = (
    "CREATE TABLE IF NOT EXISTS asked (key TEXT PRIMARY KEY, until REAL NOT NULL, count INTEGER NOT NULL) WITHOUT ROWID"
)
_COUNT = """INSERT INTO asked VALUES (:key, :until, 1) ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN until > :now AND until <= :until THEN count + 1 ELSE 1 END,
    until = CASE WHEN until > :now AND until <= :until THEN until ELSE :until END"""
"""A wait that would end later than one that begins now was begun while the clock was wrong."""
_FORGET_AFTER = 1000
_log = logging.getLogger(__name__)


class Rates:
    """The counts in the file `path`; of what was asked long ago nothing is kept. It may be lost: all then begin anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._asked = 0
        self._file: sqlite3.Connection | None = None

    def ask(self, key: str, most: int, seconds: float) -> float:
        """Count one more by `key`; how many seconds it has to wait, 0 where it may now.

        `most` are allowed in `seconds`, which begin with the first. Asking while waiting makes the wait no longer. Where the file cannot
        be written for the moment everybody may: a limit must not keep all readers out.
        """
        now = time.time()
        with self._lock:
            try:
                count, until = self._counted(key, now, seconds)
            except (sqlite3.Error, OSError):
                _log.warning("how often who asks could not be counted", exc_info=True)
                return 0
        return until - now if count > most else 0

    def _counted(self, key: str, now: float, seconds: float) -> tuple[int, float]:
        self._file = file = self._file or self._opened()
        with file:
            file.execute("BEGIN IMMEDIATE")
            if self._asked % _FORGET_AFTER == 0:
                file.execute("DELETE FROM asked WHERE until < ?", (now,))
            self._asked += 1
            file.execute(_COUNT, {"key": key, "now": now, "until": now + seconds})
            count, until = file.execute("SELECT count, until FROM asked WHERE key = ?", (key,)).fetchone()
        return count, until

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(self._path, timeout=1, isolation_level=None, check_same_thread=False)
        try:
            with contextlib.suppress(sqlite3.OperationalError):  # another process is at it: SQLite does not wait here
                file.execute("PRAGMA journal_mode=WAL")
            file.execute("PRAGMA synchronous=NORMAL")
            file.execute(_TABLE)
        except sqlite3.Error:
            file.close()
            raise
        return file


@cache
def rates(path: Path) -> Rates:
    """The counts of this process in the file `path`."""
    return Rates(path)
