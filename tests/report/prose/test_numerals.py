"""Numbers written in digits and in Chinese numerals are the same numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.prose import extract
from gongkai.report.prose.numerals import value_of

DIGITS = "零一二三四五六七八九"
FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


def below_ten_thousand(number: int, *, leading: bool) -> str:
    """A number under 10,000 as it is read aloud; `leading` where nothing stands before it (十二, not 一十二)."""
    written, zero = "", False
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            written += ("零" if zero and written else "") + DIGITS[digit] + sign
            zero = False
        else:
            zero = True
    return written.removeprefix("一") if leading and 10 <= number < 20 else written


def chinese(number: int) -> str:
    """A number under 100,000,000 in Chinese numerals."""
    high, low = divmod(number, 10_000)
    if not high:
        return below_ten_thousand(low, leading=True) or "零"
    gap = "零" if low and low < 1000 else ""
    return below_ten_thousand(high, leading=True) + "万" + gap + below_ten_thousand(low, leading=False)


@given(st.integers(0, 99_999_999))
def test_chinese_numerals_round_trip(number: int) -> None:
    assert value_of(chinese(number)) == number


@given(st.integers(0, 999_999_999))
def test_digits_thousands_and_full_width_are_one_number(number: int) -> None:
    forms = {str(number), f"{number:,}", str(number).translate(FULL_WIDTH), f"{number:,}".translate(FULL_WIDTH)}

    assert {value_of(form) for form in forms} == {number}


@given(st.integers(0, 99_999), st.sampled_from([("万", 10_000), ("亿", 100_000_000)]))
def test_decimals_of_ten_thousands_are_exact(hundredths: int, scale: tuple[str, int]) -> None:
    sign, factor = scale

    assert value_of(f"{hundredths / 100:.2f}{sign}") == hundredths * factor // 100


@given(st.integers(2, 9_999_999))
def test_a_sentence_gives_the_same_figure_in_every_way_of_writing(number: int) -> None:
    for written in (str(number), f"{number:,}", str(number).translate(FULL_WIDTH), chinese(number)):
        figures, _ = extract([f"2018年云溪县共主动公开政府信息{written}条。"], 2018)

        assert [(figure.code, figure.value) for figure in figures] == [("proactive", number)]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("两", 2),
        ("十", 10),
        ("廿三", 23),
        ("一百二", 120),
        ("一百零二", 102),
        ("三万五", 35_000),
        ("两千", 2_000),
        ("百", 100),
        ("一亿二千万", 120_000_000),
        ("二〇一八", 2018),
        ("12万3千", 123_000),
        ("3.45万", 34_500),
        ("1,234.5", 1234.5),
        ("〇", 0),
    ],
)
def test_ways_of_speaking_a_number(written: str, number: float) -> None:
    assert value_of(written) == number


@pytest.mark.parametrize(
    "written",
    ["", "三四", "七八", "万", "十十", "1,26", "3万5万", "百千", "12345678901234567890123456789", "条", "1.2.3"],
)
def test_what_is_not_one_number_has_no_value(written: str) -> None:
    assert value_of(written) is None
