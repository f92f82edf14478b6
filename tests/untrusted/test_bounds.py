"""Whatever a library does with a hostile file ends in one error, in time."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from gongkai.untrusted import Refusal, UnreadableError
from gongkai.untrusted.bounds import deadline, readable
from tests.untrusted.policies import SMALL

SECONDS = 10
"""What may pass on a machine that is busy with other tests."""

SLOW = Refusal("{limit}秒内读不完", "简化")


class Panic(BaseException):
    """What a library in Rust raises."""


@pytest.mark.parametrize(
    ("raised", "says"),
    [
        (ValueError("x"), "文件已损坏；请核对"),
        (RecursionError(), "文件已损坏；请核对"),
        (Panic(), "文件已损坏；请核对"),
        (MemoryError(), "文件太大；请拆开"),
    ],
)
def test_whatever_a_library_raises_becomes_the_one_error(raised: BaseException, says: str) -> None:
    with pytest.raises(UnreadableError) as told, readable("文件", SMALL):
        raise raised

    assert str(told.value) == says
    assert told.value.__cause__ is raised


@pytest.mark.parametrize("raised", [KeyboardInterrupt(), SystemExit(), UnreadableError("没有正文", "核对")])
def test_what_is_not_the_files_fault_passes_as_it_is(raised: BaseException) -> None:
    with pytest.raises(type(raised)) as told, readable("文件", SMALL):
        raise raised

    assert told.value is raised


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_code_is_stopped_even_where_the_first_stop_struck_a_destructor_which_drops_it() -> None:
    class Slow:
        def __del__(self) -> None:
            end = time.monotonic() + 0.5
            while time.monotonic() < end:
                pass

    def endless() -> None:
        with deadline(0.1, SLOW):
            slow = Slow()
            del slow
            while time.perf_counter() - start < SECONDS:
                pass

    start = time.perf_counter()
    with pytest.raises(UnreadableError, match="0秒内读不完"):
        endless()

    assert time.perf_counter() - start < SECONDS


def test_code_that_takes_too_long_is_stopped_in_any_thread() -> None:
    said: list[str] = []

    def endless() -> None:
        try:
            with readable("文件", SMALL), deadline(0.2, SLOW):
                while True:
                    try:
                        time.sleep(0.01)
                    except Exception:  # as readers have it around their every step
                        continue
        except UnreadableError as error:
            said.append(str(error))

    thread = threading.Thread(target=endless, daemon=True)
    thread.start()
    thread.join(SECONDS)

    assert said == ["0秒内读不完；请简化"]


def test_a_library_that_turns_all_errors_into_its_own_does_not_hide_the_deadline() -> None:
    def endless() -> None:
        with deadline(0.2, SLOW), readable("文件", SMALL):
            while True:
                time.sleep(0.01)

    with pytest.raises(UnreadableError, match="读不完"):
        endless()


def test_code_in_time_is_not_disturbed_afterwards() -> None:
    with deadline(0.05, SLOW):
        pass
    time.sleep(0.15)


TRACED = """
import sys, time
from gongkai.untrusted import Refusal, UnreadableError
from gongkai.untrusted.bounds import deadline
for seconds in (60, 0.05):
    try:
        with deadline(seconds, Refusal("x", "太久")):
            end = time.monotonic() + (1 if seconds < 1 else 0)
            while time.monotonic() < end:
                pass
    except UnreadableError as error:
        print(error)
sys.settrace(lambda *told: None)
print((lambda: "traced")())
"""


def test_a_process_can_be_traced_after_a_deadline_that_was_kept_and_one_that_was_not() -> None:
    done = subprocess.run([sys.executable, "-c", TRACED], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout.split()[-1], "太久" in done.stdout) == (0, "traced", True), done.stderr
