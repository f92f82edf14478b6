"""Past years' requests from a table: taken over once, counted, each bad row told with its column and what to do."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import load_workbook

from gongkai.audit.log import verify
from gongkai.casework import importing
from gongkai.casework.counts import table_three
from gongkai.casework.models import Applicant, Case
from gongkai.units.models import Role
from gongkai.untrusted.unpacking import UnreadableTableError
from tests.world import World

ROW = {
    "登记编号": "2023-7",
    "申请人类别": "自然人",
    "申请人": "云某人",
    "提交方式": "网上提交",
    "收到申请日期": "2023-05-08",
    "申请内容摘要": "某校招生方案",
    "答复日期": "2023年6月1日",
    "答复类型": "予以公开",
}


def table(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "cases.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)
    return path


def run(world: World, path: Path, **more: Any) -> importing.Outcome:
    officer = world.person(world.education, Role.CASE_OFFICER)
    return importing.run(world.education, path, "csv", **({"by": officer, "dry_run": False} | more))


def test_a_past_years_request_is_taken_over_once_and_counted_in_its_years(world: World, tmp_path: Path) -> None:
    late = ROW | {
        "登记编号": "2023-90",
        "收到申请日期": "2023-12-20",
        "答复日期": "2024-01-09",
        "申请人类别": "商业企业",
    }
    path = table(tmp_path, ROW, late)
    dry = run(world, path, dry_run=True)
    first, again = run(world, path), run(world, path)

    assert (dry.new, dry.written, first.new, again.new, again.known) == (2, False, 2, 0, 2)
    unit = world.education.pk
    cells = {year: table_three([unit], year, "2021")[unit] for year in (2023, 2024)}
    assert (cells[2023]["t3.received.total"], cells[2023]["t3.carried_out.business"]) == (2, 1)
    assert (cells[2024]["t3.carried_in.business"], cells[2024]["t3.granted.total"]) == (1, 1)
    assert verify()[1] is None


def test_a_name_is_sealed(world: World, tmp_path: Path) -> None:
    run(world, table(tmp_path, ROW))
    applicant = Applicant.objects.get()
    assert (applicant.name.open(), str(applicant)) == ("云某人", "云某某")
    assert "云某人" not in applicant.name.token


BAD = {
    "a day that is none": ({"收到申请日期": "2023-02-30"}, "收到申请日期", "没有这一天"),
    "an answer before the receipt": ({"答复日期": "2023-05-07"}, "答复日期", "早于收到申请"),
    "a day to come": ({"收到申请日期": "2099-01-01", "答复日期": "", "答复类型": ""}, "收到申请日期", "还没有到"),
    "a day before the regulation": ({"收到申请日期": "2008-04-30"}, "收到申请日期", "早于条例施行"),
    "an answer without its kind": ({"答复类型": ""}, "答复类型", "只填了一个"),
    "a kind that is not in the form": ({"答复类型": "已经公开了"}, "答复类型", "没有“已经公开了”这一项"),
    "a ground of another refusal": (
        {"答复类型": "不予公开：国家秘密", "不予公开的依据": "过程稿"},
        "不予公开的依据",
        "不符",
    ),
    "no number": ({"登记编号": ""}, "登记编号", "没有填写"),
}


@pytest.mark.parametrize(("changes", "column", "reason"), BAD.values(), ids=BAD)
def test_a_bad_row_is_told_and_the_others_are_taken_over(
    world: World, tmp_path: Path, changes: dict[str, str], column: str, reason: str
) -> None:
    outcome = run(world, table(tmp_path, ROW | {"登记编号": "2023-1"}, ROW | changes))
    assert [(one.row, one.column) for one in outcome.problems] == [(3, column)]
    assert reason in outcome.problems[0].reason
    assert [case.origin_id for case in Case.objects.all()] == ["2023-1"]


def test_a_number_that_stands_twice_is_told(world: World, tmp_path: Path) -> None:
    outcome = run(world, table(tmp_path, ROW, ROW))
    assert (outcome.new, [one.reason for one in outcome.problems]) == (1, ["“2023-7”在这个文件里出现了两次"])


def test_a_table_without_a_needed_column_is_refused_as_a_whole(world: World, tmp_path: Path) -> None:
    with pytest.raises(UnreadableTableError, match="申请人类别"):
        run(world, table(tmp_path, {"登记编号": "1", "申请内容摘要": "甲", "收到申请日期": "2023-05-08"}))


def test_who_has_no_part_in_requests_imports_nothing(world: World, tmp_path: Path) -> None:
    with pytest.raises(PermissionDenied):
        run(world, table(tmp_path, ROW), by=world.person(world.office, Role.CASE_OFFICER))


def test_the_template_has_every_column_and_says_what_belongs_there() -> None:
    book = load_workbook(io.BytesIO(importing.template()))
    headers = [cell.value.strip("*") for cell in book["申请"][1]]
    assert (
        headers
        == [row[0].value for row in book["说明"].iter_rows(min_row=2)]
        == [one.header for one in importing.COLUMNS]
    )
