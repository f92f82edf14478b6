"""The command line against its contract: keys, order, formats, exit statuses, and what it does with bad input."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from gongkai.report.checking import checks
from gongkai.statute.forms import forms

COMMAND = (sys.executable, "-c", "from gongkai.cli import main; main()")

# The keys of the contract, each line's in the order in which they stand there; what comes on top is free.
READ_KEYS = [
    *("source", "sha256", "title", "unit", "year", "period", "published", "form"),
    *("metadata", "cells", "prose", "sections", "repairs"),
]
CHECK_KEYS = {"source", "unit", "year", "rule", "severity", "message", "cells", "basis"}
MAY_BE_MISSING = {"expected", "found", "quote"}

REPORT = """索引号：yx-9 发布机构：云溪县青石镇人民政府
云溪县青石镇人民政府2023年政府信息公开工作年度报告
发布时间：2024-01-20
本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。
一、总体情况
2023年，我镇主动公开政府信息约120条。
二、主动公开政府信息情况
第二十条第（一）项 | | | |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
行政规范性文件 | 2 | 1 | {in_force} |
第二十条第（八）项 | |
信息内容 | 本年收费金额（单位：万元） |
行政事业性收费 | |
三、存在的主要问题及改进情况
公开的内容还不够具体。
云溪县青石镇人民政府
2024年1月18日
"""
SOUND = REPORT.format(in_force=5)
NEGATIVE = REPORT.format(in_force=-5)


def run(
    *arguments: str, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The command with these arguments, in a process of its own."""
    return subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, timeout=120, check=False, env=environment
    )


def lines(*arguments: str, stdin: bytes = b"", status: int = 0) -> list[dict[str, Any]]:
    """The JSON lines that the command prints."""
    done = run(*arguments, stdin=stdin)
    assert (done.returncode, done.stderr.decode()) == (status, "")
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


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

    def test_standard_input(self) -> None:
        (report,) = lines("read", "-", stdin=SOUND.encode("gb18030"))

        assert (report["source"], report["year"]) == ("-", 2023)

    def test_nothing_on_standard_input(self) -> None:
        (line,) = lines("read", "-", status=2)

        assert line["source"] == "-"
        assert "空的" in line["error"]

    @pytest.mark.parametrize("style", ["jsonl", "csv", "table"])
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

    @pytest.mark.parametrize("style", ["jsonl", "csv", "text"])
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


class TestFormsAndExplain:
    def test_the_forms_are_listed(self) -> None:
        done = run("forms")

        assert done.returncode == 0
        assert [line.split()[0] for line in done.stdout.decode().splitlines()[1:]] == list(forms())

    @pytest.mark.parametrize("form", list(forms()))
    def test_a_form_is_printed_with_all_its_codes_and_sums_and_nothing_cut_off(self, form: str) -> None:
        shown = run("forms", form).stdout.decode("utf-8")

        words = set(shown.split())
        assert [code for code in forms()[form].cells if code not in words] == []
        assert [sum_.id for sum_ in forms()[form].sums if sum_.id not in words] == []
        assert "…" not in shown
        assert max(map(len, shown.splitlines())) <= 120

    def test_a_sum_that_is_alike_for_all_columns_is_printed_once(self) -> None:
        shown = " ".join(run("forms", "2021").stdout.decode("utf-8").split())

        assert shown.count("T3c ") == 1
        assert "t3.received.* + t3.carried_in.* = t3.handled.* +" in shown

    def test_an_unknown_form(self) -> None:
        done = run("forms", "1999")

        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode() == "没有名为“1999”的格式；现有：2014、2019、2021\n"

    def test_the_rules_are_listed(self) -> None:
        shown = run("explain").stdout.decode("utf-8")

        assert set(checks()) <= set(shown.split())
        assert "…" not in shown

    @pytest.mark.parametrize("rule", ["arithmetic", "prose-table", "late"])
    def test_a_rule_is_explained(self, rule: str) -> None:
        shown = run("explain", rule).stdout.decode("utf-8")

        assert shown.startswith(f"{rule} ")
        assert all(word in shown for word in ("查什么：", "为什么：", "依据：", "举例："))

    def test_an_unknown_rule(self) -> None:
        done = run("explain", "nothing")

        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode().startswith("没有名为“nothing”的规则；现有：")


class TestUsage:
    @pytest.mark.parametrize("command", ["", "read", "check", "forms", "explain"])
    def test_help_is_chinese(self, command: str) -> None:
        done = run(*command.split(), "--help")
        shown = done.stdout.decode("utf-8")

        assert done.returncode == 0
        assert shown.startswith("用法：gongkai")
        assert not any(word in shown for word in ("Usage", "Options", "Arguments", "Commands", "Show this", "default:"))

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            ("read", "缺少参数 PATH…"),
            ("read --nothing x", "没有选项 --nothing"),
            ("print x", "没有命令 print"),
            ("read --format xml x", "'--format' 的值不对：没有 xml，只有 'jsonl', 'table', 'csv'"),
            ("read --jobs 0 x", "'--jobs' / '-j' 的值不对：至少是 1"),
            ("read --jobs two x", "'--jobs' / '-j' 的值不对：应当是整数"),
            ("read x --format", "选项 --format 后面要有值"),
            ("forms 2014 2019", "多余的参数：2019"),
        ],
    )
    def test_wrong_usage_ends_in_2_and_says_so_in_chinese(self, arguments: str, complaint: str) -> None:
        done = run(*arguments.split())

        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode("utf-8") == f"{complaint}\n"


class TestEndings:
    def start(self, *arguments: str, **more: Any) -> subprocess.Popen[bytes]:
        """The command, not waited for."""
        return subprocess.Popen(
            [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, **more
        )

    @pytest.fixture
    def many(self, tmp_path: Path) -> Path:
        """More reports than fit into a pipe, and than are read in a second."""
        (tmp_path / "report.txt").write_text(SOUND + "我镇做了大量的工作。\n" * 300, encoding="utf-8")
        for number in range(3_000):
            (tmp_path / f"{number}.txt").hardlink_to(tmp_path / "report.txt")
        return tmp_path

    @pytest.mark.parametrize(
        "style", [("read", "jsonl"), ("read", "csv"), ("check", "text"), ("check", "jsonl")], ids=" ".join
    )
    def test_a_reader_that_has_seen_enough_ends_the_run_without_a_word(
        self, many: Path, style: tuple[str, str]
    ) -> None:
        process = self.start(style[0], "--format", style[1], str(many))
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()

        assert process.stderr.read() == b""
        assert process.wait(60) == 141
        process.stderr.close()

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_ctrl_c_ends_the_run_and_all_its_processes(self, many: Path, jobs: str) -> None:
        process = self.start("read", "--jobs", jobs, "-o", str(many / "out.jsonl.part"), str(many))
        assert process.stderr
        self.wait_for_output(many / "out.jsonl.part")
        os.killpg(process.pid, signal.SIGINT)

        assert process.wait(30) == 130
        assert process.stderr.read().decode("utf-8") == "已中断\n"
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
        process.stderr.close()
        assert process.stdout
        process.stdout.close()

    def wait_for_output(self, path: Path) -> None:
        """Wait until the run is under way."""
        deadline = time.monotonic() + 60
        while not (path.exists() and path.stat().st_size) and time.monotonic() < deadline:
            time.sleep(0.05)
