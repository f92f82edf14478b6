"""Which column a figure stands in: the head tells where it can; what it leaves open is told and not guessed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gongkai.report.model import Number
from tests.report.tables import (
    HEAD_THREE,
    TABLE_TWO,
    TWO,
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

HEADS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
TOTAL_FIRST = "项目|总计|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他"


def columns(*kept: str) -> dict[str, Number | None]:
    """What table three says where it has only these columns."""
    return {code: value for code, value in three_says().items() if code.rpartition(".")[2] in kept}


def with_total_first() -> list[list[str]]:
    """The rows of table three, the total moved to the front."""
    return [[row[0], row[-1], *row[1:-1]] for row in three()]


class TestAHeadInAnotherOrder:
    def test_on_a_page(self) -> None:
        rearranged = TABLE_TWO.replace(
            "本年制发件数|本年废止件数|现行有效件数", "现行有效件数|本年制发件数|本年废止件数"
        )
        cells = on_page(rearranged).cells

        assert (cells["t2.normative.in_force"], cells["t2.normative.made"], cells["t2.normative.repealed"]) == (3, 4, 5)

    @pytest.mark.parametrize(
        "head",
        [
            TOTAL_FIRST,
            "项目^2|总计^2|自然人^2|法人或其他组织*5\n商业企业|科研机构|社会公益组织|法律服务机构|其他",
        ],
        ids=["on one level", "on two levels"],
    )
    def test_with_the_total_first(self, head: str) -> None:
        assert on_page(f"{head}\n{notation(with_total_first())}").cells == three_says()

    def test_in_text(self) -> None:
        assert in_text(piped([TOTAL_FIRST.split("|"), *with_total_first()])).cells == three_says()

    def test_a_head_on_two_levels_in_text_is_the_forms_own_order(self) -> None:
        head = [["申请人情况"], ["自然人", "法人或其他组织", "总计"], list(HEADS[1:-1])]

        assert in_text(piped([*head, *three()])).cells == three_says()

    def test_no_head_at_all_is_the_forms_own_order(self) -> None:
        assert in_text(piped(three())).cells == three_says()


class TestAHeadThatShowsAPart:
    @pytest.mark.parametrize(
        ("shown", "kept"),
        [((7,), ("total",)), ((1, 7), ("person", "total")), ((1, 2, 7), ("person", "business", "total"))],
        ids=["the total alone", "persons and the total", "persons, businesses and the total"],
    )
    def test_the_other_columns_are_absent_and_not_blank(self, shown: Sequence[int], kept: Sequence[str]) -> None:
        rows = [[row[0], *(row[i] for i in shown)] for row in [["项目", *HEADS], *three()]]

        assert on_page(notation(rows)).cells == columns(*kept)
        assert in_text(piped(rows)).cells == columns(*kept)

    def test_a_column_for_all_bodies_together_is_kept_apart(self) -> None:
        rows = [[row[0], row[1], "0", row[7]] for row in three()]
        reading = on_page("项目|自然人|法人或其他组织|总计\n" + notation(rows))

        assert reading.cells == columns("person", "total")
        assert len(reading.unplaced) == len(rows)

    def test_one_figure_a_row_under_no_head_may_be_any_column_and_is_none(self) -> None:
        reading = in_text(piped([row[0], row[7]] for row in three()))

        assert set(reading.cells.values()) == {None}
        assert len(reading.unplaced) == len(three())


class TestColumnsThatTheFormDoesNotHave:
    @pytest.mark.parametrize("remark", ["7", "无", "2022"])
    def test_a_column_of_remarks_is_kept_apart(self, remark: str) -> None:
        head = HEAD_THREE.replace("总计^2", "总计^2|备注^2").replace("申请人情况*7", "申请人情况*8")
        reading = on_page(head + notation([[*row, remark] for row in three()]))

        assert reading.cells == three_says()
        assert {unplaced.values for unplaced in reading.unplaced} == {(remark,)}

    def test_remarks_in_words(self) -> None:
        head = HEAD_THREE.replace("总计^2", "总计^2|备注^2").replace("申请人情况*7", "申请人情况*8")
        reading = on_page(head + notation([[*row, "含上年结转"] for row in three()]))

        assert (reading.cells, reading.doubts) == (three_says(), [])

    def test_a_subtotal_of_all_bodies(self) -> None:
        head = HEAD_THREE.replace("法人或其他组织*5", "法人或其他组织*6").replace("|其他", "|其他|小计")
        reading = on_page(head + notation([[*row[:7], "0", row[7]] for row in three()]))

        assert reading.cells == three_says()

    @pytest.mark.parametrize(
        "head", ["统计指标|单位|统计数|上年数", "统计指标|单位|上年数|统计数"], ids=["behind", "in front"]
    )
    def test_last_years_figures_beside_this_years(self, head: str) -> None:
        behind = head.endswith("上年数")
        rows = [[label, unit, *((n, "9") if behind else ("9", n))] for label, unit, n in statistics()]

        assert on_page(f"{head}\n{notation(rows)}", year=2017).cells == statistics_say()
        assert in_text(piped([head.split("|"), *rows]), year=2017).cells == statistics_say()

    def test_quarters_before_the_year(self) -> None:
        head = "信息内容|一季度|二季度|三季度|四季度|本年处理决定数量"
        reading = on_page(
            f"{head}\n行政许可|1|1|2|2|6\n行政处罚|1|1|2|3|7\n行政强制|1|1|2|4|8\n行政事业性收费|0|0|0|0|9"
        )

        decided = {code: reading.cells[code] for code in TWO if code.endswith(".decisions")}
        assert decided == {code: TWO[code] for code in decided}

    def test_a_column_for_each_level_is_told_and_none_of_them_taken(self) -> None:
        rows = [[label, unit, n, "1", "2"] for label, unit, n in statistics()]
        reading = on_page("统计指标|单位|县本级|乡镇|街道\n" + notation(rows), year=2017)

        assert set(reading.cells.values()) == {None}
        assert len(reading.unplaced) == len(rows)

    def test_nor_where_most_levels_are_blank(self) -> None:
        """A blank there is a level's, and not what is left of a merged cell."""
        rows = [[label, unit, n, "", "2" if place == 3 else ""] for place, (label, unit, n) in enumerate(statistics())]
        reading = on_page("统计指标|单位|县本级|乡镇|街道\n" + notation(rows), year=2017)

        assert set(reading.cells.values()) == {None}

    def test_a_rows_number_in_front(self) -> None:
        rows = [[str(place), *row] for place, row in enumerate(statistics(), 1)]

        for reading in (
            on_page("序号|统计指标|单位|统计数\n" + notation(rows), year=2017),
            in_text(piped([["序号", "统计指标", "单位", "统计数"], *rows]), year=2017),
        ):
            assert (reading.cells, reading.unplaced) == (statistics_say(), [])

    def test_a_column_of_headings_in_front(self) -> None:
        reading = on_page(
            "第二十条第（一）项^2|规章|0|1|2\n行政规范性文件|3|4|5\n第二十条第（五）项|行政许可|6\n"
            "第二十条第（六）项^2|行政处罚|7\n行政强制|8\n第二十条第（八）项|行政事业性收费|9.5"
        )

        assert reading.cells == TWO


