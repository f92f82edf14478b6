"""Plain text told apart: which lines are prose, which are the rows of a table, and where the cells of a row begin and end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.model import Grid, Paragraph
from gongkai.report.tables.layout import line_blocks, spaced_cells, text_blocks

RULES = "规章 | 0 | 0 | 0 |"
NORMATIVE = "行政规范性文件 | 2 | 0 | 5 |"


def grids(text: str) -> list[list[list[str]]]:
    """The rows of every table found in the text."""
    return [block.rows for block in text_blocks(text) if isinstance(block, Grid)]


class TestProseIsNoTable:
    @pytest.mark.parametrize(
        "line",
        [
            "首页 | 政务公开 | 云溪县人民政府 | 2022-01-05",
            "行政许可、行政处罚、行政强制事项全部公开。",
            "全年共办理行政许可12件，行政处罚3件。",
            "字体 大 中 小",
            "2022年 1月 5日",
            "联系电话 13800000000",
        ],
    )
    def test_a_line_that_looks_a_little_like_one(self, line: str) -> None:
        assert text_blocks(line) == [Paragraph(line)]

    def test_a_label_alone_is_no_table(self) -> None:
        assert text_blocks("行政许可\n行政处罚") == [Paragraph("行政许可"), Paragraph("行政处罚")]

    def test_figures_alone_are_no_table(self) -> None:
        assert grids("12\n13\n14") == []

    def test_a_table_of_another_make_stays_paragraphs(self) -> None:
        assert text_blocks("姓名 | 职务 |\n张某某 | 主任 |") == [
            Paragraph("姓名 | 职务 |"),
            Paragraph("张某某 | 主任 |"),
        ]


class TestWhereATableEnds:
    def test_prose_before_and_behind_is_kept_in_its_order(self) -> None:
        before, *between, behind = text_blocks(f"公开情况如下。\n{RULES}\n{NORMATIVE}\n以上数据真实。")

        assert (before, behind) == (Paragraph("公开情况如下。"), Paragraph("以上数据真实。"))
        assert [type(block) for block in between] == [Grid]

    def test_the_heading_of_the_next_part_ends_it(self) -> None:
        text = f"{RULES}\n{NORMATIVE}\n三、其他情况\n行政许可 | 6 |\n行政处罚 | 7 |"

        assert len(grids(text)) == 2
        assert Paragraph("三、其他情况") in text_blocks(text)

    def test_a_caption_and_empty_lines_do_not(self) -> None:
        assert len(grids(f"{RULES}\n\n（续表）\n\n{NORMATIVE}")) == 1


class TestPipes:
    @pytest.mark.parametrize("edge", ["{} |", "| {} |", "{}", "| {}"], ids=["behind", "around", "between", "before"])
    def test_which_frame_the_table_part_no_cells(self, edge: str) -> None:
        rows = [["规章", "0", "0", "0"], ["行政规范性文件", "2", "0", "5"]]

        assert grids("\n".join(edge.format(" | ".join(row)) for row in rows)) == [rows]

    def test_a_blank_first_cell_before_a_pipe_is_a_cell(self) -> None:
        assert grids(f"{RULES}\n{NORMATIVE}\n | 2 | 0 | 5 |")[0][2] == ["", "2", "0", "5"]

    def test_a_blank_last_cell_behind_a_pipe_is_a_cell(self) -> None:
        assert grids("规章 | 0 | 0 | 0\n行政许可 | 6 | 1 | 2\n行政规范性文件 | 2 | 0 |")[0][2] == [
            "行政规范性文件",
            "2",
            "0",
            "",
        ]

    def test_a_ruler_is_no_row(self) -> None:
        assert len(grids(f"| {RULES}\n| :--- | ---: | --- | --- |\n| {NORMATIVE}")[0]) == 2

    @pytest.mark.parametrize("pipe", "｜│┃¦")
    def test_of_other_kinds(self, pipe: str) -> None:
        assert grids(f"{RULES}\n{NORMATIVE}".replace("|", pipe)) == grids(f"{RULES}\n{NORMATIVE}")


class TestOneCellALine:
    def test_each_label_begins_a_row(self) -> None:
        assert grids("规章\n0\n0\n0\n行政规范性文件\n2\n0\n5") == [
            [["规章", "0", "0", "0"], ["行政规范性文件", "2", "0", "5"]]
        ]

    @pytest.mark.parametrize("blank", ["\u00a0", "\u3000", " \u00a0 "])
    def test_a_line_that_is_not_quite_empty_is_a_blank_cell(self, blank: str) -> None:
        assert grids(f"规章\n0\n{blank}\n0\n行政许可\n6") == [[["规章", "0", "", "0"], ["行政许可", "6"]]]

    def test_an_empty_line_is_a_blank_where_nothing_parts_the_cells(self) -> None:
        assert grids("规章\n0\n\n0\n行政许可\n6\n行政处罚\n7") == [
            [["规章", "0", "", "0"], ["行政许可", "6"], ["行政处罚", "7"]]
        ]

    def test_an_empty_line_is_none_where_one_parts_every_cell(self) -> None:
        text = "规章\n\n0\n\n1\n\n2\n\n行政规范性文件\n\n3\n\n4\n\n5"

        assert grids(text) == [[["规章", "0", "1", "2"], ["行政规范性文件", "3", "4", "5"]]]

    def test_there_three_empty_lines_are_a_blank(self) -> None:
        text = "规章\n\n0\n\n\n\n2\n\n行政规范性文件\n\n3\n\n4\n\n5"

        assert grids(text) == [[["规章", "0", "", "2"], ["行政规范性文件", "3", "4", "5"]]]

    def test_a_label_broken_over_lines_is_whole_again(self) -> None:
        assert grids("行政规范\n性文件\n2\n0\n5\n行政\n许可\n6") == [
            [["行政规范性文件", "2", "0", "5"], ["行政许可", "6"]]
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "规章 |\n0 |\n|\n2 |\n行政许可 |\n6 |",
            "规章\n|\n0\n|\n|\n2\n|\n行政许可\n|\n6\n|",
            "| 规章\n|\n0\n|\n\n|\n2\n|\n行政许可\n|\n6",
        ],
        ids=["a pipe behind each cell", "pipes on lines of their own", "a pipe in front of the first"],
    )
    def test_pipes_part_cells_wherever_the_lines_end(self, text: str) -> None:
        assert grids(text) == [[["规章", "0", "", "2"], ["行政许可", "6"]]]


class TestSpaces:
    @pytest.mark.parametrize(
        ("line", "cells"),
        [
            ("规章 0 0 0", ["规章", "0", "0", "0"]),
            ("行政规范性文件    2    0    5", ["行政规范性文件", "2", "0", "5"]),
            ("3.政务微博公开政府信息数 条 65", ["3.政务微博公开政府信息数", "条", "65"]),
            ("统 计 指 标", ["统 计 指 标"]),
            ("规 章    0    0    0", ["规 章", "0", "0", "0"]),
            ("信息内容 本年制发件数 本年废止件数", ["信息内容", "本年制发件数", "本年废止件数"]),
            ("1.当面申请数 件 1 2.传真申请数 件 0", ["1.当面申请数", "件", "1", "2.传真申请数", "件", "0"]),
            ("3.政务微博 公开政府信息数 条 65", ["3.政务微博 公开政府信息数", "条", "65"]),
            ("我镇 公开 信息", ["我镇 公开 信息"]),
            ("12 34", ["12 34"]),
        ],
    )
    def test_part_the_cells_of_a_line(self, line: str, cells: list[str]) -> None:
        assert spaced_cells(line) == cells

    def test_a_whole_table_in_one_line(self) -> None:
        text = "信息内容 本年制发件数 本年废止件数 现行有效件数 规章 0 1 2 行政规范性文件 3 4 5 行政许可 6 行政处罚 7"
        rows = grids(text + " 行政强制 8 行政事业性收费 9.5")

        assert ["行政规范性文件", "3", "4", "5"] in rows[0]

    def test_a_long_sentence_with_spaces_is_prose(self) -> None:
        text = "全年 办理 行政许可 6 件 ， 行政处罚 7 件 ， 另外 组织 培训 2 次 ， 参加 30 人次 ， 接待 来访 12 次"

        assert text_blocks(text) == [Paragraph(text)]


class TestAnyText:
    @given(st.text(alphabet="规章行政许可0 1\n|\t\u00a0、。一（）", max_size=200))
    def test_loses_no_word_and_no_figure(self, text: str) -> None:
        kept = "".join(
            "".join(map("".join, block.rows)) if isinstance(block, Grid) else block.text for block in text_blocks(text)
        )
        letters = [sorted(filter(str.isalnum, side)) for side in (text, kept)]

        assert letters[0] == letters[1]

    @pytest.mark.parametrize(
        "text",
        ["规章 " * 200_000, "规章\n" * 100_000 + "0", "| " * 300_000, "\u00a0\n" * 200_000, "规章 | 0 |\n\n" * 50_000],
        ids=["one label over and over", "labels a line", "pipes", "blank lines", "rows with gaps"],
    )
    def test_hostile_text_takes_no_longer_than_its_length(self, text: str) -> None:
        began = time.process_time()
        line_blocks(text.split("\n"))

        assert time.process_time() - began < 10
