"""Plain-text layouts: what is left of a page's tables when its text is taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.compose.document import Document, Heading, Paragraph, Title
from tests.compose.tables import PrintedTable

TableWriter = Callable[[PrintedTable], list[str]]


def pipes_trailing(table: PrintedTable) -> list[str]:
    """`a | b |`, each row filled up to the table's width with `|`; cells below a merged one are not there."""
    return [_piped(row, table.width) for row in _texts(table)]


def pipes_trailing_empty_dropped(table: PrintedTable) -> list[str]:
    """As `pipes_trailing`; a row whose figures are all blank has its labels alone before the `|||`."""
    rows = []
    for row, boxes in zip(_texts(table), table.rows, strict=True):
        blank = all(not box.text.strip() for box in boxes if box.figure or not box.text)
        rows.append(_piped([text for text in row if text.strip()] if blank else row, table.width))
    return rows


def pipes_leading(table: PrintedTable) -> list[str]:
    """`| a | b |` on the full grid, a ruler of `---` below the first row."""
    grid = [[_flat(text) for text in row] for row in table.expanded()]
    rows = ["| " + " | ".join(row) + " |" for row in grid]
    return [rows[0], "|" + " --- |" * table.width, *rows[1:]]


def alternating(table: PrintedTable) -> list[str]:
    """A cell and a pipe on alternating lines; the last pipe of a row with merged cells is followed by those that are missing."""
    written = []
    for row in _texts(table):
        for text in row:
            written += [text, "|"]
        written[-1] += "|" * (table.width - len(row))
    return written


def one_a_line(table: PrintedTable) -> list[str]:
    """One cell a line."""
    return [text for row in _texts(table, "") for text in row]


def one_a_line_with_gaps(table: PrintedTable) -> list[str]:
    """One cell a line and an empty line after each; a line break within a label stays one."""
    return [line for row in _texts(table, "\n") for text in row for line in (text, "")]


def tabs(table: PrintedTable) -> list[str]:
    """Columns parted by tabs on the full grid, as pasted from a spreadsheet."""
    return ["\t".join(_flat(text) for text in row) for row in table.expanded()]


def spaces(table: PrintedTable) -> list[str]:
    """Columns parted by runs of spaces; blanks leave no trace, so only tables without blanks can be written so."""
    return ["    ".join(text for text in row if text) for row in _texts(table)]


def write_text(document: Document, table: TableWriter, *, indent: str = "", gaps: bool = False) -> str:
    """The whole report as text: `indent` before each paragraph, an empty line after each block if `gaps`."""
    written = [*head(document, piped=table in (pipes_trailing, pipes_trailing_empty_dropped, alternating))]
    for block in document.blocks:
        match block:
            case Title(text) | Heading(text):
                written.append(text)
            case Paragraph(text, right):
                written.append((indent * 20 if right else indent) + text)
            case PrintedTable():
                written += table(block)
        written += [""] if gaps else []
    return "\n".join(written) + "\n"


def head(document: Document, *, piped: bool) -> list[str]:
    """Head table, title and line of publication."""
    pairs = document.metadata
    pipe, space = " | ", " "
    rows = [pairs[i : i + 2] for i in range(0, len(pairs), 2)]
    lines = [(pipe if piped else space).join(part for pair in row for part in pair) + pipe[:2] * piped for row in rows]
    published = [f"发布日期:{document.published}    点击数:"] if document.published else []
    return [*lines, document.title, *published]


def _piped(row: Sequence[str], width: int) -> str:
    fill = width - len(row)
    return " | ".join(row) + " |" + (" " + "|" * fill if fill else "")


def _texts(table: PrintedTable, line_break: str = " ") -> list[list[str]]:
    return [[box.text.replace("\n", line_break) for box in row] for row in table.rows]


def _flat(text: str) -> str:
    return text.replace("\n", " ")
