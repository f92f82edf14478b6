"""`gongkai keys`, as commands in a process of its own: a new key before the old ones, and everything sealed anew with it."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import run
from tests.serving.platform import environment

MAKE = """
import django; django.setup()
from gongkai.publishing.models import Channel
from gongkai.units.models import Unit
from gongkai.units.sealing import seal
county = Unit.add_root(code="yunxi", name="云溪县人民政府", short_name="云溪县", kind="county", front="000000001")
for number in range(3):
    Channel.objects.create(unit=county, kind="screen", name=f"大屏{number}", sealed_secret=seal("云溪密钥"))
"""


@pytest.fixture
def variables(tmp_path: Path, new_home: Callable[[Path], Path]) -> dict[str, str]:
    """The environment of a platform that has sealed three passwords."""
    found = environment(new_home(tmp_path), 1)
    settings = {"DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
    if not (tmp_path / "gongkai.sqlite3").exists():
        pytest.skip("the commands run on the database file of a data folder")
    subprocess.run([sys.executable, "-c", MAKE], env={**found, **settings}, check=True, timeout=120)
    return found


@pytest.mark.long
def test_a_key_is_added_everything_sealed_anew_and_the_old_key_goes(variables: dict[str, str]) -> None:
    path = Path(variables["GONGKAI_HOME"]) / "keys" / "field_key"
    old = path.read_text()
    assert run("keys", "add", environment=variables).returncode == 0
    new, kept = path.read_text().split()
    assert kept == old.strip() != new
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    first = run("keys", "rotate", "--json", environment=variables)
    assert (first.returncode, json.loads(first.stdout)["records"]) == (0, 3)
    again = json.loads(run("keys", "rotate", "--json", environment=variables).stdout)
    assert (again["records"], again["broken"]) == (0, [])

    path.write_text(new)
    whole = run("keys", "rotate", environment=variables)
    assert whole.returncode == 0
    path.write_text(old)
    lost = run("keys", "rotate", environment=variables)
    assert (lost.returncode, "3项用现有密钥都打不开" in lost.stdout.decode()) == (1, True)


@pytest.mark.long
def test_what_no_key_opens_is_told_and_all_else_is_sealed_anew(variables: dict[str, str]) -> None:
    run("keys", "add", environment=variables)
    with sqlite3.connect(Path(variables["GONGKAI_HOME"]) / "gongkai.sqlite3") as database:
        database.execute("UPDATE publishing_channel SET sealed_secret = 'broken' WHERE name = '大屏1'")
    done = run("keys", "rotate", "--json", environment=variables)
    told = json.loads(done.stdout)
    assert (done.returncode, told["records"], len(told["broken"])) == (1, 2, 1)


@pytest.mark.long
def test_keys_that_a_variable_gives_are_changed_there(variables: dict[str, str]) -> None:
    done = run("keys", "add", environment={**os.environ, **variables, "GONGKAI_FIELD_KEY": "given"})
    assert done.returncode == 1
    assert "GONGKAI_FIELD_KEY" in done.stderr.decode()
