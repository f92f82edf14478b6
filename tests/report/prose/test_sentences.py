"""Sentences as units write them, in the tables of cases beside this file: what each gives, and the look-alikes that give nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gongkai.report.prose import extract

YEAR = 2018


def cases(name: str) -> list[Any]:
    """The cases of a table, each under the sentence that says what it shows."""
    tables = tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))
    return [
        pytest.param(case, id=f"{table}: {sentence}")
        for table, group in tables.items()
        for sentence, case in group.items()
    ]


@pytest.mark.parametrize("text", cases("silent"))
def test_a_look_alike_gives_no_figure(text: str) -> None:
    figures, _ = extract([text], YEAR)

    assert [(figure.code, figure.value) for figure in figures] == []


@pytest.mark.parametrize("case", cases("told"))
def test_a_sentence_gives_its_figures(case: dict[str, Any]) -> None:
    figures, _ = extract([case["text"]], YEAR, case.get("own", ""))

    assert {figure.code: figure.value for figure in figures} == case["told"]
    assert sorted(figure.code for figure in figures if figure.approximate) == sorted(case.get("approximate", []))
    assert sorted(figure.code for figure in figures if figure.denied) == sorted(case.get("denied", []))


@pytest.mark.parametrize("case", cases("told"))
def test_a_quote_stands_in_the_text_and_ends_where_its_sentence_does(case: dict[str, Any]) -> None:
    figures, _ = extract(["云溪县公布如下。", case["text"], "特此报告。"], YEAR, case.get("own", ""))

    for figure in figures:
        assert figure.quote
        assert figure.quote in case["text"]
        assert figure.quote == figure.quote.strip()
        assert not any(end in figure.quote[:-1] for end in "。；")


@pytest.mark.parametrize("case", cases("breakdowns"))
def test_a_total_has_the_parts_that_the_text_names(case: dict[str, Any]) -> None:
    _, found = extract(case["text"].split("\n"), YEAR)

    expected = [{"code": None, "complete": False, "open": False, **one} for one in case["found"]]
    actual = [
        {
            "code": breakdown.code,
            "total": breakdown.total.value,
            "parts": [part.value for part in breakdown.parts],
            "labels": [part.label for part in breakdown.parts],
            "complete": breakdown.complete,
            "open": breakdown.open,
        }
        for breakdown in found
    ]
    assert len(actual) == len(expected)
    for one, other in zip(actual, expected, strict=True):
        assert {key: one[key] for key in other} == other
    assert all(breakdown.quote in case["text"] for breakdown in found)


def test_figures_come_in_the_order_of_the_text_with_those_that_words_deny() -> None:
    figures, _ = extract(["2018年主动公开政府信息60条。", "未收到政府信息公开申请。召开政务公开工作会议2次。"], YEAR)

    assert [figure.code for figure in figures] == ["proactive", "received", "meetings"]


def test_a_parts_measure_and_doubt_are_kept() -> None:
    _, (breakdown,) = extract(["公开信息60条，其中通知20余条，公告40条。"], YEAR)

    assert [(part.unit, part.approximate) for part in breakdown.parts] == [("条", True), ("条", False)]


def test_without_a_year_every_year_that_is_named_is_taken_but_last_year_is_not() -> None:
    figures, _ = extract(["2016年主动公开政府信息60条。", "去年收到政府信息公开申请3件。"], None)

    assert [(figure.code, figure.value) for figure in figures] == [("proactive", 60)]


def test_a_department_is_another_body_in_its_governments_report() -> None:
    figures, _ = extract(["我县治安平稳。县公安局主动公开政府信息71条。"], YEAR, "云溪县人民政府")

    assert figures == []


def test_no_text_has_no_figures() -> None:
    assert extract([], YEAR) == ([], [])
    assert extract(["", " "], YEAR) == ([], [])
