"""`python -m bench.platform [--items 1000000] [--only sqlite|postgresql]`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.platform import homes, serving

CACHED_TARGET = 0.6
MOST_QUERIES = 12


def main() -> None:
    """Build what is missing, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.platform", description="what the platform's pages cost")
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    arguments = parser.parse_args()
    console = Console()
    console = Console(width=max(110, console.width))
    peer = _peer(arguments.items)
    if arguments.only != "postgresql":
        folder = homes.home("sqlite", arguments.items)
        homes.build(folder, arguments.items)
        environment = homes.environment(folder)
        _show(console, _measured(environment), peer)
        _show_served(console, *serving.measure(environment))
    if arguments.only != "sqlite":
        folder = homes.home("postgresql", arguments.items)
        with homes.server(folder) as (url, why):
            if url is None:
                console.print(f"PostgreSQL: not measured: {why}")
                return
            homes.build(folder / "home", arguments.items, url)
            _show(console, _measured(homes.environment(folder / "home", url)), peer)


def _measured(environment: dict[str, str]) -> dict[str, Any]:
    run = [sys.executable, "-m", "bench.platform.pages"]
    done = subprocess.run(run, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=homes.ROOT)
    return dict(json.loads(done.stdout))


def _peer(items: int) -> float:
    folder = homes.home("peer", items)
    environment = {**os.environ, "PEER_HOME": str(folder), "PYTHONPATH": str(homes.ROOT)}
    run = [sys.executable, "-m", "bench.platform.peer.measure", str(items)]
    done = subprocess.run(run, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=homes.ROOT)
    return float(json.loads(done.stdout)["page_ms"])


def _show(console: Console, found: dict[str, Any], peer: float) -> None:
    title = (
        f"{found['vendor']}, {found['items']:,} items; CPU ms a request; an empty page alone {found['nothing']:.2f} ms"
    )
    table = Table("page", title=title, title_justify="left")
    for heading in ("page", "floor", "× floor", "target", "× peer", "queries", "scans"):
        table.add_column(heading, justify="right")
    for page in found["pages"]:
        table.add_row(
            page["name"],
            f"{page['page_ms']:.2f}",
            f"{page['floor_ms']:.2f}",
            f"{page['ratio']:.1f}",
            f"≤ {page['target']}",
            f"{page['page_ms'] / peer:.2f}",
            f"{page['queries']} (≤ {MOST_QUERIES})",
            str(len(page["scans"])),
        )
    console.print(table)
    for page in found["pages"]:
        if page["ratio"] > page["target"]:
            rest = page["page_ms"] - page["database_ms"]
            bound = f"queries {page['database_ms']:.2f} ms, Python (rows, objects, template) {rest:.2f} ms"
            console.print(f"  {page['name']} misses its target; of its time: {bound}")
        for scan in page["scans"]:
            console.print(f"  {page['name']} reads a table from end to end: {scan}")
    console.print(f"  the peer's article page: {peer:.2f} ms")
    for count in found["counts"]:
        console.print(f"  {count['name']}: {count['ms']:.1f} ms")


def _show_served(console: Console, static: serving.Rate, page: serving.Rate) -> None:
    table = Table("from one server, one connection", "a second", "CPU ms", "bytes", title_justify="left")
    for name, rate in (("a static file", static), ("an item's page from memory", page)):
        table.add_row(name, f"{rate.per_second:,.0f}", f"{rate.cpu_ms:.3f}", f"{rate.size:,}")
    console.print(table)
    console.print(
        f"  the page against the file: {page.per_second / static.per_second:.0%} of the requests a second, "
        f"{static.cpu_ms / page.cpu_ms:.0%} by CPU time (target ≥ {CACHED_TARGET:.0%})"
    )


if __name__ == "__main__":
    main()
