"""The period of an annual report is its calendar year, and its dates are days that were."""

from __future__ import annotations

import pytest

from gongkai.report.model import Report
from tests.report.checking.reports import make, run
from tests.report.checking.texts import written

SILENT: dict[str, Report] = {
    "the whole calendar year": make(period=("2024-01-01", "2024-12-31")),
    "no period printed": make(period=None),
    "no year known": make(year=None, period=("2024-01-01", "2024-11-30")),
    "the first report begins with the regulation": make("2014", year=2008, period=("2008-05-01", "2008-12-31")),
    "published in January of the next year": make(published="2025-01-20"),
    "signed and filled in after the year": written(
        "填报日期：2018年1月10日\n云溪县大桥镇人民政府\n2018年1月12日", "2014", period=("2017-01-01", "2017-12-31")
    ),
    "a meeting on the last of February in a leap year": written("2024年2月29日，我镇召开政务公开会议。"),
    "a meeting in the year itself": written("2024年3月5日，我镇召开政务公开会议。\n2025年1月10日"),
    "title and text name the same year": written("现公布大桥镇2024年政府信息公开工作年度报告。"),
    "the text also speaks of last year's report": written(
        "现公布大桥镇2024年政府信息公开工作年度报告。2023年政府信息公开工作年度报告中的问题已经整改。"
    ),
    "a number that looks like a date": written("依据云政发2024年第13号文件，公布事项31项。"),
}


@pytest.mark.parametrize("report", SILENT.values(), ids=SILENT)
def test_a_sound_period_and_sound_dates(report: Report) -> None:
    assert run("period", report) == []


FAULTY: dict[str, tuple[Report, str, str]] = {
    "it ends on the first of December": (
        make("2014", period=("2017-01-01", "2017-12-01")),
        "error",
        "不是完整的自然年",
    ),
    "it begins in February": (make(period=("2024-02-01", "2024-12-31")), "error", "不是完整的自然年"),
    "it ends in November": (
        make("2019", period=("2020-01-01", "2020-11-30")),
        "error",
        "应为2020年1月1日至2020年12月31日",
    ),
    "it is last year": (make(period=("2023-01-01", "2023-12-31")), "error", "2023年全年"),
    "it ends before it begins": (make(period=("2024-12-31", "2024-01-01")), "error", "早于起期"),
    "it ends on a day that is not": (make(period=("2024-01-01", "2024-11-31")), "error", "不存在的日期"),
    "before there was a form it is only very likely wrong": (
        make("2014", year=2012, period=("2011-12-01", "2012-11-30")),
        "warning",
        "不是完整的自然年",
    ),
    "a bureau founded in March may begin then": (
        written("我局于2024年3月25日挂牌成立。", unit="云溪县数据局", period=("2024-03-25", "2024-12-31")),
        "note",
        "不是完整的自然年",
    ),
    "published within the year": (make(published="2024-12-20"), "warning", "发布日期"),
    "filled in a year too early": (written("填报日期：2017年1月10日", "2014"), "warning", "填报日期"),
    "signed a year too early": (
        written("本报告由镇党政办编制。\n云溪县大桥镇人民政府\n2024年1月12日"),
        "warning",
        "落款日期",
    ),
    "dated within the year by the page's head": (
        make(metadata={"created": "2024-06-30"}),
        "warning",
        "成文日期",
    ),
    "the thirtieth of February": (written("2024年2月30日，我镇召开政务公开会议。"), "warning", "不存在的日期"),
    "the title's year is not the text's": (
        written("现公布大桥镇2023年政府信息公开工作年度报告。"),
        "warning",
        "标题是2024年度",
    ),
}


@pytest.mark.parametrize(("report", "severity", "words"), FAULTY.values(), ids=FAULTY)
def test_a_wrong_period_or_date(report: Report, severity: str, words: str) -> None:
    (finding,) = run("period", report)

    assert finding.severity == severity
    assert words in finding.message


def test_one_wrong_day_printed_twice_is_told_once() -> None:
    report = make(published="2024-12-20", metadata={"created": "2024-12-20"})

    (finding,) = run("period", report)

    assert "发布日期、成文日期" in finding.message
    assert finding.basis == "国办公开办函〔2021〕30号"
