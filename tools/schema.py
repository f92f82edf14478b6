"""The script of the schema: what the migrations make of an empty SQLite database. `tools/docs.py` writes it."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.config.schema import SCRIPT

_FIRST_LINE = "import django; django.setup(); from gongkai.config import schema; print(schema.first_line(), end='')"
_UUID = re.compile(r"'[0-9a-f]{32}'")
_APPLIED = re.compile(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?'")
_BREAK = re.compile(r"\s*\n\s*")
_DAY = "'2000-01-01 00:00:00'"


def current() -> str:
    """The script as it should be: the one that is there where it is of these migrations, else what they make of an empty database."""
    with tempfile.TemporaryDirectory() as home:
        settings = {"DJANGO_SETTINGS_MODULE": "gongkai.config.settings", "GONGKAI_HOME": home, "DATABASE_URL": ""}
        first = _run(settings, "-c", _FIRST_LINE)
        if SCRIPT.exists() and (script := SCRIPT.read_text(encoding="utf-8")).startswith(first):
            return script
        _run(settings, "-m", "django", "migrate", "--verbosity=0")
        return first + dumped(Path(home, "gongkai.sqlite3"))


def _run(settings: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, *arguments]
    return subprocess.run(command, env={**os.environ, **settings}, check=True, stdout=subprocess.PIPE, text=True).stdout


def dumped(path: Path) -> str:
    """The SQLite database at `path` as a script; when a migration was applied, and what was drawn at random, is the same in every one."""
    database = sqlite3.connect(path)
    try:
        return "".join(f"{statement};\n" for statement in _statements(database))
    finally:
        database.close()


def _statements(database: sqlite3.Connection) -> Iterator[str]:
    made = database.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    virtual = [name for _, name, sql in made if sql.startswith("CREATE VIRTUAL")]
    tables = [
        (name, sql)
        for kind, name, sql in made
        if kind == "table" and not name.startswith(("sqlite_", *(f"{each}_" for each in virtual)))
    ]
    yield from (_BREAK.sub(" ", sql) for _, sql in tables)
    for name in ["sqlite_sequence", *(name for name, _ in tables if name not in virtual)]:
        yield from _rows(database, name)
    yield from (_BREAK.sub(" ", sql) for kind, _, sql in made if kind != "table")


def _rows(database: sqlite3.Connection, table: str) -> Iterable[str]:
    columns = [name for _, name, *_ in database.execute(f'PRAGMA table_info("{table}")')]
    quoted = ", ".join(f'quote("{name}")' for name in columns)
    rows = [f"({', '.join(row)})" for row in database.execute(f'SELECT {quoted} FROM "{table}" ORDER BY rowid')]
    if not rows:
        return []
    values = ",\n".join(rows)
    if table == "django_migrations":
        values = _APPLIED.sub(_DAY, values)
    drawn = dict.fromkeys(_UUID.findall(values))
    for number, each in enumerate(drawn):
        values = values.replace(each, f"'{uuid.uuid5(uuid.NAMESPACE_OID, f'{table} {number}').hex}'")
    return [f'INSERT INTO "{table}" VALUES\n{values}']
