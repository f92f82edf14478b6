"""A page into blocks: what its reader sees of the report, in order, its tables with their columns counted."""

from __future__ import annotations

import pytest

from gongkai.report.documents.html import html_blocks
from gongkai.report.model import Block, Grid, Heading, Paragraph
from gongkai.untrusted import UnreadableError


def blocks(body: str) -> list[Block]:
    return html_blocks(f"<!DOCTYPE html><html><body>{body}</body></html>").blocks


def texts(body: str) -> list[str]:
    return [block.text for block in blocks(body) if not isinstance(block, Grid)]


def rows(body: str) -> list[list[str]]:
    return [row for block in blocks(body) if isinstance(block, Grid) for row in block.rows]


PARAGRAPHS = {
    "paragraphs": ("<p>一、总体情况</p><p>我乡公开信息。</p>", ["一、总体情况", "我乡公开信息。"]),
    "line breaks": ("规章<br>0<br/>规范性文件<br>2", ["规章", "0", "规范性文件", "2"]),
    "dress inside a paragraph": (
        "<p>公开<span>信息<b>120</b></span><font>条<o:p></o:p></font>。</p>",
        ["公开信息120条。"],
    ),
    "an unknown element inside a paragraph": ("<p>公开<st1:chsdate>2023年</st1:chsdate>信息</p>", ["公开2023年信息"]),
    "text beside blocks": ("前<div>中</div>后", ["前", "中", "后"]),
    "a line broken in the source only": ("<p>政府信息\n    公开条例 and\n more</p>", ["政府信息公开条例 and more"]),
    "columns of non-breaking spaces": ("<p>规章&nbsp;&nbsp;&nbsp;0&nbsp;&nbsp; 0</p>", ["规章\xa0\xa0\xa00\xa0\xa0 0"]),
    "lines made blank on purpose, not those that are only source": (
        "<p>规章</p> <p>&nbsp;</p>\n<p></p>",
        ["规章", "\xa0"],
    ),
    "lists": ("<ol><li>甲</li><li>乙</li></ol>", ["甲", "乙"]),
    "preformatted lines, blank ones too": ("<pre>规章 | 0 |\n\n许可 | 3 |</pre>", ["规章 | 0 |", "", "许可 | 3 |"]),
    "entities": ("<p>&lt;条例&gt; &amp; &quot;指南&quot;&#12290;</p>", ['<条例> & "指南"。']),
    "empty elements inside a paragraph": ("<p>公开<span></span><a name=x></a>信息<img src=x>。</p>", ["公开信息。"]),
    "unclosed tags": ("<p>甲<p>乙<div>丙<b>丁", ["甲", "乙", "丙丁"]),
}


