"""No text makes a check of the text slow: twice the text, about twice the time."""

from __future__ import annotations

import time

import pytest

from gongkai.report.checking import Case, checks
from gongkai.report.model import Section
from tests.report.checking.reports import make

RULES = ("contradiction", "unit-name", "period", "structure", "privacy", "link", "duplicate")
SIGNS = 200_000
SECONDS = 10  # a quadratic search over so many signs takes minutes; a linear one well under a second

TEXTS = {
    "one sign": "公",
    "digits": "1",
    "open quotations": "《",
    "一是": "一是",
    "schemes": "http://",
    "labels of hosts": "a.",
    "hosts": "a.cn ",
    "announcements without an end": "报告由",
    "announcements of names": "，公布了镇",
    "self words": "我局",
    "commas": "，",
    "empty lines": "\n",
    "spaces": " ",
    "headings": "一、\n",
    "dates": "2024年1月1日",
    "mobile numbers": "13800000000 ",
    "homes": "家住",
    "laws": "2017年是条例",
    "requests": "公开政府信息的申请",
    "collections": "综合全市",
    "contacts": "报告请与",
}


@pytest.mark.parametrize("piece", TEXTS.values(), ids=TEXTS)
def test_time_is_bounded(piece: str) -> None:
    text = piece * (SIGNS // len(piece))
    report = make(text=text, sections=[Section("一、总体情况", text)], title="大桥镇2024年政府信息公开工作年度报告")
    begun = time.process_time()

    for rule in RULES:
        for _ in checks()[rule].check(Case(report)):
            pass

    assert time.process_time() - begun < SECONDS
