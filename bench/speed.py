"""CPU time per report: the reader, and reader and checks together, against the bare work of the libraries below."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
import opencc
import pdfplumber
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser

from gongkai.report.checking import check
from gongkai.report.reading import read_bytes

SAMPLES = Path(__file__).parents[1] / "samples"
PUBLISHED = Path(__file__).parents[2] / "shared" / "seeds"
"""Real reports, where they lie beside the checkout: longer in their prose than the samples are."""

TEXT_KINDS = (".txt", ".html")
OFFICE_KINDS = (".docx", ".xlsx", ".pdf")
LEAST_SECONDS = 0.05
ROUNDS = 3

_to_simplified = opencc.OpenCC("t2s")


@dataclass(frozen=True)
class Speed:
    """Milliseconds of CPU time for one report: the `floor`, reading it, reading and checking it."""

    name: str
    floor: float
    read: float
    check: float

    @property
    def read_ratio(self) -> float:
        """How many times the floor reading takes."""
        return self.read / self.floor

    @property
    def check_ratio(self) -> float:
        """How many times the floor reading and checking takes."""
        return self.check / self.floor


def measure(folder: Path, kinds: tuple[str, ...]) -> list[Speed]:
    """Measure every report of these kinds in `folder`."""
    return [_measure(path) for path in sorted(folder.iterdir()) if path.suffix in kinds]


def overall(speeds: list[Speed]) -> Speed:
    """All reports together, so that a long one counts for more than a short one."""
    floor, read, checked = (sum(getattr(speed, what) for speed in speeds) for what in ("floor", "read", "check"))
    return Speed(f"all {len(speeds)}", floor, read, checked)


def _measure(path: Path) -> Speed:
    data, source = path.read_bytes(), path.name
    jobs = (_floor(path, data), lambda: read_bytes(data, source), lambda: list(check(read_bytes(data, source))))
    best = [float("inf")] * len(jobs)
    for job in jobs:
        job()
    for _ in range(ROUNDS):
        best = [min(known, _milliseconds(job)) for known, job in zip(best, jobs, strict=True)]
    return Speed(source, *best)


def _floor(path: Path, data: bytes) -> Callable[[], object]:
    if path.suffix in TEXT_KINDS:
        text = _text(data)
        return lambda: (LexborHTMLParser(text), _to_simplified.convert(text))
    return {".docx": lambda: _word(data), ".xlsx": lambda: _sheets(data), ".pdf": lambda: _pages(data)}[path.suffix]


def _text(data: bytes) -> str:
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("a sample in an encoding that the bench does not know")


def _word(data: bytes) -> list[str]:
    word = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in word.paragraphs] + cells


def _sheets(data: bytes) -> list[object]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _pages(data: bytes) -> list[object]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [(page.extract_text(), page.extract_tables()) for page in pdf.pages]


def _milliseconds(job: Callable[[], object]) -> float:
    """Mean CPU time of one run, over as many as fill `LEAST_SECONDS`."""
    runs, began = 0, time.process_time()
    while (spent := time.process_time() - began) < LEAST_SECONDS:
        job()
        runs += 1
    return 1000 * spent / runs
