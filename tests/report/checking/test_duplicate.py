"""条例第六条: one document, one report, and each thing said once."""

from __future__ import annotations

import pytest

from gongkai.report.model import Report
from tests.report.checking.reports import make, run
from tests.report.checking.texts import whole, written

LONG = (
    "我镇严格审查公开的内容、方式和时限，逐条核对是否涉及国家秘密、商业秘密和个人隐私，"
    "先审查后公开，既防止泄露不应公开的内容，又保障群众的知情权"
)

SILENT: dict[str, Report] = {
    "a report of its own words": written(whole(first=f"{LONG}。", fifth="栏目更新慢，专人负责不够。")),
    "a short phrase in every part": written(
        whole(first="坚持以公开为常态、不公开为例外。", fifth="坚持以公开为常态、不公开为例外。")
    ),
    "the period at both ends": written(
        whole(
            first="统计期限自2024年1月1日起至2024年12月31日止。",
            last="统计期限自2024年1月1日起至2024年12月31日止。",
        )
    ),
    "the law's full name again and again": written("根据《中华人民共和国政府信息公开条例》。" * 3),
    "the same words in another order": written(
        whole(
            first="定人、定时、定责，每月检查栏目更新，每季通报。",
            fifth="每季通报，每月检查栏目更新，定责、定时、定人。",
        )
    ),
    "a line of dashes": written(whole(first="—" * 200)),
    "a report of one line": make(text="云溪县大桥镇"),
    "no text": make(text=""),
    "tables with the same numbers": make(text="规章\t0\t0\t0\n行政规范性文件\t0\t0\t0\n" * 4, sections=[]),
}


@pytest.mark.parametrize("report", SILENT.values(), ids=SILENT)
def test_nothing_stands_twice(report: Report) -> None:
    assert run("duplicate", report) == []


TWICE: dict[str, Report] = {
    "the reader took a second copy away": make(text="正文", repairs={"duplicate": 1}),
    "all headings come twice": written("\n".join([whole(), whole()])),
}


@pytest.mark.parametrize("report", TWICE.values(), ids=TWICE)
def test_the_report_stands_there_twice(report: Report) -> None:
    (finding,) = run("duplicate", report)

    assert finding.severity == "warning"
    assert "两遍" in finding.message


REPEATED: dict[str, Report] = {
    "a paragraph in two parts": written(whole(first=f"{LONG}。", fifth=f"{LONG}。")),
    "a paragraph twice in one part": written(whole(first=f"{LONG}。\n今年新增两处公示栏。\n{LONG}。")),
    "a passage inside different sentences": written(
        whole(first=f"今年以来，{LONG}，成效明显。", third=f"在办理中，{LONG}。没有收到申请。")
    ),
    "the same words with other punctuation": written(whole(first=f"{LONG}。", fifth=f"{LONG.replace('，', '、')}；")),
    "a report without parts": written(f"{LONG}。\n今年新增两处公示栏。\n{LONG}。"),
    "at the very end": written(whole(first=f"{LONG}。", last=f"没有收取信息处理费。{LONG}")),
    "three times": written(whole(first=f"{LONG}。", third=f"{LONG}。", fifth=f"{LONG}。")),
}


@pytest.mark.parametrize("report", REPEATED.values(), ids=REPEATED)
def test_a_passage_stands_there_twice(report: Report) -> None:
    (finding,) = run("duplicate", report)

    assert finding.severity == "note"
    assert finding.found is not None
    # The passage without its punctuation; what stands around it may happen to be the same, too.
    assert finding.found >= len(LONG) - LONG.count("，") - LONG.count("、")
    assert "我镇严格审查公开的内容" in finding.message


def test_both_parts_are_named() -> None:
    (finding,) = run("duplicate", written(whole(first=f"{LONG}。", fifth=f"{LONG}。")))

    assert "一、总体情况" in finding.message
    assert "五、存在的主要问题及改进情况" in finding.message
