"""Adding a form is adding a file: a made-up form, put beside the others, is read and checked by the code as it is.

The package is copied into a folder of its own, the file laid in it, and a fresh interpreter run on it, so that nothing of
the made-up form stays behind in this one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import gongkai

FORM = """
id = "1999"
title = "来信来访情况表"
first_year = 1999
last_year = 2003
basis = "logic"
sections = []

[[tables]]
id = "letters"
title = "来信情况"
code = "{table}.{row}.{column}"
furniture = ["来信人"]
columns = [
  { id = "villager", label = "村民" },
  { id = "merchant", label = "商户" },
  { id = "all", label = "全部来信人", seen = ["来信人合计"] },
]
rows = [
  { heading = "甲、来信" },
  { id = "come", label = "收到来信件数", unit = "封" },
  { id = "settled", label = "办结来信件数", unit = "封" },
  { id = "left", label = "留待来年件数", unit = "封" },
]

[[tables]]
id = "visits"
title = "来访情况"
code = "{table}.{group}.{column}"
groups = [{ id = "town", label = "镇里接访" }, { id = "village", label = "村里接访" }]
columns = [{ id = "heard", label = "当场答复" }, { id = "sent_on", label = "转交部门" }, { id = "all", label = "接访共计" }]

[lists]
people = ["villager", "merchant"]
rows = ["come", "settled", "left"]
columns = ["villager", "merchant", "all"]
places = ["town", "village"]

[[sums]]
id = "L1"
each = { row = "rows" }
equation = "letters.{row}.all = sum(letters.{row}.{people})"
level = "must"
[[sums]]
id = "L2"
each = { column = "columns" }
equation = "letters.come.{column} = letters.settled.{column} + letters.left.{column}"
level = "must"
[[sums]]
id = "V1"
each = { place = "places" }
equation = "visits.{place}.all = visits.{place}.heard + visits.{place}.sent_on"
level = "must"
"""

REPORT = """云溪县青石镇人民政府2001年政府信息公开工作年度报告
甲、来信 | |||
来信人 | 村民 | 商户 | 全部来信人 |
收到来信件数 | 12 | 5 | 17 |
办结来信件数 | 11 | 3 | 14 |
留待来年件数 | 1 | 2 | 3 |
来访情况
镇里接访 | 村里接访 | ||||
当场答复 | 转交部门 | 接访共计 | 当场答复 | 转交部门 | 接访共计 |
4 | 2 | 6 | 7 | 0 | 7 |
"""

PROGRAM = """
import json, sys
from gongkai.report.checking import check
from gongkai.report.reading import read_bytes
report = read_bytes(sys.stdin.buffer.read())
found = [(f.rule, f.cells, f.expected, f.found) for f in check(report) if f.severity == "error"]
told = [doubt.why for doubt in report.doubts]
print(json.dumps({"form": report.form, "year": report.year, "cells": report.cells, "errors": found, "doubts": told}))
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with our package in it, and the made-up form among the forms."""
    folder = tmp_path_factory.mktemp("with_a_form_more")
    source = Path(gongkai.__file__).parent
    shutil.copytree(source, folder / "gongkai", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "gongkai" / "statute" / "forms" / "1999.toml").write_text(FORM, encoding="utf-8")
    return folder


def read_and_check(package: Path, text: str) -> Any:
    """What the package in that folder reads in the text and finds wrong with it."""
    environment = {**os.environ, "PYTHONPATH": str(package), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, input=text.encode(), env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_its_cells_are_read_and_its_sums_hold(package: Path) -> None:
    found = read_and_check(package, REPORT)

    assert (found["form"], found["year"]) == ("1999", 2001)
    assert found["cells"] == {
        "letters.come.villager": 12,
        "letters.come.merchant": 5,
        "letters.come.all": 17,
        "letters.settled.villager": 11,
        "letters.settled.merchant": 3,
        "letters.settled.all": 14,
        "letters.left.villager": 1,
        "letters.left.merchant": 2,
        "letters.left.all": 3,
        "visits.town.heard": 4,
        "visits.town.sent_on": 2,
        "visits.town.all": 6,
        "visits.village.heard": 7,
        "visits.village.sent_on": 0,
        "visits.village.all": 7,
    }
    assert (found["errors"], found["doubts"]) == ([], [])


def test_a_sum_of_its_own_that_does_not_hold_is_found(package: Path) -> None:
    (error,) = read_and_check(package, REPORT.replace("| 7 | 0 | 7 |", "| 7 | 0 | 8 |"))["errors"]

    assert error == ["arithmetic", ["visits.village.all", "visits.village.heard", "visits.village.sent_on"], 7, 8]


def test_its_labels_are_known_in_other_spellings_its_columns_by_the_header_and_misprints_are_told(
    package: Path,
) -> None:
    text = REPORT.replace("村民 | 商户 | 全部来信人", "来信人合计 | 村民 | 商户").replace(
        "办结来信件数", "办洁来信件数"
    )
    found = read_and_check(package, text)

    come, settled = (
        {key: found["cells"][f"letters.{row}.{key}"] for key in ("all", "villager", "merchant")}
        for row in ("come", "settled")
    )
    assert come == {"all": 12, "villager": 5, "merchant": 17}
    assert settled == {"all": 11, "villager": 3, "merchant": 14}
    assert ["办结来信件数" in why for why in found["doubts"]] == [True]


def test_the_other_forms_are_read_as_before(package: Path) -> None:
    text = "规章 | 0 | 1 | 2 |\n行政规范性文件 | 3 | 4 | 5 |\n行政许可 | 6 |\n行政处罚 | 7 |\n"
    found = read_and_check(package, "云溪县青石镇人民政府2022年政府信息公开工作年度报告\n" + text)

    assert found["form"] == "2021"
    assert found["cells"]["t2.normative.in_force"] == 5


def test_a_newer_form_replaces_the_one_before_it_without_a_word_changed_there(package: Path) -> None:
    newer = FORM.replace('id = "1999"', 'id = "2040"').replace(
        "first_year = 1999\nlast_year = 2003", "first_year = 2040"
    )
    (package / "gongkai" / "statute" / "forms" / "2040.toml").write_text(newer, encoding="utf-8")
    program = "from gongkai.statute.forms import form_for; print(form_for(2039).id, form_for(2040).id)"
    command = [sys.executable, "-c", program]
    environment = {**os.environ, "PYTHONPATH": str(package)}
    try:
        printed = subprocess.run(command, env=environment, capture_output=True, check=True, text=True).stdout
    finally:
        (package / "gongkai" / "statute" / "forms" / "2040.toml").unlink()

    assert printed.split() == ["2021", "2040"]
