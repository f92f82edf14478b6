"""Readers type anything: it is never an error; long texts stay findable to the end."""

from __future__ import annotations

import logging
import random
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.publishing.search import Query, clear, highlight, index, postgresql, search, tables
from tests.publishing.search.items import found, item

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)

_SCRAPS = st.sampled_from(
    ["预算", "AND", "OR", "NOT", "NEAR(a b, 2)", '"', "“", "'", "''", "*", "^", ":", "title:", "{", "}",
     "(", ")", "-", "+", "\\", "%s", "%",
     "\x00", "\ud800", "😀", "<->", "&", "|", "!", "'x':A", "<2>", "::", ";--", "\u200b", "\ufeff", "=", "unit=1", "~", "$1", "?", "İ", "ß"]
)  # fmt: skip


@pytest.mark.usefixtures("empty")
@SHARED
@given(st.one_of(st.text(), st.lists(_SCRAPS).map("".join), st.lists(_SCRAPS).map(" ".join)), st.booleans())
def test_no_line_is_an_error(line: str, only_title: bool) -> None:
    hits = search(Query(line, only_title=only_title, filters={line: line} if only_title else {}))
    assert hits.total == len(hits.ids) == 0 or not only_title
    highlight(line, hits.terms)


@pytest.mark.usefixtures("empty")
@SHARED
@given(st.one_of(st.text(), st.lists(_SCRAPS).map("".join)))
def test_no_document_is_an_error(text: str) -> None:
    clear()
    assert index([item(1, text, text, number=text, keywords=text, facets={"unit": (text,)})]) == 1
    assert found() == [1]


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    "line", ["预算" * 5000, '"' * 10_000, "预 " * 5000, "-a " * 3000, "a" * 10_000, "(" * 10_000, "预算 " * 4000]
)
def test_a_line_of_ten_kilobytes_is_answered(line: str) -> None:
    index([item(1, "预算" * 300)])
    assert search(Query(line)).total in {0, 1}


@pytest.mark.usefixtures("empty")
def test_a_word_at_the_end_of_a_long_text_is_found() -> None:
    draw = random.Random(3)
    noise = "".join(draw.choice("甲乙丙丁戊己庚辛壬癸") for _ in range(40_000))
    index([item(1, text=noise + "云溪县水务局"), item(2, text="务局。水务。县水。溪县。云溪。")])
    assert found("云溪县水务局") == [1]
    assert found('"云溪县水务局"', only_title=True) == []


@pytest.mark.usefixtures("empty")
def test_a_word_that_a_text_has_a_thousand_times_is_found_in_its_last_phrase() -> None:
    index([item(1, text="政府、" * 1000 + "政府公报室")])
    assert found('"政府公报室"') == [1]


@pytest.mark.usefixtures("empty")
def test_a_word_of_a_thousand_letters_is_found() -> None:
    index([item(1, "x" * 1000)])
    assert found("X" * 200) == [1]


def test_a_text_with_more_words_than_postgresql_holds_is_indexed_as_far_as_it_goes_and_the_log_says_so(
    empty: object, caplog: pytest.LogCaptureFixture
) -> None:
    words = " ".join(f"w{chr(97 + number % 26)}x {number}" for number in range(200_000))
    with caplog.at_level(logging.WARNING):
        index([item(7, "预算", "开头的话 " + words)])
    assert found("开头的话") == found("预算") == [7]
    assert ("item 7 has too many different words" in caplog.text) == (tables.engine(empty) is postgresql)


def test_another_database_is_refused_by_name() -> None:
    with pytest.raises(NotImplementedError, match="oracle"):
        tables.engine(SimpleNamespace(vendor="oracle"))
