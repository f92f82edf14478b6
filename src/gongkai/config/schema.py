"""A new SQLite database from `schema.sql`, which holds what the migrations make of an empty one: running them all takes a quarter of a
minute, most of which Django spends on what the models looked like in between.

The script is of exactly these migrations, our own and those of all packages, or it is not used. `make docs` writes it anew.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

SCRIPT = Path(__file__).with_name("schema.sql")
_CALLED = "gongkai.publishing.search.sqlite", "gongkai.publishing.search.tables"
"""What migrations call that is in no migration's file."""


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
    if not script.startswith(first_line()):
        return False
    connection.ensure_connection()
    connection.connection.executescript(f"BEGIN;\n{script}COMMIT;")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET applied = CURRENT_TIMESTAMP")
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    return True


def first_line() -> str:
    """The line that says of which migrations a script is: of their names and their text."""
    found = hashlib.sha256()
    called = (Path(spec.origin) for name in _CALLED if (spec := find_spec(name)) and spec.origin)
    for name, path in [*migration_files(), *(("", path) for path in called)]:
        found.update(f"{name}/{path.name}\0".encode() + path.read_bytes())
    return f"-- What the migrations make of an empty database: {found.hexdigest()[:32]}\n"
