"""The process tree: one start, one end, and nothing that dies in it stays dead."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.command import COMMAND
from tests.serving.platform import Platform, alive, descendants, environment, free_port, serving


def refusal(home: Path, port: int, **more: str) -> str:
    """What `gongkai serve` says where it cannot begin."""
    done = subprocess.run(
        [*COMMAND, "serve"], env=environment(home, port, **more), capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (1, b"")
    return done.stderr.decode()


@pytest.mark.parametrize(
    "number", [signal.SIGINT, *(pytest.param(each, marks=pytest.mark.long) for each in (signal.SIGTERM, signal.SIGHUP))]
)
def test_it_says_where_it_answers_and_ends_wholly_when_told(platform: Platform, number: int) -> None:
    assert f"ready http://127.0.0.1:{platform.port}/" in platform.said
    assert platform.health() == (200, {"status": "ok"})
    processes = platform.processes()
    assert len(processes) >= 6

    assert platform.end(number) == 0

    assert alive(processes) == set()
    assert not platform.heard("意外结束")


def test_where_the_one_above_is_killed_all_below_it_end(platform: Platform) -> None:
    below = descendants(platform.process.pid)

    os.kill(platform.process.pid, signal.SIGKILL)
    platform.process.wait(10)

    platform.wait_for(lambda: not alive(below), 30)


@pytest.mark.long
def test_told_to_end_while_it_is_being_set_up_it_ends_at_once(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "serve"], env=environment(tmp_path, free_port()), stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        assert "正在建立数据库" in process.stderr.readline().decode()
        below = descendants(process.pid)
        process.send_signal(signal.SIGINT)

        assert process.wait(30) == 0
        assert below
        assert alive(below) == set()


@pytest.mark.long
def test_who_listens_everywhere_is_told_how_others_reach_it(home: Path) -> None:
    with serving(home, HOST="0.0.0.0") as platform:
        assert platform.heard("GONGKAI_URL")
        assert platform.heard("ready http://0.0.0.0:")


def test_a_port_in_use_is_told(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert f"端口{port}已被占用" in refusal(home, port)


def test_a_data_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")

    assert "不能读写" in refusal(file / "home", free_port())


def test_a_database_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "gongkai.sqlite3").write_bytes(b"this is no database" * 1000)

    assert "数据库" in refusal(tmp_path, free_port())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("GONGKAI_TODAY", "soon"),
        ("GONGKAI_OUTBOUND_NETWORKS", "inner"),
        ("GONGKAI_PROXIES", "10.1.2"),
    ],
)
def test_a_variable_that_makes_no_sense_is_told_by_name(tmp_path: Path, name: str, value: str) -> None:
    said = refusal(tmp_path, free_port(), **{name: value})

    assert name in said
    assert value in said


def test_the_very_first_start_serves_pages_with_their_style_and_a_second_finds_everything_made(tmp_path: Path) -> None:
    with serving(tmp_path) as platform:
        assert platform.heard("正在建立数据库")
        page = urlopen(f"http://127.0.0.1:{platform.port}/workbench/login/", timeout=20).read().decode()
        style = re.search(r'href="(/static/[^"]+\.css)"', page)

        assert style is not None
        served = urlopen(f"http://127.0.0.1:{platform.port}{style[1]}", timeout=20)
        assert (served.status, served.headers["X-Content-Type-Options"]) == (200, "nosniff")

    with serving(tmp_path) as platform:
        assert not platform.heard("数据库")
