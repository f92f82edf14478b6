"""The command line's own words in Chinese: what typer prints of help and of wrong usage."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from typer.core import TyperCommand, TyperGroup

_WORDS: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"Usage: ", "用法："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]"),
    (r"\{(\S+?)\}(?:\.\.\.)?", r"\1"),
    (r"(?m)^Arguments:$", "参数："),
    (r"(?m)^Options:$", "选项："),
    (r"(?m)^Commands:$", "命令："),
    (r" <(?:list\[)?str\]?>", lambda found: " " * len(found[0])),
    (r"\[env var: (\w+)\]", r"[也可以用环境变量\1给出]"),
    (r"\[(?:\S+;\s+)?required\]", "[必填]"),
    (r"\[x>=(\d+)\]", r"[至少 \1]"),
    (r"\[default: (\w+)(?:; x>=(\d+))?\]", r"[默认 \1]"),
    (r"Show this message and exit\.", "显示这段说明"),
    (r"Missing argument '(.+?)'\.?", r"缺少参数 \1"),
    (r"Missing option '(.+?)'\.?", r"缺少选项 \1"),
    (r"No such option: (\S+?)\.?(?: \(Possible options: (.+)\))?$", r"没有选项 \1"),
    (r"No such command '(.+)'\.", r"没有命令 \1"),
    (r"Option '(.+)' requires an argument\.", r"选项 \1 后面要有值"),
    (r"Got unexpected extra argument\S* \((.+)\)", r"多余的参数：\1"),
    (r"Invalid value for (.+?): (?:Value error, )?", r"\1 的值不对："),
    (r"'([^']*)' is not one of (.+?)\.?$", r"没有 \1，只有 \2"),
    (r"Input should be greater than or equal to (\d+)", r"至少是 \1"),
    (r"Input should be a valid integer.*", "应当是整数"),
)


def in_chinese(text: str) -> str:
    """`text`, help or a complaint about usage, with typer's English put into Chinese."""
    for english, chinese in _WORDS:
        text = re.sub(english, chinese, text)
    return text


class ChineseCommand(TyperCommand):
    """A command with its help in Chinese."""

    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """The command that has the others, with its help in Chinese."""

    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))
