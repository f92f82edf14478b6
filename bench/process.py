"""What a whole command costs: start-up, memory over many reports, wall-clock time with two jobs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.speed import SAMPLES, TEXT_KINDS

COMMAND = (
    sys.executable,
    "-c",
    "import sys; from gongkai.cli import main; sys.exit(main())",
    "read",
    "--format",
    "jsonl",
)


@dataclass(frozen=True)
class Run:
    """One command: seconds of CPU time and on the clock, and the most memory that it (or its largest child) held, in MB."""

    cpu: float
    wall: float
    peak: float


def start_up() -> float:
    """CPU seconds of `gongkai read` on one small report: the middle of five."""
    smallest = min((path for path in SAMPLES.iterdir() if path.suffix == ".txt"), key=lambda path: path.stat().st_size)
    return sorted(run(str(smallest)).cpu for _ in range(5))[2]


def memory(few: int, many: int) -> tuple[float, float]:
    """Peak memory of one call over `few` reports and of one over `many`, in MB."""
    with folder_of(few) as small, folder_of(many) as large:
        return run(small).peak, run(large).peak


def two_jobs(count: int) -> float:
    """How many times as fast two jobs read `count` reports as one does."""
    with folder_of(count) as folder:
        return run("--jobs", "1", folder).wall / run("--jobs", "2", folder).wall


def run(*arguments: str) -> Run:
    """Run `gongkai read` and measure it; raises `RuntimeError` where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    complaints = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(
            f"gongkai read ended with {process.returncode}: {complaints.decode(errors='replace')[-500:]}"
        )
    return Run(usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss / _PER_MB)


@contextmanager
def folder_of(count: int) -> Iterator[str]:
    """A folder with `count` reports: the text and HTML samples again and again under other names."""
    samples = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in TEXT_KINDS]
    with tempfile.TemporaryDirectory() as name:
        copies = [Path(name, path.name) for path in samples]
        for path, copy in zip(samples, copies, strict=True):
            copy.write_bytes(path.read_bytes())
        for number in range(len(samples), count):
            copy = copies[number % len(samples)]
            os.link(copy, Path(name, f"{number:06}{copy.suffix}"))
        for copy in copies[count:]:
            copy.unlink()
        yield name


_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024
