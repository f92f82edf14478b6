"""What passes between the steps of reading a statutory table: the lines that carry figures, and what is made of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from gongkai.report.model import Doubt, Number, Unplaced
from gongkai.report.tables.header import Header
from gongkai.report.tables.rows import Line, Token, line_of
from gongkai.statute.forms import Row, Table


@dataclass(slots=True)
class Reading:
    """What the tables of a document say: the form they follow (`none` where no statutory table is there) and its cells."""

    form: str = "none"
    cells: dict[str, Number | None] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    repairs: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Entry:
    """A line with figures in a statutory table: the form's `row` (`None` where its label did not say), the columns that the
    table's header showed above it, and the `groups` shown where the table's row has no label.

    `column` is the one that such a line names itself, where the table is printed upright; `words` are cells with words in them between
    the row's label and its figures."""

    line: Line
    table: Table
    row: Row | None
    header: Header
    form: str
    groups: tuple[str, ...] = ()
    column: str = ""
    words: tuple[Token, ...] = ()

    def take(self, more: Line) -> bool:
        """Take over `more` values if they are the rest of this line, which has too few; whether they were."""
        wanted = len(self.row.columns) if self.row else 0
        if not self.line.values or len(self.line.values) + len(more.values) > wanted:
            return False
        self.line = replace(
            line_of(self.line.labels, self.line.values + more.values, self.line), columns=(), placed=False
        )
        return True
