"""The language of the sums in the form files: what a reader of the form would write down is what is evaluated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.statute.equations import Equation, Outcome, Term, parse, parse_side
from gongkai.statute.loading import StatuteDataError

LISTS = {"ways": ("post", "desk"), "kinds": ("paper", "file")}


def equation(left: str, relation: str, right: str) -> Equation:
    """An equation over single cells."""
    return Equation("X1", parse_side(left, LISTS), relation, parse_side(right, LISTS), "must")  # type: ignore[arg-type]


class TestASideReadsAsItIsWritten:
    def test_a_single_cell(self) -> None:
        assert parse_side("x.asked", {}) == (Term("x.asked"),)

    def test_cells_added_and_taken_off(self) -> None:
        assert parse_side("x.a + x.b - x.c", {}) == (Term("x.a"), Term("x.b"), Term("x.c", sign=-1))

    def test_a_sum_runs_over_its_list_in_the_lists_order(self) -> None:
        assert parse_side("sum(x.{ways})", LISTS) == (Term("x.post"), Term("x.desk"))

    def test_a_sum_over_two_lists_takes_every_pair(self) -> None:
        codes = [term.code for term in parse_side("sum(x.{ways}.{kinds})", LISTS)]

        assert codes == ["x.post.paper", "x.post.file", "x.desk.paper", "x.desk.file"]

    def test_a_sum_taken_off_takes_off_each_of_its_cells(self) -> None:
        assert [term.sign for term in parse_side("x.all - sum(x.{ways})", LISTS)] == [1, -1, -1]

    def test_last_names_the_figure_of_the_year_before(self) -> None:
        assert parse_side("last x.open - last x.shut", {}) == (
            Term("x.open", last=True),
            Term("x.shut", sign=-1, last=True),
        )

    def test_zero_is_the_empty_side(self) -> None:
        assert parse_side(" 0 ", {}) == ()


NOT_UNDERSTOOD = {
    "two cells with nothing between them": "x.a x.b",
    "a cell and a sum with nothing between them": "x.a sum(x.{ways})",
    "a sum that is not closed": "sum(x.{ways}",
    "a sum of a single cell, which has no list to run over": "sum(x.a)",
    "a list outside of a sum": "x.{ways}",
    "a list that the form does not have": "sum(x.{waves})",
    "a product": "x.a * x.b",
    "a sign and nothing behind it": "x.a +",
    "words": "受理数",
}


@pytest.mark.parametrize("side", NOT_UNDERSTOOD.values(), ids=NOT_UNDERSTOOD)
def test_what_is_not_in_the_language_fails(side: str) -> None:
    with pytest.raises(StatuteDataError):
        parse_side(side, LISTS)


def test_the_error_names_the_list_that_is_not_there() -> None:
    with pytest.raises(StatuteDataError, match="'waves'"):
        parse_side("sum(x.{waves})", LISTS)


class TestEachMakesOneEquationForEveryMember:
    def test_a_bound_name_stands_for_one_member_on_both_sides(self) -> None:
        found = [tuple(map(str.strip, parts)) for parts in parse("x.{w}.all = x.{w}.a + x.{w}.b", {"w": "ways"}, LISTS)]

        assert found == [
            ("x.post.all", "=", "x.post.a + x.post.b"),
            ("x.desk.all", "=", "x.desk.a + x.desk.b"),
        ]

    def test_a_name_that_is_not_bound_is_left_for_the_sum(self) -> None:
        ((left, _, right), _) = parse("x.{w} = sum(x.{kinds}.{w})", {"w": "ways"}, LISTS)

        assert (left.strip(), right.strip()) == ("x.post", "sum(x.{kinds}.post)")

    def test_without_each_there_is_one(self) -> None:
        assert len(list(parse("x.a <= x.b", {}, LISTS))) == 1

    @pytest.mark.parametrize("text", ["x.a", "x.a = x.b = x.c", "x.a < x.b", ""])
    def test_exactly_one_relation_is_needed(self, text: str) -> None:
        with pytest.raises(StatuteDataError, match="exactly one"):
            list(parse(text, {}, LISTS))

    def test_an_unknown_list_to_bind_fails_by_its_name(self) -> None:
        with pytest.raises(StatuteDataError, match="'waves'"):
            list(parse("x.{w} = 0", {"w": "waves"}, LISTS))


class TestEvaluation:
    def test_both_sides_and_whether_they_are_equal(self) -> None:
        assert equation("x.all", "=", "x.a + x.b").evaluate({"x.all": 5, "x.a": 2, "x.b": 3}) == Outcome(5, 5, True)
        assert equation("x.all", "=", "x.a + x.b").evaluate({"x.all": 5, "x.a": 2, "x.b": 4}) == Outcome(5, 6, False)

    @pytest.mark.parametrize(
        ("relation", "left", "holds"),
        [("<=", 3, True), ("<=", 4, True), ("<=", 5, False), (">=", 5, True), (">=", 4, True), (">=", 3, False)],
    )
    def test_bounds_include_their_limit(self, relation: str, left: int, holds: bool) -> None:
        outcome = equation("x.a", relation, "x.b").evaluate({"x.a": left, "x.b": 4})

        assert outcome is not None
        assert outcome.holds is holds

    @pytest.mark.parametrize("cells", [{"x.all": 1}, {"x.all": 1, "x.a": None}, {}])
    def test_a_blank_is_no_zero_and_so_the_sum_is_unknown(self, cells: dict[str, int | None]) -> None:
        assert equation("x.all", "=", "x.a").evaluate(cells) is None

    def test_a_zero_side(self) -> None:
        assert equation("x.a + x.b", ">=", "0").evaluate({"x.a": 2, "x.b": -3}) == Outcome(-1, 0, False)

    def test_last_years_cells_come_from_last_years_report(self) -> None:
        carry = equation("x.a", "=", "last x.b")

        assert carry.evaluate({"x.a": 2, "x.b": 9}, {"x.b": 2}) == Outcome(2, 2, True)
        assert carry.evaluate({"x.a": 2, "x.b": 9}) is None
        assert carry.codes == ("x.a",)

    def test_tenths_add_up(self) -> None:
        """0.1 + 0.2 is 0.30000000000000004 in binary."""
        assert equation("x.all", "=", "x.a + x.b").evaluate({"x.all": 0.3, "x.a": 0.1, "x.b": 0.2}) == Outcome(
            0.3, 0.3, True
        )

    def test_whole_sums_are_whole_numbers(self) -> None:
        outcome = equation("x.a", "=", "x.b").evaluate({"x.a": 1.5 + 0.5, "x.b": 2})

        assert outcome is not None
        assert (type(outcome.left), type(outcome.right)) == (int, int)

    @given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=2), st.integers(-3, 3))
    def test_a_total_holds_if_and_only_if_it_is_the_sum(self, parts: list[int], off: int) -> None:
        cells = {"x.post": parts[0], "x.desk": parts[1], "x.all": sum(parts) + off}
        outcome = equation("x.all", "=", "sum(x.{ways})").evaluate(cells)

        assert outcome is not None
        assert outcome.holds is (off == 0)


@pytest.mark.parametrize(
    ("left", "relation", "right", "printed"),
    [
        ("x.all", "=", "sum(x.{ways})", "x.all = x.post + x.desk"),
        ("x.a - x.b", ">=", "0", "x.a - x.b >= 0"),
        ("x.a", "=", "last x.b - last x.c", "x.a = last x.b - last x.c"),
    ],
)
def test_an_equation_prints_as_it_reads(left: str, relation: str, right: str, printed: str) -> None:
    assert str(equation(left, relation, right)) == printed
