"""`gongkai units` and `gongkai audit verify`, as commands in a process of their own."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import run
from tests.serving.platform import environment

MAKE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from gongkai.audit.log import record
from gongkai.units.models import Unit
county = Unit.add_root(code="yunxi", name="云溪县人民政府", short_name="云溪县", kind="county", front="000000001")
county.add_child(code="yunxi-jyj", name="云溪县教育局", short_name="县教育局", kind="department", front="000000003")
for unit in Unit.objects.all():
    record("unit.created", unit, unit=unit.code, after={"name": unit.name})
"""


@pytest.fixture(scope="module")
def variables(tmp_path_factory: pytest.TempPathFactory, new_home: Callable[[Path], Path]) -> dict[str, str]:
    """The environment of a platform with two units."""
    found = environment(new_home(tmp_path_factory.mktemp("home")), 1)
    settings = {"DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
    subprocess.run([sys.executable, "-c", MAKE], env={**found, **settings}, check=True, timeout=120)
    return found


def test_units_are_listed_with_their_parents(variables: dict[str, str]) -> None:
    done = run("units", "--json", environment=variables)

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == [
        {"code": "yunxi", "name": "云溪县人民政府", "kind": "county", "parent": None},
        {"code": "yunxi-jyj", "name": "云溪县教育局", "kind": "department", "parent": "yunxi"},
    ]
    table = run("units", environment=variables).stdout.decode()
    assert "云溪县教育局" in table
    assert "政府部门" in table


def test_a_whole_log_is_told_and_a_changed_entry_found(variables: dict[str, str]) -> None:
    whole = run("audit", "verify", environment=variables)
    assert (whole.returncode, whole.stdout.decode()) == (0, "审计日志完好，共2条。\n")
    database = sqlite3.connect(Path(variables["GONGKAI_HOME"]) / "gongkai.sqlite3")
    database.execute("UPDATE audit_entry SET actor = '别人' WHERE number = 2")
    database.commit()
    database.close()

    broken = run("audit", "verify", environment=variables)
    as_json = run("audit", "verify", "--json", environment=variables)

    assert broken.returncode == as_json.returncode == 1
    assert "第2条" in broken.stdout.decode()
    assert json.loads(as_json.stdout)["broken"]["number"] == 2


def test_without_a_database_the_command_says_what_to_do(tmp_path: Path) -> None:
    done = run("units", environment=environment(tmp_path, 1))

    assert (done.returncode, done.stdout) == (1, b"")
    assert "gongkai serve" in done.stderr.decode()


@pytest.mark.parametrize("command", [["serve"], ["units"], ["audit", "verify"]])
def test_without_the_platforms_parts_the_command_names_what_to_install(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util\nfind = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *more: None if name == 'wagtail' else find(name, *more)\n"
    )
    hidden = {**environment(tmp_path, 1), "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}

    done = run(*command, environment=hidden)

    assert done.returncode == 1
    assert "gongkai[platform]" in done.stderr.decode()


@pytest.mark.parametrize("command", [["--help"], ["workdays", "2026-01-01", "2026-01-05"], ["forms"]])
def test_commands_of_the_engine_load_no_django(command: list[str]) -> None:
    program = (
        "import sys; from gongkai.cli import app\ntry: app(sys.argv[1:])\nfinally: assert 'django' not in sys.modules"
    )

    done = subprocess.run([sys.executable, "-c", program, *command], capture_output=True, timeout=60, check=False)

    assert done.returncode == 0, done.stderr.decode()


FIRST = {
    "username": "guanliyuan",
    "name": "林知远",
    "unit": "云溪县人民政府",
    "short": "云溪县",
    "code": "yunxi",
    "kind": "county",
    "front": "000000001",
}


def begin(home: Path, password: str, **changes: str) -> subprocess.CompletedProcess[bytes]:
    """`gongkai begin` with everything told; the password comes from the environment, as it would not stand in a command."""
    told = [part for name, value in {**FIRST, **changes}.items() for part in (f"--{name}", value)]
    return run("begin", *told, environment={**environment(home, 1), "GONGKAI_PASSWORD": password})


@pytest.mark.long
def test_an_empty_database_begins_with_one_unit_and_one_administrator(
    tmp_path: Path, new_home: Callable[[Path], Path]
) -> None:
    new_home(tmp_path)
    bad = begin(tmp_path, "很长的口令一二三四五", front="123")
    assert bad.returncode == 1
    assert "组织机构代码" in bad.stderr.decode()

    done = begin(tmp_path, "很长的口令一二三四五")
    assert done.returncode == 0, done.stderr.decode()
    units = json.loads(run("units", "--json", environment=environment(tmp_path, 1)).stdout)
    assert [unit["code"] for unit in units] == ["yunxi"]

    again = begin(tmp_path, "很长的口令一二三四五", username="another")
    assert again.returncode == 1
    assert "已经有人员" in again.stderr.decode()
