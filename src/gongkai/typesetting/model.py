"""An official document (公文) as it is given to the typesetter: a title and blocks, nothing of fonts or places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from gongkai.typesetting.text import lines

Align: TypeAlias = Literal["left", "center", "right"]
Letterhead: TypeAlias = Literal["none", "printed", "preprinted"]
"""The letter form (信函格式): the organ's mark between red rules; on paper that has them already, only their room is left."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one hand."""

    text: str
    bold: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body, its first line two characters in."""

    text: str | Sequence[Run]

    @property
    def runs(self) -> Sequence[Run]:
        """The text as runs, however it was given."""
        return (Run(self.text),) if isinstance(self.text, str) else self.text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the body, `level` 1 (一、) to 4 (（1）). `text` carries its number."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3, 4):
            raise ValueError(f"标题层级只有1至4级，给出的是{self.level}")


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom the document is for (主送机关, 申请人), without the colon."""

    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `header` sets it as a label."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    header: bool = False
    align: Align = "left"

    def __post_init__(self) -> None:
        if self.colspan < 1 or self.rowspan < 1:
            raise ValueError(f"单元格“{self.text[:20]}”跨的行数、列数至少是1")


@dataclass(frozen=True, slots=True)
class Table:
    """A table over the full width. A cell stands in the row where it begins, as in HTML; the rows must fill the grid exactly.

    `widths` are the shares of the columns, equal where empty. Leading rows that hold nothing but header cells are repeated on
    every page.
    """

    rows: Sequence[Sequence[Cell]]
    widths: Sequence[float] = ()
    caption: str = ""

    def __post_init__(self) -> None:
        self.grid()
        if self.widths and (len(self.widths) != self.columns or min(self.widths) <= 0):
            raise ValueError(f"表格有{self.columns}列，要给出{self.columns}个大于0的列宽，给出的是{list(self.widths)}")

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return sum(cell.colspan for cell in self.rows[0])

    @property
    def shares(self) -> tuple[float, ...]:
        """The width of every column as a part of 1."""
        widths = tuple(self.widths) or (1.0,) * self.columns
        return tuple(width / sum(widths) for width in widths)

    @property
    def header_rows(self) -> int:
        """How many leading rows are repeated on every page; no cell of theirs reaches into a row that is not."""
        count = 0
        ends = 0
        for number, row in enumerate(self.rows, 1):
            if not all(cell.header for cell in row):
                break
            ends = max([ends, *(number + cell.rowspan - 1 for cell in row)])
            if ends == number:
                count = number
        return count if count < len(self.rows) else 0

    def grid(self) -> list[list[tuple[Cell, int, bool]]]:
        """Every row's cells from left to right, those from above among them: the cell, its first column, and whether it begins here."""
        if not self.rows or not self.rows[0]:
            raise ValueError("表格至少要有一行一列")
        from_above: dict[int, tuple[Cell, int]] = {}
        grid = []
        for number, row in enumerate(self.rows, 1):
            placed, from_above = _place(number, row, from_above, self.columns)
            grid.append(placed)
        if from_above:
            raise ValueError(f"单元格“{next(iter(from_above.values()))[0].text[:20]}”跨的行超出了表格的末行")
        return grid


@dataclass(frozen=True, slots=True)
class Attachments:
    """The list of attachments under the body (附件说明): their names, without numbers."""

    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Signature:
    """The issuing organ over the date of issue; with `seal`, room for the seal across both is left."""

    organ: str
    date: date
    seal: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """A note (附注) under the signature, such as the contact: printed in round brackets, which `text` does not carry."""

    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = Paragraph | Heading | Addressee | Table | Attachments | Signature | Note | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A document: `organ` is printed as the first line of the title, `number` (发文字号) under it.

    With a `letterhead` the organ is its mark, and the number stands right under the upper rules.
    A line end in a text breaks the line, in a title too; what else of a text is printed says `text.lines`.
    """

    title: str
    blocks: Sequence[Block]
    number: str = ""
    organ: str = ""
    letterhead: Letterhead = "none"

    def __post_init__(self) -> None:
        if not "".join(lines(self.title)).strip():
            raise ValueError("公文的标题不能为空")
        if self.letterhead != "none" and not self.mark.strip():
            raise ValueError("信函格式的公文要写明发文机关")

    @property
    def mark(self) -> str:
        """The organ's name as the letterhead has it: in one line."""
        return "".join(lines(self.organ))

    @property
    def headline(self) -> str:
        """The title as it is printed: under the organ's name, where no letterhead tells that."""
        return "\n".join(filter(None, (self.organ if self.letterhead == "none" else "", self.title)))

    @property
    def name(self) -> str:
        """The headline in one line: what the file calls itself."""
        return "".join(lines(self.headline))


def _place(
    number: int, row: Sequence[Cell], from_above: dict[int, tuple[Cell, int]], columns: int
) -> tuple[list[tuple[Cell, int, bool]], dict[int, tuple[Cell, int]]]:
    """Row `number` laid out from left to right, and what of it reaches into the next: by first column, the cell and its rows left."""
    placed: list[tuple[Cell, int, bool]] = []
    below: dict[int, tuple[Cell, int]] = {}
    own = iter(row)
    column = 0
    while column < columns:
        begins = column not in from_above
        cell, rows_left = (next(own, None), 0) if begins else from_above[column]
        if cell is None:
            raise ValueError(f"表格第{number}行的单元格不够：应有{columns}列，只有{column}列")
        end = column + cell.colspan
        if end > columns or (begins and any(column < taken < end for taken in from_above)):
            raise ValueError(f"表格第{number}行的单元格“{cell.text[:20]}”放不下：表格只有{columns}列")
        rows_left = (cell.rowspan if begins else rows_left) - 1
        if rows_left:
            below[column] = (cell, rows_left)
        placed.append((cell, column, begins))
        column = end
    if next(own, None) is not None:
        raise ValueError(f"表格第{number}行的单元格过多：表格只有{columns}列")
    return placed, below
