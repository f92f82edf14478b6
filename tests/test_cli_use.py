"""The rest of the command line: the law on the screen, help, wrong usage, and how a run ends that is broken off."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gongkai.report.checking import checks
from gongkai.statute.forms import forms
from tests.command import COMMAND, SOUND, run


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
    @pytest.fixture
    def start(self) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
        """Starts the command without waiting for it, at Ctrl-C as from a terminal; whatever still runs afterwards is ended."""
        with contextlib.ExitStack() as ending:
            ending.callback(signal.signal, signal.SIGINT, signal.signal(signal.SIGINT, signal.default_int_handler))

            def started(*arguments: str) -> subprocess.Popen[bytes]:
                process = ending.enter_context(
                    subprocess.Popen(
                        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
                    )
                )
                ending.callback(end, process)
                return process

            def end(process: subprocess.Popen[bytes]) -> None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)

            yield started

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
        self, many: Path, start: Callable[..., subprocess.Popen[bytes]], style: tuple[str, str]
    ) -> None:
        process = start(style[0], "--format", style[1], str(many))
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()

        assert process.stderr.read() == b""
        assert process.wait(60) == 141

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_ctrl_c_ends_the_run_and_all_its_processes(
        self, many: Path, start: Callable[..., subprocess.Popen[bytes]], jobs: str
    ) -> None:
        process = start("read", "--jobs", jobs, "-o", str(many / "out.jsonl.part"), str(many))
        assert process.stderr
        self.wait_for_output(many / "out.jsonl.part")
        os.killpg(process.pid, signal.SIGINT)

        assert process.wait(30) == 130
        assert process.stderr.read().decode("utf-8") == "已中断\n"
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)

    def wait_for_output(self, path: Path) -> None:
        """Wait until the run is under way."""
        deadline = time.monotonic() + 60
        while not (path.exists() and path.stat().st_size) and time.monotonic() < deadline:
            time.sleep(0.05)
