"""`gongkai annual build` and `rollup`, as commands in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.report.reading import read_bytes
from tests.command import run
from tests.serving.platform import environment

pytestmark = pytest.mark.long
MAKE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from gongkai.units.models import Unit
from gongkai.casework.models import Applicant, Case
county = Unit.add_root(code="yunxi", name="云溪县人民政府", short_name="云溪县", kind="county", front="000000001")
bureau = county.add_child(code="yunxi-jyj", name="云溪县教育局", short_name="县教育局", kind="department", front="000000003")
for number, unit in enumerate((county, bureau, bureau)):
    who = Applicant.objects.create(unit=unit, kind="person", name="云某人", masked="云某某", same=str(number))
    Case.objects.create(unit=unit, number=str(number), code=str(number), code_digest=str(number), applicant=who,
        applicant_kind="person", way="online", arrived_on="2025-12-01", received_on="2025-12-01", title="甲", description="甲",
        state="open")
"""


@pytest.fixture(scope="module")
def variables(tmp_path_factory: pytest.TempPathFactory, new_home: Callable[[Path], Path]) -> dict[str, str]:
    """The environment of a county with one bureau: a request to the one, two to the other."""
    found = environment(new_home(tmp_path_factory.mktemp("home")), 1) | {"GONGKAI_TODAY": "2026-01-20"}
    settings = {"DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
    subprocess.run([sys.executable, "-c", MAKE], env={**found, **settings}, check=True, timeout=120)
    return found


def test_a_report_is_built_from_records_and_leaves_nothing_behind(variables: dict[str, str]) -> None:
    done = [
        run("annual", "build", "--unit", code, "--year", "2025", environment=variables)
        for code in ("yunxi-jyj", "yunxi")
    ]

    assert [one.returncode for one in done] == [0, 0], done[0].stderr.decode()
    bureau, county = (json.loads(one.stdout) for one in done)
    assert (bureau["form"], bureau["unit"], bureau["cells"]["t3.received.total"]) == ("2021", "云溪县教育局", 2)
    assert bureau["provenance"]["t3.carried_out.person"] == {
        "source": "counted",
        "records": {"requests": 2},
        "entries": [],
    }
    assert bureau["cells"]["t2.penalty.decisions"] is None
    assert {found["rule"] for found in bureau["findings"]} >= {"not-entered", "last-year"}
    assert county["cells"]["t3.received.total"] == 1
    assert read_bytes(done[0].stdout, "a.json").cells == bureau["cells"]


def test_a_government_is_rolled_up_and_who_is_missing_is_named(variables: dict[str, str], tmp_path: Path) -> None:
    done = run("annual", "rollup", "--unit", "yunxi", "--year", "2025", environment=variables)

    assert done.returncode == 0
    assert [(one["code"], one["standing"]) for one in json.loads(done.stdout)["missing"]] == [("yunxi-jyj", "none")]
    assert "云溪县教育局（尚未开始）" in done.stderr.decode()
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK"), ("html", b"<!DOCTYPE")):
        file = tmp_path / f"report.{kind}"
        arguments = ("annual", "rollup", "--unit", "yunxi", "--year", "2025", "--format", kind, "-o", str(file))
        assert run(*arguments, environment=variables).returncode == 0
        assert file.read_bytes().startswith(start)