class TestUnits:
    @pytest.mark.parametrize("place", ["before", "behind", "in the cell", "in the label", "nowhere"])
    def test_are_no_figures_wherever_they_stand(self, place: str) -> None:
        write = {
            "before": lambda label, unit, n: [label, unit, n],
            "behind": lambda label, unit, n: [label, n, unit],
            "in the cell": lambda label, unit, n: [label, n + unit],
            "in the label": lambda label, unit, n: [f"{label}（单位：{unit}）", n],
            "nowhere": lambda label, _, n: [label, n],
        }[place]
        rows = [write(*row) for row in statistics()]

        assert on_page(notation(rows), year=2017).cells == statistics_say()
        assert in_text(piped(rows), year=2017).cells == statistics_say()


class TestTwoTablesSideBySide:
    def halves(self, *, blank: int | None = None) -> str:
        rows = statistics()
        if blank is not None:
            rows[blank][2] = ""
        return "统计指标|单位|统计数|统计指标|单位|统计数\n" + notation(
            [*left, *right] for left, right in zip(rows[:29], rows[29:], strict=True)
        )

    def test_the_left_one_is_read_before_the_right_one(self) -> None:
        """被依法纠错数 and 其他情形数 stand there twice: only the order tells those of reviews from those of lawsuits."""
        assert on_page(self.halves(), year=2017).cells == statistics_say()

    def test_a_blank_at_the_left_keeps_its_row(self) -> None:
        cells = on_page(self.halves(blank=4), year=2017).cells

        assert cells == {**statistics_say(), "s.via_website": None}

    def test_two_blocks_of_table_two(self) -> None:
        reading = on_page(
            "第二十条第（五）项*2|第二十条第（六）项*2\n信息内容|本年处理决定数量|信息内容|本年处理决定数量\n"
            "行政许可||行政处罚|7\n||行政强制|8"
        )

        assert reading.cells == {"t2.licensing.decisions": None, "t2.penalty.decisions": 7, "t2.coercion.decisions": 8}

    def test_pairs_parted_by_spaces(self) -> None:
        rows = ["    ".join(row) for row in statistics()]
        text = "\n".join(f"{left}    {right}" for left, right in zip(rows[:29], rows[29:], strict=True))

        assert in_text(text, year=2017).cells == statistics_say()


class TestATableThatWasTurnedOnItsSide:
    def test_is_told_and_not_read(self) -> None:
        reading = on_page("信息内容|行政许可|行政处罚|行政强制|行政事业性收费\n本年处理决定数量|6|7|8|9")

        assert reading.cells == {}
        assert [unplaced.values for unplaced in reading.unplaced] == [("6", "7", "8", "9")]

    def test_table_three_gives_no_number_in_a_wrong_cell(self) -> None:
        turned = [list(row) for row in zip(*[["项目", *HEADS], *three()], strict=True)]
        reading = on_page(notation(turned))

        assert set(reading.cells.values()) <= {None}
        assert reading.unplaced


def test_all_blocks_of_table_two_under_one_head() -> None:
    head = "信息内容|本年制发件数|本年废止件数|现行有效件数|本年处理决定数量|本年收费金额"
    rows = [
        "规章|0|1|2|/|/",
        "行政规范性文件|3|4|5|/|/",
        "行政许可|/|/|/|6|/",
        "行政处罚||||7|",
        "行政强制||||8|",
        "行政事业性收费|||||9.5",
    ]
    under_one_head = "\n".join([head, *rows])

    assert on_page(under_one_head).cells == TWO
    assert in_text(piped(lines(under_one_head))).cells == TWO


def test_figures_in_cells_that_are_not_merged_as_their_head_is() -> None:
    """Which of three figures below one head is meant, nobody knows."""
    reading = on_page(TABLE_TWO.replace("6*3", "6|0|0"))

    assert reading.cells == {**TWO, "t2.licensing.decisions": None}
    assert [unplaced.values for unplaced in reading.unplaced] == [("6", "0", "0")]
