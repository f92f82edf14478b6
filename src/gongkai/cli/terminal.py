"""How the commands draw on a terminal, or into a file: one console and one kind of table for all."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.table import Table

_WIDTH = 120
"""Columns where the output is no terminal (a file, a pipe)."""


class _Console(Console):
    """A console that leaves it to the command what happens when its reader goes away; rich exits with 1, which means errors found."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console_on(out: TextIO) -> Console:
    """A console that prints texts as they are, without markup."""
    return _Console(file=out, width=None if out.isatty() else _WIDTH, highlight=False, emoji=False, markup=False)


def table_of(*headings: str, title: str | None = None) -> Table:
    """An empty table without rules; what is too long for its column is folded, never cut off."""
    table = Table(title=title, box=None, pad_edge=False, title_justify="left")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
