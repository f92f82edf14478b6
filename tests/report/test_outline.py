"""Headings, the page around the report, further copies of it: what is told apart, and the look-alikes that are left alone."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from gongkai.report.model import Block, Grid, Heading, Paragraph, Report
from gongkai.report.outline import headed, sections, without_chrome, without_copies
from gongkai.report.reading import read_bytes

HEADINGS = {
    "A part's heading.": ("一、总体情况", "一、总体情况", 1),
    "A part's number of two characters.": ("十一、附件", "十一、附件", 1),
    "A blank behind the number.": ("二、 主动公开政府信息情况", "二、 主动公开政府信息情况", 1),
    "A full stop for the enumeration comma.": (
        "三.收到和处理政府信息公开申请情况",
        "三.收到和处理政府信息公开申请情况",
        1,
    ),
    "A full-width full stop.": ("四．政府信息公开行政复议、行政诉讼情况", "四．政府信息公开行政复议、行政诉讼情况", 1),
    "A colon closes it.": ("一、概述：", "一、概述", 1),
    "A full stop closes it.": ("（一）存在问题。", "（一）存在问题", 2),
    "A section in full-width brackets.": ("（二）依申请公开情况", "（二）依申请公开情况", 2),
    "A section in half-width brackets.": ("(三)政府信息管理", "(三)政府信息管理", 2),
    "A number with a full stop.": ("1.公开的主要内容", "1.公开的主要内容", 3),
    "A number with an enumeration comma.": ("2、公开形式", "2、公开形式", 3),
    "A year after the number.": ("1、2016年政务公开重点工作", "1、2016年政务公开重点工作", 3),
    "A year after number and full stop.": ("2.2016年政务公开执行情况", "2.2016年政务公开执行情况", 3),
    "An enumeration comma inside it.": ("五、行政复议、行政诉讼情况", "五、行政复议、行政诉讼情况", 1),
    "A figure with a comma inside it.": ("（一）公开信息1,200条", "（一）公开信息1,200条", 2),
}
PARAGRAPHS = {
    "A sentence.": "2023年，我局公开信息12条。",
    "An item of a list ends in a semicolon.": "1.公开指南和目录；",
    "An item of a list is a sentence.": "1.建立了政府信息公开制度。",
    "An item that goes on after its heading.": "1.完善工作流程。依托平台推送政策，方便群众查询。",
    "A decimal is no number of a heading.": "12.5万元用于网站维护",
    "A date is no number of a heading.": "2023.5举行培训",
    "A bracketed figure is no section.": "（1）网上公开",
    "A clause with a comma.": "二、三季度各公开信息10条，共20条",
    "A word that begins with a numeral.": "一是提高认识",
    "A long line of the first level.": "一、" + "本单位高度重视政府信息公开工作并且把它放在重要位置" * 3,
}


@pytest.mark.parametrize(("line", "text", "level"), HEADINGS.values(), ids=HEADINGS)
def test_a_numbered_line_is_a_heading(line: str, text: str, level: int) -> None:
    assert headed([Paragraph(line)]) == [Heading(text, level)]


@pytest.mark.parametrize("line", PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_a_look_alike_stays_a_paragraph(line: str) -> None:
    assert headed([Paragraph(line)]) == [Paragraph(line)]


def test_a_heading_that_runs_into_its_text_is_parted_from_it() -> None:
    assert headed([Paragraph("（一）主动公开。全年公开信息12条。")]) == [
        Heading("（一）主动公开", 2),
        Paragraph("全年公开信息12条。"),
    ]


def test_a_page_marks_a_numbered_heading_at_a_level_of_its_own() -> None:
    blocks: list[Block] = [Heading("云溪县财政局", 1), Heading("一、总体情况", 2), Heading("（一）主动公开", 2)]

    assert headed(blocks) == [Heading("云溪县财政局", 4), Heading("一、总体情况", 1), Heading("（一）主动公开", 2)]


def test_parts_follow_the_first_level_and_leave_the_tables_out() -> None:
    blocks: list[Block] = [
        Paragraph("云溪县财政局2023年政府信息公开工作年度报告"),
        Heading("一、总体情况", 1),
        Heading("（一）主动公开", 2),
        Paragraph("公开信息12条。"),
        Heading("二、主动公开政府信息情况", 1),
        Grid([["规章", "0", "0", "0"]], "html"),
    ]

    assert [(section.heading, section.text) for section in sections(blocks)] == [
        ("", "云溪县财政局2023年政府信息公开工作年度报告"),
        ("一、总体情况", "（一）主动公开\n公开信息12条。"),
        ("二、主动公开政府信息情况", ""),
    ]


def test_a_report_without_first_level_numbers_has_its_second_level_for_parts() -> None:
    blocks = [Heading("（一）总体情况", 2), Paragraph("公开信息12条。"), Heading("（二）存在问题", 2)]

    assert [section.heading for section in sections(blocks)] == ["（一）总体情况", "（二）存在问题"]


def test_running_text_without_headings_is_one_part() -> None:
    assert [section.heading for section in sections([Paragraph("公开信息12条。")])] == [""]


CHROME = {
    "The path to the page.": "当前位置：首页 > 政务公开 > 政府信息公开年报",
    "The rest of a path.": "> 政府信息公开年报",
    "Log in and register.": "登录 |   注册",
    "Print and close.": "【打印】【关闭】",
    "Sizes of print.": "字体：[大 中 小]",
    "Sizes without a word.": "大 中 小",
    "The brackets of buttons that were pictures.": "[ ] [ ]",
    "A counter.": "浏览次数：135",
    "The source.": "来源：云溪县财政局",
    "The neighbour in the list.": "上一篇：云溪县2022年财政决算公开",
    "Who runs the site.": "主办单位：云溪县人民政府办公室",
    "The licence of the site.": "云ICP备00000000号",
    "Sharing.": "分享到： 微信 微博",
}
NO_CHROME = {
    "A sentence that begins with logging in.": "登录云溪县人民政府网站可以查阅本报告电子版。",
    "A sentence that begins with reading.": "阅读点设在县图书馆，全年接待群众683人次。",
    "A heading about reading points.": "阅读点建设情况",
    "A sentence about sharing.": "分享数据是公开的基础。",
    "A sentence about who organised.": "主办培训班2期，参训60人次",
    "The publication day stays in the text.": "发布日期：2024-01-20",
    "The signature.": "云溪县财政局",
    "A bare number.": "5",
    "A sentence about the site's statement.": "网站声明栏目更新2次。",
}
BODY = [Paragraph(f"第{number}项工作取得了进展，公开信息{number}条。") for number in range(30)]


@pytest.mark.parametrize("line", CHROME.values(), ids=CHROME)
def test_the_pages_own_line_is_cut_at_both_ends_and_stays_further_in(line: str) -> None:
    repairs: Counter[str] = Counter()
    kept = without_chrome([Paragraph(line), *BODY[:15], Paragraph(line), *BODY[15:], Paragraph(line)], repairs)

    assert kept == [*BODY[:15], Paragraph(line), *BODY[15:]]
    assert repairs == {"page_chrome": 2}


@pytest.mark.parametrize("line", NO_CHROME.values(), ids=NO_CHROME)
def test_the_reports_own_line_stays_at_both_ends(line: str) -> None:
    repairs: Counter[str] = Counter()
    blocks = [Paragraph(line), *BODY, Paragraph(line)]

    assert without_chrome(blocks, repairs) == blocks
    assert repairs == {}


TITLE = "云溪县青石镇2017年度信息公开工作报告"
REPORT = [
    "根据《中华人民共和国政府信息公开条例》的规定，现向社会公布青石镇2017年度政府信息公开工作报告。",
    "一、工作情况",
    "一年来，我镇在县政府的指导下，落实专人负责，及时在网上公布各类信息，全年主动公开信息60条。",
    "二、存在的问题",
    "公开的内容还不够具体，工作人员的业务能力需要进一步提升，与群众的期待仍有差距。",
    "三、下步打算",
    "下一步，我镇将加强学习，明确公开的范围，细化公开的内容，提高信息公开工作的水平。",
    "云溪县青石镇人民政府",
    "2018年1月6日",
]
HEAD = ["索引号 yx-2018-5 公开形式 主动公开", "发布单位 青石镇 成文日期 2018-01-06", TITLE, "日期：2018-01-10"]
HEAD_AGAIN = ["索引号 yx-2018-5", "公开形式 主动公开", "发布单位 青石镇青石镇", "成文日期 2018-01-06", TITLE]


def read(*lines: str) -> Report:
    """The report in these lines."""
    return read_bytes("\n".join(lines).encode(), "report.txt")


@pytest.mark.parametrize("copies", [1, 2], ids=["twice", "three times"])
def test_a_report_that_stands_several_times_in_its_page_is_read_once(copies: int) -> None:
    once, more = read(*HEAD, *REPORT), read(*HEAD, *REPORT, *[*HEAD_AGAIN, *REPORT] * copies)

    assert more.text == once.text
    assert [section.heading for section in more.sections] == ["", "一、工作情况", "二、存在的问题", "三、下步打算"]
    assert more.repairs == {"duplicate": copies}
    assert "duplicate" not in once.repairs


def test_a_copy_with_one_sentence_changed_is_a_copy() -> None:
    repairs: Counter[str] = Counter()
    first = [
        Paragraph(f"（{number}）全镇第{number}项工作按照县政府的统一部署有序推进，公开及时准确。")
        for number in range(8)
    ]
    second = [*first[:6], Paragraph("这一项工作在后来的版本里改了写法，其余各项的文字与原来的版本一样。"), first[7]]

    assert without_copies([*first, *second], repairs) == first
    assert repairs == {"duplicate": 1}


def test_a_paragraph_that_stands_twice_in_one_report_is_no_copy() -> None:
    repairs: Counter[str] = Counter()
    blocks = [Paragraph(line) for line in [*REPORT, REPORT[2], REPORT[4]]]

    assert without_copies(blocks, repairs) == blocks
    assert repairs == {}


def test_two_reports_of_the_same_make_are_no_copies() -> None:
    other = [line.replace("青石", "石桥").replace("60", "48").replace("网上", "公开栏") for line in REPORT]
    other[4] = "少数科室报送信息不够及时，公开栏的更新周期偏长，便民服务大厅的查阅点标识还不醒目。"
    repairs: Counter[str] = Counter()
    blocks = [Paragraph(line) for line in [*REPORT, *other]]

    assert without_copies(blocks, repairs) == blocks
    assert repairs == {}


def test_a_short_report_is_known_by_its_tables_as_well() -> None:
    repairs: Counter[str] = Counter()
    once: list[Block] = [
        Paragraph("根据《中华人民共和国政府信息公开条例》的规定，现公布青石镇2023年政府信息公开工作年度报告。"),
        Grid([["规章", "0", "0", "0"], ["行政规范性文件", "1", "0", "3"], ["本年处理决定数量", "12"]], "html"),
        Grid([["一、本年新收政府信息公开申请数量", "1", "0", "0", "0", "0", "0", "1"]], "html"),
    ]

    assert without_copies([*once, *once], repairs) == once
    assert repairs == {"duplicate": 1}


def test_a_text_made_of_its_first_sentence_is_looked_through_in_no_time() -> None:
    sentence = "本单位高度重视政府信息公开工作，把它放在重要位置来抓，取得了一定的成效。"
    blocks = [Paragraph(text) for number in range(10_000) for text in (sentence, f"{sentence}{number}")]
    began = time.process_time()
    without_copies(blocks, Counter())

    assert time.process_time() - began < 10
