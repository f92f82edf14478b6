"""Help and wrong usage of every command, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from gongkai.cli import app
from tests.command import run

ENGLISH = re.compile(
    r"Usage|Options|Arguments|Commands|Show this|default:|required|env var|<str|[.]{3}$|[{}]", re.MULTILINE
)


def helps(command: Any, name: str) -> Iterator[tuple[str, str]]:
    """The help of a command and of those below it, by their names."""
    with command.make_context(name, [], resilient_parsing=True) as context:
        yield name, command.get_help(context)
    for below, each in getattr(command, "commands", {}).items():
        yield from helps(each, f"{name} {below}")


def test_the_help_of_every_command_is_chinese_and_says_something_of_each() -> None:
    told = dict(helps(get_command(app), "gongkai"))

    assert len(told) > 15
    assert {name: found[0] for name, shown in told.items() if (found := ENGLISH.search(shown))} == {}


def test_an_option_that_is_missing_is_named() -> None:
    done = run("annual", "build")

    assert (done.returncode, done.stderr.decode()) == (2, "缺少选项 --unit\n")


def test_questions_that_nobody_answers_end_the_command() -> None:
    done = run("begin")

    assert (done.returncode, done.stderr.decode()) == (130, "已中断\n")
