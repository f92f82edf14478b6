"""Table four, whose columns stand once under each of three groups: all at once, a group a table, a group a row, or upright."""

from __future__ import annotations

import pytest

from tests.report.tables import HEAD_FOUR, TABLE_TWO, TWO, group, in_text, on_page

COLUMNS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
FIGURES = {"行政复议": (1, 0, 0, 2, 3), "未经复议直接起诉": (0, 1, 0, 0, 1), "复议后起诉": (0, 0, 4, 1, 5)}
ALL = group("review", 1, 0, 0, 2, 3) | group("suit", 0, 1, 0, 0, 1) | group("suit_after_review", 0, 0, 4, 1, 5)
LINE = "|".join(str(figure) for figures in FIGURES.values() for figure in figures)
HEAD = "|".join(COLUMNS)

WITH_LABEL = "类别|行政复议*5|行政诉讼*10\n|结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉*5|复议后起诉*5"
_FIVE = "总计|结果维持|结果纠正|其他结果|尚未审结"
TOTAL_FIRST = f"行政复议*5|行政诉讼*10\n{_FIVE.replace('|', '^2|')}^2|未经复议直接起诉*5|复议后起诉*5"


def row(*cells: object) -> str:
    """Cells of one row."""
    return "|".join(map(str, cells))


UPRIGHT = [
    row("行政诉讼" if name != "行政复议" and i == 0 else "", name if i == 0 else "", column, figure)
    for name, figures in FIGURES.items()
    for i, (column, figure) in enumerate(zip(COLUMNS, figures, strict=True))
]
PAGES: dict[str, list[str]] = {
    "as the form has it": [HEAD_FOUR + LINE],
    "with a label before the figures": [f"{WITH_LABEL}\n||||||{HEAD}|{HEAD}\n数量|{LINE}"],
    "a table for each group": [f"{name}*5\n{HEAD}\n{row(*figures)}" for name, figures in FIGURES.items()],
    "a row for each group": [f"类别|{HEAD}\n" + "\n".join(row(name, *figures) for name, figures in FIGURES.items())],
    "upright": ["\n".join(UPRIGHT)],
    "upright, with a head": ["项目||结果|数量\n" + "\n".join(UPRIGHT)],
    "upright, a column for each group": [
        row("", *FIGURES) + "\n" + "\n".join(row(c, *(f[i] for f in FIGURES.values())) for i, c in enumerate(COLUMNS))
    ],
    "lawsuits after reviews before the others": [
        HEAD_FOUR.replace("未经复议直接起诉*5|复议后起诉*5", "复议后起诉*5|未经复议直接起诉*5")
        + "1|0|0|2|3|0|0|4|1|5|0|1|0|0|1"
    ],
    "a misprint in a group": [HEAD_FOUR.replace("复议后起诉", "复议后诉讼") + LINE],
    "a misprint in a column": [HEAD_FOUR.replace("尚未审结", "尚未审理") + LINE],
    "columns in another order": [f"{TOTAL_FIRST}\n{_FIVE}|{_FIVE}\n3|1|0|0|2|1|0|1|0|0|5|0|0|4|1"],
}


@pytest.mark.parametrize("tables", PAGES.values(), ids=PAGES)
def test_on_a_page(tables: list[str]) -> None:
    reading = on_page(*tables)

    assert (reading.form, reading.cells, reading.doubts) == ("2021", ALL, [])


def test_a_row_for_each_group_whose_head_is_lost_among_other_tables() -> None:
    rows = "\n".join(row(name, *figures) for name, figures in FIGURES.items())

    assert on_page(TABLE_TWO, rows).cells == TWO | ALL


def one_a_line(*, upright: bool) -> str:
    """The table's cells, one a line."""
    if upright:
        return "\n".join(cell for line in UPRIGHT for cell in line.split("|") if cell)
    head = ["行政复议", "行政诉讼", *COLUMNS, "未经复议直接起诉", "复议后起诉", *COLUMNS, *COLUMNS]
    return "\n".join([*head, *LINE.split("|")])


TEXTS: dict[str, str] = {
    "one cell a line": one_a_line(upright=False),
    "upright, one cell a line": one_a_line(upright=True),
    "upright, a line for each figure": "\n".join(
        " ".join(cell for cell in line.split("|")[2:]) if not line.split("|")[1] else line.replace("|", " ").strip()
        for line in UPRIGHT
    ),
    "three tables, their groups on lines of their own": "行政复议\n"
    + "".join(
        f"{'行政诉讼' if name == '未经复议直接起诉' else ''}\n{name}\n{' | '.join(COLUMNS)}\n{' | '.join(map(str, figures))}\n"
        for name, figures in FIGURES.items()
    ),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_in_text(text: str) -> None:
    assert in_text(text).cells == ALL


class TestAPartOfTheTable:
    def test_reviews_alone(self) -> None:
        assert on_page(f"行政复议*5\n{HEAD}\n1|0|0|2|3").cells == group("review", 1, 0, 0, 2, 3)

    def test_four_columns_where_one_was_left_out(self) -> None:
        head = HEAD_FOUR.replace("|尚未审结^2", "").replace("|尚未审结", "").replace("*5", "*4").replace("*10", "*8")
        cells = on_page(head + "1|0|0|1|0|1|0|1|0|0|4|4").cells

        assert cells == {
            code: value
            for code, value in (
                group("review", 1, 0, 0, None, 1)
                | group("suit", 0, 1, 0, None, 1)
                | group("suit_after_review", 0, 0, 4, None, 4)
            ).items()
            if not code.endswith(".pending")
        }


class TestBlanks:
    def test_a_blank_cell_is_no_zero(self) -> None:
        cells = on_page(HEAD_FOUR + "1||||3|0|1|0|0|1|||||").cells

        none = group("suit_after_review", None, None, None, None, None)
        assert cells == group("review", 1, None, None, None, 3) | group("suit", 0, 1, 0, 0, 1) | none

    def test_a_table_of_nothing_but_blanks_is_there(self) -> None:
        assert on_page(HEAD_FOUR + "|" * 14).cells == dict.fromkeys(ALL)

    def test_in_text_with_pipes_a_blank_first_cell_is_a_cell(self) -> None:
        """The pipe before the 3 parts it from a blank; it frames nothing."""
        text = (
            "行政复议 | 行政诉讼 | ||||\n结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n\u3000 | 3 | 0 | 0 | 3 |\n"
        )

        assert in_text(text).cells == group("review", None, 3, 0, 0, 3)


class TestWhatCannotBeTold:
    def test_a_figure_too_few(self) -> None:
        reading = on_page(HEAD_FOUR + LINE.removesuffix("|5"))

        assert reading.cells == dict.fromkeys(ALL)
        assert [len(unplaced.values) for unplaced in reading.unplaced] == [14]

    def test_lawsuits_of_both_kinds_in_one_group(self) -> None:
        reading = on_page(f"行政复议*5|行政诉讼*5\n{HEAD}|{HEAD}\n1|0|0|2|3|0|1|0|0|1")

        assert set(reading.cells.values()) == {None}
        assert [len(unplaced.values) for unplaced in reading.unplaced] == [10]
