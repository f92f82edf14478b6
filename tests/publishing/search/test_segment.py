"""Text to tokens: what must be adjacent is adjacent, whatever stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.publishing.search import segment
from tests.publishing.search.titles import parts_of_titles


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("云溪县", ["云溪", "溪县"]),
        ("县", ["县"]),
        ("2025年度", ["2025", "年", "年度"]),
        ("云政办发〔2025〕9号", ["云政", "政办", "办发", "发", "2025", "9", "号"]),
        ("MB0001/2025-00012", ["mb", "0001", "2025", "00012"]),
        ("公开。工作", ["公开", "工作"]),
        ("通　知", ["通知"]),
        ("政府信\n息", ["政府", "府信", "信息"]),
        ("二〇二五", ["二〇", "〇二", "二五"]),
        ("", []),
        ("！？…😀\x00", []),
    ],
)
def test_text_becomes_pairs_of_characters_and_whole_words(text: str, tokens: list[str]) -> None:
    assert segment.tokens(text) == tokens


@pytest.mark.parametrize(
    "number",
    ["云政办发〔2025〕9号", "云政办发[2025]9号", "云政办发（2025）９号", "云政办发2025 9号", "雲政辦發﹝2025﹞9號"],
)
def test_a_document_number_has_the_same_tokens_in_brackets_of_any_style(number: str) -> None:
    assert segment.phrase(number) == segment.tokens("云政办发〔2025〕9号")


@settings(deadline=None)  # the first call loads the table of traditional characters
@given(st.text())
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(segment.fold(text)) == len(text)
    assert segment.fold(segment.fold(text)) == segment.fold(text)


@settings(deadline=None)  # the first call loads the table of traditional characters
@given(st.text())
def test_tokens_have_nothing_that_means_something_to_a_database(text: str) -> None:
    for token in segment.tokens(text):
        assert token.isalnum()
        assert token.encode()


@settings(deadline=None)  # the first call loads the table of traditional characters
@given(parts_of_titles())
def test_the_tokens_of_a_part_are_adjacent_in_the_whole(case: tuple[str, str]) -> None:
    title, part = case
    tokens, phrase = segment.tokens(title), segment.phrase(part)
    assert any(tokens[start : start + len(phrase)] == phrase for start in range(len(tokens) + 1))
    assert phrase or segment.characters(part) <= segment.characters(title)


def test_the_dictionary_takes_a_line_apart_and_leaves_single_characters_out() -> None:
    assert segment.words("财政局2025年的预算") == ["财政局", "2025", "预算"]
