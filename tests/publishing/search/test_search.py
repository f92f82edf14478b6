"""What is found, in which order, and what is counted: the same on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.publishing.search import BOUND, Hits, Query, clear, index, remove, search
from tests.publishing.search.items import FIRST, found, item
from tests.publishing.search.titles import parts_of_titles

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)

pytestmark = pytest.mark.usefixtures("empty")


@SHARED
@given(parts_of_titles())
def test_an_item_is_found_by_any_part_of_its_title(case: tuple[str, str]) -> None:
    title, part = case
    clear()
    index([item(1, title), item(2, "无关")])
    for only_title in (False, True):
        assert 1 in found(f'"{part.replace("“", "，")}"', only_title=only_title)


@SHARED
@given(
    st.lists(st.text(alphabet="云溪县政府 ，", max_size=12), min_size=1, max_size=8),
    st.text(alphabet="云溪县政府", min_size=2, max_size=4),
)
def test_a_word_finds_exactly_the_texts_that_have_it(texts: list[str], word: str) -> None:
    clear()
    index(item(number, text=text) for number, text in enumerate(texts, 1))
    expected = {number for number, text in enumerate(texts, 1) if word in text.replace(" ", "")}
    hits = search(Query(word))
    assert set(hits.ids) == expected or (hits.loosened and not expected)


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("预算", [1, 2]),
        ("预算 财政局", [1]),
        ("财政局　预算", [1]),
        ("预算 -财政局", [2]),
        ("预算 －财政局", [2]),
        ("-预算", [3]),
        ("- 决算", [3]),
        ('"部门预算"', [1]),
        ("“部门 预算”", [1]),
        ("雲溪鎮", [2]),
        ("ＰＰＰ", [3]),
        ("PPP项目", [3]),
        ("2025 9号", [1]),
        ("云财发[2025]9号", [1]),
        ("云财发2025", [1]),
        ("9号", [1]),
        ("025", []),
        ("局2025", [1]),
        ("，。！", []),
        ("😀", []),
        ("AND", []),
        ("  ", [1, 2, 3]),
        ("", [1, 2, 3]),
    ],
)
def test_a_typed_line_finds_what_its_words_say(line: str, ids: list[int]) -> None:
    index(
        [
            item(1, "云溪县财政局2025年部门预算", number="云财发〔2025〕9号"),
            item(2, "云溪镇预算执行", "二〇二四年"),
            item(3, "PPP项目决算"),
        ]
    )
    assert sorted(found(line)) == ids


def test_a_word_is_not_put_together_of_pieces_that_stand_apart() -> None:
    index(
        [
            item(1, "务局、水务、县水、溪县、云溪"),
            item(2, "云溪", "溪县水务局", keywords="溪县"),
            item(3, "云溪县水务局"),
        ]
    )
    assert found('"云溪县水务局"') == [3]
    assert found('"云溪县"') == [3]


@pytest.mark.parametrize("part", ["县，政府", "政府，信", "，信息", "县，政府，信"])
def test_a_part_that_begins_or_ends_with_one_character_beside_a_comma_is_found(part: str) -> None:
    index([item(1, "云溪县，政府，信息")])
    assert found(f'"{part}"') == [1]


def test_one_character_is_looked_for_in_titles() -> None:
    index([item(1, "镉超标大米的处置"), item(2, "大米", "含镉"), item(3, "县乡公路")])
    assert found("镉") == [1]
    assert found("镉 大米") == [1]
    assert found("大米 -镉") == [2]


def test_a_space_or_line_break_within_a_word_of_the_text_does_not_hide_it() -> None:
    index([item(1, text="政府信\n息公开的通　知")])
    assert found("信息公开") == found("通知") == [1]


def test_relevance_is_number_then_title_then_head_then_text_and_the_newest_first_in_each() -> None:
    index(
        [
            item(1, "旧标题里的预算"),
            item(2, "新标题里的预算"),
            item(3, "别的", "正文里的预算"),
            item(4, "别的", keywords="预算"),
            item(5, "别的", number="预算〔2025〕1号"),
            item(6, "别的", "正文里的预算"),
        ]
    )
    assert found("预算") == [5, 2, 1, 4, 6, 3]
    assert found("预算", order="newest") == [6, 5, 4, 3, 2, 1]
    assert found("预算", order="oldest") == [1, 2, 3, 4, 5, 6]


def test_only_title_passes_over_number_keywords_and_text() -> None:
    index([item(1, "预算"), item(2, number="预算1号"), item(3, keywords="预算"), item(4, text="预算")])
    assert found("预算", only_title=True) == [1]
    assert found("-预算", only_title=True) == [4, 3, 2]


def test_items_of_one_day_stand_in_the_order_of_their_hours_and_then_of_their_ids() -> None:
    hours = {1: 15, 2: 9, 3: 15}
    index(item(number, "预算", published=datetime(2025, 3, 1, hour, tzinfo=UTC)) for number, hour in hours.items())
    assert found("预算", order="newest") == [3, 1, 2]
    assert found("预算", order="oldest") == [2, 1, 3]


def test_a_range_of_days_takes_in_both_ends_by_the_clock_of_the_platform() -> None:
    index(
        [
            item(1, published=date(2025, 2, 28)),
            item(2, published=datetime(2025, 2, 28, 16, 30, tzinfo=UTC)),  # 1 March, half past midnight, in China
            item(3, published=date(2025, 3, 31)),
            item(4, published=datetime(2025, 4, 1, 0, 0)),  # noqa: DTZ001  without a zone: the platform's
        ]
    )
    assert found(since=date(2025, 3, 1), until=date(2025, 3, 31)) == [3, 2]
    assert found(until=date(2025, 2, 28)) == [1]
    assert found(since=date(2025, 4, 1), until=date.max) == [4]
    assert found(since=date(2025, 4, 1), until=date(2025, 3, 1)) == []


FACETS = [
    {"unit": ("A1",), "tree": ("县", "A1"), "year": ("2024",)},
    {"unit": ("a1",), "tree": ("县", "a1"), "year": ("2025",)},
    {"unit": ("局 二=~",), "tree": ("县", "局 二=~"), "year": ("2025",)},
]


def test_filters_hold_exactly_and_all_together() -> None:
    index(item(number, "预算", facets=facets) for number, facets in enumerate(FACETS, 1))
    assert found(filters={"unit": "A1"}) == [1]
    assert found(filters={"unit": "a1"}) == [2]
    assert found("预算", filters={"unit": "局 二=~"}) == [3]
    assert found("预算", filters={"tree": "县", "year": "2025"}) == [3, 2]
    assert found("预算", filters={"year": "202"}) == found(filters={"colour": "red"}) == found("unit=A1") == []


def test_facets_are_counted_over_all_that_is_found_and_not_only_the_page() -> None:
    index(item(number, "预算", facets=facets) for number, facets in enumerate(FACETS, 1))
    hits = search(Query("预算", per_page=1))
    assert (len(hits.ids), hits.total, hits.bounded) == (1, 3, False)
    assert hits.facets["year"] == [("2025", 2), ("2024", 1)]
    assert hits.facets["tree"][0] == ("县", 3)
    assert {value for value, _ in hits.facets["unit"]} == {"A1", "a1", "局 二=~"}


@SHARED
@given(
    st.lists(st.tuples(st.text(alphabet="云溪县政府", max_size=6), st.sampled_from("xyz")), min_size=1, max_size=12),
    st.text(alphabet='云溪县政府 -"', max_size=8),
    st.sampled_from("xyz"),
)
def test_a_filter_never_finds_what_is_not_found_without_it(rows: list[tuple[str, str]], line: str, unit: str) -> None:
    clear()
    index(item(number, title, facets={"unit": (one,)}) for number, (title, one) in enumerate(rows, 1))
    everything = found(line)
    here = {number for number, (_, one) in enumerate(rows, 1) if one == unit}
    assert set(found(line, filters={"unit": unit})) == set(everything) & here
    assert set(found(line, since=FIRST, filters={"unit": unit})) == set(everything) & here
    assert sorted(found(line, order="newest")) == sorted(found(line, order="oldest")) == sorted(everything)


def test_pages_together_are_everything_once() -> None:
    index(item(number, "预算") for number in range(1, 24))
    pages = [search(Query("预算", page=page, per_page=10)) for page in (1, 2, 3, 4)]
    assert [len(page.ids) for page in pages] == [10, 10, 3, 0]
    assert [one for page in pages for one in page.ids] == list(range(23, 0, -1))
    assert {page.total for page in pages} == {23}
    assert search(Query("预算", page=-5, per_page=0)).ids == [23]


def test_beyond_the_bound_the_newest_are_looked_at_and_an_old_title_is_still_first() -> None:
    index([item(1, "预算"), *(item(number, text="预算") for number in range(2, BOUND + 10))])
    hits = search(Query("预算"))
    assert (hits.total, hits.bounded, hits.ids[:2]) == (BOUND, True, [1, BOUND + 9])
    assert search(Query("预算", order="oldest")).ids[:2] == [1, 2]
    assert search(Query("预算", only_title=True)).bounded is False


def test_what_is_found_to_the_bound_and_no_further_is_not_called_bounded() -> None:
    index(item(number, "预算", "预算") for number in range(1, BOUND + 1))
    hits = search(Query("预算"))
    assert (hits.total, hits.bounded) == (BOUND, False)


def test_a_line_that_nothing_has_is_taken_apart_by_the_dictionary_and_says_so() -> None:
    index([item(1, "云溪县财政局关于2025年部门预算的说明", "第2号"), item(2, "财政局决算")])
    hits = search(Query("财政局部门预算"))
    assert hits == Hits([1], 1, False, {}, ("财政局", "部门", "预算"), loosened=True)
    assert found('"财政局部门预算"') == found("财政局〔2025〕2号") == []
    assert search(Query("财政局")).loosened is False


def test_a_line_is_not_taken_apart_where_only_the_filter_keeps_its_hits_away() -> None:
    index([item(1, "财政局预算", facets={"unit": ("1",)}), item(2, "财政局的预算", facets={"unit": ("2",)})])
    hits = search(Query("财政局预算", filters={"unit": "2"}))
    assert (hits.ids, hits.loosened) == ([], False)


def test_indexing_again_replaces_and_moves() -> None:
    assert index([item(1, "旧的预算", facets={"year": ("2024",)}), item(2, "预算")]) == 2
    assert index([item(1, "新的决算", facets={"year": ("2025",)}, published=date(2030, 1, 1))]) == 1
    assert found("旧的") == found(filters={"year": "2024"}) == []
    assert found("决算", filters={"year": "2025"}) == [1]
    assert found() == [1, 2]


def test_the_last_of_two_documents_of_one_item_counts() -> None:
    assert index([item(1, "旧的"), item(1, "新的")]) == 1
    assert found() == found("新的") == [1]


def test_removing_takes_out_the_item_and_no_other() -> None:
    index(item(number, "预算", "决算") for number in range(1, 5))
    remove([2, 3, 99])
    assert found("预算") == found("决算") == found() == [4, 1]
    remove([])
    clear()
    assert search(Query("预算")) == Hits([], 0, False, {}, ("预算",))


@SHARED
@given(
    st.lists(
        st.one_of(
            st.tuples(st.integers(1, 5), st.text(alphabet="云溪县政府 a1", max_size=8), st.integers(1, 3)),
            st.integers(1, 5),
        ),
        max_size=25,
    )
)
def test_after_any_changes_the_index_is_as_if_made_anew(changes: list[Any]) -> None:
    clear()
    kept: dict[int, tuple[str, int]] = {}
    for change in changes:
        if isinstance(change, int):
            remove([change])
            kept.pop(change, None)
        else:
            number, text, day = change
            index([item(number, text, text, published=date(2025, 1, day))])
            kept[number] = (text, day)
    after = [found(line, order="newest") for line in ("", "云溪", "政府", "a", "1", "县")]
    clear()
    index(item(number, text, text, published=date(2025, 1, day)) for number, (text, day) in kept.items())
    assert after == [found(line, order="newest") for line in ("", "云溪", "政府", "a", "1", "县")]


def test_what_cannot_be_indexed_is_refused() -> None:
    with pytest.raises(ValueError, match="item id 0"):
        index([item(0)])
    with pytest.raises(ValueError, match="'character' cannot name a facet"):
        index([item(1, facets={"character": ("x",)})])


def test_a_question_takes_at_most_three_statements(empty: Any) -> None:
    index([item(1, "云溪县财政局关于2025年部门预算的说明")])
    for line, statements in {"财政局": 1, "财政局部门预算": 3}.items():
        empty.force_debug_cursor = True
        empty.queries_log.clear()
        search(Query(line))
        assert len(empty.queries_log) == statements
    empty.force_debug_cursor = False
