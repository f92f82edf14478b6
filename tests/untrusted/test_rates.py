"""Counting how often somebody asks, over all processes."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.untrusted import rates
from gongkai.untrusted.rates import Rates


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stopped = Clock()
    monkeypatch.setattr(rates, "time", stopped)
    return stopped


def test_so_many_may_ask_and_the_next_is_told_how_long_to_wait(tmp_path: Path, clock: Clock) -> None:
    counts = Rates(tmp_path / "rates")

    assert [counts.ask("one", 2, 60) for _ in range(3)] == [0, 0, 60]
    clock.now += 45
    assert counts.ask("one", 2, 60) == 15
    clock.now += 15
    assert counts.ask("one", 2, 60) == 0


@pytest.mark.usefixtures("clock")
def test_one_who_asks_too_often_keeps_nobody_else_waiting(tmp_path: Path) -> None:
    counts = Rates(tmp_path / "rates")

    assert [counts.ask(key, 1, 60) > 0 for key in ("one", "one", "other")] == [False, True, False]


def test_processes_count_together(tmp_path: Path) -> None:
    ask = f"""
from pathlib import Path
from gongkai.untrusted.rates import Rates
counts = Rates(Path({str(tmp_path / "rates")!r}))
print(sum(not counts.ask("one", 150, 600) for _ in range(100)))
"""
    running = [subprocess.Popen([sys.executable, "-c", ask], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    allowed = [int(process.communicate(timeout=60)[0]) for process in running]

    assert sum(allowed) == 150


def test_of_who_asked_long_ago_nothing_is_kept(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "_FORGET_AFTER", 1)
    counts = Rates(tmp_path / "rates")
    counts.ask("192.0.2.1", 5, 60)
    clock.now += 61
    counts.ask("192.0.2.2", 5, 60)

    file = sqlite3.connect(tmp_path / "rates")
    kept = [key for (key,) in file.execute("SELECT key FROM asked")]
    file.close()

    assert kept == ["192.0.2.2"]


def test_nobody_waits_for_a_time_that_a_clock_ran_ahead(tmp_path: Path, clock: Clock) -> None:
    counts = Rates(tmp_path / "rates")
    clock.now += 365 * 86_400
    assert counts.ask("one", 0, 60) == 60

    clock.now -= 365 * 86_400

    assert counts.ask("one", 1, 60) == 0
    assert counts.ask("one", 1, 60) == 60


@pytest.mark.parametrize("begun", [True, False], ids=["begun", "new"])
def test_where_it_cannot_be_counted_everybody_may_ask_and_the_log_tells(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, begun: bool
) -> None:
    counts = Rates(tmp_path / "rates")
    if begun:
        assert counts.ask("one", 0, 60) > 0
    other = sqlite3.connect(tmp_path / "rates", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    allowed = counts.ask("one", 0, 60)
    other.execute("ROLLBACK")
    other.close()

    assert allowed == 0
    assert "could not be counted" in caplog.text
    assert counts.ask("one", 0, 60) > 0


def test_where_the_file_cannot_be_made_everybody_may_ask(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert Rates(tmp_path / "file" / "rates").ask("one", 0, 60) == 0
