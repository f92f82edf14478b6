"""Tables as people publish them: rows are known by their labels, doubtful ones by their neighbours, and nothing is guessed in silence."""

from __future__ import annotations

import pytest

from gongkai.report.model import Grid, Unplaced
from gongkai.report.tables.entries import Reading
from tests.report.tables import (
    HEAD_FOUR,
    HEAD_THREE,
    TABLE_TWO,
    TWO,
    expanded,
    group,
    in_text,
    lines,
    notation,
    on_page,
    piped,
    statistics,
    statistics_say,
    three,
    three_says,
)


def told(reading: Reading) -> str:
    """All that the reader says it is not sure of."""
    return "；".join(doubt.why for doubt in reading.doubts)


TEXTS_OF_TABLE_TWO = {
    "pipes at the end of each row": piped(lines(TABLE_TWO)),
    "pipes at both ends": "".join(f"| {' | '.join(row)} |\n" for row in lines(TABLE_TWO)),
    "pipes between the cells alone": "\n".join(" | ".join(row) for row in lines(TABLE_TWO)),
    "a ruler below the first row": "| 第二十条第（一）项 | | | |\n|:---|---|---|---|\n" + piped(lines(TABLE_TWO)[1:]),
    "boxes drawn around the cells": "".join(f"├──┼──┤\n│ {' │ '.join(row)} │\n" for row in lines(TABLE_TWO)),
    "a frame of plus and minus": "".join(f"+---+---+\n| {' | '.join(row)} |\n" for row in lines(TABLE_TWO)),
    "merged cells filled up by a converter": piped(expanded(TABLE_TWO)),
    "the same parted by tabs": "\n".join("\t".join(row) for row in expanded(TABLE_TWO)),
    "one space between the cells": "\n".join(" ".join(row) for row in lines(TABLE_TWO)),
    "wide gaps between the cells": "\n".join("    ".join(row) for row in lines(TABLE_TWO)),
    "one cell a line": "\n".join(cell for row in lines(TABLE_TWO) for cell in row),
    "one cell and its pipe a line": "".join(f"{cell} |\n" for row in lines(TABLE_TWO) for cell in row),
    "one cell a line, pipes on lines of their own": "\n|\n".join(cell for row in lines(TABLE_TWO) for cell in row),
    "the whole table in one line": " ".join(cell for row in lines(TABLE_TWO) for cell in row),
    "a page's number amid the rows": piped(lines(TABLE_TWO)[:6]) + "— 3 —\n" + piped(lines(TABLE_TWO)[6:]),
    "question marks where spaces were": piped([[f"? {c}" if c.isdigit() else c for c in r] for r in lines(TABLE_TWO)]),
    "line breaks within the labels": "\n".join(c.replace("性", "性\n") for row in lines(TABLE_TWO) for c in row),
    "a colon behind each label": piped([[r[0] + "：", *r[1:]] for r in lines(TABLE_TWO)]),
    "a unit behind each label": piped([[r[0] + "（件）", *r[1:]] for r in lines(TABLE_TWO)]),
}


@pytest.mark.parametrize("text", TEXTS_OF_TABLE_TWO.values(), ids=TEXTS_OF_TABLE_TWO)
def test_table_two_says_the_same_in_every_kind_of_text(text: str) -> None:
    reading = in_text(text)

    assert (reading.form, reading.cells, reading.unplaced) == ("2021", TWO, [])


def test_all_three_tables_in_one() -> None:
    rows = "\n".join(f"{row[0]}|{'|'.join(row[1:])}" for row in three())
    four = HEAD_FOUR + "1|0|0|2|3|0|1|0|0|1|0|0|0|1|1"
    reading = on_page(TABLE_TWO.rstrip() + HEAD_THREE.rstrip() + "\n" + rows + four)
    sued = group("suit", 0, 1, 0, 0, 1) | group("suit_after_review", 0, 0, 0, 1, 1)

    assert reading.cells == TWO | three_says() | group("review", 1, 0, 0, 2, 3) | sued


