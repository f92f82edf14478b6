"""What a form's figures can hardly be: constraints that no equation says, read from the form's file.

None of them proves a fault. Each says how hard it is (`level`) and, in `why`, what a clerk should look at.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.statute.equations import Level, Number


@dataclass(frozen=True, slots=True)
class Need:
    """Where `cell` is above zero, one of `any` must be too (`last ` before a code: the figure of the year before)."""

    id: str
    cell: str
    any: tuple[str, ...]
    level: Level
    why: str

    @property
    def codes(self) -> tuple[str, ...]:
        """This year's cells that it names."""
        return (self.cell, *(code for code in self.any if not code.startswith("last ")))


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure of `least` or more in `cell`, for the kinds of body named (none: all) and the report years `first_year` to `last_year`.

    With `of` only while the figure of that cell is at most `at_most`, or is exceeded more than `times` times. `cell` may be a code of
    the prose (`n.…`). `basis` are the ids of the articles that it rests on.
    """

    id: str
    cell: str
    least: Number
    level: Level
    why: str
    of: str = ""
    at_most: Number | None = None
    times: Number | None = None
    kinds: tuple[str, ...] = ()
    first_year: int = 0
    last_year: int = 9999
    basis: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """This year's cells that it names, prose left out."""
        return tuple(code for code in (self.cell, self.of) if code and not code.startswith("n."))


@dataclass(frozen=True, slots=True)
class Clash:
    """One of `any` above zero while one of `along` is, in the reports from `first_year` on."""

    id: str
    any: tuple[str, ...]
    along: tuple[str, ...]
    level: Level
    why: str
    first_year: int = 0
    basis: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every cell that it names."""
        return self.any + self.along


@dataclass(frozen=True, slots=True)
class Jump:
    """A figure of `cells` that is `times` times last year's, or last year's that many times this year's, the larger `least` or more."""

    id: str
    cells: tuple[str, ...]
    times: Number
    least: Number
    level: Level
    why: str

    @property
    def codes(self) -> tuple[str, ...]:
        """Every cell that it names."""
        return self.cells
