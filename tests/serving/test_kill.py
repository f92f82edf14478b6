"""Processes killed in the middle: nothing is lost, nothing goes out twice, nothing is half stored, and all of it runs again."""

from __future__ import annotations

import http.client
import os
import re
import signal
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.publishing.servers import Answer, Received, server
from tests.serving.delivery import LEASE_OVER, MAKE, OPEN_TASKS, STATE
from tests.serving.platform import Platform, alive, descendants, serving


@pytest.fixture(scope="module")
def platform(home: Path) -> Iterator[Platform]:
    """One for all tests here: each of them leaves it well again."""
    if not sys.platform.startswith("linux"):
        pytest.skip("what becomes of the processes is read from /proc, which only Linux has")
    with serving(home) as here:
        yield here


@pytest.mark.long
def test_a_worker_killed_while_delivering_is_replaced_and_the_message_repeated_under_its_key(
    platform: Platform,
) -> None:
    arrived, go_on = threading.Event(), threading.Event()

    def answer(_: Received) -> Answer:
        if not arrived.is_set():
            arrived.set()
            go_on.wait(60)
            return 0, None
        return 200, {"id": "r-1"}

    with server(answer) as receiver:
        pk = platform.act(MAKE.format(url=receiver.url))
        assert arrived.wait(30)
        killed = platform.pid_of("default-1")
        os.kill(killed, signal.SIGKILL)
        go_on.set()
        platform.wait_for(lambda: platform.heard("后台进程意外结束（信号9）"))
        platform.wait_for(lambda: platform.pid_of("default-1") != killed)
        assert platform.act(STATE.format(pk=pk)) == ["sending", 1, False]

        platform.act(LEASE_OVER.format(pk=pk))
        platform.wait_for(lambda: len(receiver.received) == 2)
        platform.wait_for(lambda: platform.act(STATE.format(pk=pk)) == ["done", 2, True])

    assert len({request.headers["idempotency-key"] for request in receiver.received}) == 1
    platform.wait_for(lambda: platform.act(OPEN_TASKS) == [])
    assert platform.is_well()


@pytest.mark.long
def test_web_processes_killed_while_they_write_leave_nothing_half_done_and_answer_again(platform: Platform) -> None:
    platform.act("""
if not Person.objects.filter(username="kill-test").exists():
    person = Person(username="kill-test", name="林知远")
    person.set_password("云溪县测试口令")
    person.save()
""")
    count = "from django.contrib.sessions.models import Session; print(json.dumps(Session.objects.count()))"
    before = platform.act(count)
    workers = {pid for pid in descendants(platform.process.pid) if len(descendants(pid)) == 0} & descendants(
        web(platform)
    )
    with writing(platform.home):
        waiting = threading.Thread(target=sign_in, args=(platform,))
        waiting.start()
        platform.wait_for(waiting.is_alive)
        threading.Event().wait(2)  # the request waits for the lock on the database now
        assert waiting.is_alive()
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        waiting.join(30)
        assert not waiting.is_alive()

    platform.wait_for(platform.is_well)
    assert not alive(workers)
    assert platform.act(count) == before
    assert sign_in(platform) == 302
    assert platform.act(count) == before + 1


@pytest.mark.long
def test_the_whole_web_tree_killed_is_started_again(platform: Platform) -> None:
    main = web(platform)
    below = descendants(main)

    os.kill(main, signal.SIGKILL)

    platform.wait_for(lambda: platform.heard("网站进程意外结束（信号9）"))
    platform.wait_for(platform.is_well)
    assert not alive(below | {main})


def web(platform: Platform) -> int:
    """The process that has the web processes below it."""
    return next(pid for pid in descendants(platform.process.pid) if descendants(pid))


@contextmanager
def writing(home: Path) -> Iterator[None]:
    """Hold the one lock under which the database is written."""
    connection = sqlite3.connect(home / "gongkai.sqlite3", isolation_level=None, timeout=30)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


def sign_in(platform: Platform) -> int:
    """Sign in on the workbench's page; the status of the answer, 0 where none came."""
    connection = http.client.HTTPConnection("127.0.0.1", platform.port, timeout=60)
    try:
        connection.request("GET", "/workbench/login/")
        page = connection.getresponse()
        cookie = re.search(r"csrftoken=(\w+)", page.headers["Set-Cookie"])[1]
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())[1]
        fields = {"csrfmiddlewaretoken": token, "username": "kill-test", "password": "云溪县测试口令", "next": "/"}
        headers = {"Cookie": f"csrftoken={cookie}", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/workbench/login/", urlencode(fields), headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
