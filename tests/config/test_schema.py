"""The script that a new SQLite database is made from says what the migrations say."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
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


@pytest.mark.long
def test_the_first_start_uses_it_and_leaves_no_migration_to_be_done(tmp_path: Path) -> None:
    django = {"DJANGO_SETTINGS_MODULE": "gongkai.config.settings", "GONGKAI_HOME": str(tmp_path), "DATABASE_URL": ""}
    prepare = "import django; django.setup(); from gongkai.config import preparing; preparing.prepare(demo=False)"
    for command in (("-c", prepare), ("-m", "django", "migrate", "--check")):
        done = subprocess.run(
            [sys.executable, *command], env={**os.environ, **django}, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
    script = schema.SCRIPT.read_text(encoding="utf-8").partition("\n")[2]
    assert dumped(tmp_path / "gongkai.sqlite3") == script