class TestALabelThatIsNotQuiteRight:
    @pytest.mark.parametrize(
        ("right", "wrong"),
        [
            ("行政规范性文件", "行政规泛性文件"),
            ("行政规范性文件", "行政规范性文"),
            ("行政处罚", "行政处罚www.xxyz888.com"),
            ("行政处罚", "行政www.xxyz888.com处罚"),
            ("行政事业性收费", "行政事业收费"),
        ],
        ids=["a wrong character", "one left out at the end", "spam behind", "spam inside", "one left out"],
    )
    def test_is_read_and_told(self, right: str, wrong: str) -> None:
        reading = on_page(TABLE_TWO.replace(right, wrong))

        assert reading.cells == TWO
        assert f"“{right}”" in told(reading)
        assert reading.repairs["label"] == 1

    def test_may_have_its_group_in_the_same_cell(self) -> None:
        rows = three()
        rows[4][0] = "（三）不予公开1.属于国家秘密"
        reading = on_page(HEAD_THREE + notation(rows))

        assert reading.cells == three_says()
        assert "1.属于国家秘密" in told(reading)

    @pytest.mark.parametrize("local", ["行政奖励", "行政检查", "行政确认"])
    def test_is_not_taken_for_the_row_that_is_missing_there(self, local: str) -> None:
        reading = on_page(TABLE_TWO.replace("行政强制", local))

        assert reading.cells == {code: value for code, value in TWO.items() if code != "t2.coercion.decisions"}
        assert reading.unplaced == [Unplaced("t2", local, ("8",))]

    def test_nor_is_one_channel_for_another(self) -> None:
        rows = statistics()
        rows[5][0] = "3.政务头条号公开政府信息数"
        reading = on_page(notation(rows), year=2017)

        assert "s.via_weibo" not in reading.cells
        assert reading.unplaced == [Unplaced("s", "3.政务头条号公开政府信息数", ("5",))]


class TestALabelThatIsNotThere:
    def test_leaves_a_row_that_its_neighbours_place(self) -> None:
        reading = on_page(TABLE_TWO.replace("行政规范性文件|", "|"))

        assert reading.cells == TWO
        assert "按前后行读作“行政规范性文件”" in told(reading)
        assert reading.repairs["missing_label"] == 1

    def test_two_in_a_row(self) -> None:
        rows = [["", *row[1:]] if place in (5, 6) else row for place, row in enumerate(three())]
        reading = on_page(HEAD_THREE + notation(rows))

        assert reading.cells == three_says()
        assert reading.repairs["missing_label"] == 2

    def test_with_a_row_too_few_it_might_be_either_and_is_neither(self) -> None:
        rows = three()
        del rows[5]
        rows[5][0] = ""
        reading = on_page(HEAD_THREE + notation(rows))

        assert not any(code.startswith(("t3.denied_law", "t3.denied_stability")) for code in reading.cells)
        assert [unplaced.values[-1] for unplaced in reading.unplaced] == ["6"]


class TestRowsThatTheFormDoesNotHave:
    def test_are_kept_as_unplaced(self) -> None:
        rows = statistics()
        local = [["6.政务客户端公开政府信息数", "条", "77"], ["（三）政务服务大厅公开数", "条", "78"]]
        reading = on_page(notation(rows[:8] + local + rows[8:]), year=2017)

        assert reading.cells == statistics_say()
        assert reading.unplaced == [Unplaced("s", label, (value,)) for label, _, value in local]

    def test_a_total_below_table_two_is_not_table_threes(self) -> None:
        reading = on_page(TABLE_TWO.rstrip() + "\n合计|17*3")

        assert reading.cells == TWO
        assert reading.unplaced == [Unplaced("t2", "合计", ("17",))]

    def test_a_subtotal_in_table_three(self) -> None:
        rows = three()
        rows.insert(12, ["小计", "4", "0", "0", "0", "0", "0", "4"])
        reading = on_page(HEAD_THREE + notation(rows))

        assert reading.cells == three_says()
        assert [unplaced.label for unplaced in reading.unplaced] == ["小计"]

    def test_figures_beside_a_groups_heading(self) -> None:
        rows = three()
        rows.insert(22, ["（六）其他处理", "8", "0", "0", "0", "0", "0", "8"])
        rows.insert(4, ["（三）不予公开", "9", "0", "0", "0", "0", "0", "9"])
        reading = on_page(HEAD_THREE + notation(rows))

        assert reading.cells == three_says()
        assert [unplaced.label for unplaced in reading.unplaced] == ["（三）不予公开", "（六）其他处理"]