@pytest.mark.parametrize(("body", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS.keys())
def test_paragraphs_come_one_by_one_in_order(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_headings_keep_their_level() -> None:
    assert blocks("<h1>年度<br>报告</h1><p>甲</p><h3>(一)</h3>") == [
        Heading("年度报告", 1),
        Paragraph("甲"),
        Heading("(一)", 3),
    ]


def test_a_heading_that_was_never_closed_is_the_text_that_it_swallowed() -> None:
    long = "我乡公开信息。" * 40

    assert texts(f"<h2>一、总体情况<p>{long}</p><p>{long}</p>") == ["一、总体情况", long, long]


UNSEEN = {
    "scripts and styles": "<script>var a='<p>不见</p>';</script><style>.不见{}</style>",
    "hidden by style": '<div style="color:red; DISPLAY : none">不见</div>',
    "hidden by attribute": "<p hidden>不见</p>",
    "form controls": '<input value="不见"><select><option>不见</option></select><button>不见</button><textarea>不见</textarea>',
    "no script": "<noscript>不见</noscript>",
    "comments": "<!-- <p>不见</p> --><!--[if IE]>不见<![endif]-->",
    "drawings": "<svg><text>不见</text></svg>",
    "embedded pages": "<iframe>不见</iframe><object>不见</object>",
}


@pytest.mark.parametrize("unseen", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_a_reader_does_not_see_is_not_there(unseen: str) -> None:
    assert texts(f"<p>甲乙丙</p>{unseen}<p>丁</p>") == ["甲乙丙", "丁"]


def test_a_page_that_hides_all_it_has_until_a_script_runs_is_read() -> None:
    assert texts('<div style="display:none"><p>年度报告</p></div>') == ["年度报告"]


CHROME = {
    "navigation by tag": "<nav><a href='/'>首页</a></nav>",
    "a header by tag": "<header>云溪县人民政府</header>",
    "a footer by class": "<div class='page-footer'>主办:云溪县</div>",
    "a breadcrumb ending on the report's category": "<div class='crumb'>当前位置:首页 &gt; 政府信息公开 &gt; 年度报告</div>",
    "share buttons by id": "<div id=share>分享到</div>",
    "a list of links": "<ul>" + "<li><a href='/'>栏目</a></li>" * 4 + "</ul>",
}


@pytest.mark.parametrize("chrome", CHROME.values(), ids=CHROME.keys())
def test_the_site_around_the_report_is_dropped_and_counted(chrome: str) -> None:
    page = html_blocks(f"<html><body>{chrome}<p>年度报告</p></body></html>")

    assert (page.blocks, page.repairs) == ([Paragraph("年度报告")], {"page_chrome": 1})


KEPT = {
    "a head table in an element named head": "<div class='head'>索引号 YX015</div>",
    "the title in a header": "<header><h1>云溪县年度报告</h1></header>",
    "the report in an element named main-nav": "<div class='nav'>" + "我乡公开信息。" * 70 + "</div>",
    "a name that only contains a hint": "<div class='navyblue'>我乡</div>",
    "a list with words beside its links": "<ul>" + "<li>附件:<a href='a'>表</a></li>" * 4 + "</ul>",
    "a page that is one form": "<form class='top'>我乡</form>",
}


@pytest.mark.parametrize("kept", KEPT.values(), ids=KEPT.keys())
def test_the_report_is_not_dropped_for_the_name_of_its_element(kept: str) -> None:
    page = html_blocks(f"<html><body>{kept}</body></html>")

    assert page.blocks
    assert page.repairs == {}


def test_links_title_and_meta_are_told() -> None:
    page = html_blocks(
        """<html><head><title> 云溪县
        年度报告 </title><meta name="ArticleTitle" content="年度报告"><meta name="PubDate" content=" 2024-01-18 ">
        <meta name="SiteName" content=""></head><body><div class=nav><a href="http://nav.example/">首页</a></div>
        <p><a href="https://www.example.gov.cn/a">甲</a><a href="/b">乙</a><a href="//cdn.example.com/c">丙</a>
        <a href="javascript:alert(1)">丁</a><a href="https://www.example.gov.cn/a">甲</a></p></body></html>"""
    )

    assert page.links == ["https://www.example.gov.cn/a", "https://cdn.example.com/c"]
    assert page.title == "云溪县年度报告"
    assert page.meta == {"ArticleTitle": "年度报告", "PubDate": "2024-01-18"}


class TestTables:
    """Each cell once, where it begins; columns counted over colspan and rowspan, as a browser lays them out."""

    def test_spans_count(self) -> None:
        body = """<table><thead><tr><th rowspan="2" colspan="2">申请人情况</th><th colspan="2">法人</th><th rowspan=2>总计</th></tr>
        <tr><th>商业<br>企业</th><th>科研<p>机构</p></th></tr></thead>
        <tbody><tr><td colspan=2>一、新收</td><td>1</td><td>&nbsp;</td><td>1</td></tr>
        <tr><td rowspan="2">三、结果</td><td>予以公开</td><td>0</td><td>0</td><td>0</td></tr>
        <tr><td>部分公开</td><td>0</td><td></td><td>0</td></tr></tbody></table>"""

        (grid,) = blocks(body)

        assert isinstance(grid, Grid)
        assert grid.rows == [
            ["申请人情况", "法人", "总计"],
            ["商业企业", "科研机构"],
            ["一、新收", "1", "", "1"],
            ["三、结果", "予以公开", "0", "0", "0"],
            ["部分公开", "0", "", "0"],
        ]
        assert grid.columns == [[0, 2, 4], [2, 3], [0, 2, 3, 4], [0, 1, 2, 3, 4], [1, 2, 3, 4]]

    def test_two_figures_in_a_cell_never_become_one(self) -> None:
        assert rows("<table><tr><td>甲</td><td><p>1</p><p>2</p></td></tr><tr><td>乙</td><td>3</td></tr></table>") == [
            ["甲", "1 2"],
            ["乙", "3"],
        ]

    def test_a_table_around_a_table_only_lays_the_page_out(self) -> None:
        inner = "<table><tr><td>规章</td><td>0</td></tr><tr><td>许可</td><td>3</td></tr></table>"
        body = f"<table><tr><td>栏目</td><td><p>一、总体情况</p>{inner}<p>二、其他</p></td></tr></table>"

        assert blocks(body) == [
            Paragraph("栏目"),
            Paragraph("一、总体情况"),
            Grid([["规章", "0"], ["许可", "3"]], "html", [[0, 1], [0, 1]]),
            Paragraph("二、其他"),
        ]

    def test_a_table_of_one_column_is_lines(self) -> None:
        assert texts("<table><tr><td>一、总体情况</td></tr><tr><td><p>甲</p><p>乙</p></td></tr></table>") == [
            "一、总体情况",
            "甲",
            "乙",
        ]

    def test_a_table_with_the_whole_report_in_a_cell_is_no_data(self) -> None:
        assert texts(f"<table><tr><td>附</td><td>{'我乡公开信息。' * 60}</td></tr></table>") == [
            "附",
            "我乡公开信息。" * 60,
        ]

    def test_a_table_within_a_cell_that_is_only_dress_leaves_the_outer_one_a_table(self) -> None:
        dress = "<table><tr><td>120</td></tr></table>"

        assert rows(f"<table><tr><td>公开</td><td>{dress}</td></tr><tr><td>许可</td><td>3</td></tr></table>") == [
            ["公开", "120"],
            ["许可", "3"],
        ]

    def test_a_span_beyond_reason_moves_nothing_else(self) -> None:
        (grid,) = blocks(
            "<table><tr><td>甲</td><td colspan='1000000'>乙</td></tr><tr><td>1</td><td>2</td></tr></table>"
        )

        assert isinstance(grid, Grid)
        assert grid.columns == [[0, 1], [0, 1]]


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(UnreadableError, match="没有正文"):
        html_blocks("<html><body><div id='app'></div><script>render()</script></body></html>")
