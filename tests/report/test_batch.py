"""Many paths: each gives one result, in order, whatever happens to its neighbours."""

from __future__ import annotations

import errno
import functools
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from gongkai.report.batch import Failure, each, printable, read_path, walk
from gongkai.report.model import Report

SENTENCE = "云溪县青石镇人民政府{}年政府信息公开工作年度报告\n一、总体情况\n{}年，主动公开政府信息12条。\n"


def years(results: list[Report | Failure]) -> list[int | str | None]:
    """The year of each report that was read, the complaint of each that was not."""
    return [one.error if isinstance(one, Failure) else one.year for one in results]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports of the years from 2001 to 2040, one file a year."""
    for year in range(2001, 2041):
        (tmp_path / f"{year}.txt").write_text(SENTENCE.format(year, year), encoding="utf-8")
    return tmp_path


class TestWalk:
    def test_a_folder_is_walked_by_name_its_own_files_first(self, tmp_path: Path) -> None:
        for name in ("b/2.html", "a/1.txt", "z.pdf", "c.docx", "a/deep/3.xlsx"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(b"x")

        found = [Path(str(path)).relative_to(tmp_path).as_posix() for path in walk([str(tmp_path)])]
        assert found == ["c.docx", "z.pdf", "a/1.txt", "a/deep/3.xlsx", "b/2.html"]

    def test_hidden_files_and_other_kinds_are_passed_over_in_a_folder(self, tmp_path: Path) -> None:
        for name in (".hidden.txt", "picture.png", "notes.md", "REPORT.TXT", "no-suffix"):
            (tmp_path / name).write_bytes(b"x")

        assert [Path(str(path)).name for path in walk([str(tmp_path)])] == ["REPORT.TXT", "no-suffix"]

    def test_a_file_that_is_named_is_taken_whatever_its_kind(self, tmp_path: Path) -> None:
        assert list(walk(["picture.png", "-", str(tmp_path / "missing")])) == [
            "picture.png",
            "-",
            str(tmp_path / "missing"),
        ]

    def test_the_paths_stand_as_they_were_given(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(folder.parent)

        assert next(walk([f"./{folder.name}"])) == f"./{folder.name}/2001.txt"

    def test_a_folder_that_must_not_be_listed_is_told(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        closed = folder / "closed"
        closed.mkdir(mode=0o000)
        list_folder = os.scandir

        def as_if_not_root(path: str) -> Any:
            if Path(path) == closed:  # root may list any folder
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
            return list_folder(path)

        monkeypatch.setattr(os, "scandir", as_if_not_root)
        found = list(walk([str(folder)]))
        closed.chmod(0o700)

        assert [one for one in found if isinstance(one, Failure)] == [
            Failure(str(closed), "没有读取权限，请检查文件或者文件夹的权限")
        ]
        assert len(found) == 41

    def test_a_folder_that_goes_away_meanwhile_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("x")
        (tmp_path / "gone").mkdir()
        found = walk([str(tmp_path)])
        first = next(found)
        (tmp_path / "gone").rmdir()

        assert Path(str(first)).name == "a.txt"
        assert [one.source for one in found if isinstance(one, Failure)] == [str(tmp_path / "gone")]


class TestReadPath:
    def test_a_file_that_is_not_there(self) -> None:
        assert read_path("/no/such/file") == Failure("/no/such/file", "文件不存在（或者是失效的链接），请核对路径")

    def test_a_dangling_link(self, tmp_path: Path) -> None:
        (tmp_path / "link.txt").symlink_to(tmp_path / "nothing")

        assert read_path(str(tmp_path / "link.txt")) == Failure(
            str(tmp_path / "link.txt"), "文件不存在（或者是失效的链接），请核对路径"
        )

    def test_a_pipe_that_nobody_writes_into_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.txt")

        assert read_path(str(tmp_path / "pipe.txt")) == Failure(str(tmp_path / "pipe.txt"), "不是普通文件，无法读取")

    def test_a_folder_in_a_files_place(self, tmp_path: Path) -> None:
        assert read_path(str(tmp_path)) == Failure(str(tmp_path), "不是普通文件，无法读取")

    def test_an_empty_file(self, tmp_path: Path) -> None:
        (tmp_path / "empty.txt").touch()
        result = read_path(str(tmp_path / "empty.txt"))

        assert isinstance(result, Failure)
        assert "空的" in result.error

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes for a name")
    def test_a_name_that_is_no_utf8_is_shown_by_its_bytes(self, tmp_path: Path) -> None:
        name = os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xa8.txt")
        Path(name).write_text(SENTENCE.format(2020, 2020), encoding="utf-8")
        result = read_path(name)

        assert isinstance(result, Report)
        assert result.source == f"{tmp_path}/\\xb1\\xa8.txt"
        assert printable(name) == result.source

    def test_a_fault_of_our_own_costs_one_file(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> Report:
            raise ZeroDivisionError("oops")

        monkeypatch.setattr("gongkai.report.reading.read_bytes", fail)
        result = read_path(str(folder / "2001.txt"))

        assert isinstance(result, Failure)
        assert "ZeroDivisionError: oops" in result.error


def deadly(path: str, killer: str) -> Report | Failure:
    """Read, but die of one path as of a lack of memory."""
    if Path(path).name == killer:
        os.kill(os.getpid(), signal.SIGKILL)
    return read_path(path)


def deadly_in_mid_sentence(path: str, killer: str) -> Report | Failure:
    """Read, but die when half of the result is sent, as of a lack of memory."""

    def half(self: Connection, buffer: bytes) -> None:
        os.write(self.fileno(), bytes(buffer[: len(buffer) // 2]))
        os.kill(os.getpid(), signal.SIGKILL)

    if Path(path).name == killer:
        Connection._send = half  # type: ignore[attr-defined]
    return read_path(path)


class TestEach:
    @pytest.mark.parametrize("jobs", [1, 2])
    def test_every_path_has_its_result_in_order(self, folder: Path, jobs: int) -> None:
        results = list(each(read_path, walk([str(folder), "/no/such/file", str(folder)]), jobs))

        there = list(range(2001, 2041))
        assert years(results) == [*there, "文件不存在（或者是失效的链接），请核对路径", *there]

    def test_failures_among_the_paths_keep_their_places(self, folder: Path) -> None:
        denied = Failure("closed", "没有读取权限")
        paths = [str(folder / "2001.txt"), denied, str(folder / "2002.txt")]

        assert years(list(each(read_path, paths, 2))) == [2001, "没有读取权限", 2002]

    @pytest.mark.parametrize("deadly", [deadly, deadly_in_mid_sentence])
    def test_a_process_that_is_killed_costs_the_path_that_it_died_of_and_no_other(
        self, folder: Path, deadly: Callable[..., Report | Failure]
    ) -> None:
        results = list(each(functools.partial(deadly, killer="2020.txt"), walk([str(folder)]), 2))

        expected: list[int | str] = list(range(2001, 2041))
        expected[19] = "读取时进程意外终止，文件可能已损坏或者过大"
        assert years(results) == expected

    def test_no_more_paths_are_taken_than_can_be_worked_on_soon(self, folder: Path) -> None:
        taken = 0

        def counted() -> object:
            nonlocal taken
            while True:
                taken += 1
                yield str(folder / "2001.txt")

        results = each(read_path, counted(), 2)  # type: ignore[arg-type]
        assert isinstance(next(results), Report)
        results.close()  # type: ignore[attr-defined]

        assert taken <= 2 * 4 * 16

    def test_a_batch_that_is_given_up_leaves_no_process_behind(self, folder: Path) -> None:
        results = each(read_path, walk([str(folder)]), 2)
        next(results)
        results.close()  # type: ignore[attr-defined]

        import multiprocessing

        assert multiprocessing.active_children() == []
