"""How much a document may hold, in one place, and the guards that keep a hostile one within seconds and hundreds of megabytes.

An annual report is some 10 000 to 30 000 characters with three tables of about 200 cells; each limit is far above the largest
published one and low enough that what is let through is read in seconds.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from gongkai.report.model import UnreadableError

MAX_FILE_BYTES = 64_000_000
"""Of a file as it comes: scans and photographs in an Office file or PDF may weigh, though nobody reads them here."""

MAX_TEXT_CHARACTERS = 2_000_000
"""Of plain text: 70 times a long report. Nothing but figures, it takes 4 s to read and check, and 250 MB."""

MAX_SOURCE_CHARACTERS = 8_000_000
"""Of HTML source without embedded pictures: a second's parsing, 200 MB of tree."""

MAX_TAGS = 400_000
"""Of tags in a page: a tree of 150 MB."""

MAX_TAG_DEPTH = 2_000
"""Of open tags in a page: browsers stop at 512; the parser walks the open ones for each new block, so its time is the product."""

MAX_TAG_ATTRIBUTES = 500
"""Of attributes on one tag: the parser compares each with all before it."""

MAX_CELLS = 100_000
"""Of cells in all tables of a document: the largest form has some 250."""

MAX_AREA = 1_000_000
"""Of cells, empty ones too, in the used range of a workbook's sheets: stray formatting far below a table is common."""

MAX_COLUMNS = 2_000
"""Of columns in one table: the widest form has 15."""

MAX_SPAN = 200
"""A cell that claims to span more columns than this is taken at this: it is at the table's edge anyway."""

MAX_ZIP_ENTRIES = 5_000
"""Of files in an Office file; a report has some 20 and its pictures."""

MAX_XML_BYTES = 32_000_000
"""Of one XML part, inflated: a tree of 300 MB; a report's is below 2 MB."""

MAX_PAGES = 300
"""Of pages in a PDF: a county's report has 10."""

MAX_PDF_CONTENT_BYTES = 16_000_000
"""Of inflated streams of a PDF that are no picture and no font: a report's page has 20 kB."""

MAX_PDF_SECONDS = 20.0
"""Of reading one PDF: about 0.1 s a page is usual."""


class _TimeIsUp(BaseException):
    """Raised into the reading thread; no `Exception`, or the library's own handlers would swallow it."""


@contextmanager
def readable(what: str) -> Iterator[None]:
    """Turn whatever a library raises on a damaged or hostile `what` (a Chinese noun) into `UnreadableError`.

    Also catches what is no `Exception`: a Rust library's panic is one of those.
    """
    try:
        yield
    except (UnreadableError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except MemoryError as error:
        raise UnreadableError(f"{what}太大，内存放不下；请只保留年度报告本身后再读") from error
    except _TimeIsUp as error:
        raise UnreadableError(
            f"{what}{MAX_PDF_SECONDS:.0f}秒内读不完，内容过于复杂；请导出为docx或网页后再读"
        ) from error
    except BaseException as error:
        raise UnreadableError(f"{what}已损坏或不完整，无法读出；请用相应的软件打开核对，另存后再读") from error


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Stop the Python code inside after `seconds` of wall-clock time (within `readable`, as `UnreadableError`).

    Works in any thread and on any system, which an alarm signal does not; it cannot stop code in C that does not come back.
    """
    reader = ctypes.c_ulong(threading.get_ident())
    lock = threading.Lock()
    done = False

    def stop() -> None:
        with lock:
            if not done:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(reader, ctypes.py_object(_TimeIsUp))

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            done = True
        timer.cancel()
