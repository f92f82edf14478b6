"""`gongkai clock` and `gongkai fee`: what they print, and complaints in Chinese."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import run

CONSULTED = {
    "received": "2024-09-09",
    "channel": "signed_post",
    "events": [
        {"on": "2024-09-12", "kind": "third_party_asked", "received": "2024-09-13"},
        {"on": "2024-10-08", "kind": "third_party_answered"},
    ],
}


def test_the_clock_prints_the_due_day_and_each_step_with_its_article(tmp_path: Path) -> None:
    (tmp_path / "events.json").write_text(json.dumps(CONSULTED), encoding="utf-8")
    done = run("clock", str(tmp_path / "events.json"), "--json")
    document = json.loads(done.stdout)

    assert (done.returncode, done.stderr) == (0, b"")
    assert (document["due"], document["provisional"], document["excluded_workdays"]) == ("2024-10-30", False, 13)
    assert [step["on"] for step in document["steps"]] == ["2024-09-09", "2024-09-12", "2024-10-08", "2024-10-30"]
    assert "第三十二条" in document["steps"][1]["article"]
    assert "2024-10-30" in run("clock", str(tmp_path / "events.json")).stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "第1行"),
        ('{"received": "2024-09-09", "events": [{"on": "2024-09-08", "kind": "answered"}]}', "早于收到申请"),
        ('{"received": "2024-02-30"}', "2024-02-30"),
    ],
)
def test_events_that_cannot_be_are_refused_in_chinese(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "events.json").write_text(text, encoding="utf-8")
    done = run("clock", str(tmp_path / "events.json"))

    assert done.returncode == 2
    assert why in done.stderr.decode("utf-8").replace("\n", "").replace("│", "").replace(" ", "")


def test_the_fee_comes_with_its_bands() -> None:
    document = json.loads(run("fee", "--pages", "150", "--json").stdout)

    assert document["amount"] == 1700
    assert [(band["number"], band["rate"], band["amount"]) for band in document["bands"]] == [
        (30, 0, 0),
        (70, 10, 700),
        (50, 20, 1000),
    ]
    assert "5500元" in run("fee", "--items", "45").stdout.decode("utf-8")


@pytest.mark.parametrize("arguments", [(), ("--items", "3", "--pages", "3")])
def test_a_fee_has_one_scale_alone(arguments: tuple[str, ...]) -> None:
    done = run("fee", *arguments)

    assert done.returncode == 2
    assert "只能用一种标准" in done.stderr.decode("utf-8")
