"""An annual report as it is to be written: its parts and its figures, nothing of a file format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.report.model import Number
from gongkai.statute.forms import Form, Table


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report: its heading with its number (一、总体情况), and its paragraphs, parted by line ends.

    A paragraph that begins with （一） or 1. and is short stands as a heading inside the part.
    """

    heading: str
    text: str = ""

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs that are not blank."""
        return [line.strip() for line in self.text.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Written:
    """A report of `unit` for `year` in `form`. `cells` are its figures by code: a cell that is missing or `None` is left blank.

    `lead` stands before the first part, `signed` is the day under the unit's name at the end.
    """

    form: Form
    unit: str
    year: int
    cells: Mapping[str, Number | None]
    parts: tuple[Part, ...] = ()
    lead: str = ""
    signed: date | None = None
    own_title: str = field(default="")

    @property
    def title(self) -> str:
        """The title, with unit and year, unless it has one of its own."""
        return self.own_title or f"{self.unit}{self.year}年政府信息公开工作年度报告"

    def laid_out(self) -> Iterator[tuple[Part, tuple[Table, ...]]]:
        """Each part with the tables that stand in it: those named as the part is; the others stand behind the last part."""
        left = list(self.form.tables)
        last = len(self.parts) - 1
        for number, part in enumerate(self.parts):
            here = [table for table in left if table.title in part.heading]
            left = [table for table in left if table not in here]
            if number == last:
                here += left
            yield part, tuple(here)
