"""`gongkai workdays FROM TO`: the number, the calendars it rests on, and complaints in Chinese."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.command import run


def test_the_number_comes_with_what_is_left_out_and_the_notice() -> None:
    done = run("workdays", "2025-09-25", "2025-10-29")
    shown = done.stdout.decode("utf-8")

    assert (done.returncode, done.stderr) == (0, b"")
    assert "共20个工作日" in shown
    assert "国庆节、中秋节" in shown
    assert "国办发明电〔2024〕12号" in shown
    assert "暂定" not in shown


def test_a_year_without_a_notice_is_said_to_be_provisional() -> None:
    shown = run("workdays", "2026-12-28", "2027-01-11").stdout.decode("utf-8")

    assert "没有2027年的放假安排" in shown
    assert "暂定" in shown


def test_json_has_the_number_and_each_years_source() -> None:
    done = run("workdays", "2025-12-29", "2027-01-04", "--json")
    document = json.loads(done.stdout)

    assert (document["from"], document["to"]) == ("2025-12-29", "2027-01-04")
    assert document["workdays"] == 2 + 248 + 2
    assert (document["provisional"], document["provisional_years"]) == (True, [2027])
    assert [(each["year"], each["verified"]) for each in document["calendars"]] == [(2025, True), (2026, True)]
    assert "国办发明电〔2025〕7号" in document["calendars"][1]["source"]
    assert {"first": "2026-10-01", "last": "2026-10-07", "why": "国庆节"} in document["skipped"]
    assert "2026-02-14" in document["worked_weekends"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ("2025-02-29 2025-03-01", "FROM 的值不对：“2025-02-29”不是日期；请写成 2025-09-25 这样，并核对月、日是否存在"),
        ("2025-02-28 明天", "TO 的值不对：“明天”不是日期；请写成 2025-09-25 这样，并核对月、日是否存在"),
        (
            "2025-03-01 2025-02-28",
            "TO 的值不对：截止日期2025-02-28早于起始日期2025-03-01，请核对两个日期",
        ),
        ("2025-03-01", "缺少参数 TO"),
    ],
)
def test_wrong_dates_end_in_2_and_are_explained_in_chinese(arguments: str, complaint: str) -> None:
    done = run("workdays", *arguments.split())

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode("utf-8") == f"{complaint}\n"


def test_help_is_chinese() -> None:
    shown = run("workdays", "--help").stdout.decode("utf-8")

    assert shown.startswith("用法：gongkai workdays")
    assert not any(word in shown for word in ("Usage", "Options", "Arguments", "required", "Show this"))


@pytest.mark.parametrize("module", ["gongkai.cli", "gongkai.report.batch", "gongkai.report.checking"])
def test_reading_and_checking_need_no_calendar_library(module: str) -> None:
    code = f"import sys; sys.modules['chinese_calendar'] = None; import {module}; print('gongkai.statute.workdays' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)

    assert done.stdout == b"False\n"
