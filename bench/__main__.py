"""`python -m bench [--json] [--reports N]`: measure everything and print it beside its target."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from bench import process, speed

TARGET_START = 0.5


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="measure speed and memory against their floors"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--reports", type=int, default=10_000, help="reports in the largest call (default 10000)")
    arguments = parser.parse_args()
    text = speed.measure(speed.SAMPLES, speed.TEXT_KINDS)
    office = speed.measure(speed.SAMPLES, speed.OFFICE_KINDS)
    published = speed.measure(speed.PUBLISHED, speed.TEXT_KINDS) if speed.PUBLISHED.is_dir() else []
    few = max(1, arguments.reports // 10)
    whole = {
        "start_up_cpu_seconds": process.start_up(),
        "peak_mb": dict(zip((few, arguments.reports), process.memory(few, arguments.reports), strict=True)),
        "two_jobs_speed_up": process.two_jobs(arguments.reports // 4),
    }
    if arguments.json:
        rows = {
            "samples": text,
            "published": published,
            "office": office,
            "overall": [speed.overall([*text, *published])],
        }
        times = {name: [_row(one) for one in speeds] for name, speeds in rows.items()}
        print(json.dumps(times | whole, ensure_ascii=False, indent=2))
        return
    console = Console()
    console = Console(width=max(100, console.width))
    floor = "floor: one lexbor parse and one OpenCC pass; target: read at most 8 × floor"
    console.print(_times(f"Samples as text and HTML; {floor}", [*text, speed.overall(text)]))
    if published:
        console.print(_times("Published reports; the same floor", [*published, speed.overall(published)]))
        console.print(_times("Both", [speed.overall([*text, *published])]))
    else:
        console.print(f"Published reports: not measured, {speed.PUBLISHED.name}/ is not there")
    console.print(_times("Office and PDF; floor: the library's bare read", office))
    console.print(_commands(whole))


def _row(one: speed.Speed) -> dict[str, object]:
    return {**asdict(one), "read_ratio": one.read_ratio, "check_ratio": one.check_ratio}


def _times(title: str, speeds: list[speed.Speed]) -> Table:
    table = Table("report", title=title, title_justify="left")
    for heading in ("floor ms", "read ms", "× floor", "read+check ms", "× floor"):
        table.add_column(heading, justify="right")
    for one in speeds:
        figures = (
            f"{one.floor:.2f}",
            f"{one.read:.2f}",
            f"{one.read_ratio:.1f}",
            f"{one.check:.2f}",
            f"{one.check_ratio:.1f}",
        )
        table.add_row(one.name, *figures, style="bold" if one.name.startswith("all ") else None)
    return table


def _commands(whole: dict) -> Table:
    table = Table("whole commands", "measured", "target", title_justify="left")
    table.add_row("start-up of gongkai read, CPU", f"{whole['start_up_cpu_seconds']:.2f} s", f"< {TARGET_START} s")
    for count, peak in whole["peak_mb"].items():
        table.add_row(f"peak memory, {count:,} reports in one call", f"{peak:.0f} MB", "the same for both")
    table.add_row("--jobs 2 against --jobs 1, wall clock", f"{whole['two_jobs_speed_up']:.2f} ×", "near 2")
    return table


if __name__ == "__main__":
    main()
