"""A migrated database as a template: the real migrations run once, every process that tests takes a copy of what they made."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Workflow

TEMPLATE = "gongkai_test_template"
_ROOT = Path(__file__).parents[1]
_CALLED = _ROOT / "src" / "gongkai" / "publishing" / "search"
"""What migrations call besides Django: the tables of the search index."""


def take_copy(kept: Path) -> None:
    """Let the test database begin as a copy: of a file that is put there, on PostgreSQL of a database that Django is told of.

    `kept` is a folder that outlives the run: a SQLite template is used again until a migration or a locked package changes.
    """
    if connection.vendor == "sqlite":
        put_file(Path(connection.settings_dict["TEST"]["NAME"]), kept)
        return
    run = Path(os.environ["GONGKAI_TEST_HOME"])
    with _locked(run / "lock"):
        if not (run / "template").exists():
            _migrate(TEMPLATE)
            (run / "template").touch()
    connection.settings_dict["TEST"]["TEMPLATE"] = TEMPLATE


def put_file(path: Path, kept: Path) -> None:
    """Put a migrated, empty SQLite database at `path`. Only where the tests run on SQLite."""
    with _locked(kept / "lock"):
        template = kept / f"{_state_of_sources()}.sqlite3"
        if not template.exists():
            for old in kept.glob("*.sqlite3"):
                old.unlink()
            _make_file(template)
        shutil.copyfile(template, path)


def refill() -> None:
    """Put back the rows that our migrations made, where a test has emptied all tables; Django's own come back by themselves."""
    if not Workflow.objects.exists():
        ContentType.objects.clear_cache()
        import_module("gongkai.publishing.migrations.0003_review_chains").add(apps, None)


def drop_template() -> None:
    """Leave nothing behind on a PostgreSQL server that is somebody's."""
    if (Path(os.environ["GONGKAI_TEST_HOME"]) / "template").exists():
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {TEMPLATE}")
        connection.close()


def _make_file(template: Path) -> None:
    draft = template.with_suffix(".draft")
    _migrate(str(draft))
    packed = draft.with_suffix(".packed")
    packed.unlink(missing_ok=True)
    with sqlite3.connect(draft) as made:
        made.execute("VACUUM INTO ?", (str(packed),))
    made.close()
    for left in template.parent.glob(f"{draft.name}*"):
        left.unlink()
    packed.replace(template)


def _migrate(name: str) -> None:
    """Make the database `name` by the migrations, and leave the connection as it was."""
    test, own = connection.settings_dict["TEST"], connection.settings_dict["NAME"]
    with_suffix, test["NAME"] = test["NAME"], name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        test["NAME"] = with_suffix
        settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = own


def _state_of_sources() -> str:
    """What the migrations, the modules that they call and the versions of the packages add up to."""
    found = hashlib.sha256()
    sources = [*(_ROOT / "src" / "gongkai").glob("*/migrations/*.py"), *_CALLED.glob("*.py")]
    for path in [_ROOT / "requirements-dev.lock", *sorted(sources)]:
        found.update(str(path.relative_to(_ROOT)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
