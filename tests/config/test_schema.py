"""The script that a new SQLite database is made from says what the migrations say."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.config import schema
from tools.schema import dumped


def test_the_script_makes_what_the_migrations_make_to_the_last_row(
    tmp_path: Path, new_home: Callable[[Path], Path]
) -> None:
    migrated = dumped(new_home(tmp_path) / "gongkai.sqlite3")
    script = schema.SCRIPT.read_text(encoding="utf-8")
    assert script.partition("\n")[2] == migrated, "run make docs"
    made = sqlite3.connect(tmp_path / "made.sqlite3")
    made.executescript(f"BEGIN;\n{script}COMMIT;")
    assert made.execute("PRAGMA foreign_key_check").fetchall() == []
    made.close()
    assert dumped(tmp_path / "made.sqlite3") == migrated


def test_a_script_of_other_migrations_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "schema.sql"
    other.write_text(f"-- of other migrations\n{schema.SCRIPT.read_text(encoding='utf-8')}", encoding="utf-8")
    monkeypatch.setattr(schema, "SCRIPT", other)
    assert not schema.load()
