"""The report as a sequence of blocks, before any layout: head, paragraphs, headings, tables, end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.statute.forms import Table, forms
from tests.compose.tables import PrintedTable, Style, expected_cells, print_table
from tests.compose.truth import METADATA_LABELS, Number, Truth

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Title:
    """The report's title; a second one names a table in an annex."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading of the first level with its number."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `right` for signature and date."""

    text: str
    right: bool = False


Block = Title | Heading | Paragraph | PrintedTable


@dataclass(frozen=True)
class Document:
    """A report ready to be laid out. `metadata` are the head table's printed labels and values, `published` the line below the title."""

    title: str
    metadata: tuple[tuple[str, str], ...]
    published: str | None
    blocks: tuple[Block, ...]
    truth: Truth
    style: Style

    @property
    def cells(self) -> dict[str, Number | None]:
        """What a reader must find in the tables."""
        found: dict[str, Number | None] = {}
        for table in _tables(self.truth):
            found |= expected_cells(table, self.truth.cells, self.style)
        return found


def compose(truth: Truth, style: Style | None = None) -> Document:
    """The document that says `truth`, its tables printed in `style`."""
    style = style or Style()
    blocks: list[Block] = [Paragraph(text) for text in (_opening(truth),) if text]
    tables = {table.title: print_table(table, truth.cells, style) for table in _tables(truth)}
    for number, heading, paragraphs in zip(NUMERALS, truth.sections, truth.prose, strict=False):
        blocks.append(Heading(f"{number}、{heading}"))
        blocks += (Paragraph("".join(sentence.text for sentence in paragraph)) for paragraph in paragraphs)
        blocks += (tables.pop(heading),) if heading in tables else ()
    blocks += _signature(truth)
    for title, table in tables.items():
        blocks += (Paragraph("附件1"), Title(title), Paragraph(f"（{truth.year}年度）"))
        blocks += (Paragraph(f"填报单位（盖章）：{truth.unit.name}"), table)
    metadata = tuple((METADATA_LABELS[key], value) for key, value in truth.metadata.items())
    return Document(truth.title, metadata, truth.published, tuple(blocks), truth, style)


def period_text(period: tuple[str, str]) -> str:
    """A period as the preamble prints it."""
    return f"{chinese_date(period[0])}起至{chinese_date(period[1])}止"


def chinese_date(iso: str) -> str:
    """`2022-01-05` → 2022年1月5日."""
    day = date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日"


def _tables(truth: Truth) -> tuple[Table, ...]:
    form = forms().get(truth.form)
    return tuple(t for t in form.tables if any(c.code in truth.cells for c in t.cells())) if form else ()


def _opening(truth: Truth) -> str:
    period = f"本报告中所列数据的统计期限自{period_text(truth.period)}。" if truth.period else ""
    return truth.preamble + period


def _signature(truth: Truth) -> list[Block]:
    signed = [Paragraph(truth.signatory or truth.unit.name, right=True)]
    return signed + ([Paragraph(chinese_date(truth.signed), right=True)] if truth.signed else [])
