"""How labels are printed: each a function from the form's own label to the one on the page."""

from __future__ import annotations

import re

_ENUMERATOR = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+\.)")
_WIDE = str.maketrans({"(": "（", ")": "）", ":": "：", ",": "，"})


def half_width(label: str) -> str:
    """Half-width brackets, as the form's file has them."""
    return label


def full_width(label: str) -> str:
    """Full-width brackets, colons and commas, as the notices print them."""
    return label.translate(_WIDE)


def spaced(label: str) -> str:
    """Spaces inside short labels, to fill the cell: 统 计 指 标."""
    return " ".join(label) if len(label) <= 5 else label.translate(_WIDE)


def broken(label: str) -> str:
    """A line break inside, where a narrow cell was broken by hand."""
    wide = label.translate(_WIDE)
    middle = len(wide) // 2
    return f"{wide[:middle]}\n{wide[middle:]}" if len(wide) >= 4 else wide


def unnumbered(label: str) -> str:
    """Without 一、, (一) or 1. before it."""
    return _ENUMERATOR.sub("", label).translate(_WIDE)


def enumerator_level(label: str) -> int:
    """1 for 一、, 2 for (一), 3 for 1. and anything else."""
    match = _ENUMERATOR.match(label)
    return 3 if not match or match[0][-1] == "." else 2 if match[0][0] == "(" else 1
