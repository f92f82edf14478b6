"""`gongkai read` and `gongkai check` against their contract: keys, order, formats, exit statuses."""

from __future__ import annotations

import csv
import io
import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from gongkai.report.checking import checks
from tests.command import NEGATIVE, SOUND, lines, run

# The keys of the contract, each line's in the order in which they stand there; what comes on top is free.
READ_KEYS = [
    *("source", "sha256", "title", "unit", "year", "period", "published", "form"),
    *("metadata", "cells", "prose", "sections", "repairs"),
]
CHECK_KEYS = {"source", "unit", "year", "rule", "severity", "message", "cells", "basis"}
MAY_BE_MISSING = {"expected", "found", "quote"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a sound report, one with a negative count, and a file that is empty."""
    reports = tmp_path / "reports"
    (reports / "more").mkdir(parents=True)
    (reports / "a.txt").write_text(SOUND, encoding="utf-8")
    (reports / "b.txt").write_bytes(b"")
    (reports / "more" / "c.txt").write_text(NEGATIVE, encoding="gb18030")
    return reports


class TestRead:
    def test_a_report_is_one_json_object_with_the_keys_of_the_contract(self, folder: Path) -> None:
        (report,) = lines("read", "--format", "jsonl", str(folder / "a.txt"))

        assert [key for key in report if key in READ_KEYS] == READ_KEYS
        assert report["source"] == str(folder / "a.txt")
        assert report["sha256"] == sha256(SOUND.encode()).hexdigest()
        assert report["title"] == "云溪县青石镇人民政府2023年政府信息公开工作年度报告"
        assert (report["unit"], report["year"], report["form"]) == ("云溪县青石镇人民政府", 2023, "2021")
        assert report["period"] == ["2023-01-01", "2023-12-31"]
        assert report["published"] == "2024-01-20"
        assert report["metadata"] == {"index_number": "yx-9", "publisher": "云溪县青石镇人民政府"}

    def test_a_blank_cell_is_null_and_a_cell_that_is_not_there_is_absent(self, folder: Path) -> None:
        (report,) = lines("read", str(folder / "a.txt"))

        assert report["cells"] == {
            "t2.rules.made": 0,
            "t2.rules.repealed": 0,
            "t2.rules.in_force": 0,
            "t2.normative.made": 2,
            "t2.normative.repealed": 1,
            "t2.normative.in_force": 5,
            "t2.charges.amount": None,
        }

    def test_a_prose_figure_has_its_sentence_and_says_when_it_is_no_exact_one(self, folder: Path) -> None:
        (report,) = lines("read", str(folder / "a.txt"))

        assert report["prose"] == {
            "n.proactive": {"value": 120, "quote": "2023年，我镇主动公开政府信息约120条。", "approximate": True}
        }

    def test_the_parts_stand_in_their_order(self, folder: Path) -> None:
        (report,) = lines("read", str(folder / "a.txt"))

        assert [section["heading"] for section in report["sections"]] == [
            "",
            "一、总体情况",
            "二、主动公开政府信息情况",
            "三、存在的主要问题及改进情况",
        ]
        assert all(set(section) == {"heading", "text"} for section in report["sections"])

    def test_what_the_document_does_not_say_is_null(self, tmp_path: Path) -> None:
        (tmp_path / "note.txt").write_text("没有标题的一段文字。", encoding="utf-8")
        (report,) = lines("read", str(tmp_path / "note.txt"))

        assert [report[key] for key in ("title", "unit", "year", "period", "published")] == [None] * 5
        assert (report["form"], report["metadata"], report["cells"], report["prose"]) == ("none", {}, {}, {})

    def test_repairs_are_counted_by_kind(self, tmp_path: Path) -> None:
        (tmp_path / "report.txt").write_text("统计期限自201611日起至20161231日止。", encoding="utf-8")
        (report,) = lines("read", str(tmp_path / "report.txt"))

        assert report["repairs"] == {"missing_date_words": 2}

    def test_chinese_stands_as_it_is_and_in_utf8_whatever_the_locale(self, folder: Path) -> None:
        done = run("read", str(folder / "a.txt"), environment={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"})

        assert "云溪县青石镇人民政府" in done.stdout.decode("utf-8")

    def test_the_lines_stand_in_the_order_of_the_input_and_a_folder_is_walked(self, folder: Path) -> None:
        found = lines("read", str(folder / "more" / "c.txt"), str(folder), status=2)

        names = [Path(report["source"]).relative_to(folder).as_posix() for report in found]
        assert names == ["more/c.txt", "a.txt", "b.txt", "more/c.txt"]

    def test_a_file_that_cannot_be_read_has_its_line_and_the_run_goes_on(self, folder: Path) -> None:
        found = lines("read", str(folder), "/no/such/file", status=2)

        assert [set(line) == {"source", "error"} for line in found] == [False, True, False, True]
        assert found[1] == {"source": str(folder / "b.txt"), "error": "文件是空的；请重新下载或重新导出"}
        assert found[3]["error"] == "文件不存在（或者是失效的链接），请核对路径"

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_standard_input(self, jobs: str, folder: Path) -> None:
        first, *_, last = lines("read", "--jobs", jobs, str(folder), "-", stdin=SOUND.encode("gb18030"), status=2)

        assert Path(first["source"]).name == "a.txt"
        assert (last["source"], last["year"]) == ("-", 2023)

    def test_nothing_on_standard_input(self) -> None:
        (line,) = lines("read", "-", status=2)

        assert line["source"] == "-"
        assert "空的" in line["error"]

    @pytest.mark.parametrize(
        "style", ["jsonl", pytest.param("csv", marks=pytest.mark.long), pytest.param("table", marks=pytest.mark.long)]
    )
    def test_two_jobs_print_the_same_as_one(self, folder: Path, style: str) -> None:
        one, two = (run("read", "--format", style, "--jobs", jobs, str(folder)) for jobs in ("1", "2"))

        assert (one.stdout, one.stderr, one.returncode) == (two.stdout, two.stderr, two.returncode)
        assert one.returncode == 2

    def test_csv_has_a_row_a_figure(self, folder: Path) -> None:
        done = run("read", "--format", "csv", str(folder / "a.txt"))
        rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8"))))

        assert done.returncode == 0
        assert {row["code"]: row["value"] for row in rows} == {
            "t2.rules.made": "0",
            "t2.rules.repealed": "0",
            "t2.rules.in_force": "0",
            "t2.normative.made": "2",
            "t2.normative.repealed": "1",
            "t2.normative.in_force": "5",
            "t2.charges.amount": "",
            "n.proactive": "120",
        }
        assert {row["unit"] for row in rows} == {"云溪县青石镇人民政府"}

    def test_csv_tells_on_standard_error_what_cannot_be_read(self, folder: Path) -> None:
        done = run("read", "--format", "csv", str(folder / "b.txt"))

        assert (done.returncode, done.stdout.decode().count("\n")) == (2, 1)
        assert done.stderr.decode() == f"{folder / 'b.txt'}：文件是空的；请重新下载或重新导出\n"

    def test_the_table_names_report_unit_and_year_and_cuts_nothing_off(self, folder: Path) -> None:
        done = run("read", "--format", "table", str(folder / "a.txt"))
        shown = done.stdout.decode("utf-8")

        assert done.returncode == 0
        assert "云溪县青石镇人民政府" in shown
        assert "2023" in shown
        assert "t2.normative.in_force" in shown
        assert "…" not in shown

    def test_a_file_to_write_into(self, folder: Path, tmp_path: Path) -> None:
        out = tmp_path / "out.jsonl"
        done = run("read", "-o", str(out), str(folder / "a.txt"))

        assert (done.returncode, done.stdout) == (0, b"")
        assert json.loads(out.read_text(encoding="utf-8"))["year"] == 2023

    def test_a_file_that_cannot_be_written(self, folder: Path) -> None:
        done = run("read", "-o", str(folder / "none" / "out.jsonl"), str(folder / "a.txt"))

        assert (done.returncode, done.stdout) == (2, b"")
        assert "不能写入" in done.stderr.decode()

    def test_the_report_itself_is_not_written_over(self, folder: Path) -> None:
        done = run("read", "-o", str(folder / "a.txt"), str(folder / "a.txt"))

        assert done.returncode == 2
        assert (folder / "a.txt").read_text(encoding="utf-8") == SOUND


class TestCheck:
    def test_a_finding_is_one_json_object_with_the_keys_of_the_contract(self, folder: Path) -> None:
        findings = lines("check", "--format", "jsonl", str(folder / "more" / "c.txt"), status=1)

        for finding in findings:
            assert set(finding) >= CHECK_KEYS
            assert set(finding) <= CHECK_KEYS | MAY_BE_MISSING
            assert finding["rule"] in checks()
            assert finding["severity"] in ("error", "warning", "note")
            assert (finding["unit"], finding["year"]) == ("云溪县青石镇人民政府", 2023)
        negative = [one for one in findings if one["rule"] == "value" and one["cells"] == ["t2.normative.in_force"]]
        assert [one["severity"] for one in negative] == ["error"]

    def test_errors_end_in_1(self, folder: Path) -> None:
        assert run("check", str(folder / "more" / "c.txt")).returncode == 1

    def test_what_cannot_be_read_ends_in_2_even_beside_errors(self, folder: Path) -> None:
        done = run("check", "--format", "jsonl", str(folder))

        assert done.returncode == 2
        assert any("error" in json.loads(line) and "rule" not in json.loads(line) for line in done.stdout.splitlines())

    def test_warnings_and_notes_alone_end_in_0(self, folder: Path) -> None:
        findings = lines("check", "--format", "jsonl", str(folder / "a.txt"))

        assert {finding["severity"] for finding in findings} <= {"warning", "note"}

    def test_the_text_names_report_rule_message_and_basis_and_sums_it_up(self, folder: Path) -> None:
        done = run("check", str(folder / "more" / "c.txt"))
        shown = "".join(done.stdout.decode("utf-8").split())

        assert "云溪县青石镇人民政府2023年格式2021" in shown
        assert "错误value" in shown
        assert "1份报告，0份没有错误；错误" in shown

    def test_csv_has_a_row_a_finding(self, folder: Path) -> None:
        done = run("check", "--format", "csv", str(folder / "more" / "c.txt"))
        rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8"))))

        assert done.returncode == 1
        assert ("value", "error", "t2.normative.in_force") in [
            (row["rule"], row["severity"], row["cells"]) for row in rows
        ]

    @pytest.mark.parametrize(
        "style", ["jsonl", pytest.param("csv", marks=pytest.mark.long), pytest.param("text", marks=pytest.mark.long)]
    )
    def test_two_jobs_print_the_same_as_one(self, folder: Path, style: str) -> None:
        one, two = (run("check", "--format", style, "--jobs", jobs, str(folder)) for jobs in ("1", "2"))

        assert (one.stdout, one.stderr, one.returncode) == (two.stdout, two.stderr, two.returncode)

    def test_against_finds_what_does_not_continue_last_year(self, tmp_path: Path) -> None:
        this, last, other = (tmp_path / name for name in ("2023.txt", "2022.txt", "other.txt"))
        this.write_text(SOUND, encoding="utf-8")
        last.write_text(SOUND.replace("2023", "2022").replace("2024", "2023"), encoding="utf-8")
        other.write_text(SOUND.replace("2023", "2022").replace("青石", "石桥"), encoding="utf-8")
        alone = lines("check", "--format", "jsonl", str(this))
        done = run("check", "--format", "jsonl", "--against", str(other), "--against", str(last), str(this))
        carried = [one for one in map(json.loads, done.stdout.splitlines()) if one["rule"] == "carry"]

        assert [one for one in alone if one["rule"] == "carry"] == []
        # 5 in force last year, 2 made, 1 repealed: 6, not 5
        assert [(one["expected"], one["found"]) for one in carried] == [(6, 5)]
        assert "t2.normative.in_force" in carried[0]["cells"]

    def test_a_report_of_last_year_that_cannot_be_read_ends_in_2(self, folder: Path) -> None:
        done = run("check", "--against", str(folder / "b.txt"), str(folder / "a.txt"))

        assert done.returncode == 2
        assert done.stderr.decode().startswith(f"{folder / 'b.txt'}：")
