"""Marks stand on what was looked for, and the text stays the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.publishing.search import excerpt, highlight
from tests.publishing.search.titles import parts_of_titles


@pytest.mark.parametrize(
    ("text", "terms", "marked"),
    [
        ("云溪县财政局预算", ["财政", "预算"], ["财政", "预算"]),
        ("雲溪縣ＰＰＰ項目", ["云溪县", "ppp"], ["雲溪縣", "ＰＰＰ"]),
        ("云政办发〔2025〕9号", ["云政办发2025", "9号"], ["云政办发〔2025", "9号"]),
        ("通　知", ["通知"], ["通　知"]),
        ("2019年第9号", ["9号"], ["9号"]),
        ("部门预算和预算", ["预算", "部门预算"], ["部门预算", "预算"]),
        ("a+b(c)", ["(", "b"], ["b"]),
        ("什么也没有", [], []),
        ("", ["预算"], []),
    ],
)
def test_what_was_looked_for_is_marked(text: str, terms: list[str], marked: list[str]) -> None:
    assert [piece for piece, is_marked in highlight(text, terms) if is_marked] == marked


@settings(deadline=None)
@given(st.text(), st.lists(st.text()))
def test_the_pieces_are_the_text(text: str, terms: list[str]) -> None:
    pieces = highlight(text, terms)
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)


@settings(deadline=None)
@given(parts_of_titles())
def test_what_a_part_finds_it_also_marks(case: tuple[str, str]) -> None:
    title, part = case
    assert any(is_marked for _, is_marked in highlight(title, [part]))


def test_an_excerpt_is_of_the_length_asked_for_and_where_the_words_are() -> None:
    text = "甲" * 300 + "预算。" + "乙" * 300 + "预算与决算" + "丙" * 300
    pieces = excerpt(text, ["预算", "决算"], 60)
    assert pieces[0] == pieces[-1] == ("…", False)
    assert [piece for piece, is_marked in pieces if is_marked] == ["预算", "决算"]
    assert sum(len(piece) for piece, _ in pieces[1:-1]) == 60


def test_an_excerpt_is_where_most_of_the_words_stand_together() -> None:
    text = "预算" + "甲" * 60 + "决算" + "甲" * 60 + "审计" + "甲" * 200 + "预算决算" + "甲" * 100
    assert [piece for piece, is_marked in excerpt(text, ["预算", "决算", "审计"], 60) if is_marked] == ["预算", "决算"]


@settings(deadline=None)
@given(st.text(max_size=300), st.lists(st.text(max_size=5)), st.integers(1, 100))
def test_an_excerpt_is_a_piece_of_the_text(text: str, terms: list[str], length: int) -> None:
    pieces = excerpt(text, terms, length)
    inner = "".join(piece for piece, _ in pieces[(pieces[:1] == [("…", False)] and len(text) > length) :])
    assert inner.removesuffix("…" if len(text) > length else "") in text
    assert len(inner.removesuffix("…")) <= length
