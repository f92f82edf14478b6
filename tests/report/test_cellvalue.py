"""What a table's cell holds: a number, a blank, words, or something that can be read in two ways and is therefore only told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.model import Number
from gongkai.report.tables.cellvalue import cell_value

NUMBERS: dict[str, tuple[str, Number]] = {
    "a whole number is itself": ("36", 36),
    "a zero is a zero": ("0", 0),
    "a rise is written with 增": ("增98", 98),
    "a fall is written with 减": ("减417", -417),
    "a rise has 增加 before and its measure behind": ("增加3项", 3),
    "a fall has 减少 before": ("减少12", -12),
    "a net rise": ("净增5", 5),
    "a negative number in words": ("负5", -5),
    "new ones are a rise": ("新增12", 12),
    "a rise is written with a plus": ("+22", 22),
    "a fall is written with a minus": ("-417", -417),
    "a minus is typed twice": ("--253", -253),
    "a minus is a dash of another kind": ("–5", -5),
    "a full-width minus": ("－5", -5),
    "no rise and no fall": ("0/0", 0),
    "no rise and no fall, with spaces": ("0 / 0", 0),
    "a rise and a fall give their difference": ("增5/减3", 2),
    "a rise and a fall with nothing between them": ("增5减3", 2),
    "a rise and a fall with signs": ("+5/-8", -3),
    "an amount with its unit": ("24.5万元", 24.5),
    "an amount with four decimals": ("18.8710", 18.871),
    "an amount in yuan": ("251000元", 251000),
    "thousands are parted by a comma": ("1,234", 1234),
    "thousands are parted by a full-width comma": ("１，２３４", 1234),
    "millions are parted twice": ("12,345,678", 12345678),
    "thousands are parted by a space": ("1 234", 1234),
    "full-width digits": ("３６", 36),
    "a full-width decimal point": ("１．５", 1.5),
    "a measure word behind": ("0件", 0),
    "another measure word, and a space before it": ("12 人次", 12),
    "a measure word that the forms do not use": ("5家", 5),
    "a share": ("100%", 100),
    "a full stop behind": ("3。", 3),
    "spaces all around": (" \u00a0 7\u3000", 7),
    "zero-width signs that copying left": ("\u200b7\ufeff", 7),
    "a broken encoding left a question mark for a space": ("? 0", 0),
    "the same without the space": ("?12", 12),
    "about as many": ("约5", 5),
    "all in all": ("共6件", 6),
    "none, in a word": ("无", 0),
    "none, in a word with a full stop": ("无。", 0),
    "none, in two characters": ("没有", 0),
    "nought as a character": ("〇", 0),
    "nought as a word": ("零", 0),
    "minus nought is nought": ("-0", 0),
    "a decimal that is a whole number": ("3.0", 3),
}

BLANKS: dict[str, str] = {
    "nothing": "",
    "a space": " ",
    "a non-breaking space": "\u00a0",
    "an ideographic space": "\u3000",
    "a zero-width space": "\u200b",
    "a space's name as the page's source has it": "&nbsp;",
    "a stroke": "/",
    "a full-width stroke": "／",
    "a backslash": "\\",
    "a dash": "—",
    "two dashes": "——",
    "a hyphen": "-",
    "two hyphens": "--",
    "dots": "……",
    "a full stop": "。",
    "an ideographic comma": "、",
    "strokes for both halves": "-/-",
    "a question mark that was a space": "?",
    "not applicable": "不适用",
    "not counted": "未统计",
    "what a program prints for nothing": "null",
    "not a number, as a program prints it": "NaN",
}

UNCLEAR: dict[str, str] = {
    "digits run together": "000",
    "two noughts run together": "00",
    "full-width noughts run together": "０００",
    "a nought before another digit": "012",
    "digits parted by a space": "13 53",
    "digits parted by a line break, which may be two cells": "1\n3",
    "three figures in one cell": "0 0 0",
    "a comma in the wrong place": "12,34",
    "two decimal points": "3.5.1",
    "two numbers and a stroke": "5/3",
    "two numbers and a hyphen, a range or a difference": "3-5",
    "two signs that contradict each other": "+-5",
    "a rise with a minus": "增-5",
    "a number and half a stroke": "0/",
    "letters for noughts": "O",
    "a letter among digits": "1O",
    "more than so many": "100余",
    "some more": "5多",
    "ten thousands of what is counted one by one": "10万",
    "a number with a remark": "5（含上年结转2件）",
    "a number with a mark for a note": "5*",
    "a number in doubt": "5?",
    "no sign that anybody can read": "±3",
    "an arrow": "↑5",
    "an error of a spreadsheet": "#REF!",
    "a column too narrow in a spreadsheet": "####",
    "unchanged, which is no number": "持平",
    "a date": "2022-01-05",
    "more digits than anything has that is counted": "12345678901234567",
}

WORDS: dict[str, str] = {
    "a label with its number": "1.属于国家秘密",
    "a label that begins with a digit and is short": "3.其他",
    "a part's number alone": "1.",
    "a part's Chinese number alone": "一",
    "a row's number in brackets": "（1）",
    "a number in a circle": "①",
    "a raised two, which Python holds to be a digit": "²",
    "a year": "2022年",
    "a sentence with figures": "全年共受理政府信息公开申请12件",
    "a measure word alone": "件",
    "a plus alone": "+",
    "a word for a rise alone": "增",
}


@pytest.mark.parametrize(("text", "number"), NUMBERS.values(), ids=NUMBERS)
def test_a_figure_is_read(text: str, number: Number) -> None:
    value = cell_value(text)

    assert value is not None
    assert value.number == number


@pytest.mark.parametrize("text", BLANKS.values(), ids=BLANKS)
def test_a_blank_is_no_zero_and_in_no_doubt(text: str) -> None:
    value = cell_value(text)

    assert value is not None
    assert (value.number, value.why) == (None, "")


@pytest.mark.parametrize("text", UNCLEAR.values(), ids=UNCLEAR)
def test_what_can_be_read_in_two_ways_is_told_and_not_guessed(text: str) -> None:
    value = cell_value(text)

    assert value is not None
    assert value.number is None
    assert text.strip()[:15] in value.why


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS)
def test_words_are_no_value(text: str) -> None:
    assert cell_value(text) is None


@pytest.mark.parametrize("text", ["36", "0", "-417", "24.5", "18.8710"])
def test_a_text_that_is_its_number_and_nothing_else_need_not_be_kept(text: str) -> None:
    value = cell_value(text)

    assert value is not None
    assert value.plain


@pytest.mark.parametrize(
    "text", ["３６", "1,234", "1 234", "+22", "增98", "0件", "0/0", "/", "无", "? 0", "000", "5。"]
)
def test_a_text_that_says_more_than_its_number_is_kept(text: str) -> None:
    value = cell_value(text)

    assert value is not None
    assert not value.plain


def test_a_minus_typed_twice_is_told_though_it_is_read() -> None:
    value = cell_value("--253")

    assert value is not None
    assert "两个符号" in value.why


SIGNS = st.sampled_from(["", "-", "+", "增", "减", "减少", "净减"])
FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


class TestWhatIsWrittenIsRead:
    @given(st.integers(0, 10**14))
    def test_whole_numbers(self, number: int) -> None:
        for text in (str(number), f"{number:,}", str(number).translate(FULL_WIDTH), f"{number}件", f" {number}\u00a0"):
            value = cell_value(text)
            assert value is not None
            assert value.number == number

    @given(st.integers(0, 10**9), SIGNS)
    def test_changes(self, number: int, sign: str) -> None:
        value = cell_value(f"{sign}{number}")

        assert value is not None
        assert value.number == (-number if "减" in sign or sign == "-" else number)

    @given(st.decimals(0, 10**7, places=4), st.sampled_from(["", "元", "万元"]))
    def test_amounts(self, amount: object, unit: str) -> None:
        value = cell_value(f"{amount}{unit}")

        assert value is not None
        assert value.number == pytest.approx(float(str(amount)))

    @given(st.integers(1, 10**6), st.integers(1, 10**6))
    def test_a_rise_and_a_fall(self, rise: int, fall: int) -> None:
        value = cell_value(f"增{rise}/减{fall}")

        assert value is not None
        assert value.number == rise - fall

    @given(st.text(max_size=60))
    def test_any_text_has_an_answer_and_no_number_without_a_digit_or_a_word_for_none(self, text: str) -> None:
        value = cell_value(text)

        assert value is None or not value.number or any(map(str.isdecimal, text))
