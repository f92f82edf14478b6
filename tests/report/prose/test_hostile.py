"""Text that nobody wrote to be read: the work stays in proportion to its length, and nothing raises."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.prose import extract

SIZE = 200_000
SECONDS = 5
"""Far more than is needed; work that grows with the square of the length would take hours."""

HOSTILE = {
    "one sign": "a",
    "one digit": "1",
    "a numeral": "一",
    "digits and commas": "1,",
    "a full-width digit and space": "１　",
    "no punctuation at all": "政府网站公开信息",
    "figures without punctuation": "网站公开1条",
    "an endless list": "其中网站公开1条，",
    "lists within lists": "其中1条（",
    "brackets that never close": "公开12条（",
    "denials without an end": "未收到公开申请",
    "nothing but 没": "没",
    "years without an end": "2018年",
    "requests without an end": "收到公开申请2件，",
    "totals without an end": "其中：网站中1条。",
    "sums without an end": "共收到申请1件共",
    "quotation marks that never close": "微信“",
    "channels without an end": "微博、微信、",
}


@pytest.mark.long
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_length_only(text: str) -> None:
    text = text * (SIZE // len(text))
    start = time.process_time()
    figures, _ = extract([text], 2018)

    assert time.process_time() - start < SECONDS
    assert sum(len(quote) for quote in {id(figure.quote): figure.quote for figure in figures}.values()) < 20 * SIZE


NOUNS = [
    "主动公开",
    "政府信息",
    "网站",
    "微博",
    "申请",
    "行政复议",
    "2018年",
    "上年",
    "条",
    "件",
    "万",
    "元",
    "费用",
    "人次",
]
LINKS = ["共", "其中", "收到", "未", "没有", "余", "收取", "培训", "等", "分别为", "比", "增加", "12", "三"]
MARKS = ["、", "，", "。", "；", "（", "）", "：", "《", "》", ",", ";", "(", ")", "\n", " "]
WORDS = st.sampled_from(NOUNS + LINKS + MARKS)


@given(st.lists(WORDS, max_size=40).map("".join), st.none() | st.integers(2008, 2030))
def test_words_in_any_order_are_read_without_an_error(text: str, year: int | None) -> None:
    figures, found = extract(text.split("\n"), year)

    assert all(figure.quote and figure.quote in text for figure in figures)
    assert all(breakdown.parts and breakdown.quote in text for breakdown in found)


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    extract([text], 2018)
