"""A new SQLite database from `schema.sql`, which holds what the migrations make of an empty one: running them all takes a quarter of a
minute, most of which Django spends on what the models looked like in between.

The script is of exactly these migrations, our own and those of all packages, or it is not used. `make docs` writes it anew.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

SCRIPT = Path(__file__).with_name("schema.sql")
_MARK = "-- What the migrations make of an empty database: {}\n"
_CALLED = "gongkai.publishing.search.sqlite", "gongkai.publishing.search.tables"
"""What migrations call that is in no migration's file."""
_UUID = re.compile(r"'[0-9a-f]{32}'")
_APPLIED = re.compile(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?'")
_BREAK = re.compile(r"\s*\n\s*")
_DAY = "'2000-01-01 00:00:00'"


def migration_files() -> list[tuple[str, Path]]:
    """The migrations of all apps: the app's label and the file."""
    from django.apps import apps

    return [
        (app.label, path)
        for app in apps.get_app_configs()
        for path in sorted(Path(app.path, "migrations").glob("[0-9]*.py"))
    ]


def load() -> bool:
    """Make the schema in the default database, which must be empty; whether the script is one for it."""
    from django.core.management.sql import emit_post_migrate_signal
    from django.db import connection

    if connection.vendor != "sqlite" or not SCRIPT.exists():
        return False
    script = SCRIPT.read_text(encoding="utf-8")
    if not script.startswith(_MARK.format(_digest())):
        return False
    connection.ensure_connection()
    connection.connection.executescript(f"BEGIN;\n{script}COMMIT;")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET applied = CURRENT_TIMESTAMP")
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    return True


def current() -> str:
    """The script as it should be: the one that is there where it is of these migrations, else what they make of an empty database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "GONGKAI_HOME": home, "DATABASE_URL": ""}
        told = subprocess.run(
            [sys.executable, "-c", "from gongkai.config import schema; print(schema.stated())"],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        digest = told.stdout.strip()
        if SCRIPT.exists() and (script := SCRIPT.read_text(encoding="utf-8")).startswith(_MARK.format(digest)):
            return script
        subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=environment, check=True)
        return _MARK.format(digest) + dumped(Path(home, "gongkai.sqlite3"))


def stated() -> str:
    """The digest of the migrations, for a process that has not loaded Django."""
    import django

    django.setup()
    return _digest()


def dumped(path: Path) -> str:
    """The SQLite database at `path` as a script; when a migration was applied, and what was drawn at random, is the same in every one."""
    database = sqlite3.connect(path)
    try:
        return "".join(f"{statement};\n" for statement in _statements(database))
    finally:
        database.close()


def _digest() -> str:
    from importlib.util import find_spec

    found = hashlib.sha256()
    called = (Path(spec.origin) for name in _CALLED if (spec := find_spec(name)) and spec.origin)
    for name, path in [*migration_files(), *(("", path) for path in called)]:
        found.update(f"{name}/{path.name}\0".encode() + path.read_bytes())
    return found.hexdigest()[:32]


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
    rows = [
        f"({', '.join(row)})"
        for row in database.execute(f'SELECT {quoted} FROM "{table}" ORDER BY rowid')  # noqa: S608
    ]
    if not rows:
        return []
    values = ",\n".join(rows)
    if table == "django_migrations":
        values = _APPLIED.sub(_DAY, values)
    drawn = dict.fromkeys(_UUID.findall(values))
    for number, each in enumerate(drawn):
        values = values.replace(each, f"'{uuid.uuid5(uuid.NAMESPACE_OID, f'{table} {number}').hex}'")
    return [f'INSERT INTO "{table}" VALUES\n{values}']
