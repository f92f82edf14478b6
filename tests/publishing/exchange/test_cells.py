"""One cell: every way in which people write a day, a word, a node; and back to the same value."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publishing.exchange import cells
from gongkai.publishing.exchange.cells import EndingText
from gongkai.publishing.exchange.columns import BY_FIELD, COLUMNS, Column
from gongkai.untrusted import sheets
from gongkai.untrusted.cells import CellError, read_date

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "text",
    ["2026-01-05", "2026-1-5", "2026/1/5", "2026.01.05", "2026年1月5日", "2026 年 1 月 5 日", "20260105", "46027", "46027.5",
     "２０２６-０１-０５", " 2026-01-05 ", "2026-01-05 00:00:00", "2026-01-05T09:30", "2026年1月5日 9:30"],
)  # fmt: skip
def test_every_usual_way_of_writing_a_day_is_read(text: str) -> None:
    assert read_date(text) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "2026-13-01", "昨天", "2026", "2026-1", "05/01/2026", "2026-01-05 25:00", "2026-01-05晚", "18500101", "202601055",
     "二〇二六年一月五日", "=TODAY()", "99999999"],
)  # fmt: skip
def test_what_is_no_day_is_told_and_not_guessed(text: str) -> None:
    with pytest.raises(CellError) as problem:
        read_date(text)

    assert "2026-01-05" in problem.value.advice


@given(DAYS)
def test_a_day_is_read_back_from_every_form(day: date) -> None:
    forms = (
        cells.write_date(day),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
    )

    assert {read_date(form) for form in forms} == {day}


@given(DAYS, st.integers(0, 86_399))
def test_a_moment_is_read_back_to_the_second(day: date, second: int) -> None:
    moment = datetime.combine(day, time(), timezone.get_default_timezone()) + timedelta(seconds=second)

    assert cells.read_moment(cells.write_moment(moment)) == moment


@given(st.text())
def test_text_is_never_a_formula_and_comes_back_as_it_was(text: str) -> None:
    written = sheets.neutralised(text)

    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert sheets.restored(written) == text


@given(st.text(), st.sampled_from([column for column in COLUMNS if not column.only_told]))
def test_any_text_in_any_column_is_a_value_that_can_be_written_or_a_problem_with_advice(
    text: str, column: Column
) -> None:
    assert _read(column, text)


def _read(column: Column, text: str) -> bool:
    """Whether the text is a value that is written as text, or is told with reason and advice; any other error is raised."""
    try:
        value = column.read(text)
    except CellError as problem:
        return bool(problem.reason and problem.advice)
    return value in (None, (), []) or isinstance(column.write(value), str)


@pytest.mark.parametrize("field", [column.field for column in COLUMNS if column.words])
def test_every_word_that_the_template_offers_is_read_and_written_as_offered(field: str) -> None:
    column = BY_FIELD[field]
    for key, label in column.words().items():
        assert column.read(label) == key
        assert column.read(key) == key
        assert column.write(key) == label


def test_a_node_is_known_by_its_label_where_only_one_has_it() -> None:
    read, _ = cells.node("20", "21")

    assert read("行政规范性文件") == "20.1.normative"
    with pytest.raises(CellError, match="几处"):
        read("社会救助")
    with pytest.raises(CellError, match="没有这一项"):
        read("20")


def test_plain_text_is_paragraphs_and_markup_is_made_harmless() -> None:
    plain = cells.read_body("第一条 1<2 & 3\n\n第二条")
    markup = cells.read_body('<p onclick="x()">正文<script>alert(1)</script></p>')

    assert plain == [("text", "<p>第一条 1&lt;2 &amp; 3</p><p>第二条</p>")]
    assert markup == [("imported", "<p>正文</p>")]


@given(
    st.lists(
        st.builds(
            EndingText,
            st.sampled_from(["repealed", "expired", "amended"]),
            DAYS,
            st.text("云政发〔2025〕3号关于的决定", max_size=20),
        ),
        max_size=4,
        unique_by=lambda one: one.on,
    )
)
def test_what_ended_a_document_is_read_back(endings: list[EndingText]) -> None:
    told = tuple(sorted(endings, key=lambda one: one.on, reverse=True))

    assert cells.read_endings(cells.write_endings(told)) == told
