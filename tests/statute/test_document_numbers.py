"""Document numbers: read in every way people write them, made in the one right way, doubtful where they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.statute.document_numbers import DocumentNumberError, doubts, make, normal, parse

READ = {
    "云政办发〔2025〕9号": ("云政办发", 2025, 9),
    "云政办发[2025]9号": ("云政办发", 2025, 9),
    "云政办发(2025)9号": ("云政办发", 2025, 9),
    "云政办发（2025）9号": ("云政办发", 2025, 9),
    "云政办发【2025】9号": ("云政办发", 2025, 9),
    "云政办发［2025］第09号": ("云政办发", 2025, 9),
    "云政办发 〔2025〕 9 号": ("云政办发", 2025, 9),
    "云政办发〔２０２５〕９号": ("云政办发", 2025, 9),
    "云政办发〔2025年〕9号": ("云政办发", 2025, 9),
    "云市监罚决〔2024〕128号": ("云市监罚决", 2024, 128),
    "云溪县人民政府令第5号": ("云溪县人民政府令", None, 5),
    "云溪县自然资源局公告2025年第3号": ("云溪县自然资源局公告", 2025, 3),
    "云府发〔98〕9号": ("云府发", 98, 9),
}

DOUBTS = {
    "the right form": ("云政办发〔2025〕9号", []),
    "an order has 第 and no year": ("云溪县人民政府令第5号", []),
    "an announcement has 第": ("云溪县自然资源局公告2025年第3号", []),
    "no number at all": ("", []),
    "square brackets": ("云政办发[2025]9号", ["“[]”"]),
    "round brackets": ("云政办发(2025)9号", ["“()”"]),
    "full-width round brackets are named as they stand": ("云政办发（2025）9号", ["“（）”"]),
    "black brackets": ("云政办发【2025】9号", ["“【】”"]),
    "one bracket of each": ("云政办发〔2025]9号", ["“〔]”"]),
    "第": ("云政办发〔2025〕第9号", ["第"]),
    "a leading zero": ("云政办发〔2025〕09号", ["补位"]),
    "a number that ends in zero is no doubt": ("云政办发〔2025〕100号", []),
    "number zero": ("云政办发〔2025〕0号", ["补位"]),
    "a year not yet come": ("云政办发〔2027〕9号", ["2027"]),
    "this year": ("云政办发〔2026〕9号", []),
    "a year before 1949": ("云政办发〔1948〕9号", ["1948"]),
    "the year 1949": ("云政办发〔1949〕9号", []),
    "a year of two figures": ("云政办发〔98〕9号", ["98"]),
    "年 in the brackets": ("云政办发〔2025年〕9号", ["不加“年”"]),
    "a space": ("云政办发〔2025〕 9号", ["空格"]),
    "full-width figures": ("云政办发〔２０２５〕9号", ["全角"]),
    "all at once": ("云政办发[2027]第09号", ["2027", "“[]”", "第", "补位"]),
    "no document number": ("关于印发方案的通知", ["看不出是文号"]),
    "no issuer": ("〔2025〕9号", ["看不出是文号"]),
    "no number": ("云政办发〔2025〕号", ["看不出是文号"]),
}

issuers = st.text("云溪县政办发府函教财市监罚决字", min_size=1, max_size=8)


@pytest.mark.parametrize(("text", "parts"), READ.items())
def test_a_number_is_read_and_kept_as_typed(text: str, parts: tuple[str, int | None, int]) -> None:
    read = parse(text)

    assert read is not None
    assert (read.issuer, read.year, read.number) == parts
    assert read.raw == text


@pytest.mark.parametrize(("text", "parts"), DOUBTS.values(), ids=DOUBTS)
def test_doubts(text: str, parts: list[str]) -> None:
    found = doubts(text, this_year=2026)

    assert len(found) == len(parts)
    for message, part in zip(found, parts, strict=True):
        assert part in message
        assert message.endswith("。")


@given(issuers, st.integers(1949, 2026), st.integers(1, 999_999))
def test_what_is_made_is_read_back_without_a_doubt(issuer: str, year: int, number: int) -> None:
    text = make(issuer, year, number)
    read = parse(text)

    assert read is not None
    assert (read.issuer, read.year, read.number) == (issuer, year, number)
    assert doubts(text, this_year=2026) == ()
    assert normal(text) == text


@given(
    issuers,
    st.integers(1949, 2026),
    st.integers(1, 9999),
    st.sampled_from(["[]", "()", "（）", "【】", "［］", "﹝﹞"]),
)
def test_however_the_brackets_are_written_a_search_finds_the_right_form(
    issuer: str, year: int, number: int, brackets: str
) -> None:
    typed = f" {issuer}{brackets[0]}{year}{brackets[1]}第0{number} 号"

    assert normal(typed) == make(issuer, year, number)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert normal(normal(text)) == normal(text)


def test_a_part_of_a_number_is_folded_too() -> None:
    assert normal("[2025] 9") == "〔2025〕9"
    assert normal("云政办发（2025") == "云政办发〔2025"


@pytest.mark.parametrize(
    ("issuer", "year", "number", "named"),
    [
        ("", 2025, 9, "机关代字"),
        ("云政办发〔", 2025, 9, "云政办发〔"),
        ("云政2发", 2025, 9, "云政2发"),
        ("云政办发", 25, 9, "“25”"),
        ("云政办发", 2025, 0, "“0”"),
    ],
)
def test_what_cannot_be_made_is_told_in_chinese(issuer: str, year: int, number: int, named: str) -> None:
    with pytest.raises(DocumentNumberError, match=named):
        make(issuer, year, number)


@pytest.mark.parametrize("text", ["云" * 200_000, "令" * 200_000, "云〔" * 100_000, "〔2025〕" * 50_000])
def test_a_hostile_text_is_no_number(text: str) -> None:
    assert parse(text) is None
