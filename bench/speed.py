"""CPU time per report: the reader, and reader and checks together, against the bare work of the libraries below."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

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
ROUNDS = {".txt": 40, ".html": 40, ".docx": 3, ".xlsx": 10, ".pdf": 3}
"""Every round goes through all reports and does each job once on each, as a call over a folder does: nothing runs hot on one text."""

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
    """Measure every report of these kinds in `folder`: the median over the rounds."""
    reports = [(path.name, _jobs(path, path.read_bytes())) for path in sorted(folder.iterdir()) if path.suffix in kinds]
    spent: dict[str, list[list[float]]] = {name: [[] for _ in jobs] for name, jobs in reports}
    for _ in range(1 + max(ROUNDS[kind] for kind in kinds)):
        for name, jobs in reports:
            for times, job in zip(spent[name], jobs, strict=True):
                times.append(_milliseconds(job))
    return [Speed(name, *(median(times[1:]) for times in spent[name])) for name, _ in reports]


def overall(speeds: list[Speed]) -> Speed:
    """All reports together, so that a long one counts for more than a short one."""
    floor, read, checked = (sum(getattr(speed, what) for speed in speeds) for what in ("floor", "read", "check"))
    return Speed(f"all {len(speeds)}", floor, read, checked)


def _jobs(path: Path, data: bytes) -> tuple[Callable[[], object], ...]:
    source = path.name
    return _floor(path, data), lambda: read_bytes(data, source), lambda: list(check(read_bytes(data, source)))


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
    """CPU time of one run."""
    began = time.process_time()
    job()
    return 1000 * (time.process_time() - began)
