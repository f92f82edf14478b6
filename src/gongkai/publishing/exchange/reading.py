"""The rows of an uploaded file of items."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai.publishing.exchange.columns import LAYOUT
from gongkai.publishing.models import File
from gongkai.untrusted.sheets import Table, unpacked


@contextmanager
def opened(file: File) -> Iterator[Table]:
    """The table in `file`. Raises `UnreadableTableError` where it is none, or lacks a column that is needed."""
    with tempfile.TemporaryDirectory() as folder:
        ending = file.name.rpartition(".")[2].lower()
        copy = Path(folder, f"table.{ending}")
        with file.content.open("rb") as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target)
        yield unpacked(copy, ending, LAYOUT)