class TestACellThatIsNoFigure:
    def test_words_are_no_blank_and_are_told(self) -> None:
        reading = on_page(TABLE_TWO.replace("6*3", "六件*3"))

        assert reading.cells == {**TWO, "t2.licensing.decisions": None}
        assert [doubt.code for doubt in reading.doubts] == ["t2.licensing.decisions"]

    def test_words_amid_figures_keep_their_place(self) -> None:
        reading = in_text(piped(lines(TABLE_TWO.replace("3|4|5", "详见附件|4|5"))))

        assert reading.cells == {**TWO, "t2.normative.made": None}
        assert [doubt.code for doubt in reading.doubts] == ["t2.normative.made"]

    @pytest.mark.parametrize("blank", ["", "/", "—", "&nbsp;"])
    def test_a_blank_is_no_zero(self, blank: str) -> None:
        reading = on_page(TABLE_TWO.replace("3|4|5", f"3|{blank}|5"))

        assert reading.cells == {**TWO, "t2.normative.repealed": None}
        assert reading.doubts == []

    def test_digits_run_together_are_no_number(self) -> None:
        reading = on_page(TABLE_TWO.replace("3|4|5", "003|4|5"))

        assert reading.cells == {**TWO, "t2.normative.made": None}
        assert "粘在一起" in told(reading)

    def test_digits_split_over_cells_are_not_put_together(self) -> None:
        reading = on_page(TABLE_TWO.replace("6*3", "1|3|53"))

        assert reading.cells == {**TWO, "t2.licensing.decisions": None}
        assert reading.unplaced == [Unplaced("t2", "行政许可", ("1", "3", "53"))]

    def test_a_cell_too_few_and_unlike_figures_leave_the_row_unread(self) -> None:
        rows = three()
        del rows[5][2]
        reading = in_text("\n".join(cell for row in rows for cell in row))

        assert {value for code, value in reading.cells.items() if code.startswith("t3.denied_law.")} == {None}
        assert [unplaced.label for unplaced in reading.unplaced] == ["2.其他法律行政法规禁止公开"]


class TestAValuePrintedTwice:
    def test_with_another_number_is_told_and_the_first_one_stands(self) -> None:
        reading = on_page(TABLE_TWO, TABLE_TWO.replace("3|4|5", "3|9|5"))

        assert reading.cells == TWO
        assert [(doubt.code, doubt.text) for doubt in reading.doubts] == [("t2.normative.repealed", "9")]

    def test_with_the_same_number_is_nothing_to_tell(self) -> None:
        assert on_page(TABLE_TWO, TABLE_TWO).doubts == []


class TestFormsThatAreMixed:
    def test_the_table_of_2019_in_the_report_of_2022(self) -> None:
        rows = "规章|0|1|2\n规范性文件|3|4|5"
        reading = on_page(
            "信息内容|本年新制作数量|本年新公开数量|对外公开总数量\n" + rows, HEAD_THREE + notation(three())
        )
        of_2019 = {"t2.rules.published": 1, "t2.normative.published": 4, "t2.normative.in_force": 5}

        assert reading.form == "2021"
        assert {code: reading.cells.get(code) for code in of_2019} == of_2019
        assert "t2.rules.repealed" not in reading.cells

    def test_a_whole_report_in_the_form_of_2019_is_one_of_2019_whatever_its_year(self) -> None:
        assert on_page(HEAD_THREE + notation(three("2019")), year=2023).form == "2019"

    def test_table_three_of_2019_beside_table_two_of_2021(self) -> None:
        reading = on_page(TABLE_TWO, HEAD_THREE + notation(three("2019")))

        assert (reading.form, reading.unplaced) == ("2021", [])
        assert reading.cells == TWO | three_says("2019")

    def test_words_that_happen_to_be_labels_make_no_statutory_table(self) -> None:
        reading = on_page("类别|件数\n行政许可|6\n行政处罚|7")

        assert (reading.form, reading.cells) == ("none", {})


def test_a_page_break_in_a_grid_of_another_layout_repeats_the_head() -> None:
    rows = three()
    reading = on_page(HEAD_THREE + notation(rows[:10]), HEAD_THREE + notation(rows[10:]))

    assert (reading.cells, reading.doubts) == (three_says(), [])


def test_a_grid_without_columns_is_read_by_its_order() -> None:
    from gongkai.report.tables.cells import read_cells

    assert read_cells([Grid(lines(TABLE_TWO), "rows")], 2022).cells == TWO
