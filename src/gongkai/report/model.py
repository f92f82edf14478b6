"""What a published annual report says, as plain values: the reader fills them, the checks read them.

A blank cell is `None`, never 0. What could not be read for certain stands in `Report.doubts`, what stood in a statutory table
and found no cell in `Report.unplaced`: nothing is dropped and nothing guessed in silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Number: TypeAlias = int | float


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document: its `text` as printed, its `level` (1 for 一、, 2 for (一), 3 for 1.)."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(slots=True)
class Grid:
    """A table as it lies in the document: rows of cell texts, each cell once, where it begins.

    Rows may be ragged. `columns` gives each cell's first column where the layout knows it (HTML, docx, xlsx, pdf), spans counted;
    it is `None` where only the order is known (pipes, one cell a line, spaces). `layout` names the layout.
    """

    rows: list[list[str]]
    layout: str
    columns: list[list[int]] | None = None


Block: TypeAlias = Heading | Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: its heading as printed (empty for what stands before the first one) and its text, tables left out."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a sentence gives for a code `n.…` (without the `n.`): the value, and the sentence as it stands in the text.

    `approximate` where the sentence says 余, 多, 近, 约. `denied` where the value is a zero that words say (未收到, 无), not a digit.
    """

    code: str
    value: Number
    quote: str
    approximate: bool = False
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a breakdown in a sentence: what it is called, its value and the measure word behind it."""

    label: str
    value: Number
    unit: str = ""
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and the parts that the text names for it, e.g. 共6条。其中通报1条,规范性文件2条,通知3条.

    `complete` where the words say that the parts are all there is (分别为, 包括…组成), `open` where they say that they are not
    (等, 主要有); with neither, nobody knows. `code` is the total's code where it has one.
    """

    total: Part
    parts: tuple[Part, ...]
    quote: str
    code: str | None = None
    complete: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something read with a doubt: the cell `code` (or `None`), the `text` as printed, and a Chinese sentence that says why."""

    code: str | None
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A row of a statutory table that found no cell: its label and its values as printed, and the table's id."""

    table: str
    label: str
    values: tuple[str, ...]


@dataclass(slots=True)
class Report:
    """A published annual report as read. Keys and codes are those of the contract; the comments say what goes beyond it."""

    source: str
    sha256: str
    title: str | None = None
    unit: str | None = None
    year: int | None = None
    period: tuple[str, str] | None = None
    published: str | None = None
    signed: str | None = None
    """The date that closes the report, beside its unit's name, as ISO; not the day on which the page was published."""
    form: str = "none"
    metadata: Mapping[str, str] = field(default_factory=dict)
    cells: dict[str, Number | None] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    """The printed text of those cells where it says more than the number does: code → text (`251000元`, `增98`, `/`)."""
    figures: Sequence[Figure] = ()
    """Every figure of the prose in the order of the text; `prose` is the first one of each code."""
    breakdowns: Sequence[Breakdown] = ()
    sections: Sequence[Section] = ()
    repairs: dict[str, int] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    text: str = ""
    """The whole document's text after repair, its page chrome and a second copy left out."""
    links: Sequence[str] = ()
    """Addresses (http…, www.…, name.cn) that the report's own text names, as printed, and those it links to."""

    @property
    def prose(self) -> dict[str, Figure]:
        """The figure of each code: the first that the text gives, a figure in digits before a zero in words."""
        chosen: dict[str, Figure] = {}
        for figure in sorted(self.figures, key=lambda figure: figure.denied):
            chosen.setdefault(figure.code, figure)
        return chosen
