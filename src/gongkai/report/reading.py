"""Reading one published annual report: bytes in, `Report` out, each step a function that can be looked at on its own."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gongkai.report.documents import open_document
from gongkai.report.head import read_head
from gongkai.report.model import Block, Grid, Paragraph, Report
from gongkai.report.outline import headed, sections, without_chrome, without_copies
from gongkai.report.own_json import is_own, read_own
from gongkai.report.prose import extract
from gongkai.report.repair import mend, mend_dates
from gongkai.report.tables.cells import read_cells
from gongkai.report.tables.layout import line_blocks, text_blocks

_OPENING = 40
"""A page's head table and line stand in so many blocks."""
_ADDRESS = re.compile(r"(?:(?:https?:)?//)?[\w.\-/:?=&%#~]+", re.ASCII)
_ADDRESS_STARTS = ("http://", "https://", "www.")


def read_bytes(data: bytes, source: str = "") -> Report:
    """Read the report in `data`; `source` is the path it came from. Raises `UnreadableError` where it cannot be read at all."""
    repairs: Counter[str] = Counter()
    if is_own(data):
        report = _stated(data)
        report.source, report.sha256 = source, hashlib.sha256(data).hexdigest()
        return report
    opened = open_document(data, source, lambda text: mend_dates(mend(text, repairs), repairs))
    repairs.update(opened.repairs)
    blocks = text_blocks(opened.text) if opened.text is not None else _with_tables(opened.blocks or ())
    report = read_blocks(blocks, repairs, opened.meta, opened.title)
    report.source, report.sha256 = source, hashlib.sha256(data).hexdigest()
    report.links = list(dict.fromkeys([*_addresses(report.text), *opened.links]))
    return report


def _stated(data: bytes) -> Report:
    """The report of our own JSON: what it states, and what its words say."""
    stated, blocks = read_own(data)
    words = read_blocks(blocks, Counter(), {}, stated.title)
    return replace(
        words,
        title=stated.title,
        unit=stated.unit,
        year=stated.year,
        signed=stated.signed,
        published=stated.published,
        form=stated.form,
        cells=stated.cells,
        sections=stated.sections,
    )


def read_blocks(blocks: Sequence[Block], repairs: Counter[str], meta: dict[str, str], page_title: str | None) -> Report:
    """The report that a document's blocks make up, its page chrome and further copies left out."""
    page = without_copies(blocks, repairs)
    blocks = without_chrome(page, repairs)
    lines = [block.text for block in blocks if not isinstance(block, Grid)]
    text = "\n".join(_lines(blocks))
    head = read_head(text, lines, "\n".join(_lines(page[:_OPENING])), meta)
    blocks = headed(blocks)
    reading = read_cells([block for block in blocks if isinstance(block, Grid)], head.year)
    paragraphs = [block.text for block in blocks if isinstance(block, Paragraph)]
    figures, breakdowns = extract(paragraphs, head.year, f"{head.title or ''} {head.unit or ''}")
    repairs.update(reading.repairs)
    return Report(
        source="",
        sha256="",
        title=head.title or page_title,
        unit=head.unit,
        year=head.year,
        period=head.period,
        published=head.published,
        signed=head.signed,
        form=reading.form,
        metadata=head.metadata,
        cells=reading.cells,
        raw=reading.raw,
        figures=figures,
        breakdowns=breakdowns,
        sections=sections(blocks),
        repairs=dict(repairs),
        doubts=reading.doubts,
        unplaced=reading.unplaced,
        text=text,
    )


def _with_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page with those tables found that were pasted into it as lines of text."""
    result: list[Block] = []
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
            continue
        result += line_blocks(lines)
        lines = []
        result.append(block)
    return result + line_blocks(lines)


def _lines(blocks: Sequence[Block]) -> list[str]:
    """Everything that the document says, a paragraph, heading or table row a line."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Grid):
            lines += ["\t".join(row) for row in block.rows]
        else:
            lines.append(block.text)
    return lines


def _addresses(text: str) -> list[str]:
    """The addresses that the text names, in order."""
    found: list[tuple[int, str]] = []
    for start in _ADDRESS_STARTS:
        place = text.find(start)
        while place >= 0:
            match = _ADDRESS.match(text, place)
            if match and text[place - 2 : place] != "//":
                found.append((place, match[0].rstrip(".-/:?=&")))
            place = text.find(start, place + len(start))
    return [address for _, address in sorted(found)]
