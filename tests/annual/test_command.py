"""`gongkai annual build` and `rollup`: what they print, and that they leave nothing behind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from gongkai.annual.models import AnnualReport, Entered, Figure
from gongkai.audit.models import Entry
from gongkai.cli import app
from gongkai.report.reading import read_bytes
from tests.annual.desk import YEAR, Desk
from tests.annual.editions import published

pytestmark = pytest.mark.once
ROWS = (AnnualReport, Figure, Entered, Entry)


def run(*arguments: str, status: int = 0) -> Any:
    done = CliRunner().invoke(app, ["annual", *arguments, "--year", str(YEAR)])
    assert done.exit_code == status, done.output
    return done


def test_a_report_is_built_from_records_with_what_stands_behind_each_figure_and_leaves_nothing(desk: Desk) -> None:
    desk.case(desk.unit, "2025-03-03", "2025-03-10")
    desk.case(desk.unit, "2025-12-01", column="business")
    desk.case(desk.world.county, "2025-12-01")
    before = [model.objects.count() for model in ROWS]

    done = run("build", "--unit", desk.unit.code)
    report = json.loads(done.stdout)
    assert (report["form"], report["unit"], report["cells"]["t3.received.total"]) == ("2021", "云溪县教育局", 2)
    behind = report["provenance"]["t3.carried_out.business"]
    assert behind == {"source": "counted", "records": {"requests": 1}, "entries": []}
    assert report["cells"]["t2.penalty.decisions"] is None
    assert {found["rule"] for found in report["findings"]} >= {"not-entered", "last-year"}
    assert read_bytes(done.stdout.encode(), "a.json").cells == report["cells"]
    own = json.loads(run("build", "--unit", desk.world.county.code).stdout)
    assert own["cells"]["t3.received.total"] == 1
    assert own["missing"] == []
    assert [model.objects.count() for model in ROWS] == before


def test_a_government_is_rolled_up_and_who_is_missing_is_named(desk: Desk) -> None:
    for unit in (desk.unit, desk.world.county):
        desk.case(unit, "2025-12-01")
    desk.handed_in(t2_penalty_decisions=7)
    begun = desk.begun(desk.world.county)
    done = run("rollup", "--unit", desk.world.county.code)

    report = json.loads(done.stdout)
    assert {one["code"] for one in report["missing"]} == {"yunxi-zfb", "yunxi-qszj", "yunxi-cgj"}
    assert "城关街道办事处（尚未开始）" in done.stderr
    assert (report["cells"]["t2.penalty.decisions"], report["cells"]["t3.received.total"]) == (7, 2)
    behind = report["provenance"]["t3.received.total"]
    assert behind == {"source": "rolled", "records": {"requests": 1}, "entries": [], "reports": 1}
    own = json.loads(run("build", "--unit", desk.world.county.code).stdout)
    assert own["cells"]["t3.received.total"] == 1
    assert AnnualReport.objects.get(pk=begun.pk).year == YEAR


def test_a_governments_own_records_are_not_held_against_last_years_sum_of_all_below_it(desk: Desk) -> None:
    county = desk.world.county
    published(county, YEAR - 1, t3_received_person=30, t3_received_total=30, t3_carried_out_person=9)
    desk.case(county, "2025-12-01")
    words = {
        command: json.dumps(json.loads(run(command, "--unit", county.code).stdout)["sections"], ensure_ascii=False)
        for command in ("build", "rollup")
    }
    assert "收到政府信息公开申请1件，比上年减少29件" in words["rollup"]
    assert "收到政府信息公开申请1件" in words["build"]
    assert "比上年" not in words["build"]
    assert "上年结转" not in words["build"]


@pytest.mark.long
@pytest.mark.parametrize(
    ("kind", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK"), ("html", b"<!DOCTYPE")]
)
def test_a_report_goes_into_a_file_of_each_format(desk: Desk, tmp_path: Path, kind: str, start: bytes) -> None:
    file = tmp_path / f"report.{kind}"
    run("rollup", "--unit", desk.world.county.code, "--format", kind, "-o", str(file))
    assert file.read_bytes().startswith(start)


def test_an_adjusted_figure_is_told_with_what_was_counted_and_why(desk: Desk) -> None:
    report = desk.begun()
    desk.enter(report, "t4.review.total", 1, "复议机关来函，登记在途")
    behind = json.loads(run("build", "--unit", desk.unit.code).stdout)["provenance"]["t4.review.total"]
    assert (behind["source"], behind["counted"], behind["records"]) == ("adjusted", 0, {})
    assert [(entry["value"], entry["why"]) for entry in behind["entries"]] == [(1, "复议机关来函，登记在途")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "--unit", "nobody"), "没有代码是“nobody”的机构"),
        (("rollup", "--unit", "yunxi-jyj"), "不是一级人民政府"),
        (("build", "--unit", "yunxi", "--format", "pdf", "-o", "/nowhere/a.pdf"), "不能读写文件"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_what_cannot_be_done_is_told_in_chinese(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments, status=1)
    assert done.stdout == ""
    assert said in done.stderr


@pytest.mark.parametrize(("year", "said"), [("2013", "没有全国统一的年度报告格式"), ("2027", "还没有到")])
@pytest.mark.usefixtures("desk")
def test_a_year_without_a_report_is_told(year: str, said: str) -> None:
    done = CliRunner().invoke(app, ["annual", "build", "--unit", "yunxi", "--year", year])
    assert (done.exit_code, done.stdout) == (1, "")
    assert said in done.stderr
