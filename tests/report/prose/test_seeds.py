"""Five published reports: every figure and every breakdown of their running text, read off by eye."""

from __future__ import annotations

import re
from pathlib import Path

import opencc
import pytest

from gongkai.report.prose import extract

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)")

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the published sample reports (../shared/seeds) are not here"
)

FIGURES = {
    ("000", 2018): {
        ("proactive", 1264, ""),
        ("via_weibo", 65, "approximate"),
        ("via_wechat", 202, ""),
        ("via_website", 240, ""),
        ("via_document", 127, ""),
        ("via_board", 270, ""),
        ("via_other", 360, ""),
        ("received", 2, ""),
        ("answered", 2, ""),
    },
    ("001", 2016): {
        ("proactive", 34478, ""),
        ("via_website", 34478, ""),
        ("reading_points", 80, ""),
        ("received", 2, ""),
        ("answered", 2, ""),
        ("review", 0, "denied"),
        ("suit", 0, "denied"),
        ("complaints", 0, "denied"),
        ("fees", 0, "denied"),
    },
    ("002", 2019): {("proactive", 6, ""), ("trainings", 1, "")},
    ("003", 2017): {
        ("proactive", 60, ""),
        ("received", 0, "denied"),
        ("complaints", 0, "denied"),  # the annex says so: no appeals
    },
    ("004", 2024): {
        ("via_website", 110, ""),
        ("via_wechat", 214, ""),
        ("received", 1, ""),
        ("received", 0, "denied"),  # its last part denies the request that its first part tells
        ("fees", 0, "denied"),
    },
}
BREAKDOWNS = {
    ("000", 2018): [
        ("proactive", 1264, [65, 202, 240, 127, 270, 360], ""),
        ("via_website", 240, [45, 74, 12, 94, 10], "open"),  # its total stands in another part of the report
    ],
    ("001", 2016): [],
    ("002", 2019): [("proactive", 6, [1, 2, 1], "")],
    ("003", 2017): [],
    ("004", 2024): [],
}


def paragraphs(number: str) -> list[str]:
    """The lines of a report that are not rows of a table, in simplified characters."""
    (path,) = SEEDS.glob(f"{number}_*.txt")
    text = path.read_bytes().decode("utf-8", errors="replace")
    if PINYIN.search(text):
        text = opencc.OpenCC("t2s").convert(PINYIN.sub("", text))
    return [line.strip() for line in text.splitlines() if line.strip() and "|" not in line]


@pytest.mark.parametrize(("report", "year"), FIGURES.keys())
def test_the_figures_of_a_published_report(report: str, year: int) -> None:
    figures, _ = extract(paragraphs(report), year)

    told = {
        (figure.code, figure.value, "approximate" * figure.approximate + "denied" * figure.denied) for figure in figures
    }
    assert told == FIGURES[report, year]


@pytest.mark.parametrize(("report", "year"), FIGURES.keys())
def test_the_quotes_of_a_published_report_stand_in_it(report: str, year: int) -> None:
    lines = paragraphs(report)
    figures, _ = extract(lines, year)

    for figure in figures:
        assert any(figure.quote in line for line in lines)


@pytest.mark.parametrize(("report", "year"), BREAKDOWNS.keys())
def test_the_breakdowns_of_a_published_report(report: str, year: int) -> None:
    _, found = extract(paragraphs(report), year)

    told = [
        (
            breakdown.code,
            breakdown.total.value,
            [part.value for part in breakdown.parts],
            "complete" * breakdown.complete + "open" * breakdown.open,
        )
        for breakdown in found
    ]
    assert told == BREAKDOWNS[report, year]
