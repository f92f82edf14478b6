"""Sums that a form demands, written as text in the form's file and evaluated over cells.

The language is the one that a reader of the form would write down:

    t3.{row}.total = sum(t3.{row}.{applicants})
    t3.carried_in.total = last t3.carried_out.total

A name in braces that `each` binds stands for one member of that list, and there is one equation for each of them; any other
name in braces stands inside `sum(…)` and runs over its list. `last` before a code takes the figure of the year before.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from gongkai.statute.loading import StatuteDataError

Level: TypeAlias = Literal["must", "should", "remark"]
"""How hard a rule is: `must` cannot be otherwise, `should` nearly never is, `remark` deserves a look."""

Number: TypeAlias = int | float
Cells: TypeAlias = Mapping[str, Number | None]

_TERM = re.compile(r"\s*([+-]?)\s*(last\s+)?(?:sum\(([^()]+)\)|([\w.{}]+))\s*", re.ASCII)
_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Term:
    """One addend: `sign` is 1 or -1, `last` says that the figure is the one of the year before."""

    code: str
    sign: int = 1
    last: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """An equation put to a report's cells: both sides' sums, and whether they stand as the equation demands."""

    left: Number
    right: Number
    holds: bool


@dataclass(frozen=True, slots=True)
class Equation:
    """One constraint over single cells, all names resolved.

    `level` says how hard it is, `why` what lawful reason there may be where it is not a `must`, and `last_forms` the forms that
    last year's report may be in (empty where the equation needs no other year).
    """

    id: str
    left: tuple[Term, ...]
    relation: Literal["=", "<=", ">="]
    right: tuple[Term, ...]
    level: Level
    why: str = ""
    last_forms: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every addend of both sides, the left side's first."""
        return self.left + self.right

    @property
    def codes(self) -> tuple[str, ...]:
        """This year's cell codes of both sides, the left side's first."""
        return tuple(term.code for term in self.terms if not term.last)

    def evaluate(self, cells: Cells, last: Cells | None = None) -> Outcome | None:
        """Both sides over `cells` (and `last` year's); `None` where any figure is absent or blank, for a blank is no zero."""
        sums = [0.0, 0.0]
        for side, terms in enumerate((self.left, self.right)):
            for term in terms:
                value = (last or {}).get(term.code) if term.last else cells.get(term.code)
                if value is None:
                    return None
                sums[side] += term.sign * value
        left, right = (round(value, 6) for value in sums)
        holds = left == right if self.relation == "=" else left <= right if self.relation == "<=" else left >= right
        return Outcome(_plain(left), _plain(right), holds)

    def __str__(self) -> str:
        return f"{_side(self.left)} {self.relation} {_side(self.right)}"


def parse(text: str, each: Mapping[str, str], lists: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield one `(left, relation, right)` text for each combination that `each` binds (name → list's name)."""
    parts = re.split(r"(<=|>=|=)", text)
    if len(parts) != 3:
        raise StatuteDataError(f"equation {text!r}: exactly one of =, <=, >= is needed")
    for binding in itertools.product(*(_list(lists, name, text) for name in each.values())):
        bound = dict(zip(each, binding, strict=True))
        yield tuple(_bind(part, bound) for part in parts)


def _bind(part: str, bound: Mapping[str, str]) -> str:
    return _NAME.sub(lambda name: bound.get(name[1], name[0]), part)


def parse_side(text: str, lists: Mapping[str, tuple[str, ...]]) -> tuple[Term, ...]:
    """Read one side; raises `StatuteDataError` for what is not in the language. `0` is the empty side."""
    if text.strip() == "0":
        return ()
    terms: list[Term] = []
    place = 0
    while place < len(text):
        match = _TERM.match(text, place)
        if not match or (terms and not match[1]):
            raise StatuteDataError(f"equation side {text!r}: not understood from {text[place:]!r}")
        sign, last = (-1 if match[1] == "-" else 1), bool(match[2])
        terms += (Term(code, sign, last) for code in _expand(match[3] or match[4], bool(match[3]), lists))
        place = match.end()
    return tuple(terms)


def _expand(pattern: str, summed: bool, lists: Mapping[str, tuple[str, ...]]) -> list[str]:
    names = _NAME.findall(pattern)
    if bool(names) != summed:
        raise StatuteDataError(f"equation term {pattern!r}: a list runs inside sum(…), and only there")
    return [
        pattern.format(**dict(zip(names, members, strict=True)))
        for members in itertools.product(*(_list(lists, name, pattern) for name in names))
    ]


def _list(lists: Mapping[str, tuple[str, ...]], name: str, where: str) -> tuple[str, ...]:
    if name not in lists:
        raise StatuteDataError(f"{where!r} names the list {name!r}, which the form does not have")
    return lists[name]


def _plain(value: float) -> Number:
    return int(value) if value == int(value) else value


def _side(terms: tuple[Term, ...]) -> str:
    words = [f"{'-' if t.sign < 0 else '+'} {'last ' if t.last else ''}{t.code}" for t in terms]
    return " ".join(words).removeprefix("+ ") or "0"
